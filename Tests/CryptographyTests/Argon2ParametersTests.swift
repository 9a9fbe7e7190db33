import Testing

@testable import Cryptography

@Suite struct Argon2ParametersTests {
    @Test func `The standard is three passes over 128 MiB`() {
        let standard = Argon2Parameters.standard
        #expect(standard.text == "argon2id$v=19$m=131072,t=3,p=1")
        #expect(standard.bytes.hexString == "01" + "00000003" + "00020000")
    }

    @Test func `Parameters come back from both forms`() throws {
        for (passes, memory) in [(1, 8), (3, 131_072), (16, 1_048_576)] {
            let parameters = try Argon2Parameters(passes: passes, memoryKiB: memory)
            #expect(try Argon2Parameters(parsing: parameters.text) == parameters)
            #expect(try Argon2Parameters(bytes: parameters.bytes) == parameters)
        }
    }

    @Test(arguments: [
        (0, 64), (17, 64), (-1, 64), (1, 7), (1, 1_048_577), (1, -8), (Int.max, Int.max),
    ])
    func `Worthless and ruinous parameters are refused`(passes: Int, memory: Int) {
        #expect(throws: Argon2Parameters.ParametersError.outOfBounds) {
            try Argon2Parameters(passes: passes, memoryKiB: memory)
        }
    }

    @Test(arguments: [
        ("", Argon2Parameters.ParametersError.unknownAlgorithm),
        ("argon2i$v=19$m=64,t=1,p=1", .unknownAlgorithm),
        ("argon2id$v=16$m=64,t=1,p=1", .unknownAlgorithm),
        ("argon2id$v=19$", .malformed),
        ("argon2id$v=19$m=64,t=1", .malformed),
        ("argon2id$v=19$m=64,t=1,p=2", .malformed),
        ("argon2id$v=19$m=064,t=1,p=1", .malformed),
        ("argon2id$v=19$m=+64,t=1,p=1", .malformed),
        ("argon2id$v=19$t=1,m=64,p=1", .malformed),
        ("argon2id$v=19$m=64,t=1,p=1 ", .malformed),
        ("argon2id$v=19$m=64,,t=1,p=1", .malformed),
        ("argon2id$v=19$m=99999999999999999999,t=1,p=1", .malformed),
        ("argon2id$v=19$m=4294967296,t=1,p=1", .outOfBounds),
        ("argon2id$v=19$m=64,t=0,p=1", .outOfBounds),
    ])
    func `Another text is refused`(text: String, error: Argon2Parameters.ParametersError) {
        #expect(throws: error) { try Argon2Parameters(parsing: text) }
    }

    @Test func `Other bytes are refused`() {
        let bytes = Argon2Parameters.standard.bytes
        for size in 0..<9 {
            #expect(throws: Argon2Parameters.ParametersError.malformed) {
                try Argon2Parameters(bytes: Array(bytes[..<size]))
            }
        }
        #expect(throws: Argon2Parameters.ParametersError.malformed) {
            try Argon2Parameters(bytes: bytes + [0])
        }
        #expect(throws: Argon2Parameters.ParametersError.unknownAlgorithm) {
            try Argon2Parameters(bytes: [2] + bytes.dropFirst())
        }
        #expect(throws: Argon2Parameters.ParametersError.outOfBounds) {
            try Argon2Parameters(bytes: [1] + [UInt8](repeating: 255, count: 8))
        }
    }
}
