import Foundation
import Testing

@testable import Cryptography

/// The vectors of C2SP's collection, without those of features that are not supported.
@Suite(.enabled(if: Vectors.isPresent("age"), "\(Vectors.absence)"))
struct AgeVectorTests {
    private struct Vector {
        var expect = ""
        var payload: String?
        var identities: [AgeIdentity] = []
        var file: [UInt8] = []
    }

    private static let folder = Vectors.folder.appending(path: "age/age/testdata")
    /// Armor, passphrases and post-quantum recipients: not supported, by name.
    private static let unsupported = ["armor_", "hybrid", "scrypt"]

    private func read(_ name: String) throws -> Vector {
        let data = try [UInt8](Data(contentsOf: Self.folder.appending(path: name)))
        var vector = Vector()
        var isCompressed = false
        var start = 0
        while let end = data[start...].firstIndex(of: UInt8(ascii: "\n")), end > start {
            let line = String(decoding: data[start..<end], as: UTF8.self)
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            if parts.count == 2 {
                switch parts[0] {
                case "expect": vector.expect = parts[1]
                case "payload": vector.payload = parts[1]
                case "identity": vector.identities.append(try AgeIdentity(text: parts[1]))
                case "compressed": isCompressed = true
                default: break
                }
            }
            start = end + 1
        }
        vector.file = Array(data[(start + 1)...])
        if isCompressed { vector.file = try inflate(vector.file) }
        return vector
    }

    /// Python is where the tests run; a library for one file is not.
    private func inflate(_ bytes: [UInt8]) throws -> [UInt8] {
        try Tool.run(
            [
                "python3", "-c",
                "import sys,zlib;sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))",
            ],
            input: bytes
        )
    }

    private func outcome(_ vector: Vector) -> (result: String, plaintext: [UInt8]) {
        var decryptor = AgeDecryptor(identities: vector.identities)
        var plaintext: [UInt8] = []
        do throws(Age.AgeError) {
            for start in stride(from: 0, to: vector.file.count, by: 1_000) {
                let end = min(start + 1_000, vector.file.count)
                plaintext += try decryptor.update(Array(vector.file[start..<end]))
            }
            plaintext += try decryptor.finish()
            return ("success", plaintext)
        } catch {
            switch error {
            case .malformedHeader, .headerTooLong, .passphraseUnsupported:
                return ("header failure", plaintext)
            case .noMatch: return ("no match", plaintext)
            case .headerNotAuthentic: return ("HMAC failure", plaintext)
            case .payloadNotAuthentic, .truncated, .trailingData:
                return ("payload failure", plaintext)
            }
        }
    }

    @Test func `come out as expected`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path()).sorted()
        let used = names.filter { name in !Self.unsupported.contains { name.hasPrefix($0) } }
        print("age vectors: \(used.count) of \(names.count); armor, scrypt and hybrid are skipped")
        #expect(used.count == 67)
        for name in used {
            let vector = try read(name)
            let (result, plaintext) = outcome(vector)
            #expect(result == vector.expect, "\(name)")
            if let payload = vector.payload {
                #expect(Digest.sha256(plaintext).bytes.hexString == payload, "\(name)")
            }
        }
    }
}

/// Debian's `age`, where it is installed.
@Suite(.enabled(if: Tool.isInstalled("age"), "the command age is not on this machine"))
struct AgeInteroperationTests {
    private static let counts = [0, 1, 65_536, 65_537, 300_000]

    @Test(arguments: counts)
    func `age opens what was encrypted here, and the other way round`(count: Int) throws {
        var generator = SeededGenerator()
        let plaintext = generator.bytes(count)
        let identity = AgeIdentity.generate()
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let keyFile = folder.appending(path: "key.txt")
        try Data((identity.exposedText() + "\n").utf8).write(to: keyFile)

        var encryptor = AgeEncryptor(to: [AgeIdentity.generate().recipient, identity.recipient])
        let file = encryptor.update(plaintext) + encryptor.finish()
        #expect(try Tool.run(["age", "-d", "-i", keyFile.path()], input: file) == plaintext)

        let theirs = try Tool.run(["age", "-r", identity.recipient.text], input: plaintext)
        var decryptor = AgeDecryptor(identities: [identity])
        let opened = try decryptor.update(theirs) + decryptor.finish()
        #expect(opened == plaintext)
    }
}

/// A command of the machine, with bytes in and bytes out.
enum Tool {
    struct Failure: Error { let status: Int32 }

    static func isInstalled(_ name: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\(name)")
    }

    static func run(_ command: [String], input: [UInt8]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
        let source = folder.appending(path: "in-\(UUID().uuidString)")
        let target = folder.appending(path: "out-\(UUID().uuidString)")
        try Data(input).write(to: source)
        try Data().write(to: target)
        defer {
            try? FileManager.default.removeItem(at: source)
            try? FileManager.default.removeItem(at: target)
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = try FileHandle(forWritingTo: target)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(status: process.terminationStatus)
        }
        return [UInt8](try Data(contentsOf: target))
    }
}
