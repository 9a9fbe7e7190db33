import CLinkage
import Cryptography
import Testing

@testable import Linkage

/// Fingerprints of persons, made and read.
struct FingerprintTests {
    private static func encoder(_ first: UInt8) -> FingerprintEncoder {
        FingerprintEncoder(FingerprintKey(SecretBytes((0..<32).map { first &+ $0 })))
    }

    private func fingerprint(
        _ given: String,
        _ surname: String,
        _ date: String,
        _ code: String,
        key: UInt8 = 1
    ) -> Fingerprint {
        Self.encoder(key).encode(givenName: given, surname: surname, birthDate: date, code: code)
    }

    /// Source: the reference implementation's table of vectors for SipHash-2-4, the one of eight bytes.
    @Test func `the hash is SipHash`() {
        #expect(
            linkage_hash(0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908, 0x0706_0504_0302_0100)
                == 0x93F5_F579_9A93_2462
        )
    }

    @Test func `the same person has the same bits under the same key`() {
        let one = fingerprint("Maria", "Popescu", "19840307", "ro")
        #expect(one == fingerprint("Maria", "Popescu", "19840307", "ro"))
        #expect(one == fingerprint("MARIA", "popescu", "19840307", "RO"))
        #expect(one.similarity(to: one) == 1)
        #expect(fingerprint("", "O'Brien-Hall", "", "") == fingerprint("", "obrien hall", "", ""))
    }

    @Test func `under another key the same person is a stranger`() {
        let persons = (0..<200).map(FingerprintPersons.particulars)
        func all(_ key: UInt8) -> [Fingerprint] {
            let encoder = Self.encoder(key)
            return persons.map {
                encoder.encode(givenName: $0.0, surname: $0.1, birthDate: $0.2, code: $0.3)
            }
        }
        let (ones, others, again) = (all(1), all(2), all(1))
        var (same, strangers) = (0.0, 0.0)
        for number in persons.indices {
            same += ones[number].similarity(to: others[number])
            strangers += ones[number].similarity(to: others[(number + 7) % persons.count])
        }
        #expect(abs(same - strangers) / Double(persons.count) < 0.01)
        #expect(same / Double(persons.count) < 0.35)
        #expect(ones == again)
    }

    @Test func `every byte of the key counts`() {
        let whole = fingerprint("Maria", "Popescu", "19840307", "ro")
        for place in 0..<32 {
            var bytes = (0..<32).map { UInt8(1 + $0) }
            bytes[place] ^= 1
            let encoder = FingerprintEncoder(FingerprintKey(SecretBytes(bytes)))
            let other = encoder.encode(
                givenName: "Maria",
                surname: "Popescu",
                birthDate: "19840307",
                code: "ro"
            )
            #expect(whole.similarity(to: other) < 0.5)
        }
    }

    @Test func `a missing field has no bit, and the others keep theirs`() {
        let whole = fingerprint("Maria", "Popescu", "19840307", "ro")
        let parts = [
            (Fingerprint.Segment.given, fingerprint("", "Popescu", "19840307", "ro")),
            (.surname, fingerprint("Maria", " ", "19840307", "ro")),
            (.birth, fingerprint("Maria", "Popescu", "", "ro")),
            (.code, fingerprint("Maria", "Popescu", "19840307", "")),
        ]
        for (missing, found) in parts {
            for segment in Fingerprint.Segment.allCases {
                #expect(
                    found.value(segment) == (segment == missing ? SIMD4() : whole.value(segment))
                )
            }
        }
        #expect(fingerprint("", "", "", "").bitCount == 0)
        #expect(fingerprint("", "", "", "").similarity(to: fingerprint("", "", "", "")) == 0)
    }

    @Test func `no segment is crowded into a few of its bits`() {
        let all = FingerprintPersons.fingerprints(400)
        let union = all.reduce(SIMD16<UInt64>()) { $0 | $1.words }
        let common = all.reduce(SIMD16<UInt64>(repeating: .max)) { $0 & $1.words }
        // Four codes fill one word by half, and everything else is filled by so many persons.
        for index in union.indices {
            #expect(union[index].nonzeroBitCount >= (index < 15 ? 48 : 24))
        }
        // All of them were born in 1900 or 2000 and so.
        #expect(Fingerprint(words: common).bitCount < 16)
    }

    @Test func `other codes have other bits`() {
        let codes = ["ro", "md", "ua", "bg", "nsw", "vic", "qld", "wa"]
        let values = codes.map { fingerprint("", "", "", $0).value(.code) }
        #expect(Set(values).count == codes.count)
    }

    @Test func `exchanged names have the same bits in the other's place`() {
        let one = fingerprint("Maria", "Popescu", "19840307", "ro")
        let other = fingerprint("Popescu", "Maria", "19840307", "ro")
        #expect(
            one.value(.given) == other.value(.surname) && one.value(.surname) == other.value(.given)
        )
        let stranger = fingerprint("Viktor", "Holub", "19840307", "ro")
        #expect(one.similarity(to: other) > one.similarity(to: stranger) + 0.05)
    }

    @Test func `a slip costs less than another value`() {
        let one = fingerprint("Maria", "Popescu", "19840307", "ro")
        let slips = [
            fingerprint("Mariya", "Popescu", "19840307", "ro"),
            fingerprint("Maria", "Popesku", "19840307", "ro"),
            fingerprint("Maria", "Popescu", "19840703", "ro"),
            fingerprint("Maria", "Popescu", "19480307", "ro"),
            fingerprint("Maria", "Popescu", "19840308", "ro"),
            fingerprint("Maria", "Popescu", "1984", "ro"),
            fingerprint("Ana Maria", "Popescu", "19840307", "ro"),
        ]
        let others = [
            fingerprint("Elena", "Popescu", "19611122", "ro"),
            fingerprint("Maria", "Ionescu", "19611122", "ro"),
            fingerprint("Viktor", "Holub", "19840307", "ro"),
        ]
        for slip in slips {
            for other in others { #expect(one.similarity(to: slip) > one.similarity(to: other)) }
        }
    }

    @Test(arguments: ["19840307", "1984", "1984??07", "n/a", "00000000", "99999999999999"])
    func `any date is taken`(date: String) {
        let found = fingerprint("Maria", "Popescu", date, "ro")
        #expect((found.value(.birth) == SIMD4()) == (date == "n/a"))
    }

    @Test(arguments: ["1984-03-07", "1984/03/07", "1984.03.07", "1984 03 07"])
    func `signs between the parts of a date don't matter`(date: String) {
        #expect(
            fingerprint("Maria", "", date, "") == fingerprint("Maria", "", "19840307", "")
        )
    }

    @Test func `names of any script and length are taken`() {
        for name in [
            "Մարիա", "ماريا", "გიორგი", "Đặng Thị", String(repeating: "x", count: 5_000), "'", "李",
        ] {
            let found = fingerprint(name, name, "19840307", "ro")
            #expect(found.value(.given) == found.value(.surname))
            #expect((found.value(.given) == SIMD4()) == (name == "'"))
        }
    }

    @Test func `bytes bring the fingerprint back`() throws {
        let one = fingerprint("Maria", "Popescu", "19840307", "ro")
        #expect(one.bytes.count == Fingerprint.byteCount)
        #expect(Fingerprint(bytes: one.bytes) == one)
        #expect(Fingerprint(bytes: Array(one.bytes.dropLast())) == nil)
        #expect(Fingerprint(bytes: one.bytes + [0]) == nil)
    }

    @Test func `similarity is the same both ways`() {
        let all = FingerprintPersons.fingerprints(40)
        for one in all {
            for other in all { #expect(one.similarity(to: other) == other.similarity(to: one)) }
        }
    }
}
