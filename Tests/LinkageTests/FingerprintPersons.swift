import Cryptography

@testable import Linkage

/// Persons who exist in tests only.
enum FingerprintPersons {
    private static let syllables = [
        "ma", "ri", "jo", "han", "el", "ka", "tar", "in", "so", "fi", "lu", "ben", "as", "mir",
        "da", "no",
    ]

    /// Numbers that are the same every time.
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 29 ^ state) &* 0xBF58_476D_1CE4_E5B9
        }
    }

    /// Given name, surname, date of birth and code of person number so and so.
    static func particulars(_ number: Int) -> (String, String, String, String) {
        var random = Random(state: UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        func name(_ count: Int) -> String {
            (0..<count).map { _ in syllables[Int.random(in: 0..<16, using: &random)] }.joined()
        }
        let (given, surname) = (name(2), name(3))
        let date =
            10_000 * Int.random(in: 1930...2010, using: &random) + 100
            * Int.random(in: 1...12, using: &random)
            + Int.random(in: 1...28, using: &random)
        return (given, surname, String(date), ["ro", "md", "ua", "bg"][number % 4])
    }

    /// Fingerprints of the first so many, under one key; with a slip in every one that has an odd number, if wanted.
    static func fingerprints(_ count: Int, withSlips: Bool = false) -> [Fingerprint] {
        let encoder = FingerprintEncoder(FingerprintKey(SecretBytes((0..<32).map { $0 })))
        return (0..<count).map { number in
            var (given, surname, date, code) = particulars(number)
            if withSlips {
                switch number % 8 {
                case 1: given.removeLast()
                case 3: surname += "a"
                case 5: (given, surname) = (surname, given)
                case 7: date = ""
                default: break
                }
                if number % 16 == 2 { code = "" }
            }
            return encoder.encode(givenName: given, surname: surname, birthDate: date, code: code)
        }
    }
}
