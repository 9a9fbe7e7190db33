import Synchronization
import Testing

@testable import HTTP

/// What ends a streamed answer before its end.
@Suite struct DownloadFailureTests {
    /// How a source breaks its word.
    enum Breach: CaseIterable {
        case failsAtOnce
        case failsLater
        case endsEarly
        case saysMore

        var source: PatternSource {
            switch self {
            case .failsAtOnce: PatternSource(count: 1_000_000, failing: 0)
            case .failsLater: PatternSource(count: 1_000_000, failing: 5)
            case .endsEarly: PatternSource(count: 400_000)
            case .saysMore: PatternSource(count: 1_000_001)
            }
        }
    }

    @Test(arguments: Breach.allCases)
    func `A stream that fails is cut: its client sees a short body and a closed connection`(
        breach: Breach
    ) async throws {
        let source = breach.source
        try await DownloadTests.withFile(from: source, count: 1_000_000) { _, port in
            let client = try RawClient(port: port)
            try await client.send(get("/file") + get("/plain"))
            let all = try await client.readToClose()
            let head = try #require(all.firstRange(of: Array("\r\n\r\n".utf8)))
            let text = String(decoding: all[..<head.lowerBound], as: UTF8.self)
            #expect(text.contains("Content-Length: 1000000"))
            let body = all[head.upperBound...]
            #expect(body.count < 1_000_000)
            #expect(isPattern(body, count: body.count))
            #expect(try await ask(port, get("/plain")).text == "plain")
        }
    }

    @Test func `A client that leaves ends the source's work`() async throws {
        let source = PatternSource(count: 100_000_000, pause: .milliseconds(20))
        let records = Records()
        try await DownloadTests.withFile(
            from: source,
            count: 100_000_000,
            onAccess: { records.add($0) }
        ) { _, port in
            let client = try RawClient(port: port)
            try await client.send(get("/file"))
            for _ in 0..<500 where source.given.withLock({ $0 }) < 300_000 {
                try await Task.sleep(for: .milliseconds(10))
            }
            client.reset()
            for _ in 0..<500 where records.all.isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            try await Task.sleep(for: .milliseconds(200))
            let given = source.given.withLock { $0 }
            try await Task.sleep(for: .milliseconds(200))
            #expect(source.given.withLock { $0 } == given)
            #expect(given < 10_000_000)
            #expect(records.all.allSatisfy { $0.bodyBytes < 10_000_000 })
        }
    }

    @Test func `A client that reads nothing, or too slowly, is closed`() async throws {
        var limits = Limits()
        limits.idleTimeout = .seconds(1)
        limits.downloadDeadline = .seconds(3)
        for reads in [false, true] {
            let records = Records()
            let source = PatternSource(
                count: 100_000_000,
                pieceBytes: 10_000,
                pause: reads ? .milliseconds(100) : nil
            )
            try await DownloadTests.withFile(
                from: source,
                count: 100_000_000,
                limits: limits,
                onAccess: { records.add($0) }
            ) { _, port in
                let client = try RawClient(port: port)
                let start = ContinuousClock.now
                try await client.send(get("/file"))
                if reads {
                    let all = try await client.readToClose()
                    #expect(all.count < 10_000_000)
                    #expect(ContinuousClock.now - start > .seconds(2))
                }
                for _ in 0..<1_000 where records.all.isEmpty {
                    try await Task.sleep(for: .milliseconds(10))
                }
                #expect(records.all.count == 1)
                #expect(ContinuousClock.now - start < .seconds(12))
            }
        }
    }

    @Test func `A source that hangs is given up, and its client is cut`() async throws {
        var limits = Limits()
        limits.handlerTimeout = .seconds(1)
        let source = PatternSource(count: 1_000_000, pause: .seconds(60))
        try await DownloadTests.withFile(from: source, count: 1_000_000, limits: limits) {
            _,
            port in
            try await untilAnswered(port)
            let client = try RawClient(port: port)
            try await client.send(get("/file"))
            #expect(try await client.readToClose().count < 2_000)
            for _ in 0..<500 where !source.wasCancelled.withLock({ $0 }) {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(source.wasCancelled.withLock { $0 })
        }
    }

    @Test func `Stopping lets a stream finish, and cuts it when the period is over`() async throws {
        for mayFinish in [true, false] {
            let source = PatternSource(
                count: 1_000_000,
                pieceBytes: 50_000,
                pause: .milliseconds(mayFinish ? 30 : 500)
            )
            try await DownloadTests.withFile(from: source, count: 1_000_000) { server, port in
                let client = try RawClient(port: port)
                try await client.send(get("/file"))
                for _ in 0..<500 where source.given.withLock({ $0 }) == 0 {
                    try await Task.sleep(for: .milliseconds(10))
                }
                let start = ContinuousClock.now
                async let stopped: Void = server.stop(gracePeriodSeconds: mayFinish ? 20 : 0.3)
                let all = try await client.readToClose()
                let isWhole = isPattern(all.suffix(1_000_000), count: 1_000_000)
                #expect(isWhole == mayFinish)
                await stopped
                #expect(ContinuousClock.now - start < .seconds(15))
            }
        }
    }
}
