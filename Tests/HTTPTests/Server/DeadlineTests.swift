import Synchronization
import Testing

@testable import HTTP

@Suite struct DeadlineTests {
    private static var short: Limits {
        var limits = Limits()
        limits.requestDeadline = .seconds(1)
        limits.idleTimeout = .seconds(5)
        return limits
    }

    @Test func `Trickled headers end with a closed connection`() async throws {
        try await withServer(limits: Self.short) { _, port in
            let client = try RawClient(port: port)
            try await client.send("GET / HTTP/1.1\r\nHost: x\r\n")
            let took = await timeUntilClosed(client, trickling: "X-More: 1\r\n")
            #expect(took < .seconds(20))
        }
    }

    @Test func `A trickled request line ends with a closed connection`() async throws {
        try await withServer(limits: Self.short) { _, port in
            let client = try RawClient(port: port)
            try await client.send("GET /")
            let took = await timeUntilClosed(client, trickling: "a")
            #expect(took < .seconds(20))
        }
    }

    @Test func `A trickled body ends with a closed connection, declared or in chunks`() async throws
    {
        try await withServer(limits: Self.short) { _, port in
            let declared = try RawClient(port: port)
            try await declared.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n")
            #expect(await timeUntilClosed(declared, trickling: "a") < .seconds(20))
            let chunked = try RawClient(port: port)
            try await chunked.send(
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            #expect(await timeUntilClosed(chunked, trickling: "1\r\na\r\n") < .seconds(20))
        }
    }

    @Test func `Headers that trickle after an answered request end the same way`() async throws {
        var limits = Self.short
        limits.idleTimeout = .seconds(1)
        try await withServer(limits: limits) { _, port in
            let client = try RawClient(port: port)
            try await client.send(get("/"))
            #expect(try await client.response().status == 200)
            try await client.send("GET / HTTP/1.1\r\nHost: x\r\n")
            #expect(await timeUntilClosed(client, trickling: "X-More: 1\r\n") < .seconds(20))
        }
    }

    @Test func `An idle connection is closed`() async throws {
        var limits = Limits()
        limits.idleTimeout = .seconds(1)
        try await withServer(limits: limits) { _, port in
            let silent = try RawClient(port: port)
            try await silent.waitForClose(within: .seconds(20))
            let kept = try RawClient(port: port)
            try await kept.send(get("/"))
            _ = try await kept.response()
            try await kept.waitForClose(within: .seconds(20))
        }
    }

    @Test func `A handler that takes too long is cancelled, and the client gets 503`() async throws
    {
        var limits = Limits()
        limits.handlerTimeout = .milliseconds(300)
        let wasCancelled = Mutex(false)
        try await withServer(
            limits: limits,
            handler: { _ in
                do {
                    try await Task.sleep(for: .seconds(30))
                } catch {
                    wasCancelled.withLock { $0 = true }
                }
                return .text("too late")
            }
        ) { _, port in
            let response = try await ask(port, get("/"))
            #expect(response.status == 503)
            #expect(response["Retry-After"] == "5")
            #expect(response["Content-Security-Policy"] == SecurityHeaders.contentSecurityPolicy)
        }
        for _ in 0..<500 where !wasCancelled.withLock({ $0 }) {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(wasCancelled.withLock { $0 })
    }

    @Test func `A form that may wait longer gets its answer, others the usual time`() async throws {
        var limits = Limits()
        limits.handlerTimeout = .milliseconds(300)
        try await withServer(
            limits: limits,
            configure: {
                $0.allowances = { _, path in
                    RequestAllowance(handlerTimeout: path.first == "patient" ? .seconds(20) : nil)
                }
            },
            handler: { _ in
                do { try await Task.sleep(for: .milliseconds(1_500)) } catch {}
                return .text("at last")
            }
        ) { _, port in
            let patient = try await ask(port, post("/patient", length: 0))
            #expect(patient.text == "at last")
            let other = try await ask(port, post("/other", length: 0))
            #expect(other.status == 503)
            // Only a form has leave to wait.
            let read = try await ask(port, get("/patient"))
            #expect(read.status == 503)
        }
    }

    @Test func `A client that doesn't take its answer is closed`() async throws {
        var limits = Limits()
        limits.responseDeadline = .seconds(1)
        let ended = Mutex(0)
        try await withServer(
            limits: limits,
            configure: { $0.onAccess = { _ in ended.withLock { $0 += 1 } } },
            handler: { _ in .bytes([UInt8](repeating: 0, count: 30_000_000), contentType: "a/b") }
        ) { _, port in
            let client = try RawClient(port: port)
            try await client.send(get("/"))
            for _ in 0..<200 where ended.withLock({ $0 }) == 0 {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(ended.withLock { $0 } == 1)
        }
    }

    private func timeUntilClosed(_ client: RawClient, trickling piece: String) async -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        while clock.now - start < .seconds(15) {
            do {
                try await client.send(piece)
                try await client.waitForClose(within: .milliseconds(100))
                break
            } catch RawClient.Failure.timeout {
                continue
            } catch {
                break
            }
        }
        return clock.now - start
    }
}
