/// How a server is operated: where it listens, what it says of itself, and how it ends.
struct Operation: Sendable {
    static let values: Set<String> = ["drain", "log", "metrics"]
    static let flags: Set<String> = ["access-log"]

    let port: UInt16
    /// The port on loopback where figures are served; none are where it is not named.
    let metricsPort: UInt16?
    /// How long probes hear that the server is not ready, before it stops.
    let drainSeconds: Int
    let log: EventLog

    /// Reads the options.
    ///
    /// - Throws: `UsageError`.
    init(_ options: Options) throws(UsageError) {
        port = UInt16(try options.numberOrDefault("port", in: 0...65_535))
        metricsPort = try options.number("metrics", in: 0...65_535).map { UInt16($0) }
        guard metricsPort == nil || metricsPort == 0 || metricsPort != port else {
            throw UsageError("--metrics takes another port than --port.")
        }
        drainSeconds = try options.numberOrDefault("drain", in: 0...600)
        guard let format = EventLog.Format(rawValue: options.valueOrDefault("log")) else {
            let names = EventLog.Format.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("--log takes one of \(names).")
        }
        log = EventLog(
            format,
            writesRequests: format == .json || options.flags.contains("access-log")
        )
    }
}
