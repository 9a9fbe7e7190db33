/// The header fields that every answer carries, errors of the kit among them.
///
/// The server sets them over whatever the handler wrote, except `Cache-Control`, which a handler may set for
/// what is public. Only what libmicrohttpd itself refuses before we see it (a request line that is not HTTP, headers
/// beyond its memory) goes out without them: a fixed text that repeats nothing of the request.
package struct SecurityHeaders: Sendable, Hashable {
    /// Whether browsers are told to use HTTPS for two years; only for a server reached by HTTPS.
    package var requiresHTTPS: Bool

    /// Plain HTTP by default, as on loopback.
    package init(requiresHTTPS: Bool = false) {
        self.requiresHTTPS = requiresHTTPS
    }

    /// No inline anything, nothing from elsewhere, no frames; `data:` images for QR codes and charts.
    package static let contentSecurityPolicy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:",
        "font-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")

    /// Names and values, in the order in which they are sent.
    ///
    /// `Referrer-Policy` is `same-origin` and not `no-referrer`: under `no-referrer` browsers send `Origin: null` with
    /// our own forms (Fetch standard, "append a request Origin header"), and the origin check could not tell them
    /// from a stranger's. Other sites learn nothing either way.
    package var fields: [(name: String, value: String)] {
        var fields = [
            ("Content-Security-Policy", Self.contentSecurityPolicy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            (
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()"
            ),
            ("X-Robots-Tag", "noindex, nofollow"),
        ]
        if requiresHTTPS {
            fields.append(("Strict-Transport-Security", "max-age=63072000; includeSubDomains"))
        }
        return fields.map { (name: $0.0, value: $0.1) }
    }

    /// Sets the fields in an answer.
    package func apply(to headers: inout HTTPHeaders) {
        for field in fields { headers.setOwn(field.name, to: field.value) }
        if headers["Cache-Control"] == nil { headers.addOwn("Cache-Control", "no-store") }
    }
}
