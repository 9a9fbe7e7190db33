import Glibc

/// A thread of the operating system for one long piece of computing.
///
/// It gives way to every other: pages are short, and a hash takes a quarter of a second of a whole core.
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

/// A third of the share of a thread that nothing is asked of.
private let detachedThreadNiceness: Int32 = 5

/// What the C library calls on the new thread: at file scope, so that no actor is presumed.
private func runDetachedThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument = unsafe argument else { return nil }
    // On Linux a thread's own, where 0 is the caller.
    let which = __priority_which_t(PRIO_PROCESS.rawValue)
    setpriority(which, 0, min(19, getpriority(which, 0) + detachedThreadNiceness))
    unsafe Unmanaged<DetachedThread.Box>.fromOpaque(argument).takeRetainedValue().body()
    return nil
}
