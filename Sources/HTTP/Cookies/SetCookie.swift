/// A cookie that belongs to this host alone and that no script reads.
///
/// Always `__Host-`, `Secure`, `HttpOnly`, `SameSite=Strict`, `Path=/`, never a `Domain`: there is no way to write
/// a weaker one.
package struct SetCookie: Sendable, Hashable {
    /// Why a cookie was refused; never repeats it.
    package enum Refusal: Error, Equatable, CustomStringConvertible {
        /// The name is empty or not a token.
        case invalidName
        /// The value holds a byte outside of RFC 6265's cookie octets, or name and value exceed 4,000 bytes.
        case invalidValue

        package var description: String {
            switch self {
            case .invalidName: "a cookie's name is not a token"
            case .invalidValue: "a cookie's value holds a byte that cookies can't carry"
            }
        }
    }

    static let prefix = "__Host-"

    /// The name, with its `__Host-`.
    package let name: String
    /// The value as sent.
    package let value: String
    /// Seconds until the browser forgets it; nil is until the browser closes, 0 at once.
    package let maxAgeSeconds: Int?

    /// Takes the name without its prefix.
    ///
    /// - Throws: `Refusal` when name or value could not be read back.
    package init(
        _ name: String,
        value: String,
        maxAgeSeconds: Int? = nil
    ) throws(Refusal) {
        guard HTTPHeaders.isToken(name) else { throw .invalidName }
        guard value.utf8.allSatisfy(\.isCookieOctet),
            name.utf8.count + value.utf8.count <= 4_000
        else { throw .invalidValue }
        self.name = Self.prefix + name
        self.value = value
        self.maxAgeSeconds = maxAgeSeconds.map { max(0, $0) }
    }

    /// Makes the browser forget the cookie.
    ///
    /// - Throws: `Refusal.invalidName`.
    package static func deletion(of name: String) throws(Refusal) -> Self {
        try Self(name, value: "", maxAgeSeconds: 0)
    }

    /// The value of `Set-Cookie`.
    package var headerValue: String {
        let age = maxAgeSeconds.map { "; Max-Age=\($0)" } ?? ""
        return "\(name)=\(value)\(age); Path=/; Secure; HttpOnly; SameSite=Strict"
    }
}
