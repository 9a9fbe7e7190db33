package import Mechanism

/// A file that belongs to an entry; its content is sealed apart, under a key that the entry's strand keeps.
package enum AttachedFile {
    /// An attachment's random identifier.
    package typealias ID = Identifier<AttachedFile>

    /// Most bytes of a file: 25 MB.
    package static let byteLimit = 25_000_000
    /// Most files of one case that an agency can open.
    package static let countLimit = 100
    /// Most characters of a file's name.
    package static let nameLimit = 255

    /// The 32 bytes that seal one file's content and nothing else.
    ///
    /// Written as 64 hexadecimal digits, and never shown.
    package struct Key: Hashable, Sendable, CustomStringConvertible {
        /// The key itself.
        package let bytes: [UInt8]

        /// A key from exactly 32 bytes; `nil` for any other number.
        package init?(bytes: [UInt8]) {
            guard bytes.count == 32 else { return nil }
            self.bytes = bytes
        }

        package var description: String { "AttachedFile.Key" }
    }
}

/// A file was added to an entry of the same author's agency.
package struct AttachmentAdded: Hashable, Codable, Sendable {
    /// The file's random identifier.
    package let id: AttachedFile.ID
    /// The entry that it belongs to.
    package let entry: Entry.ID
    /// The entry's compartment, which the file inherits.
    package let compartment: Compartment
    /// The file's name as it was sent; never part of an address or of what is served.
    package let name: String
    /// The media type, as its bytes tell it.
    package let contentType: String
    /// Bytes of the content as it is kept.
    package let byteCount: Int
    /// What opens the content.
    package let key: AttachedFile.Key

    package init(
        id: AttachedFile.ID,
        entry: Entry.ID,
        compartment: Compartment,
        name: String,
        contentType: String,
        byteCount: Int,
        key: AttachedFile.Key
    ) {
        self.id = id
        self.entry = entry
        self.compartment = compartment
        self.name = name
        self.contentType = contentType
        self.byteCount = byteCount
        self.key = key
    }
}

extension AttachedFile.Key: Codable {
    package init(from decoder: any Decoder) throws {
        let text = Array(try decoder.singleValueContainer().decode(String.self).utf8)
        let digits = text.compactMap { Self.digits.firstIndex(of: $0) }
        guard text.count == 64, digits.count == 64 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no key")
            )
        }
        bytes = (0..<32).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let text = bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }
        try container.encode(String(decoding: text, as: UTF8.self))
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
