import CLinkage
import Cryptography
import Testing

@testable import Linkage

/// What hardening does to fingerprints, and what it must not do.
struct HardeningTests {
    static let all: [Hardening] = [
        .none, Hardening(shape: .folded), Hardening(shape: .balanced), Hardening(shape: .rehashed),
        Hardening(flipsPerSegment: 26), Hardening(shape: .folded, flipsPerSegment: 26),
        Hardening(isSaltedByYear: true),
    ]

    private func encoder(_ hardening: Hardening, key: UInt8 = 1) -> FingerprintEncoder {
        FingerprintEncoder(
            FingerprintKey(SecretBytes((0..<32).map { key &+ $0 })),
            hardening: hardening
        )
    }

    private func particulars(_ number: Int) -> Particulars {
        let person = FingerprintPersons.particulars(number)
        return Particulars(
            names: ["\(person.0) \(person.1)"],
            birth: .init(year: 1950 + number % 60, month: 2 + number % 11, day: 2 + number % 27),
            sex: number % 3 == 0 ? "m" : "f",
            citizenships: [person.3]
        )
    }

    @Test(arguments: all)
    func `the same particulars have the same bits, in as many bytes`(hardening: Hardening) throws {
        let encoder = encoder(hardening)
        for number in 0..<50 {
            let one = try #require(encoder.encode(particulars(number)).first)
            #expect(encoder.encode(particulars(number)) == [one])
            #expect(one.bytes.count == Fingerprint.byteCount)
        }
    }

    @Test(arguments: all)
    func `a missing part has no bit`(hardening: Hardening) {
        let found = encoder(hardening).encode(
            givenName: "Maria",
            surname: "",
            birthDate: "19840307",
            code: ""
        )
        #expect(found.value(.surname) == SIMD4() && found.value(.code) == SIMD4())
        #expect(found.value(.given) != SIMD4() && found.value(.birth) != SIMD4())
        let nothing = encoder(hardening).encode(givenName: "", surname: "", birthDate: "", code: "")
        #expect(nothing.bitCount == 0)
    }

    @Test(arguments: all)
    func `with another letter most bits stay, with another key none do`(hardening: Hardening) {
        var (near, strange, other) = (0.0, 0.0, 0.0)
        for number in 0..<100 {
            let (given, surname, date, code) = FingerprintPersons.particulars(number)
            func one(_ surname: String, key: UInt8 = 1) -> Fingerprint {
                encoder(hardening, key: key).encode(
                    givenName: given,
                    surname: surname,
                    birthDate: date,
                    code: code
                )
            }
            let stranger = FingerprintPersons.particulars(number + 101)
            let strangers = encoder(hardening, key: 2).encode(
                givenName: stranger.0,
                surname: stranger.1,
                birthDate: stranger.2,
                code: stranger.3
            )
            near += one(surname).similarity(to: one(surname + "a"))
            other += one(surname).similarity(to: one(surname, key: 2))
            strange += one(surname).similarity(to: strangers)
        }
        #expect(near > other + 20)
        #expect(abs(other - strange) < 2)
    }

    @Test func `as many bits are turned over as was said, and not the same for everybody`() {
        let hardened = encoder(Hardening(flipsPerSegment: 26))
        let plain = encoder(.none)
        var places = SIMD16<UInt64>()
        for number in 0..<60 {
            let (given, surname, date, code) = FingerprintPersons.particulars(number)
            func words(_ encoder: FingerprintEncoder) -> SIMD16<UInt64> {
                encoder.encode(givenName: given, surname: surname, birthDate: date, code: code)
                    .words
            }
            let turned = words(hardened) ^ words(plain)
            let count = Fingerprint(words: turned).bitCount
            // 26 of each 256 and 19 of 192, less those that were turned back.
            #expect((70...97).contains(count))
            places |= turned
        }
        // The code alone stays.
        #expect(Fingerprint(words: places).bitCount > 900 && places[15] == 0)
    }

    @Test func `balanced parts all have half of their bits`() {
        for number in 0..<50 {
            let (given, surname, date, _) = FingerprintPersons.particulars(number)
            let found = encoder(Hardening(shape: .balanced))
                .encode(givenName: given, surname: surname, birthDate: date, code: "")
            #expect(found.bitCount == 3 * 128 + 96)
        }
    }

    @Test func `folded parts are half as long`() {
        let (plain, folded) = (encoder(.none), encoder(Hardening(shape: .folded)))
        for number in 0..<50 {
            let person = particulars(number)
            guard let one = plain.encode(person).first, let half = folded.encode(person).first
            else { continue }
            for word in [0, 1, 4, 5, 8, 9] {
                #expect(half.words[word] == one.words[word] ^ one.words[word + 2])
                #expect(half.words[word + 2] == 0)
            }
            #expect(half.words[13] >> 32 == 0 && half.words[14] == 0)
            #expect(
                Fingerprint(words: half.words).bitCount % 2 == one.bitCount % 2
            )
        }
    }

    @Test func `names salted by year have nothing in common in other years`() {
        let salted = encoder(Hardening(isSaltedByYear: true))
        func given(_ year: String) -> SIMD4<UInt64> {
            salted.encode(givenName: "Mariana", surname: "", birthDate: year, code: "").value(
                .given
            )
        }
        #expect(given("19840307") == given("19841122"))
        let common = given("1984") & given("1985")
        #expect(common.indices.reduce(0) { $0 + common[$1].nonzeroBitCount } < 40)
    }

    @Test(arguments: [Hardening.kept, Hardening(shape: .folded)])
    func `persons are found by part of what is known, whatever is done to what is kept`(
        hardening: Hardening
    ) {
        let encoder = encoder(hardening)
        let persons = (0..<1_000).map(particulars)
        let index = FingerprintIndex(persons.flatMap { encoder.encode($0) })
        #expect(index.count == persons.count)
        var (whole, part) = (0, 0)
        for number in stride(from: 0, to: 1_000, by: 25) {
            let person = persons[number]
            let less = Particulars(
                names: person.names,
                birth: .init(year: person.birth.year, month: nil, day: nil),
                sex: "",
                citizenships: []
            )
            func isFound(_ asked: Particulars) -> Bool {
                index.candidates(for: encoder.encode(asked), limit: 3)
                    .contains { $0.number == number }
            }
            whole += isFound(person) ? 1 : 0
            part += isFound(less) ? 1 : 0
        }
        #expect(whole == 40 && part >= 36)
    }
}
