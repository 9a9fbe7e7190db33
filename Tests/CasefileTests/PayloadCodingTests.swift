import Casefile
import Foundation
import Testing

/// What is sealed today is opened by every later release.
struct PayloadCodingTests {
    private static func encoded(_ payload: Payload) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(payload), as: UTF8.self)
    }

    private static func decoded(_ text: String) throws -> Payload {
        try JSONDecoder().decode(Payload.self, from: Data(text.utf8))
    }

    @Test(arguments: Example.all)
    func `every payload decodes to what was encoded`(example: Example) throws {
        #expect(try Self.decoded(Self.encoded(example.payload)) == example.payload)
    }

    @Test func `every payload is written as its first release wrote it`() throws {
        let written = try Example.all.map { try Self.encoded($0.payload) }
        #expect(written == recordedPayloads)
        #expect(try recordedPayloads.map { try Self.decoded($0) } == Example.all.map(\.payload))
    }
}

/// What this release does not know is an error, never a crash or a guess.
struct UnknownPayloadTests {
    private static let strange = [
        #"{"personCloned":{"_0":{"id":1}}}"#,
        #"{}"#,
        #"[]"#,
        #"null"#,
        #""supportOpened""#,
        #"{"supportOpened":{}}"#,
        #"{"supportOpened":{"_0":{"occurredOn":"2026-02-30"}}}"#,
        #"{"supportOpened":{"_0":{"occurredOn":"soon"}}}"#,
        #"{"ageRecorded":{"_0":{"status":"ageless"}}}"#,
        #"{"consentWithdrawn":{"_0":{"consent":"00"}}}"#,
        #"{"ageRecorded":{"_0":{"status":"adult"}},"supportOpened":{"_0":{}}}"#,
        #"{"note":{"_0":{"subject":"account","occurredOn":{"day":{"_0":"2026-13-01"}},"text":""}}}"#,
    ]

    @Test(arguments: strange)
    func `an unknown or broken payload is an error`(text: String) {
        #expect(throws: DecodingError.self) {
            _ = try JSONDecoder().decode(Payload.self, from: Data(text.utf8))
        }
    }

    @Test(arguments: [1, 2, 3, 4])
    func `damaged payloads never crash the decoder`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for recorded in recordedPayloads {
            for _ in 0..<20 {
                var bytes = Array(recorded.utf8)
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0x20...0x7e, using: &random)
                if Bool.random(using: &random) { bytes.removeLast(bytes.count - place) }
                // Either outcome is right; a trap is not.
                let outcome = Result { try JSONDecoder().decode(Payload.self, from: Data(bytes)) }
                if case .success(let payload) = outcome { _ = payload.compartment }
            }
        }
    }
}
