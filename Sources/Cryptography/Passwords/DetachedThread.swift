import Glibc

/// A thread of the operating system for one blocking piece of work.
enum DetachedThread {
    fileprivate final class Box {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Starts a thread that runs `body` and ends; false when the system gives none.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let box = unsafe Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let status = unsafe pthread_create(&thread, nil, runDetachedThread, box.toOpaque())
        guard status == 0 else {
            unsafe box.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}

/// What the C library calls on the new thread: at file scope, so that no actor is presumed.
private func runDetachedThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument = unsafe argument else { return nil }
    unsafe Unmanaged<DetachedThread.Box>.fromOpaque(argument).takeRetainedValue().body()
    return nil
}
