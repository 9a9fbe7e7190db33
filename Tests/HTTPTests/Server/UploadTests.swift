import Synchronization
import Testing

@testable import HTTP

@Suite struct UploadTests {
    /// A server that reads `/up` into a log as it comes, up to so many bytes.
    static func withUploads(
        upTo limit: Int = 1 << 30,
        limits: Limits = Limits(),
        log: UploadLog,
        pausing pause: Duration? = nil,
        _ body: (HTTPServer, UInt16) async throws -> Void
    ) async throws {
        try await withServer(
            limits: limits,
            configure: {
                $0.allowances = { _, path in
                    RequestAllowance(streamedBytes: path.first == "up" ? limit : nil)
                }
            },
            handler: { request in
                guard let upload = request.upload else { return .text("\(request.body.count)") }
                return await log.read(upload, pausing: pause)
            },
            body
        )
    }

    @Test(arguments: [true, false])
    func `A streamed body arrives byte for byte, declared or in chunks`(
        isChunked: Bool
    ) async throws {
        let log = UploadLog()
        let body = pattern(0..<5_000_001)
        try await Self.withUploads(log: log) { _, port in
            let client = try RawClient(port: port)
            if isChunked {
                try await client.send(
                    "POST /up HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                )
                for start in stride(from: 0, to: body.count, by: 70_001) {
                    let piece = body[start..<min(start + 70_001, body.count)]
                    try await client.send("\(String(piece.count, radix: 16))\r\n")
                    try await client.send(Array(piece) + Array("\r\n".utf8))
                }
                try await client.send("0\r\n\r\n")
            } else {
                try await client.send(post("/up", length: body.count))
                try await client.send(body)
            }
            #expect(try await client.response().text == "5000001")
            let seen = log.state.withLock { $0 }
            #expect(isPattern(seen.bytes, count: body.count))
            #expect(seen.mostHeldBytes <= 65_536)
            #expect(seen.mostPieceBytes <= 65_536)
        }
    }

    @Test func `A body of nothing ends at once`() async throws {
        let log = UploadLog()
        try await Self.withUploads(log: log) { _, port in
            for request in [post("/up", length: 0), "POST /up HTTP/1.1\r\nHost: x\r\n\r\n"] {
                let response = try await ask(port, request)
                #expect(response.text == "0")
            }
            #expect(log.state.withLock { $0.hasEnded })
        }
    }

    @Test func `The handler has the first bytes before the last are sent`() async throws {
        let log = UploadLog()
        try await Self.withUploads(log: log) { _, port in
            let client = try RawClient(port: port)
            try await client.send(post("/up", length: 6) + "abc")
            #expect(try await log.waits { $0.bytes == Array("abc".utf8) })
            try await client.send("def")
            #expect(try await client.response().text == "6")
        }
    }

    @Test func `A client is held back while the handler does not ask`() async throws {
        let body = pattern(0..<30_000_000)
        let log = UploadLog()
        let mayRead = Mutex(false)
        try await withServer(
            configure: { $0.allowances = { _, _ in RequestAllowance(streamedBytes: 1 << 30) } },
            handler: { request in
                guard let upload = request.upload else { return .text("none") }
                do {
                    let first = try await upload.next() ?? []
                    while !mayRead.withLock({ $0 }) {
                        try await Task.sleep(for: .milliseconds(10))
                    }
                    log.state.withLock { $0.bytes = first }
                } catch {}
                return await log.read(upload)
            }
        ) { _, port in
            let client = try RawClient(port: port)
            try await client.send(post("/", length: body.count))
            // The kernel's buffers of both ends take some megabytes.
            let sent = try await client.sendUntilHeld(body)
            #expect(sent < 20_000_000)
            mayRead.withLock { $0 = true }
            try await client.send(Array(body[sent...]))
            #expect(try await client.response().text == "30000000")
            #expect(isPattern(log.state.withLock { $0.bytes }, count: body.count))
            #expect(log.state.withLock { $0.mostHeldBytes } <= 65_536)
        }
    }

    @Test(arguments: [true, false])
    func `A slow handler gets everything, and its client waits`(isSmall: Bool) async throws {
        let log = UploadLog()
        let body = pattern(0..<(isSmall ? 100_000 : 900_000))
        try await Self.withUploads(log: log, pausing: .milliseconds(20)) { _, port in
            let client = try RawClient(port: port)
            try await client.send(post("/up", length: body.count))
            try await client.send(body)
            #expect(try await client.response().text == "\(body.count)")
            #expect(isPattern(log.state.withLock { $0.bytes }, count: body.count))
        }
    }

    @Test func `Requests after a streamed one, sent along with it, are answered in order`()
        async throws
    {
        let log = UploadLog()
        try await Self.withUploads(log: log) { _, port in
            let client = try RawClient(port: port)
            for count in [5, 200_000] {
                log.state.withLock { $0 = .init() }
                try await client.send(post("/up", length: count))
                try await client.send(
                    pattern(0..<count) + Array((post("/a", length: 2) + "xy" + get("/b")).utf8)
                )
                #expect(try await client.response().text == "\(count)")
                #expect(try await client.response().text == "2")
                #expect(try await client.response().text == "0")
                #expect(isPattern(log.state.withLock { $0.bytes }, count: count))
            }
        }
    }

    @Test func `Other bodies are bounded as ever, and a GET has none`() async throws {
        var limits = Limits()
        limits.bodyBytes = 100
        try await Self.withUploads(limits: limits, log: UploadLog()) { _, port in
            let long = String(repeating: "a", count: 101)
            let refused = try await ask(port, post("/other", length: 101) + long)
            #expect(refused.status == 413)
            #expect(try await ask(port, post("/up", length: 101) + long).text == "101")
            #expect(try await ask(port, get("/up", "Content-Length: 3\r\n") + "abc").status == 400)
            #expect(try await ask(port, get("/up")).text == "0")
        }
    }

    @Test(arguments: [
        "Content-Length: 3\r\nContent-Length: 4\r\n", "Content-Length: -3\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip\r\n",
        "Content-Length: 3\r\nHost: y\r\n",
    ])
    func `A streamed body that two readers could frame differently gets no handler`(
        headers: String
    ) async throws {
        let log = UploadLog()
        try await Self.withUploads(log: log) { _, port in
            let request = "POST /up HTTP/1.1\r\nHost: x\r\n\(headers)\r\nabcd"
            let response = try await ask(port, request)
            #expect(response.status == 400)
            #expect(log.state.withLock { !$0.hasEnded && $0.bytes.isEmpty })
        }
    }
}
