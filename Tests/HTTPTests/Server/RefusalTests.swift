import Testing

@testable import HTTP

/// A request that must be refused, and how.
struct Malformed: Sendable, CustomTestStringConvertible {
    let request: String
    let status: Int

    init(_ request: String, _ status: Int) {
        self.request = request
        self.status = status
    }

    /// Whether the kit itself refuses it; libmicrohttpd answers for what it can't hold or read, with a fixed text.
    var isOurs: Bool {
        request.utf8.count < 22_000 && !request.contains("zz\r\n")
            && !request.contains("Length: -") && !request.contains("Length: +")
    }

    var testDescription: String { String(request.debugDescription.prefix(80)) }
}

@Suite struct RefusalTests {
    static let malformed: [Malformed] = [
        .init(get("/%zz"), 400), .init(get("/%4"), 400), .init(get("/a%00b"), 400),
        .init(get("/a/../b"), 400),
        .init(get("/a/%2e%2E/b"), 400), .init(get("/a%2Fb"), 400), .init(get("/a%5Cb"), 400),
        .init(get("//a"), 400),
        .init(get("/%ff"), 400), .init(get("/a?x=%C3%28"), 400), .init(get("/a?%00=1"), 400),
        .init(get("/a\u{00E9}"), 400),
        .init(get("/a b"), 400), .init(get("/a\u{0}b"), 400), .init(get("http://x/a"), 400),
        .init(get("a"), 400),
        .init(get("/?x=<b>"), 400), .init(get("/?=1"), 400),
        .init("GET / HTTP/1.1\r\n\r\n", 400),
        .init("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        .init("GET / HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n", 400),
        .init("GET / HTTP/1.1\r\nHost: x\r\nX: a\u{1}b\r\n\r\n", 400),
        .init("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 400),
        .init(
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            400
        ),
        .init("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -3\r\n\r\nabc", 400),
        .init("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc", 400),
        .init(
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400
        ),
        .init("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 400),
        .init("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        .init("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", 405),
        .init("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        .init("OPTIONS / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        .init("BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501),
        .init("get / HTTP/1.1\r\nHost: x\r\n\r\n", 501),
        .init(get("/" + String(repeating: "a", count: 5_000)), 414),
        .init(get("/", "X-Long: \(String(repeating: "a", count: 20_000))\r\n"), 431),
        .init(get("/", (0..<2_000).map { "X-\($0): 12345\r\n" }.joined()), 431),
        .init(get("/", "X-Long: \(String(repeating: "a", count: 200_000))\r\n"), 431),
    ]

    @Test(arguments: malformed)
    func `A request that is out of order gets its status and no handler`(
        _ malformed: Malformed
    ) async throws {
        try await withServer(handler: { _ in .text("reached", status: .ok) }) { _, port in
            let response = try await ask(port, malformed.request)
            #expect(response.status == malformed.status)
            #expect(!response.text.contains("reached"))
        }
    }

    @Test(arguments: malformed.filter(\.isOurs))
    func `A refusal by the kit carries the security headers and repeats nothing`(
        _ malformed: Malformed
    ) async throws {
        try await withServer { _, port in
            let response = try await ask(port, malformed.request)
            #expect(response["Content-Security-Policy"] == SecurityHeaders.contentSecurityPolicy)
            #expect(response["Cache-Control"] == "no-store")
            #expect(response.text.hasPrefix("\(malformed.status) "))
            #expect(response.body.count < 64)
        }
    }

    @Test func `A refusal uses the application's page, and keeps its own status`() async throws {
        try await withServer(configure: { options in
            options.refusalPage = { .html("<p>\($0.code)</p>") }
        }) { _, port in
            let response = try await ask(port, "PUT / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(response.status == 405)
            #expect(response["Allow"] == "GET, HEAD, POST")
            #expect(response.text == "<p>405</p>")
        }
    }

    @Test func `A body that is too large gets 413, declared or in chunks`() async throws {
        var limits = Limits()
        limits.bodyBytes = 10_000
        limits.drainedBytes = 100_000
        try await withServer(limits: limits) { _, port in
            let body = String(repeating: "a", count: 30_000)
            let declared = try await ask(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n\(body)"
            )
            #expect(declared.status == 413)
            let chunked = try await ask(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3a98\r\n\(body.prefix(15_000))\r\n3a98\r\n\(body.prefix(15_000))\r\n0\r\n\r\n"
            )
            #expect(chunked.status == 413)
            let exact = try await ask(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n\(body.prefix(10_000))"
            )
            #expect(exact.status == 200)
            let over = try await ask(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10001\r\n\r\n\(body.prefix(10_001))"
            )
            #expect(over.status == 413)
        }
    }

    @Test func `A body beyond all patience is refused unread`() async throws {
        var limits = Limits()
        limits.bodyBytes = 1_000
        limits.drainedBytes = 1_000
        try await withServer(limits: limits) { _, port in
            let announced = try await ask(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"
            )
            #expect(announced.status == 413)
            let expecting = try await ask(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1500\r\nExpect: 100-continue\r\n\r\n"
            )
            #expect(expecting.status == 413)
            let client = try RawClient(port: port)
            try await client.send(
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            let piece = "3e8\r\n" + String(repeating: "a", count: 1_000) + "\r\n"
            await #expect(throws: RawClient.Failure.closedByPeer) {
                for _ in 0..<1_000 { try await client.send(piece) }
                _ = try await client.response()
            }
        }
    }
}
