/// A count that cools down with time until it is as good as absent.
protocol Cooling: Sendable {
    /// From then on the count says nothing any more.
    var coolsAt: Duration { get }
    /// How much would be lost by dropping it; compared within one table.
    func heat(at now: Duration) -> Double
    /// Whether somebody must wait for it now; such a count is never dropped.
    func isHot(at now: Duration) -> Bool
}

extension Cooling {
    func isCool(at now: Duration) -> Bool { coolsAt <= now }
}

/// The failures of one account from one network: free ones, then a wait that doubles.
struct Backoff: Cooling {
    private let bounds: SignInThrottle.Bounds
    private var failures = 0
    private var openAt = Duration.zero
    private(set) var coolsAt = Duration.zero

    init(_ bounds: SignInThrottle.Bounds) {
        self.bounds = bounds
    }

    func wait(at now: Duration) -> Duration { max(.zero, openAt - now) }

    func heat(at now: Duration) -> Double { Double(failures) }

    func isHot(at now: Duration) -> Bool { openAt > now }

    mutating func fail(at now: Duration) {
        failures += 1
        coolsAt = now + bounds.forgetsAfter
        let beyond = failures - bounds.freeFailures
        guard beyond >= 0 else { return }
        // 2^30 times any first wait exceeds every longest one.
        let doubled = bounds.firstWait * (1 << min(beyond, 30))
        openAt = now + min(doubled, bounds.longestWait)
    }
}

/// A bucket that fills with failures and drains one in each interval.
struct Bucket: Cooling {
    private let size: Int
    private let interval: Duration
    /// When the bucket will be empty; the failures in it are the time until then, in intervals.
    private(set) var coolsAt = Duration.zero

    init(size: Int, interval: Duration) {
        self.size = size
        self.interval = interval
    }

    func wait(at now: Duration) -> Duration {
        max(.zero, coolsAt - now - interval * (size - 1))
    }

    func heat(at now: Duration) -> Double { (coolsAt - now) / interval }

    func isHot(at now: Duration) -> Bool { wait(at: now) > .zero }

    mutating func fill(at now: Duration) {
        coolsAt = max(coolsAt, now) + interval
    }

    mutating func takeBack() {
        coolsAt -= interval
    }
}

/// That an account signed in from a network, until when.
struct Familiarity: Cooling {
    var until: Duration
    var coolsAt: Duration { until }
    func heat(at now: Duration) -> Double { (until - now) / .seconds(1) }
    func isHot(at now: Duration) -> Bool { false }
}

/// What a caller gave as account or network; long texts are folded, so that memory stays bounded.
struct Key: Hashable, Sendable {
    private let text: String

    init(_ text: String) {
        guard text.utf8.count > 64 else {
            self.text = text
            return
        }
        self.text = EntityTag(of: text.utf8).text
    }
}
