/// A `SignInThrottle` with a clock, for many requests at once.
package actor SignInGate {
    private var throttle: SignInThrottle
    private let now: @Sendable () -> Duration

    /// Uses the clock that never jumps.
    package init(bounds: SignInThrottle.Bounds = .init()) {
        let start = ContinuousClock.now
        self.init(bounds: bounds) { ContinuousClock.now - start }
    }

    /// Uses another clock: time since any fixed moment, never going back.
    package init(
        bounds: SignInThrottle.Bounds = .init(),
        now: @escaping @Sendable () -> Duration
    ) {
        throttle = SignInThrottle(bounds: bounds)
        self.now = now
    }

    /// Asks for an attempt and charges it; see `SignInThrottle.attempt`.
    package func attempt(account: String, network: String) -> SignInThrottle.Decision {
        throttle.attempt(account: account, network: network, now: now())
    }

    /// Reports that an allowed attempt was right; see `SignInThrottle.succeeded`.
    package func succeeded(account: String, network: String) {
        throttle.succeeded(account: account, network: network, now: now())
    }

    /// Makes a network familiar without an attempt; see `SignInThrottle.makeFamiliar`.
    package func makeFamiliar(account: String, network: String) {
        throttle.makeFamiliar(account: account, network: network, now: now())
    }
}
