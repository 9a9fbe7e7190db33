import CSodium

/// The library's one-time start.
enum Sodium {
    private static let started: Bool = sodium_init() >= 0

    /// Starts libsodium once for the process; every entry point of this kit calls it first.
    ///
    /// Safe from any thread: a static property is initialised exactly once. After the first call it
    /// costs one atomic load. Without it libsodium would use its slow reference code.
    @inline(__always)
    static func start() {
        precondition(started, "libsodium could not start")
    }
}
