import Synchronization
import Testing

@testable import HTTP

@Suite struct AnsweringTests {
    @Test func `A request is answered, with the security headers`() async throws {
        try await withServer { _, port in
            let response = try await ask(port, get("/cases/a%20b?x=1"))
            #expect(response.status == 200)
            #expect(response.text == "GET /cases/a%20b")
            for field in SecurityHeaders().fields {
                #expect(response[field.name] == field.value)
            }
            #expect(response["Cache-Control"] == "no-store")
        }
    }

    @Test func `HEAD is answered from GET without a body`() async throws {
        try await withServer { _, port in
            let client = try RawClient(port: port)
            try await client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n")
            let head = try await client.response(headOnly: true)
            #expect(head.status == 200)
            #expect(head["Content-Length"] == "6")
            try await client.send(get("/b"))
            #expect(try await client.response().text == "GET /b")
        }
    }

    @Test func `Requests on one connection, also pipelined, are answered in order`() async throws {
        try await withServer { _, port in
            let client = try RawClient(port: port)
            for number in 0..<5 {
                try await client.send(get("/\(number)"))
                #expect(try await client.response().text == "GET /\(number)")
            }
            try await client.send((5..<25).map { get("/\($0)") }.joined())
            for number in 5..<25 {
                #expect(try await client.response().text == "GET /\(number)")
            }
        }
    }

    @Test(arguments: [true, false])
    func `A posted body arrives whole, declared or in chunks`(isChunked: Bool) async throws {
        let body = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let received = Mutex<[UInt8]>([])
        try await withServer(handler: { request in
            received.withLock { $0 = request.body }
            return .text("\(request.body.count)")
        }) { _, port in
            let client = try RawClient(port: port)
            if isChunked {
                try await client.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                )
                for start in stride(from: 0, to: body.count, by: 7_919) {
                    let piece = body[start..<min(start + 7_919, body.count)]
                    try await client.send("\(String(piece.count, radix: 16))\r\n")
                    try await client.send(Array(piece) + Array("\r\n".utf8))
                }
                try await client.send("0\r\n\r\n")
            } else {
                try await client.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n"
                )
                try await client.send(body)
            }
            #expect(try await client.response().text == "200000")
            #expect(received.withLock { $0 } == body)
        }
    }

    @Test func `Two hundred requests at once are all answered`() async throws {
        try await withServer(handler: { request in
            do { try await Task.sleep(for: .milliseconds(20)) } catch {}
            return .text("\(request.path)")
        }) { _, port in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let response = try await ask(port, get("/\(number)"))
                        return response.status == 200 && response.text == "/\(number)"
                    }
                }
                var count = 0
                for try await isRight in group where isRight { count += 1 }
                #expect(count == 200)
            }
        }
    }

    @Test func `Cookies, query and form reach the handler decoded`() async throws {
        try await withServer(handler: { request in
            do {
                let form = try request.form()
                let session = request.cookies.hostValue("session") ?? "-"
                return .text("\(session) \(request.query["q"] ?? "-") \(form["name"] ?? "-")")
                    .setting(try SetCookie("seen", value: "1"))
            } catch {
                return .text("\(error)", status: .badRequest)
            }
        }) { _, port in
            let body = "name=%D0%90+b"
            let response = try await ask(
                port,
                "POST /x?q=%C3%A9 HTTP/1.1\r\nHost: x\r\nCookie: __Host-session=abc; other=1\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
            )
            #expect(response.text == "abc é А b")
            #expect(
                response["Set-Cookie"]
                    == "__Host-seen=1; Path=/; Secure; HttpOnly; SameSite=Strict"
            )
        }
    }

    @Test func `What a handler says of framing and security does not count`() async throws {
        try await withServer(handler: { _ in
            var response = HTTPResponse.text("ok")
            do {
                try response.headers.add("Content-Length", "99")
                try response.headers.add("Transfer-Encoding", "chunked")
                try response.headers.add("content-security-policy", "default-src *")
                try response.headers.add("Cache-Control", "public, max-age=60")
            } catch { return .text("\(error)", status: .internalServerError) }
            return response
        }) { _, port in
            let response = try await ask(port, get("/"))
            #expect(response["Content-Length"] == "2")
            #expect(response["Transfer-Encoding"] == nil)
            #expect(
                response.headers.filter { $0.name.lowercased() == "content-security-policy" }
                    .map(\.value) == [SecurityHeaders.contentSecurityPolicy]
            )
            #expect(response["Cache-Control"] == "public, max-age=60")
        }
    }

    @Test func `The access hook learns method, status, time and size, and nothing else`()
        async throws
    {
        let records = Mutex<[AccessRecord]>([])
        try await withServer(configure: { options in
            options.onAccess = { record in records.withLock { $0.append(record) } }
        }) { _, port in
            _ = try await ask(port, get("/secret?name=Anna"))
            _ = try await ask(port, get("/%zz"))
            _ = try await ask(port, "BREW / HTTP/1.1\r\nHost: x\r\n\r\n")
        }
        let seen = records.withLock { $0 }
        #expect(seen.map(\.status) == [.ok, .badRequest, .notImplemented])
        #expect(seen.map(\.method) == [.get, .get, nil])
        #expect(seen.first?.bodyBytes == 11)
        #expect(!seen.map { "\($0)" }.joined().contains("secret"))
    }

    @Test func `An asset is sent once and then is not modified`() async throws {
        let bytes = Array("body { }".utf8)
        let tag = EntityTag(of: bytes)
        try await withServer(handler: { request in
            .asset(bytes, contentType: "text/css; charset=utf-8", tag: tag, for: request)
        }) { _, port in
            let client = try RawClient(port: port)
            try await client.send(get("/a.css"))
            let first = try await client.response()
            #expect(first.body == bytes)
            #expect(first["Cache-Control"] == "public, max-age=31536000, immutable")
            let name = try #require(first["ETag"])
            try await client.send(get("/a.css", "If-None-Match: \(name)\r\n"))
            let second = try await client.response()
            #expect(second.status == 304)
            #expect(second.body.isEmpty)
            try await client.send(get("/a.css", "If-None-Match: \"other\"\r\n"))
            #expect(try await client.response().status == 200)
        }
    }
}
