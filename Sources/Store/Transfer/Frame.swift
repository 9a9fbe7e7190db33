import Cryptography
import Database

/// One part of a copy: a kind, a size in four bytes, and the content.
struct Frame: Hashable {
    enum Kind: UInt8 { case header = 1, table, row, tableEnd, end }

    let kind: Kind
    let content: [UInt8]

    /// More than any row may have.
    static let limit = 1 << 28
    static let headCount = 5

    var bytes: [UInt8] {
        let size = UInt32(content.count)
        return [kind.rawValue] + (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) }
            + content
    }

    /// The frame at the start of a slice; nothing while it is incomplete.
    init?(parsing bytes: ArraySlice<UInt8>) throws(TransferError) {
        guard bytes.count >= Self.headCount else { return nil }
        let start = bytes.startIndex
        guard let kind = Kind(rawValue: bytes[start]) else { throw .malformed }
        let size = bytes[(start + 1)..<(start + 5)].reduce(0) { $0 << 8 | Int($1) }
        guard size <= Self.limit else { throw .malformed }
        guard bytes.count >= Self.headCount + size else { return nil }
        self.kind = kind
        content = Array(bytes[(start + 5)..<(start + 5 + size)])
    }

    init(_ kind: Kind, _ values: [SQLValue]) {
        self.kind = kind
        content = values.flatMap(Self.bytes(of:))
    }

    /// The values that the content holds.
    func values() throws(TransferError) -> [SQLValue] {
        var values: [SQLValue] = []
        var rest = content[...]
        while let type = rest.popFirst() {
            if type == 0 {
                values.append(.null)
                continue
            }
            guard rest.count >= 8 else { throw .malformed }
            let number = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(8)
            if type == 1 {
                values.append(.integer(Int64(bitPattern: number)))
                continue
            }
            guard number <= UInt64(rest.count), type == 2 || type == 3 else { throw .malformed }
            let bytes = Array(rest.prefix(Int(number)))
            rest = rest.dropFirst(bytes.count)
            values.append(type == 2 ? .text(String(decoding: bytes, as: UTF8.self)) : .blob(bytes))
        }
        return values
    }

    private static func bytes(of value: SQLValue) -> [UInt8] {
        func number(_ value: UInt64) -> [UInt8] {
            (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
        }
        switch value {
        case .null: return [0]
        case .integer(let value): return [1] + number(UInt64(bitPattern: value))
        case .text(let text): return [2] + number(UInt64(text.utf8.count)) + Array(text.utf8)
        case .blob(let bytes): return [3] + number(UInt64(bytes.count)) + bytes
        }
    }
}

/// A digest over all frames so far: each is hashed together with the digest before it.
struct FrameChain {
    private(set) var digest = Digest.blake2b(Array("tandem/v1/transfer".utf8)).bytes

    mutating func add(_ frame: Frame) { digest = Digest.blake2b(digest + frame.bytes).bytes }
}
