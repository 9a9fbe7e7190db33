import Synchronization
import Testing

@testable import HTTP

/// What ends an upload before its end.
@Suite struct UploadRefusalTests {
    private static var drainingLittle: Limits {
        var limits = Limits()
        limits.drainedBytes = 1_000_000
        return limits
    }

    @Test func `A body that announces too much fails before it comes, and the answer arrives`()
        async throws
    {
        let log = UploadLog()
        try await UploadTests.withUploads(upTo: 100_000, limits: Self.drainingLittle, log: log) {
            _,
            port in
            let client = try RawClient(port: port)
            try await client.send(post("/up", length: 600_000))
            try await client.send(pattern(0..<600_000))
            let response = try await client.response()
            #expect(response.text == "the body is longer than 100000 bytes")
            #expect(response["Connection"] == "close")
            #expect(log.state.withLock { $0.bytes.isEmpty })
            // Beyond all patience the answer comes at once.
            let announced = try await ask(port, post("/up", length: 99_999_999_999))
            #expect(announced.text == "the body is longer than 100000 bytes")
            log.state.withLock { $0 = .init() }
            let exact = try RawClient(port: port)
            try await exact.send(post("/up", length: 100_000))
            try await exact.send(pattern(0..<100_000))
            #expect(try await exact.response().text == "100000")
        }
    }

    @Test func `A body that grows too long in chunks fails there, and the answer arrives`()
        async throws
    {
        let log = UploadLog()
        try await UploadTests.withUploads(upTo: 100_000, limits: Self.drainingLittle, log: log) {
            _,
            port in
            let client = try RawClient(port: port)
            try await client.send(
                "POST /up HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            let piece = Array("c350\r\n".utf8) + pattern(0..<50_000) + Array("\r\n".utf8)
            for _ in 0..<10 { try await client.send(piece) }
            try await client.send("0\r\n\r\n")
            #expect(try await client.response().text == "the body is longer than 100000 bytes")
            #expect(log.state.withLock { $0.bytes.count } <= 100_000)
            let endless = try RawClient(port: port)
            try await endless.send(
                "POST /up HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            await #expect(throws: RawClient.Failure.closedByPeer) {
                for _ in 0..<1_000 { try await endless.send(piece) }
                _ = try await endless.response()
            }
        }
    }

    @Test(arguments: [0, 1])
    func `An answer before the end reaches a client that sends everything first`(
        pieces: Int
    ) async throws {
        try await withServer(
            configure: { $0.allowances = { _, _ in RequestAllowance(streamedBytes: 10_000_000) } },
            handler: { request in
                do {
                    for _ in 0..<pieces { _ = try await request.upload?.next() }
                } catch {}
                return .text("no", status: .forbidden)
            }
        ) { _, port in
            let client = try RawClient(port: port)
            try await client.send(post("/", length: 9_000_000))
            try await client.send(pattern(0..<9_000_000))
            let response = try await client.response()
            #expect(response.status == 403)
            #expect(response["Connection"] == "close")
            try await client.waitForClose(within: .seconds(20))
        }
    }

    @Test func `A client that asks whether it may send is told before it does`() async throws {
        let log = UploadLog()
        try await withServer(
            configure: { $0.allowances = { _, _ in RequestAllowance(streamedBytes: 1_000) } },
            handler: { request in
                guard let upload = request.upload, request.path.first == "yes" else {
                    return .text("no", status: .forbidden)
                }
                return await log.read(upload)
            }
        ) { _, port in
            let refused = try RawClient(port: port)
            try await refused.send(post("/no", length: 5, "Expect: 100-continue\r\n"))
            #expect(try await refused.response().status == 403)
            let taken = try RawClient(port: port)
            try await taken.send(post("/yes", length: 5, "Expect: 100-continue\r\n"))
            try await Task.sleep(for: .milliseconds(200))
            try await taken.send("abcde")
            let response = try await taken.response()
            #expect(response.text == "5")
            #expect(response["Connection"] != "close")
        }
    }

    @Test func `A client that goes away is told to the handler`() async throws {
        for isReset in [true, false] {
            let log = UploadLog()
            try await UploadTests.withUploads(log: log) { _, port in
                let client = try RawClient(port: port)
                try await client.send(post("/up", length: 1_000_000))
                try await client.send(pattern(0..<100_000))
                #expect(try await log.waits { $0.bytes.count == 100_000 })
                if isReset { client.reset() } else { client.close() }
                #expect(try await log.waits { $0.failure == .cutOff })
                #expect(log.state.withLock { !$0.hasEnded })
                #expect(try await ask(port, get("/")).text == "0")
            }
        }
    }

    @Test func `A handler that computes while its client leaves is cancelled`() async throws {
        let log = UploadLog()
        try await UploadTests.withUploads(log: log, pausing: .seconds(60)) { _, port in
            let client = try RawClient(port: port)
            try await client.send(post("/up", length: 1_000_000) + "abc")
            #expect(try await log.waits { $0.bytes.count == 3 })
            client.reset()
            #expect(try await log.waits { $0.isCancelled })
        }
    }

    @Test func `A client that stalls, or trickles beyond the deadline, is cut`() async throws {
        var limits = Limits()
        limits.idleTimeout = .seconds(1)
        limits.uploadDeadline = .seconds(3)
        for trickles in [false, true] {
            let log = UploadLog()
            try await UploadTests.withUploads(limits: limits, log: log) { _, port in
                let client = try RawClient(port: port)
                try await client.send(post("/up", length: 1_000_000) + "abc")
                let start = ContinuousClock.now
                while trickles, ContinuousClock.now - start < .seconds(15) {
                    do {
                        try await client.send("a")
                        try await client.waitForClose(within: .milliseconds(100))
                        break
                    } catch RawClient.Failure.timeout {
                        continue
                    } catch {
                        break
                    }
                }
                #expect(try await log.waits { $0.failure == .cutOff })
                let took = ContinuousClock.now - start
                #expect(took < .seconds(12))
                // Whoever trickles lives longer than one idle time.
                if trickles { #expect(took > .seconds(2)) }
            }
        }
    }

    @Test func `Time that the client takes is not the handler's`() async throws {
        var limits = Limits()
        limits.handlerTimeout = .seconds(2)
        let log = UploadLog()
        try await UploadTests.withUploads(limits: limits, log: log) { _, port in
            try await untilAnswered(port)
            let client = try RawClient(port: port)
            try await client.send(post("/up", length: 2))
            for letter in ["a", "b"] {
                try await Task.sleep(for: .milliseconds(2_500))
                try await client.send(letter)
            }
            #expect(try await client.response().text == "2")
        }
    }

    @Test(arguments: [10, 3_000_000])
    func `A handler that lets its client wait too long is cancelled, and the client gets 503`(
        sent: Int
    ) async throws {
        var limits = Limits()
        limits.handlerTimeout = .milliseconds(300)
        let log = UploadLog()
        try await UploadTests.withUploads(limits: limits, log: log, pausing: .seconds(60)) {
            _,
            port in
            let client = try RawClient(port: port)
            try await client.send(post("/up", length: sent))
            try await client.send(pattern(0..<sent))
            #expect(try await client.response().status == 503)
            #expect(try await log.waits { $0.isCancelled || $0.failure == .cutOff })
        }
    }

    @Test func `Stopping lets an upload finish, and cuts it when the period is over`() async throws
    {
        for mayFinish in [true, false] {
            let log = UploadLog()
            try await UploadTests.withUploads(log: log) { server, port in
                let client = try RawClient(port: port)
                try await client.send(post("/up", length: 6) + "abc")
                #expect(try await log.waits { $0.bytes.count == 3 })
                let start = ContinuousClock.now
                async let stopped: Void = server.stop(gracePeriodSeconds: mayFinish ? 20 : 0.3)
                if mayFinish {
                    try await Task.sleep(for: .milliseconds(200))
                    try await client.send("def")
                    #expect(try await client.response().text == "6")
                } else {
                    #expect(try await log.waits { $0.failure == .cutOff })
                    try await client.waitForClose(within: .seconds(10))
                }
                await stopped
                #expect(ContinuousClock.now - start < .seconds(15))
            }
        }
    }

    @Test func `Stopping cuts a handler that does not ask`() async throws {
        let log = UploadLog()
        try await UploadTests.withUploads(log: log, pausing: .seconds(60)) { server, port in
            let client = try RawClient(port: port)
            try await client.send(post("/up", length: 20_000_000))
            _ = try await client.sendUntilHeld(pattern(0..<20_000_000))
            let start = ContinuousClock.now
            await server.stop(gracePeriodSeconds: 0.3)
            #expect(ContinuousClock.now - start < .seconds(15))
            #expect(try await log.waits { $0.isCancelled || $0.failure == .cutOff })
            try await client.waitForClose(within: .seconds(10))
        }
    }
}
