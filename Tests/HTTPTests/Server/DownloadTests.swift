import Synchronization
import Testing

@testable import HTTP

@Suite struct DownloadTests {
    /// A server that streams `/file` from a source, which may say less or more than is true.
    static func withFile(
        from source: PatternSource,
        count: Int,
        limits: Limits = Limits(),
        onAccess: (@Sendable (AccessRecord) -> Void)? = nil,
        _ body: (HTTPServer, UInt16) async throws -> Void
    ) async throws {
        try await withServer(
            limits: limits,
            configure: { $0.onAccess = onAccess },
            handler: { request in
                guard request.path.first == "file" else { return .text("plain") }
                return .stream(source, count: count, contentType: "application/pdf")
            },
            body
        )
    }

    @Test(arguments: [1, 65_536, 5_000_001], [1_000, 65_536, 262_144])
    func `A streamed answer arrives byte for byte`(count: Int, pieceBytes: Int) async throws {
        let source = PatternSource(count: count, pieceBytes: pieceBytes)
        try await Self.withFile(from: source, count: count) { _, port in
            let response = try await ask(port, get("/file"))
            #expect(response.status == 200)
            #expect(response["Content-Length"] == "\(count)")
            #expect(response["Transfer-Encoding"] == nil)
            #expect(response["Content-Type"] == "application/pdf")
            #expect(response["Cache-Control"] == "no-store")
            #expect(isPattern(response.body, count: count))
        }
    }

    @Test func `HEAD gets the length, and nothing is asked of the source`() async throws {
        let source = PatternSource(count: 1_000_000)
        try await Self.withFile(from: source, count: 1_000_000) { _, port in
            let client = try RawClient(port: port)
            try await client.send("HEAD /file HTTP/1.1\r\nHost: x\r\n\r\n")
            let response = try await client.response(headOnly: true)
            #expect(response["Content-Length"] == "1000000")
            try await client.send(get("/plain"))
            #expect(try await client.response().text == "plain")
            #expect(source.given.withLock { $0 } == 0)
        }
    }

    @Test func `A stream of nothing is an empty answer`() async throws {
        try await Self.withFile(from: PatternSource(count: 0), count: 0) { _, port in
            let client = try RawClient(port: port)
            for _ in 0..<2 {
                try await client.send(get("/file"))
                let response = try await client.response()
                #expect(response["Content-Length"] == "0")
                #expect(response.body.isEmpty)
            }
        }
    }

    @Test
    func `Requests after a streamed answer, sent along with the first, are answered in order`()
        async throws
    {
        let count = 700_000
        let source = PatternSource(count: count)
        try await Self.withFile(from: source, count: count) { _, port in
            let client = try RawClient(port: port)
            for _ in 0..<3 {
                source.given.withLock { $0 = 0 }
                try await client.send(get("/file") + get("/plain"))
                #expect(isPattern(try await client.response().body, count: count))
                #expect(try await client.response().text == "plain")
            }
        }
    }

    @Test func `Nothing is read ahead of a client that does not read`() async throws {
        let count = 40_000_000
        let source = PatternSource(count: count)
        try await Self.withFile(from: source, count: count) { _, port in
            let client = try RawClient(port: port)
            try await client.send(get("/file"))
            // The kernel's buffers of both ends take some megabytes.
            let given = try await source.settles()
            #expect((1..<20_000_000).contains(given))
            #expect(isPattern(try await client.response(within: .seconds(60)).body, count: count))
        }
    }

    @Test func `One piece is being sent and one is ahead, and no more is held`() async throws {
        let source = PatternSource(count: 5_000_000, pieceBytes: 100_000)
        let core = ServerCore(options: HTTPServer.Options()) { _ in .text("") }
        let exchange = Exchange(
            id: 1,
            target: "/",
            targetBytes: 1,
            descriptor: -1,
            socketAddress: .loopback
        )
        var download: Download?
        unsafe download = Download(
            of: source,
            count: 5_000_000,
            by: core,
            for: exchange,
            on: try #require(OpaquePointer(bitPattern: 8))
        )
        let held = try #require(download)
        held.fetch()
        let first = try await source.settles(at: 100_000)
        #expect(first == 100_000)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 60_000, alignment: 1)
        defer { unsafe room.deallocate() }
        #expect(unsafe held.read(into: room) == 60_000)
        let second = try await source.settles(at: 200_000)
        #expect(second == 200_000)
        #expect(unsafe held.read(into: room) == 40_000)
        let third = try await source.settles(at: 200_000)
        #expect(third == 200_000)
        #expect(held.mostHeldBytes == 200_000)
        #expect(held.sentBytes == 100_000)
    }

    @Test func `A slow source is waited for`() async throws {
        let source = PatternSource(count: 500_000, pieceBytes: 100_000, pause: .milliseconds(150))
        var limits = Limits()
        limits.handlerTimeout = .seconds(5)
        try await Self.withFile(from: source, count: 500_000, limits: limits) { _, port in
            let response = try await ask(port, get("/file"))
            #expect(isPattern(response.body, count: 500_000))
        }
    }

    @Test func `The access hook learns how much of a stream was sent`() async throws {
        let records = Records()
        let source = PatternSource(count: 200_000)
        try await Self.withFile(from: source, count: 200_000, onAccess: { records.add($0) }) {
            _,
            port in
            _ = try await ask(port, get("/file"))
        }
        #expect(records.all.map(\.bodyBytes) == [200_000])
        #expect(records.all.map(\.status) == [.ok])
    }
}

/// Access records in the order in which they came.
final class Records: Sendable {
    private let records = Mutex<[AccessRecord]>([])

    var all: [AccessRecord] { records.withLock { $0 } }

    func add(_ record: AccessRecord) { records.withLock { $0.append(record) } }
}
