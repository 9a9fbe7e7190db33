/// Where a review is served: an address of this machine that no other can reach.
struct ReviewAddress: Hashable {
    let address: String
    let port: UInt16

    /// Reads `127.0.0.1`, `127.0.0.1:8081`, `localhost:8081`, `::1` or `[::1]:8081`; without a port a free one is taken.
    init(_ text: String) throws(UsageError) {
        var (host, port) = (text, "0")
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = String(text[text.index(after: text.startIndex)..<end])
            let rest = text[text.index(after: end)...]
            if rest.hasPrefix(":") { port = String(rest.dropFirst()) }
        } else if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
            host = String(text[..<colon])
            port = String(text[text.index(after: colon)...])
        }
        if host == "localhost" { host = "127.0.0.1" }
        guard host == "::1" || Self.isLoopback(host), let number = UInt16(port) else {
            throw UsageError(
                "--review takes an address of this machine alone, such as 127.0.0.1 or 127.0.0.1:8081."
            )
        }
        (address, self.port) = (host, number)
    }

    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The address as it stands before a port in a URL.
    var host: String { address == "::1" ? "[::1]" : address }
}
