internal import Glibc

/// The network address of a client, in its usual notation.
///
/// An IPv4 address inside of IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
package struct ClientAddress: Sendable, Hashable, CustomStringConvertible {
    /// Dotted or colon notation, small letters, without port or zone.
    package let text: String
    /// 4 or 16 bytes in network order.
    let bytes: [UInt8]

    /// `127.0.0.1`, for tests.
    package static let loopback = Self(bytes: [127, 0, 0, 1])

    /// Reads dotted or colon notation.
    ///
    /// Nil for anything that is not one address: no port, no zone, no brackets.
    package init?(_ text: String) {
        guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
        var buffer = [UInt8](repeating: 0, count: 16)
        let family = text.utf8.contains(0x3A) ? AF_INET6 : AF_INET
        guard unsafe inet_pton(family, text, &buffer) == 1 else { return nil }
        self.init(bytes: family == AF_INET ? Array(buffer.prefix(4)) : buffer)
    }

    /// Takes 4 or 16 bytes in network order.
    init(bytes given: [UInt8]) {
        precondition(given.count == 4 || given.count == 16, "an address has 4 or 16 bytes")
        let isMapped =
            given.count == 16 && given.prefix(10).allSatisfy { $0 == 0 }
            && given[10] == 0xFF && given[11] == 0xFF
        let bytes = isMapped ? Array(given.suffix(4)) : given
        self.bytes = bytes
        var output = [UInt8](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        let written = unsafe output.withUnsafeMutableBytes { room in
            unsafe inet_ntop(
                family,
                bytes,
                room.bindMemory(to: CChar.self).baseAddress,
                socklen_t(room.count)
            ) != nil
        }
        precondition(written, "46 bytes hold every address")
        text = String(decoding: output.prefix { $0 != 0 }, as: UTF8.self)
    }

    package var description: String { text }

    /// Who shares a budget with this address: an IPv4 address alone, an IPv6 address with its /64.
    ///
    /// One household or one attacker holds a whole /64, so counting single addresses there counts nothing.
    package var network: String {
        guard bytes.count == 16 else { return text }
        return Self(bytes: Array(bytes.prefix(8)) + [UInt8](repeating: 0, count: 8)).text + "/64"
    }
}
