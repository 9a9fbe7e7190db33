internal import Glibc

/// Milliseconds of the clock that never jumps; only differences mean something.
struct Milliseconds: Comparable {
    let value: Int64

    static var now: Self {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Self(value: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    static func + (left: Self, right: Duration) -> Self {
        Self(value: left.value + right.milliseconds)
    }

    func elapsed(since start: Self) -> Duration { .milliseconds(value - start.value) }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Whole seconds, rounded up, at least 1.
    var wholeSeconds: UInt32 {
        UInt32(clamping: max(1, components.seconds + (components.attoseconds > 0 ? 1 : 0)))
    }
}
