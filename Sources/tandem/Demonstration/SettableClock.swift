import Mechanism
import Synchronization

/// A clock that stands still until it is told the time: for populations that are driven through a quarter.
final class SettableClock: Sendable {
    private let state: Mutex<Instant>

    init(_ start: Instant) { state = Mutex(start) }

    var now: Instant { state.withLock { $0 } }

    func set(_ instant: Instant) { state.withLock { $0 = instant } }
}
