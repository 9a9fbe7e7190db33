import Testing

@testable import Media

@Suite struct MetadataStripperTests {
    static let secret = Array("GPS 42.1N 24.7E".utf8)

    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255)] + content
    }

    /// Exif with an orientation of 6 and a secret behind its directory.
    static let exif =
        Array("Exif\0\0II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0]
        + [0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0] + secret

    static let table = segment(0xDB, [UInt8](repeating: 3, count: 65))
    static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4]
    static let jpeg =
        [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 1, 1, 7, 7, 7])
        + segment(0xE1, exif) + segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + secret)
        + segment(0xED, secret) + segment(0xE2, secret) + table + segment(0xFE, secret) + scan
        + segment(0xFE, secret) + [0xFF, 0xD9] + secret
    static let cleanJPEG =
        [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0])
        + segment(
            0xE1,
            Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]
                + [0, 0, 0, 0, 0, 0]
        ) + table + scan + [0xFF, 0xD9]

    /// The beginning of an office file: a ZIP of three stored files, of which the third tells what it is.
    static func office(_ third: String) -> [UInt8] {
        ["[Content_Types].xml", "_rels/.rels", third].flatMap { name -> [UInt8] in
            let content = [UInt8](repeating: 0x20, count: 40)
            var header = [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 33, 0] as [UInt8]
            header += [0, 0, 0, 0, 40, 0, 0, 0, 40, 0, 0, 0, UInt8(name.utf8.count), 0, 0, 0]
            return header + Array(name.utf8) + content
        }
    }

    static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(content.count)] + Array(type.utf8) + content + [9, 9, 9, 9]
    }

    static let png =
        [137, 80, 78, 71, 13, 10, 26, 10] + chunk("IHDR", [UInt8](repeating: 1, count: 13))
        + chunk("tEXt", secret) + chunk("eXIf", secret) + chunk("tIME", secret)
        + chunk("IDAT", [1, 2, 3]) + chunk("iTXt", secret) + chunk("IEND", []) + secret
    static let cleanPNG =
        [137, 80, 78, 71, 13, 10, 26, 10] + chunk("IHDR", [UInt8](repeating: 1, count: 13))
        + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])

    static func riff(_ type: String, _ content: [UInt8]) -> [UInt8] {
        Array(type.utf8) + [UInt8(content.count), 0, 0, 0] + content
            + (content.count.isMultiple(of: 2) ? [] : [0])
    }

    static func webP(_ chunks: [UInt8]) -> [UInt8] { riff("RIFF", Array("WEBP".utf8) + chunks) }

    static let size: [UInt8] = [0, 0, 0, 1, 0, 0, 1, 0, 0]
    static let webp =
        webP(riff("VP8X", [0x3E] + size) + riff("VP8 ", [1, 2, 3]) + riff("EXIF", secret)) + secret
    static let cleanWebP = webP(
        riff("VP8X", [0x12] + size) + riff("VP8 ", [1, 2, 3])
            + riff("JUNK", [UInt8](repeating: 0, count: secret.count))
    )

    static let samples: [(type: ContentType, content: [UInt8], clean: [UInt8])] = [
        (.jpeg, jpeg, cleanJPEG), (.png, png, cleanPNG), (.webp, webp, cleanWebP),
    ]

    func strip(_ content: [UInt8], _ type: ContentType, pieces: (Int) -> Int) throws -> [UInt8] {
        var stripper = MetadataStripper(for: type)
        var result: [UInt8] = []
        var position = 0
        while position < content.count {
            let end = min(content.count, position + max(1, pieces(position)))
            result += try stripper.take(Array(content[position..<end]))
            position = end
        }
        try stripper.finish()
        return result
    }

    @Test func `images keep what paints them and how they are turned, however they are cut`() throws
    {
        for sample in Self.samples {
            for size in [1, 2, 3, 7, 64, 10_000] {
                let result = try strip(sample.content, sample.type) { _ in size }
                #expect(result == sample.clean, "\(sample.type) in pieces of \(size)")
            }
        }
    }

    @Test func `stripping what is stripped changes nothing`() throws {
        for sample in Self.samples {
            #expect(try strip(sample.clean, sample.type) { _ in 5 } == sample.clean)
        }
    }

    @Test func `every truncated image is refused`() {
        for sample in Self.samples {
            for count in 0..<sample.clean.count {
                #expect(throws: MetadataStripper.Malformed.self) {
                    try strip(Array(sample.clean.prefix(count)), sample.type) { _ in 9 }
                }
            }
        }
    }

    @Test func `damaged images are refused or stripped the same in any pieces, and nothing traps`()
    {
        let seed = UInt64.random(in: 1...UInt64.max)
        print("seed \(seed)")
        var state = seed
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        for round in 0..<3_000 {
            let sample = Self.samples[round % 3]
            var content = sample.content
            for _ in 0...next(4) { content[next(content.count)] = UInt8(next(256)) }
            let whole = try? strip(content, sample.type) { _ in content.count }
            let cut = try? strip(content, sample.type) { _ in 1 + next(9) }
            #expect(whole == cut)
        }
    }

    @Test func `an Exif segment that is shorter than its name reads nothing beyond itself`() throws
    {
        let short: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0, 4] + Array("Ex".utf8)
        #expect(throws: MetadataStripper.Malformed.self) {
            try strip(short + Array("if\0\0MM".utf8), .jpeg) { _ in 100 }
        }
    }

    @Test func `other content passes unchanged`() throws {
        #expect(try strip(Self.secret, .plainText) { _ in 4 } == Self.secret)
    }

    @Test func `the type follows from the content`() {
        #expect(ContentType(sniffing: Array("%PDF-1.7\n%abc\n".utf8)) == .pdf)
        #expect(ContentType(sniffing: Array("an invented letter\n".utf8)) == .plainText)
        #expect(ContentType(sniffing: Self.jpeg) == .jpeg)
        #expect(ContentType(sniffing: Self.webp) == .webp)
        #expect(ContentType(sniffing: [0x7F] + Array("ELF".utf8) + [2, 1, 1, 0]) == nil)
        #expect(ContentType(sniffing: Array("<!DOCTYPE html><html><script>".utf8)) == nil)
        #expect(ContentType(sniffing: []) == nil)
        #expect(ContentType(sniffing: Self.office("xl/workbook.xml")) == .xlsx)
        #expect(ContentType(sniffing: Self.office("word/document.xml")) == .docx)
        #expect(ContentType(sniffing: Self.office("META-INF/MANIFEST.MF")) == nil)
    }
}
