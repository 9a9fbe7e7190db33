import Casework
import Foundation
import HTTP
import Mechanism
import TestTown
import Testing

@testable import Web

/// A browser without a socket: it keeps a session's cookie and sends what a browser would.
struct Browser {
    let site: Site
    var secret: SessionSecret?
    var network = ClientAddress.loopback

    static let origin = "https://tandem.example"

    init(
        _ town: DemoTown,
        onAnswer: (@Sendable (RequestReport) -> Void)? = nil,
        onFailure: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        site = Site(
            town.installation,
            options: Site.Options(origins: [try #require(Origin(Self.origin))]),
            onAnswer: onAnswer,
            onFailure: onFailure
        )
    }

    /// The same browser in which a member is signed in.
    func signedIn(_ login: String, of town: DemoTown) async throws -> Browser {
        var browser = self
        browser.secret = try await town.session(login)
        return browser
    }

    func get(_ route: Route) async throws -> HTTPResponse {
        await site.respond(try request(.get, route))
    }

    /// Posts fields as the page of the site itself would, with the session's token.
    func post(
        _ route: Route,
        _ fields: [(String, String)] = [],
        token: String? = nil,
        headers: [(String, String)] = [("Origin", origin), ("Sec-Fetch-Site", "same-origin")]
    ) async throws -> HTTPResponse {
        var fields = fields.map { FormBody.Field($0.0, $0.1) }
        if let token = token ?? secret?.formToken { fields.append(.init("form-token", token)) }
        return await site.respond(
            try request(
                .post,
                route,
                headers: headers + [("Content-Type", "application/x-www-form-urlencoded")],
                body: FormBody(fields).encoded()
            )
        )
    }

    /// Posts a form with a file as a page of the site would, in pieces as a socket gives them.
    func upload(
        _ route: Route,
        _ parts: [(head: String, content: [UInt8])],
        token: String? = nil,
        boundary: String = "----boundary"
    ) async throws -> HTTPResponse {
        let token = Array((token ?? secret?.formToken ?? "").utf8)
        var body: [UInt8] = []
        for (head, content) in [("name=\"form-token\"", token)] + parts {
            body += Array(
                "--\(boundary)\r\nContent-Disposition: form-data; \(head)\r\n\r\n".utf8
            )
            body += content + [0x0D, 0x0A]
        }
        body += Array("--\(boundary)--\r\n".utf8)
        let pieces = stride(from: 0, to: body.count, by: 50_000).map { start in
            Array(body[start..<min(start + 50_000, body.count)])
        }
        let (path, _) = route.parts
        let limit = Site.allowance(.post, try PathSegments(segments: path)).streamedBytes
        return await site.respond(
            try request(
                .post,
                route,
                headers: [
                    ("Origin", Self.origin), ("Sec-Fetch-Site", "same-origin"),
                    ("Content-Type", "multipart/form-data; boundary=\(boundary)"),
                ],
                body: limit == nil ? body : [],
                upload: limit.map { UploadBody(pieces: pieces, limitBytes: $0) }
            )
        )
    }

    func request(
        _ method: HTTPMethod,
        _ route: Route,
        headers: [(String, String)] = [],
        body: [UInt8] = [],
        upload: UploadBody? = nil
    ) throws -> HTTPRequest {
        let (path, query) = route.parts
        var all = HTTPHeaders()
        for (name, value) in headers { try all.add(name, value) }
        if let secret { try all.add("Cookie", "__Host-session=\(secret.cookieValue)") }
        return HTTPRequest(
            method: method,
            path: try PathSegments(segments: path),
            query: FormBody(query.map { FormBody.Field($0.name, $0.value) }),
            headers: all,
            body: body,
            upload: upload,
            remoteAddress: network
        )
    }
}

extension HTTPResponse {
    /// Whether status, every header and every byte are the same; a stream is never the same as anything.
    func isSame(as other: HTTPResponse) -> Bool {
        guard case .bytes(let mine) = body, case .bytes(let others) = other.body else {
            return false
        }
        return status == other.status && headers == other.headers && mine == others
    }

    /// The body as text; a streamed one is no page.
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes of a streamed answer, however many were announced.
    func streamed() async throws -> [UInt8] {
        guard case .stream(let source, _) = body else { return [] }
        var all: [UInt8] = []
        while let piece = try await source.next() { all += piece }
        return all
    }

    /// Hidden fields of a page, as they would be sent again.
    var hiddenFields: [(String, String)] {
        text.components(separatedBy: "<input type=\"hidden\"").dropFirst().compactMap { part in
            let tag = part.prefix { $0 != ">" }
            guard let name = Self.attribute("name", in: tag) else { return nil }
            return (name, Self.attribute("value", in: tag) ?? "")
        }
    }

    private static func attribute(_ name: String, in tag: Substring) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        return tag[start.upperBound...].prefix { $0 != "\"" }
            .replacingOccurrences(of: "&quot;", with: "\"")
            .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
            .replacingOccurrences(of: "&#39;", with: "'").replacingOccurrences(
                of: "&amp;",
                with: "&"
            )
    }

    /// The session that a cookie of the answer begins.
    var session: SessionSecret? {
        headers.all("Set-Cookie").compactMap { header in
            header.split(separator: ";").first?.split(separator: "=", maxSplits: 1).last
        }.compactMap { SessionSecret(cookieValue: String($0)) }.first
    }
}
