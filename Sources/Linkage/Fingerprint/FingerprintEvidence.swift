internal import CLinkage

/// How two fingerprints agree, segment by segment.
struct FingerprintEvidence {
    /// Levels of given name, surname, date of birth and code; 0 where one of the two is missing.
    var levels: SIMD4<UInt8>
    /// Levels of the one's given name with the other's surname, and of the one's surname with the other's given name.
    var crossed: (UInt8, UInt8)
    /// Logarithms of the shares of strangers that agree so.
    var logShares: SIMD4<Float>
    var crossedLogShares: (Float, Float)
}

/// Compares fingerprints of a list.
struct FingerprintComparator {
    private let given: SegmentFrequencies
    private let surname: SegmentFrequencies
    private let birth: SegmentFrequencies
    private let code: SegmentFrequencies

    init(_ fingerprints: [Fingerprint]) {
        given = SegmentFrequencies(fingerprints, .given)
        surname = SegmentFrequencies(fingerprints, .surname)
        birth = SegmentFrequencies(fingerprints, .birth)
        code = SegmentFrequencies(fingerprints, .code)
    }

    /// The evidence of two of them, of whose segments the overlap is known.
    func evidence(_ one: Int, _ other: Int, _ overlap: linkage_overlap) -> FingerprintEvidence {
        func level(
            _ common: UInt16,
            _ first: SegmentFrequencies,
            _ second: SegmentFrequencies
        ) -> UInt8 {
            first.levels.level(common, first.bits[one], second.bits[other])
        }
        let levels = SIMD4(
            level(overlap.given, given, given),
            level(overlap.surname, surname, surname),
            level(overlap.birth, birth, birth),
            level(overlap.code, code, code)
        )
        func share(_ field: SegmentFrequencies, _ level: UInt8) -> Float {
            level == 0 ? 0 : field.logShare(level, field.values[one], field.values[other])
        }
        func crossedShare(
            _ first: SegmentFrequencies,
            _ second: SegmentFrequencies,
            _ level: UInt8
        ) -> Float {
            level == 0
                ? 0
                : max(
                    first.logShare(level, first.values[one]),
                    second.logShare(level, second.values[other])
                )
        }
        let crossed = (
            level(overlap.given_surname, given, surname),
            level(overlap.surname_given, surname, given)
        )
        return FingerprintEvidence(
            levels: levels,
            crossed: crossed,
            logShares: SIMD4(
                share(given, levels[0]),
                share(surname, levels[1]),
                share(birth, levels[2]),
                share(code, levels[3])
            ),
            crossedLogShares: (
                crossedShare(given, surname, crossed.0), crossedShare(surname, given, crossed.1)
            )
        )
    }
}
