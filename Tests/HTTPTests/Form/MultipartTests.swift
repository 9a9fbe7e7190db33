import Testing

@testable import HTTP

@Suite struct MultipartTests {
    /// A part as a test reads it: its head and its whole content.
    struct Read: Equatable {
        let name: String
        var fileName: String?
        var contentType: String?
        var content: [UInt8] = []

        init(
            _ name: String,
            file: String? = nil,
            type: String? = nil,
            _ content: some Sequence<UInt8>
        ) {
            self.name = name
            fileName = file
            contentType = type
            self.content = Array(content)
        }
    }

    /// What a browser sends for a token, a file and a note, with a file that looks like boundaries.
    static let tricky = Array("\r\n--XX\r\n--X\r\n\r--X\n--XY-\r\n-".utf8) + [0, 0xFF, 0x0D]
    static let wanted = [
        Read("form-token", "abc".utf8),
        Read("file", file: "a \"b\".pdf", type: "application/pdf", tricky),
        Read("nothing", file: "", type: "application/octet-stream", "".utf8),
        Read("note", "Аня\r\n".utf8),
    ]
    static let body =
        Array("--XYZ\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\nabc".utf8)
        + Array(
            "\r\n--XYZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
                .utf8
        ) + tricky
        + Array(
            "\r\n--XYZ\r\ncontent-disposition:form-data; name=\"nothing\";filename=\"\"\r\ncontent-type: application/octet-stream\r\n\r\n"
                .utf8
        )
        + Array(
            "\r\n--XYZ\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nАня\r\n\r\n--XYZ--\r\n"
                .utf8
        )

    static func read(
        _ pieces: [[UInt8]],
        boundary: String = "XYZ",
        within bounds: MultipartReader.Bounds = .init()
    ) async throws -> [Read] {
        let boundary = try #require(MultipartBoundary(boundary))
        var reader = MultipartReader(
            UploadBody(pieces: pieces),
            boundary: boundary,
            within: bounds
        )
        var parts: [Read] = []
        while let part = try await reader.nextPart() {
            var read = Read(part.name, file: part.fileName, type: part.contentType, "".utf8)
            while let piece = try await reader.nextPiece() {
                #expect(!piece.isEmpty)
                read.content += piece
            }
            #expect(try await reader.nextPiece() == nil)
            parts.append(read)
        }
        #expect(try await reader.nextPart() == nil)
        return parts
    }

    @Test func `Parts come in order with name, file name, type and content`() async throws {
        #expect(try await Self.read([Self.body]) == Self.wanted)
    }

    @Test func `A body may be cut into pieces anywhere`() async throws {
        #expect(try await Self.read(Self.body.map { [$0] }) == Self.wanted)
        for cut in 0...Self.body.count {
            let pieces = [Array(Self.body[..<cut]), [], Array(Self.body[cut...])]
            #expect(try await Self.read(pieces) == Self.wanted, "cut at \(cut)")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `What is written is read, whatever it holds and however it comes`(
        seed: UInt64
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        var body: [UInt8] = []
        var wanted: [Read] = []
        for number in 0..<Int.random(in: 1...6, using: &generator) {
            let size = Int.random(in: 0...3_000, using: &generator)
            // Few different bytes, so that much looks like a boundary.
            let content = (0..<size).map { _ in
                Array("\r\n-b".utf8).randomElement(using: &generator) ?? 0
            }
            guard content.firstRange(of: Array("\r\n--b-b".utf8)) == nil else { continue }
            wanted.append(Read("n\(number)", content))
            body += Array(
                "--b-b\r\nContent-Disposition: form-data; name=\"n\(number)\"\r\n\r\n".utf8
            )
            body += content + [0x0D, 0x0A]
        }
        body += Array("--b-b--\r\n".utf8)
        var pieces: [[UInt8]] = []
        var rest = body[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...700, using: &generator)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        #expect(try await Self.read(pieces, boundary: "b-b") == wanted, "seed \(seed)")
    }

    @Test func `A body that ends anywhere before its last boundary is an error`() async throws {
        // The line break after the last boundary may be missing.
        let end = Self.body.count - 2
        for cut in 0..<end {
            await #expect(throws: MultipartReader.Failure.truncated, "cut at \(cut)") {
                try await Self.read([Array(Self.body[..<cut])])
            }
        }
        for cut in end...Self.body.count {
            #expect(try await Self.read([Array(Self.body[..<cut])]) == Self.wanted)
        }
    }

    @Test func `Content that is not asked for is read over`() async throws {
        let boundary = try #require(MultipartBoundary("XYZ"))
        var reader = MultipartReader(UploadBody(pieces: [Self.body]), boundary: boundary)
        var names: [String] = []
        #expect(try await reader.nextPiece() == nil)
        while let part = try await reader.nextPart() { names.append(part.name) }
        #expect(names == Self.wanted.map(\.name))
    }

    @Test func `A failing source fails the reader`() async throws {
        let boundary = try #require(MultipartBoundary("XYZ"))
        let upload = UploadBody(pieces: [Self.body], limitBytes: 10)
        var reader = MultipartReader(upload, boundary: boundary)
        await #expect(throws: UploadBody.Failure.tooLarge(limitBytes: 10)) {
            try await reader.nextPart()
        }
    }

    @Test func `Little waits: a boundary's length beside a piece`() throws {
        let boundary = try #require(MultipartBoundary("XYZ"))
        var parser = MultipartParser(boundary: boundary, bounds: .init())
        parser.take(Array("--XYZ\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n".utf8))
        var passed = 0
        for _ in 0..<100 {
            while let event = try parser.next() {
                if case .content(let piece) = event { passed += piece.count }
            }
            #expect(parser.heldBytes < 16)
            parser.take([UInt8](repeating: 0x0D, count: 10_000))
        }
        #expect(passed > 980_000)
    }
}
