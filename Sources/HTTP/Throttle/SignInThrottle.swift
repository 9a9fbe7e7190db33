/// How often somebody may try to sign in: a value without a clock, driven by whoever holds it.
///
/// An attempt is charged as a failure *before* the password is hashed, so that a hundred attempts at once don't all slip
/// through, and a success gives everything back. Three counts must agree:
///
/// - **pair**, an account as tried from one network: five free failures, then a wait of 30 s that doubles with each
///   further one up to an hour; forgotten a day after the last failure. At most 36 guesses a day.
/// - **account**, over all unfamiliar networks: 20 at once, then one each 30 minutes. At most 68 guesses on the first
///   day and 48 on each further one, however many addresses an attacker has.
/// - **network**, over all accounts: 100 at once, then one each minute. Thirty people who mistype twice each and sign in
///   are not slowed; whoever tries one password on many accounts is.
///
/// A network from which an account signed in during the last 30 days is *familiar*: only the pair's count applies there,
/// so a stranger can neither lock a colleague out of her usual place nor make a training room wait. From an unfamiliar
/// network she may have to wait while somebody attacks her account, for as long as the attack lasts.
///
/// Memory is bounded (see `Bounds.keys`). When a table is full, the coolest counts are dropped: those with the fewest
/// failures, never one that makes somebody wait. To flush a count of n failures, an attacker must spend n on each of
/// all the other keys. When every count makes somebody wait, new keys share one.
package struct SignInThrottle: Sendable {
    /// The numbers above.
    package struct Bounds: Sendable, Hashable {
        /// Failures of a pair that cost no wait.
        package var freeFailures = 5
        /// The wait after the first failure beyond the free ones; doubles with each.
        package var firstWait = Duration.seconds(30)
        /// The longest wait of a pair.
        package var longestWait = Duration.seconds(3_600)
        /// How long after its last failure a pair is forgotten.
        package var forgetsAfter = Duration.seconds(86_400)
        /// Failures of an account that unfamiliar networks have at once.
        package var accountBurst = 20
        /// The time in which an account gets one more.
        package var accountInterval = Duration.seconds(1_800)
        /// Failures that a network has at once.
        package var networkBurst = 100
        /// The time in which a network gets one more.
        package var networkInterval = Duration.seconds(60)
        /// How long a network stays familiar after a success.
        package var familiarFor = Duration.seconds(2_592_000)
        /// Most keys in each of the four tables; a key costs about 200 bytes.
        package var keys = 20_000

        /// The documented numbers.
        package init() {}
    }

    /// Whether an attempt may be made.
    package enum Decision: Sendable, Hashable {
        /// Check the password now, and report a success with `succeeded`.
        case allowed
        /// Don't look at the password; the same attempt may be made after this time.
        case wait(Duration)
    }

    private struct Pair: Hashable {
        let account: Key
        let network: Key
    }

    private let bounds: Bounds
    private var pairs: HeatTable<Pair, Backoff>
    private var accounts: HeatTable<Key, Bucket>
    private var networks: HeatTable<Key, Bucket>
    private var familiar: HeatTable<Pair, Familiarity>

    /// An empty throttle: nobody has tried anything.
    package init(bounds: Bounds = Bounds()) {
        self.bounds = bounds
        pairs = HeatTable(capacity: bounds.keys)
        accounts = HeatTable(capacity: bounds.keys)
        networks = HeatTable(capacity: bounds.keys)
        familiar = HeatTable(capacity: bounds.keys)
    }

    /// Asks for an attempt, and charges it when it is allowed; an attempt that must wait costs nothing.
    ///
    /// - Parameters:
    ///   - account: what was typed as the user name, normalised as for the look-up, whether or not it exists.
    ///   - network: where from; use `ClientAddress.network`.
    ///   - now: time since any fixed moment; never goes back.
    /// - Returns: whether to look at the password, or how long to wait: the longest of the waits that apply.
    package mutating func attempt(
        account: String,
        network: String,
        now: Duration
    ) -> Decision {
        let pair = Pair(account: Key(account), network: Key(network))
        let isFamiliar = familiar[pair, now]?.isCool(at: now) == false
        var wait = pairs[pair, now]?.wait(at: now) ?? .zero
        if !isFamiliar {
            wait = max(wait, accounts[pair.account, now]?.wait(at: now) ?? .zero)
            wait = max(wait, networks[pair.network, now]?.wait(at: now) ?? .zero)
        }
        guard wait == .zero else { return .wait(wait) }
        pairs.update(pair, now, default: Backoff(bounds)) { $0.fail(at: now) }
        guard !isFamiliar else { return .allowed }
        let account = Bucket(size: bounds.accountBurst, interval: bounds.accountInterval)
        accounts.update(pair.account, now, default: account) { $0.fill(at: now) }
        let network = Bucket(size: bounds.networkBurst, interval: bounds.networkInterval)
        networks.update(pair.network, now, default: network) { $0.fill(at: now) }
        return .allowed
    }

    /// Reports that an allowed attempt was right.
    ///
    /// Forgets the pair's failures, gives account and network back what this attempt cost, and makes the network
    /// familiar. Earlier failures of other people stay charged to the network.
    package mutating func succeeded(account: String, network: String, now: Duration) {
        let pair = Pair(account: Key(account), network: Key(network))
        pairs.remove(pair)
        if familiar[pair, now]?.isCool(at: now) != false {
            accounts.update(pair.account, now, default: nil) { $0.takeBack() }
            networks.update(pair.network, now, default: nil) { $0.takeBack() }
        }
        makeFamiliar(account: account, network: network, now: now)
    }

    /// Makes a network familiar without an attempt, as from a session that was kept over a restart.
    package mutating func makeFamiliar(account: String, network: String, now: Duration) {
        let pair = Pair(account: Key(account), network: Key(network))
        let until = now + bounds.familiarFor
        familiar.update(pair, now, default: Familiarity(until: until)) { $0.until = until }
    }

    /// How many counts are held, for a test of the bound.
    package var keyCount: Int {
        pairs.count + accounts.count + networks.count + familiar.count
    }
}
