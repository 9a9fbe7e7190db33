/// How likely two persons are one, and why.
package struct Likeness: Hashable, Sendable {
    /// What of a person agrees or not, and how.
    package enum Finding: Hashable, Sendable {
        /// The two of their names that are most alike.
        case name(NameLikeness)
        case birth(BirthLikeness)
        case sex(isSame: Bool)
        case citizenships(CitizenshipLikeness)
    }

    /// A finding and what it says.
    package struct Reason: Hashable, Sendable {
        /// What was found.
        package let finding: Finding
        /// The logarithm of how many times more often it is so of one person than of two; below 0 it speaks against.
        package let weight: Double
    }

    /// The logarithm of the odds that they are one.
    package let logOdds: Double
    /// What was known of both and compared, in the order of the fields; what is missing says nothing and is not here.
    package let reasons: [Reason]

    /// How likely they are one, from 0 to 1: the same for the same evidence, whoever else was found.
    package var probability: Double { Self.probability(logOdds: logOdds) }

    /// The probability, from 0 to 1, that so great odds mean; given as their logarithm.
    package static func probability(logOdds: Double) -> Double { 1 / (1 + Double.exp(-logOdds)) }
}

/// How two names agree, the closest first.
package enum NameLikeness: Int, CaseIterable, Hashable, Sendable {
    /// The same words, in whatever script.
    case same
    /// Another spelling, language or order, or a word more.
    case variant
    case near
    /// Part of the name, or a far spelling.
    case faint
    case weak
    case different

    /// How alike two names are, from 0 to 1, as a level.
    init(similarity: Double) {
        switch similarity {
        case 0.97...: self = .same
        case 0.9...: self = .variant
        case 0.8...: self = .near
        case NameComparison.agreeing...: self = .faint
        case 0.55...: self = .weak
        default: self = .different
        }
    }

    /// Whether they may be two writings of one name.
    package var isAgreeing: Bool { self < .weak }

    /// How many of the records of one person agree so.
    private var shareOfSame: Double {
        switch self {
        case .same: 0.55
        case .variant: 0.22
        case .near: 0.1
        case .faint: 0.05
        case .weak, .different: 0.04
        }
    }

    /// How many times more strangers agree at least so than have the very name.
    private var breadth: Double {
        switch self {
        case .same: 1
        case .variant: 2.5
        case .near: 6
        case .faint: 25
        case .weak, .different: .infinity
        }
    }

    /// What it says where so large a share of persons has the more frequent of the two names.
    func weight(share: Double) -> Double {
        switch self {
        case .weak: -1
        case .different: -3.5
        default:
            max(0, Double.log(shareOfSame) - Double.log(min(1, share * breadth)))
        }
    }
}

extension NameLikeness: Comparable {
    /// The closer is less.
    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// How two persons' citizenships agree.
package enum CitizenshipLikeness: Hashable, Sendable {
    case same
    /// At least one in common.
    case inPart
    case different

    /// Among those of one name many have one citizenship, so it adds little.
    var weight: Double {
        switch self {
        case .same: 0.8
        case .inPart: 0.5
        case .different: -2
        }
    }
}
