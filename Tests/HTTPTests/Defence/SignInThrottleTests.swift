import Testing

@testable import HTTP

@Suite struct SignInThrottleTests {
    private static let day = 86_400

    @Test func `Thirty people behind one address mistype twice each and all sign in`() {
        var throttle = SignInThrottle()
        var now = Duration.zero
        for _ in 0..<5 {
            for attempt in 0..<3 {
                for person in 0..<30 {
                    let account = "trainee-\(person)"
                    let decision = throttle.attempt(account: account, network: "hall", now: now)
                    #expect(decision == .allowed)
                    if attempt == 2 {
                        throttle.succeeded(account: account, network: "hall", now: now)
                    }
                    now += .milliseconds(200)
                }
            }
            now += .seconds(600)
        }
    }

    @Test func `All of them may press the button at the same moment`() {
        var throttle = SignInThrottle()
        for person in 0..<90 {
            let decision = throttle.attempt(account: "\(person)", network: "hall", now: .zero)
            #expect(decision == .allowed)
        }
        for person in 0..<90 {
            throttle.succeeded(account: "\(person)", network: "hall", now: .zero)
        }
        for person in 0..<90 {
            let decision = throttle.attempt(account: "\(person)", network: "hall", now: .seconds(1))
            #expect(decision == .allowed)
        }
    }

    @Test(arguments: [(1, 36), (2, 68), (100, 68), (1_000, 68)])
    func `An attacker's guesses at one account are few, however many addresses there are`(
        addresses: Int,
        mostOnFirstDay: Int
    ) {
        var throttle = SignInThrottle()
        let first = guesses(&throttle, addresses: addresses, seconds: 0..<Self.day)
        #expect(first <= mostOnFirstDay)
        #expect(first > 20)
        let second = guesses(&throttle, addresses: addresses, seconds: Self.day..<(2 * Self.day))
        #expect(second <= 49)
    }

    @Test func `One address that tries every account once is slowed`() {
        var throttle = SignInThrottle()
        var allowed = 0
        for second in stride(from: 0, to: Self.day, by: 30) {
            for _ in 0..<2 {
                let account = "account-\(second)-\(allowed)"
                let decision = throttle.attempt(
                    account: account,
                    network: "one",
                    now: .seconds(second)
                )
                if decision == .allowed { allowed += 1 }
            }
        }
        #expect(allowed <= 100 + 1_440)
    }

    @Test func `A hundred attempts at once get five, not a hundred`() {
        var throttle = SignInThrottle()
        let allowed = (0..<100).filter { _ in
            throttle.attempt(account: "a", network: "n", now: .zero) == .allowed
        }
        #expect(allowed.count == 5)
    }

    @Test func `Waits double from half a minute to an hour, and asking early costs nothing`() {
        var throttle = SignInThrottle()
        var now = Duration.zero
        var waits: [Int64] = []
        for _ in 0..<14 {
            if case .wait(let wait) = throttle.attempt(account: "a", network: "n", now: now) {
                waits.append(wait.components.seconds)
                for _ in 0..<50 { _ = throttle.attempt(account: "a", network: "n", now: now) }
                now += wait
                let decision = throttle.attempt(account: "a", network: "n", now: now)
                #expect(decision == .allowed)
            }
        }
        #expect(waits == [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600])
    }

    @Test func `Strangers don't lock a colleague out of her usual place`() {
        var throttle = SignInThrottle()
        _ = throttle.attempt(account: "ana", network: "office", now: .zero)
        throttle.succeeded(account: "ana", network: "office", now: .zero)
        for second in stride(from: 0, to: 7_000, by: 10) {
            for address in 0..<20 {
                _ = throttle.attempt(
                    account: "ana",
                    network: "attacker-\(address)",
                    now: .seconds(second)
                )
            }
        }
        let elsewhere = throttle.attempt(account: "ana", network: "home", now: .seconds(7_000))
        #expect(elsewhere != .allowed)
        let office = throttle.attempt(account: "ana", network: "office", now: .seconds(7_000))
        #expect(office == .allowed)
    }

    @Test func `A network that attacks others still lets its familiar people in`() {
        var throttle = SignInThrottle()
        _ = throttle.attempt(account: "ana", network: "office", now: .zero)
        throttle.succeeded(account: "ana", network: "office", now: .zero)
        for number in 0..<500 {
            _ = throttle.attempt(account: "x\(number)", network: "office", now: .seconds(1))
        }
        let stranger = throttle.attempt(account: "new", network: "office", now: .seconds(2))
        #expect(stranger != .allowed)
        let familiar = throttle.attempt(account: "ana", network: "office", now: .seconds(2))
        #expect(familiar == .allowed)
    }

    @Test func `A month after the last success a network is a stranger again`() {
        var throttle = SignInThrottle()
        throttle.makeFamiliar(account: "ana", network: "office", now: .zero)
        let attack = { (throttle: inout SignInThrottle, now: Duration) in
            for number in 0..<200 {
                _ = throttle.attempt(account: "ana", network: "n\(number)", now: now)
            }
        }
        attack(&throttle, .seconds(29 * Self.day))
        let inTime = throttle.attempt(
            account: "ana",
            network: "office",
            now: .seconds(29 * Self.day)
        )
        #expect(inTime == .allowed)
        attack(&throttle, .seconds(31 * Self.day))
        let late = throttle.attempt(account: "ana", network: "office", now: .seconds(31 * Self.day))
        #expect(late != .allowed)
    }

    @Test(arguments: [0x5EED, 0xBEE] as [UInt64])
    func `Memory stays bounded, and a flood does not flush a hot count`(seed: UInt64) {
        var bounds = SignInThrottle.Bounds()
        bounds.keys = 200
        var throttle = SignInThrottle(bounds: bounds)
        for _ in 0..<5 { _ = throttle.attempt(account: "ana", network: "n", now: .zero) }
        for address in 0..<15 {
            _ = throttle.attempt(account: "ana", network: "m\(address)", now: .zero)
        }
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<5_000 {
            _ = throttle.attempt(
                account: "a\(UInt64.random(in: 0...999_999, using: &generator))",
                network: "x\(UInt64.random(in: 0...999_999, using: &generator))",
                now: .seconds(1)
            )
        }
        #expect(throttle.keyCount <= 4 * 200, "seed \(seed)")
        let pair = throttle.attempt(account: "ana", network: "n", now: .seconds(2))
        #expect(pair != .allowed, "seed \(seed)")
        let account = throttle.attempt(account: "ana", network: "elsewhere", now: .seconds(2))
        #expect(account != .allowed, "seed \(seed)")
    }

    @Test func `When every count makes somebody wait, new keys share one`() {
        var bounds = SignInThrottle.Bounds()
        bounds.keys = 10
        bounds.networkBurst = 1_000_000
        var throttle = SignInThrottle(bounds: bounds)
        for account in 0..<10 {
            for _ in 0..<5 { _ = throttle.attempt(account: "\(account)", network: "n", now: .zero) }
        }
        let allowed = (0..<100).filter { number in
            throttle.attempt(account: "new-\(number)", network: "n", now: .seconds(1)) == .allowed
        }
        #expect(allowed.count == 5)
        let later = throttle.attempt(account: "later", network: "n", now: .seconds(3 * 86_400))
        #expect(later == .allowed)
    }

    @Test func `Long keys are folded and still told apart`() {
        var throttle = SignInThrottle()
        let long = String(repeating: "a", count: 100_000)
        for _ in 0..<5 { _ = throttle.attempt(account: long, network: "n", now: .zero) }
        #expect(throttle.attempt(account: long, network: "n", now: .zero) != .allowed)
        #expect(throttle.attempt(account: long + "b", network: "n", now: .zero) == .allowed)
    }

    @Test func `The gate asks its own clock`() async {
        let gate = SignInGate(now: { .seconds(5) })
        for _ in 0..<5 {
            #expect(await gate.attempt(account: "a", network: "n") == .allowed)
        }
        #expect(await gate.attempt(account: "a", network: "n") == .wait(.seconds(30)))
        await gate.succeeded(account: "a", network: "n")
        #expect(await gate.attempt(account: "a", network: "n") == .allowed)
    }

    /// Tries from every address again and again, as far as the throttle lets it.
    private func guesses(
        _ throttle: inout SignInThrottle,
        addresses: Int,
        seconds: Range<Int>
    ) -> Int {
        var count = 0
        // An account gets one guess in 1,800 s: asking oftener from many addresses gains nothing.
        let step = addresses > 2 ? 900 : 30
        for second in stride(from: seconds.lowerBound, to: seconds.upperBound, by: step) {
            for address in 0..<addresses {
                let decision = throttle.attempt(
                    account: "ana",
                    network: "a\(address)",
                    now: .seconds(second)
                )
                if decision == .allowed { count += 1 }
            }
        }
        return count
    }
}
