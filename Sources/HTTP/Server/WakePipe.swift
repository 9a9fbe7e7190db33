internal import Glibc

/// A pipe on which one thread sleeps and any thread wakes it.
final class WakePipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        let isOpen = unsafe pipe(&ends) == 0
        readEnd = isOpen ? ends[0] : -1
        writeEnd = isOpen ? ends[1] : -1
        for end in ends where end >= 0 {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    var isOpen: Bool { readEnd >= 0 }

    deinit {
        guard isOpen else { return }
        _ = close(readEnd)
        _ = close(writeEnd)
    }

    /// Wakes the sleeper; a full pipe means that it is awake already.
    func signal() {
        var byte: UInt8 = 1
        _ = unsafe write(writeEnd, &byte, 1)
    }

    /// Takes out what was written, so that the next sleep sleeps.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while unsafe read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
