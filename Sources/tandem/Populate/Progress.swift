import Foundation
import Synchronization

/// Says how far a long run has come, every so many and at the end.
final class Progress: Sendable {
    private let done = Mutex(0)
    private let total: Int
    private let interval: Int
    private let what: String
    private let start = ContinuousClock.now

    init(total: Int, each interval: Int = 500, _ what: String = "people") {
        self.total = total
        self.interval = interval
        self.what = what
    }

    var count: Int { done.withLock { $0 } }

    func step(_ more: Int = 1) {
        let (before, count) = done.withLock {
            $0 += more
            return ($0 - more, $0)
        }
        guard before / interval != count / interval || count == total else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        CommandLineTool.say(
            "\(count) of \(total) \(what), \(String(format: "%.1f", seconds)) s"
        )
    }
}
