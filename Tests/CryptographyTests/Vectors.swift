import Foundation

@testable import Cryptography

/// The published vector files, which lie beside the repository and not in it.
enum Vectors {
    /// `<package>/../shared/vectors`.
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()  // CryptographyTests
        .deletingLastPathComponent()  // Tests
        .deletingLastPathComponent()  // the package
        .deletingLastPathComponent()
        .appending(path: "shared/vectors")

    /// Why a suite is skipped where the files are not.
    static let absence: String = "the published vectors (../shared/vectors) are not on this machine"

    static func isPresent(_ path: String) -> Bool {
        FileManager.default.isReadableFile(atPath: folder.appending(path: path).path)
    }

    static func json<Content: Decodable>(_ path: String, as type: Content.Type) throws -> Content {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: path)))
    }

    /// Reads the `KEY = value` format; a new `COUNT` begins a new record.
    static func records(_ path: String) throws -> [[String: String]] {
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        var records: [[String: String]] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else { continue }
            if parts[0] == "COUNT" { records.append([:]) }
            guard !records.isEmpty else { continue }
            records[records.count - 1][parts[0]] = parts[1]
        }
        return records
    }
}

/// A Wycheproof file: groups of tests with what the group shares.
struct Wycheproof<Group: Decodable>: Decodable {
    let numberOfTests: Int
    let testGroups: [Group]
}

/// A seeded generator (SplitMix64), so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// Takes the seed from `TANDEM_TEST_SEED`, or a new one, and prints it.
    init(test: String = #function) {
        let given = ProcessInfo.processInfo.environment["TANDEM_TEST_SEED"].flatMap(UInt64.init)
        state = given ?? UInt64.random(in: 0 ... .max)
        print("seed of \(test): TANDEM_TEST_SEED=\(state)")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}

/// Reads the hexadecimal digits of a literal.
func hex(_ text: String) throws -> [UInt8] {
    try [UInt8](hex: text)
}

/// Reads the hexadecimal digits of a literal as a secret.
func secret(_ text: String) throws -> SecretBytes {
    SecretBytes(try [UInt8](hex: text))
}
