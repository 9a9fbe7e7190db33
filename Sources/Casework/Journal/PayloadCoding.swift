import Casefile
import Cryptography
import FoundationEssentials

/// How payloads become bytes: a version, then JSON with sorted keys, padded to a bucket.
enum PayloadCoding {
    /// The only version so far.
    static let version: UInt8 = 1

    struct UnknownVersion: Error {}

    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Padding.pad([version] + [UInt8](try encoder.encode(value)))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from padded: [UInt8]) throws -> Value {
        let bytes = try Padding.unpad(padded)
        guard bytes.first == version else { throw UnknownVersion() }
        return try JSONDecoder().decode(type, from: Data(bytes.dropFirst()))
    }
}
