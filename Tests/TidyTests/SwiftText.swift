/// A Swift file as the rules read it: words, symbols and string literals without comments.
///
/// A reader of its own, since the rules must run in a second without packages: it knows nested
/// comments, raw and multi-line strings and interpolation. Of a bare regex literal it knows
/// nothing; a quotation mark in one can mislead it until the end of that line.
struct SwiftText: Sendable {
    enum Kind: Sendable { case word, symbol, string }

    struct Token: Sendable {
        let kind: Kind
        let text: String
        /// Counted from 1.
        let line: Int
    }

    private(set) var tokens: [Token] = []
    /// Lines on which a comment begins, goes on or ends.
    private(set) var commentedLines: Set<Int> = []
    let lines: [Substring]

    private let bytes: [UInt8]
    private var at = 0
    private var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        readCode(untilParenthesis: false)
    }

    /// The token at a place, or an empty symbol beyond either end.
    subscript(index: Int) -> Token {
        tokens.indices.contains(index)
            ? tokens[index] : Token(kind: .symbol, text: "", line: lines.count)
    }

    func isSymbol(_ symbol: String, at index: Int) -> Bool {
        self[index].kind == .symbol && self[index].text == symbol
    }

    func isWord(_ word: String, at index: Int) -> Bool {
        self[index].kind == .word && self[index].text == word
    }

    /// The place of the bracket that closes the one at a place, or the end.
    func end(ofBracketAt start: Int) -> Int {
        var depth = 0
        for index in start..<tokens.count where tokens[index].kind == .symbol {
            switch tokens[index].text {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            default: continue
            }
            if depth == 0 { return index }
        }
        return tokens.count
    }
}

extension SwiftText {
    private func byte(_ offset: Int = 0) -> UInt8 {
        at + offset < bytes.count ? bytes[at + offset] : 0
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
            true
        default: false
        }
    }

    private mutating func readCode(untilParenthesis: Bool) {
        var depth = 0
        while at < bytes.count {
            let current = byte()
            switch current {
            case UInt8(ascii: "\n"):
                line += 1
                at += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLineComment()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipBlockComment()
            case UInt8(ascii: "\""): readString(hashes: 0)
            case UInt8(ascii: "#"): readHash()
            case UInt8(ascii: "`"): readQuotedWord()
            case _ where Self.isWordByte(current): readWord()
            default:
                if current == UInt8(ascii: "(") { depth += 1 }
                if current == UInt8(ascii: ")") {
                    depth -= 1
                    if untilParenthesis && depth < 0 { return }
                }
                tokens.append(Token(kind: .symbol, text: text(at..<at + 1), line: line))
                at += 1
            }
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    private mutating func readWord() {
        let start = at
        while at < bytes.count, Self.isWordByte(bytes[at]) { at += 1 }
        tokens.append(Token(kind: .word, text: text(start..<at), line: line))
    }

    private mutating func readQuotedWord() {
        let start = at + 1
        at += 1
        while at < bytes.count, byte() != UInt8(ascii: "`"), byte() != UInt8(ascii: "\n") {
            at += 1
        }
        tokens.append(Token(kind: .word, text: text(start..<at), line: line))
        if byte() == UInt8(ascii: "`") { at += 1 }
    }

    private mutating func readHash() {
        var hashes = 0
        while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
        if byte(hashes) == UInt8(ascii: "\"") {
            at += hashes
            readString(hashes: hashes)
        } else {
            tokens.append(Token(kind: .symbol, text: "#", line: line))
            at += hashes
        }
    }

    private mutating func skipLineComment() {
        commentedLines.insert(line)
        while at < bytes.count, byte() != UInt8(ascii: "\n") { at += 1 }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            commentedLines.insert(line)
            if byte() == UInt8(ascii: "/") && byte(1) == UInt8(ascii: "*") {
                depth += 1
                at += 2
            } else if byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/") {
                depth -= 1
                at += 2
            } else {
                if byte() == UInt8(ascii: "\n") { line += 1 }
                at += 1
            }
        } while depth > 0 && at < bytes.count
    }

    /// Reads a string literal from its first quotation mark; interpolated code becomes tokens.
    private mutating func readString(hashes: Int) {
        let quote = UInt8(ascii: "\"")
        let isLong = byte(1) == quote && byte(2) == quote
        let width = isLong ? 3 : 1
        let firstLine = line
        var literal: [UInt8] = []
        at += width
        while at < bytes.count {
            if byte() == quote, isClosed(width: width, hashes: hashes) {
                at += width + hashes
                break
            }
            if byte() == UInt8(ascii: "\n") {
                if !isLong { break }
                line += 1
            }
            if byte() == UInt8(ascii: "\\"), hasHashes(hashes, from: 1) {
                at += 1 + hashes
                if byte() == UInt8(ascii: "(") {
                    at += 1
                    readCode(untilParenthesis: true)
                }
                if byte() == UInt8(ascii: "\n") { line += 1 }
                at += 1
                continue
            }
            literal.append(byte())
            at += 1
        }
        let text = String(decoding: literal, as: UTF8.self)
        tokens.append(Token(kind: .string, text: text, line: firstLine))
    }

    private func isClosed(width: Int, hashes: Int) -> Bool {
        for offset in 0..<width where byte(offset) != UInt8(ascii: "\"") { return false }
        return hasHashes(hashes, from: width)
    }

    private func hasHashes(_ hashes: Int, from start: Int) -> Bool {
        for offset in 0..<hashes where byte(start + offset) != UInt8(ascii: "#") { return false }
        return true
    }
}
