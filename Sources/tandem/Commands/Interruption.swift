import Dispatch
import Glibc
import Synchronization

/// The descriptor that the signal handler writes to; a handler may touch nothing that needs a lock.
private let interruptionPipe = Atomic<Int32>(-1)

/// Tells once that Ctrl-C or SIGTERM came; the next of them ends the program at once.
///
/// A handler and a pipe: of a signal source and an ignored signal, one is lost when it comes before
/// the source is registered, or reaches a thread that does not hold it back. One at a time.
final class Interruption {
    private static let signals = [SIGINT, SIGTERM]
    private let source: any DispatchSourceRead

    /// From here on nothing is lost; `stop` is called on a queue.
    init(_ stop: @escaping @Sendable () -> Void) {
        var ends: [Int32] = [-1, -1]
        let isOpen = unsafe pipe(&ends) == 0
        precondition(isOpen, "a program that can open no pipe can't be stopped well")
        let (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        source = DispatchSource.makeReadSource(fileDescriptor: readEnd, queue: .global())
        source.setEventHandler { [source] in
            source.cancel()
            stop()
        }
        source.setCancelHandler {
            // The handler is gone by then: either it ran, or `end` took it away.
            _ = close(readEnd)
            _ = close(writeEnd)
        }
        source.resume()
        interruptionPipe.store(writeEnd, ordering: .sequentiallyConsistent)
        for number in Self.signals {
            _ = signal(number) { _ in
                _ = signal(SIGINT, SIG_DFL)
                _ = signal(SIGTERM, SIG_DFL)
                var byte: UInt8 = 1
                _ = unsafe write(interruptionPipe.load(ordering: .sequentiallyConsistent), &byte, 1)
            }
        }
    }

    /// Lets signals end the program as they always do.
    func end() {
        for number in Self.signals { _ = signal(number, SIG_DFL) }
        source.cancel()
    }
}
