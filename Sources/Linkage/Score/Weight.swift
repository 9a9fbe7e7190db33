/// What one level of a field says, but for how rare the values are.
struct Weight: Sendable {
    /// How the rest of it hangs on the values.
    private enum Law: UInt8 {
        case missing, equal, sound, nearly, date, different
    }

    private let law: Law
    private let base: Double
    /// What an equal value says that all records have.
    private let equal: Double

    /// - Parameters:
    ///   - kind: the field's.
    ///   - level: its level, in one of the conditions of its partner.
    ///   - same: the logarithms of all levels' probabilities among records of one person.
    ///   - strangers: that of this one among records of two.
    ///   - meanShare: the mean logarithm of the rarer value's share among these.
    ///   - spelledSame: how often strangers' names of the same sounds are spelled the same, a logarithm.
    init(
        _ kind: Field.Kind,
        _ level: Int,
        same: [Double],
        strangers: Double,
        meanShare: Double,
        spelledSame: Double
    ) {
        let plain = UInt8(level) % Comparator.conditionStride
        let condition = level - Int(plain)
        // Strangers agree as often as the value is frequent.
        equal = same[condition + 1] - spelledSame
        switch plain {
        case 0: (law, base) = (.missing, 0)
        case TextAgreement.equal.rawValue: (law, base) = (.equal, equal)
        case NameAgreement.sound.rawValue where kind.isName:
            let otherwise = Double.log(1 - min(0.999, Double.exp(spelledSame)))
            (law, base) = (.sound, same[level] - otherwise)
        case Comparator.levels(kind).upperBound - 1:
            (law, base) = (.different, min(0, same[level] - strangers))
        default:
            (law, base) =
                kind == .birthDate
                ? (.date, same[level] - strangers) : (.nearly, same[level] - strangers + meanShare)
        }
    }

    /// The whole of it, given the logarithms of the shares of the rarer and of the more frequent value.
    ///
    /// A missing value lies between: never better than agreement, nor worse than disagreement. Nearly the same says no more
    /// than the same, however rare a misspelling is.
    func value(rarer: Double, frequent: Double) -> Double {
        let most = max(0, equal - frequent)
        return switch law {
        case .missing: 0
        case .equal: most
        case .sound: min(most, base - frequent)
        case .nearly: min(most, base - rarer)
        case .date: min(most, base)
        case .different: base
        }
    }
}
