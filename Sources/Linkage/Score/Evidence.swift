/// How the fields of two records agree.
///
/// One place for each field, at most `fieldLimit` of them, and two for names that were read exchanged.
struct Evidence: Sendable {
    static let fieldLimit = 14
    static let crossedGiven = 14
    static let crossedSurname = 15

    /// How two values agree; 0 where one of them is missing, or where nothing is gained by an exchange.
    var levels = SIMD16<UInt8>()
    /// The logarithm of the share of the rarer of two values.
    var shares = SIMD16<Float>()
    /// The same of the more frequent one.
    var frequent = SIMD16<Float>()

    var isCrossing: Bool { levels[Self.crossedGiven] != 0 || levels[Self.crossedSurname] != 0 }
}
