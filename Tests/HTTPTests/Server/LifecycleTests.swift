import Synchronization
import Testing

@testable import HTTP

@Suite struct LifecycleTests {
    @Test func `Stopping answers what is in flight and refuses what comes after`() async throws {
        let started = Mutex(0)
        let server = HTTPServer { _ in
            started.withLock { $0 += 1 }
            do { try await Task.sleep(for: .milliseconds(500)) } catch {}
            return .text("done")
        }
        let port = try server.start()
        let clients = try (0..<20).map { _ in try RawClient(port: port) }
        let idle = try RawClient(port: port)
        for client in clients { try await client.send(get("/")) }
        for _ in 0..<200 where started.withLock({ $0 }) < 20 {
            try await Task.sleep(for: .milliseconds(10))
        }
        async let stopped: Void = server.stop(gracePeriodSeconds: 5)
        for client in clients {
            let response = try await client.response()
            #expect(response.text == "done")
            #expect(response["Connection"] == "close")
        }
        await stopped
        try await idle.waitForClose(within: .seconds(10))
        #expect(throws: RawClient.Failure.self) { try RawClient(port: port) }
        #expect(server.port == nil)
    }

    @Test func `A handler beyond the grace period is cut, and its client gets 503`() async throws {
        let server = HTTPServer { _ in
            do { try await Task.sleep(for: .seconds(60)) } catch {}
            return .text("never")
        }
        let port = try server.start()
        let client = try RawClient(port: port)
        try await client.send(get("/"))
        try await Task.sleep(for: .milliseconds(100))
        let start = ContinuousClock.now
        async let stopped: Void = server.stop(gracePeriodSeconds: 0.3)
        #expect(try await client.response().status == 503)
        await stopped
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `Stopping twice, at once or before the start, is harmless`() async throws {
        let server = HTTPServer { _ in .text("") }
        try server.start()
        async let first: Void = server.stop()
        async let second: Void = server.stop()
        _ = await (first, second)
        await server.stop()
        #expect(throws: HTTPServerError.alreadyStarted) { try server.start() }
        let unstarted = HTTPServer { _ in .text("") }
        await unstarted.stop()
    }

    @Test func `A client that leaves during the handler harms nobody`() async throws {
        let finished = Mutex(0)
        try await withServer(handler: { request in
            if request.path.first == "slow" {
                do { try await Task.sleep(for: .milliseconds(200)) } catch {}
                finished.withLock { $0 += 1 }
                return .bytes([UInt8](repeating: 65, count: 100_000), contentType: "text/plain")
            }
            return .text("fine")
        }) { _, port in
            for index in 0..<40 {
                let client = try RawClient(port: port)
                try await client.send(get("/slow"))
                if index.isMultiple(of: 2) {
                    try await Task.sleep(for: .milliseconds(5))
                    client.reset()
                } else {
                    client.close()
                }
            }
            for _ in 0..<200 where finished.withLock({ $0 }) < 20 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(finished.withLock { $0 } >= 20)
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await ask(port, get("/")).text == "fine")
        }
    }

    @Test func `Every exchange and its body is let go of`() async throws {
        final class Witness: Sendable {}
        weak var witness: Witness?
        do {
            let held = Witness()
            witness = held
            let server = HTTPServer { [held] _ in
                _ = held
                return .text("ok")
            }
            let port = try server.start()
            _ = try await ask(port, get("/"))
            await server.stop()
        }
        for _ in 0..<100 where witness != nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(witness == nil)
    }

    @Test func `One address holds no more connections than it may, and gets them back`()
        async throws
    {
        var limits = Limits()
        limits.connectionsPerAddress = 3
        try await withServer(limits: limits) { _, port in
            var clients = try (0..<3).map { _ in try RawClient(port: port) }
            for client in clients {
                try await client.send(get("/"))
                #expect(try await client.response().status == 200)
            }
            await #expect(throws: RawClient.Failure.self) { try await ask(port, get("/")) }
            clients.removeLast().close()
            #expect(try await statusWithin(.seconds(30), port) == 200)
        }
    }

    @Test func `Connections beyond the limit wait until one ends`() async throws {
        var limits = Limits()
        limits.connections = 2
        try await withServer(limits: limits) { _, port in
            let first = try RawClient(port: port)
            let second = try RawClient(port: port)
            for client in [first, second] {
                try await client.send(get("/"))
                #expect(try await client.response().status == 200)
            }
            let third = try RawClient(port: port)
            try await third.send(get("/third"))
            await #expect(throws: RawClient.Failure.timeout) {
                try await third.response(within: .milliseconds(200))
            }
            first.close()
            #expect(try await third.response(within: .seconds(30)).text == "GET /third")
        }
    }

    @Test func `An address that isn't one, or a port in use, is said plainly`() async throws {
        var options = HTTPServer.Options()
        options.address = "localhost"
        #expect(throws: HTTPServerError.invalidAddress) {
            try HTTPServer(options) { _ in .text("") }.start()
        }
        try await withServer { _, port in
            var taken = HTTPServer.Options()
            taken.port = port
            #expect(throws: HTTPServerError.cannotListen(errno: 98)) {
                try HTTPServer(taken) { _ in .text("") }.start()
            }
        }
    }

    @Test(arguments: [
        (false, "X-Forwarded-For: 198.51.100.9, 203.0.113.5\r\n", "127.0.0.1"),
        (true, "X-Forwarded-For: 198.51.100.9, 203.0.113.5\r\n", "203.0.113.5"),
        (true, "", "127.0.0.1"),
        (true, "X-Forwarded-For: 1.2.3.4, junk\r\n", "127.0.0.1"),
        (true, "X-Forwarded-For: 1.2.3.4, 127.0.0.1\r\n", "1.2.3.4"),
        (true, "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 5.6.7.8\r\n", "5.6.7.8"),
        (true, "X-Forwarded-For: 2001:DB8::1\r\n", "2001:db8::1"),
    ])
    func `A forwarded address counts only from a trusted proxy`(
        isTrusted: Bool,
        header: String,
        address: String
    ) async throws {
        try await withServer(
            configure: { $0.trustedProxies = isTrusted ? [.loopback] : [] },
            handler: { .text($0.remoteAddress.text) }
        ) { _, port in
            let response = try await ask(port, get("/", header))
            #expect(response.text == address)
        }
    }

    /// Asks until the server takes the connection; nil when it never does.
    private func statusWithin(_ limit: Duration, _ port: UInt16) async throws -> Int? {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            do {
                return try await ask(port, get("/")).status
            } catch is RawClient.Failure {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        return nil
    }
}
