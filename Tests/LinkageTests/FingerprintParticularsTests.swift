import Cryptography
import Testing

@testable import Linkage

/// Fingerprints of persons whose names are whole texts in any script.
struct FingerprintParticularsTests {
    private let encoder = FingerprintEncoder(FingerprintKey(SecretBytes((0..<32).map { $0 })))
    private let birth = Particulars.Birth(year: 1984, month: 3, day: 17)

    private func fingerprint(
        _ name: String,
        _ birth: Particulars.Birth = .unknown,
        sex: String = "",
        _ citizenships: [String] = []
    ) -> Fingerprint {
        let particulars = Particulars(
            names: [name],
            birth: birth,
            sex: sex,
            citizenships: citizenships
        )
        return encoder.encode(particulars).first ?? Fingerprint(words: SIMD16())
    }

    @Test func `each of the first four names has a fingerprint, and what says nothing has none`() {
        func count(
            _ names: [String],
            _ birth: Particulars.Birth = .unknown,
            sex: String = "",
            _ countries: [String] = []
        ) -> Int {
            encoder.encode(
                Particulars(names: names, birth: birth, sex: sex, citizenships: countries)
            ).count
        }
        #expect(count([]) == 0)
        #expect(count(["", " - "]) == 0)
        #expect(count([], birth) == 1)
        #expect(count([], .init(year: nil, month: nil, day: 3)) == 1)
        #expect(count(["?"], .unknown, sex: "", ["MDA"]) == 1)
        #expect(count(["", "Maria Ivanova"], birth) == 1)
        #expect(count(["Maria Ivanova", "Masha", "Marija Petrova"]) == 3)
        #expect(count(["Maria Ivanova", "IVANOVA Maria"]) == 1)
        #expect(count(["Anna", "Berta", "Carla", "Dora", "Emma"]) == 4)
    }

    @Test(arguments: [
        ("Мария Иванова", "Mariya Ivanova", 0.9), ("Мария Иванова", "Maria IVANOVA", 0.9),
        ("Мария Иванова", "Ivanova, Maria", 0.9), ("გიორგი მელაძე", "Giorgi Meladze", 0.8),
        ("Արմեն Պետրոսյան", "Armen Petrosyan", 0.75), ("محمد الحسن", "Mohammed Al-Hassan", 0.4),
        ("יוסף כהן", "Yosef Cohen", 0.4), ("Саша Иванова", "Aleksandra Ivanova", 0.5),
        ("Dr. Maria van der Berg", "Maria Berg", 0.95),
        ("Иван Петрович Сидоров", "Ivan Sidorov", 0.7), ("M. Ivanova", "Maria Ivanova", 0.7),
    ])
    func `one name in other scripts, spellings and orders shares most bits`(
        one: String,
        other: String,
        least: Double
    ) {
        let similarity = fingerprint(one).similarity(to: fingerprint(other))
        #expect(similarity >= least)
        for stranger in ["Viktor Holub", "Zeynep Yıldız", "Đặng Thu"] {
            #expect(fingerprint(one).similarity(to: fingerprint(stranger)) < similarity)
        }
    }

    @Test func `another script's persons are found among strangers`() {
        let names = [
            ("Mohammed Al-Hassan", "محمد الحسن"), ("Yosef Cohen", "יוסף כהן"),
            ("Giorgi Meladze", "გიორგი მელაძე"), ("Oksana Shevchenko", "Оксана Шевченко"),
            ("Armen Petrosyan", "Արմեն Պետրոսյան"), ("Fatima Darwish", "فاطمة درويش"),
        ]
        var index = FingerprintIndex()
        for number in 0..<2_000 {
            let person = FingerprintPersons.particulars(number)
            let born = Particulars.Birth(
                year: 1940 + number % 70,
                month: 1 + number % 12,
                day: 1 + number % 28
            )
            index.append(fingerprint("\(person.0) \(person.1)", born, [person.3]))
        }
        for (stored, _) in names { index.append(fingerprint(stored)) }
        for (number, (_, asked)) in names.enumerated() {
            let found = index.candidates(for: fingerprint(asked, birth), limit: 10)
            #expect(found.contains { $0.number == 2_000 + number }, "\(asked)")
        }
    }

    @Test func `what is missing on either side is not held against anybody`() throws {
        let known = fingerprint("Maria Popescu", birth, sex: "f", ["ROU"])
        let stored = [
            fingerprint("Maria Popescu"), fingerprint("", birth, sex: "f", ["ROU"]),
            fingerprint("Maria Popescu", .init(year: 1984, month: nil, day: nil)),
            fingerprint("Maria Popescu", .init(year: 1984, month: 1, day: 1), ["ROU", "MDA"]),
            fingerprint(
                "Maria Popescu",
                .init(year: 1985, month: nil, day: nil, yearsEitherWay: 2)
            ),
        ]
        let stranger = fingerprint("Viktor Holub", .init(year: 1961, month: 11, day: 2), sex: "m")
        for one in stored {
            let both = (
                PersonAgreement(known, one).score, PersonAgreement(one, known).score
            )
            #expect(both.0 == both.1 && both.0 > 0)
            #expect(PersonAgreement(known, stranger).score < 0)
            // Nor is it as good as an agreement.
            #expect(both.0 < PersonAgreement(known, known).score)
        }
        #expect(PersonAgreement(known, Fingerprint(words: SIMD16())).score == 0)
    }

    @Test func `a slip in a date costs less than another date`() {
        let one = fingerprint("", birth)
        let slips: [Particulars.Birth] = [
            .init(year: 1985, month: 3, day: 17), .init(year: 1984, month: 3, day: 18),
            .init(year: 1984, month: 4, day: 17), .init(year: 1984, month: nil, day: nil),
            .init(year: 1984, month: 1, day: 1),
        ]
        let other = fingerprint("", .init(year: 1971, month: 8, day: 22))
        for slip in slips {
            #expect(
                PersonAgreement(one, fingerprint("", slip)).score
                    > PersonAgreement(one, other).score
            )
        }
        let exchanged = fingerprint("", .init(year: 1984, month: 7, day: 3))
        #expect(
            PersonAgreement(exchanged, fingerprint("", .init(year: 1984, month: 3, day: 7))).score
                > PersonAgreement(exchanged, other).score
        )
    }

    @Test func `candidates are those of the best of several names, each once`() {
        let all = ["Maria Popescu", "Masha Ivanova", "Viktor Holub", "Elena Petrova"]
        let index = FingerprintIndex(all.map { fingerprint($0) })
        let asked = [fingerprint("Viktor Holub"), fingerprint("Мария Попеску")]
        let found = index.candidates(for: asked, limit: 3)
        #expect(Set(found.prefix(2).map(\.number)) == [0, 2])
        #expect(Set(found.map(\.number)).count == 3)
        #expect(index.candidates(for: [], limit: 3).isEmpty)
        #expect(index.candidates(for: asked, limit: 0).isEmpty)
    }

    @Test func `every name makes a fingerprint of the same size, whatever is in it`() {
        for name in ["M", "李小龙", "ยูซุฟ", String(repeating: "Maria ", count: 2_000), "😀", "\u{0}"] {
            for fingerprint in encoder.encode(
                Particulars(names: [name], birth: birth, sex: "f", citizenships: ["ROU"])
            ) {
                #expect(fingerprint.bytes.count == Fingerprint.byteCount)
            }
        }
        let far = Particulars.Birth(year: .max, month: .min, day: .max, yearsEitherWay: .max)
        #expect(fingerprint("", far).bitCount > 0)
    }
}
