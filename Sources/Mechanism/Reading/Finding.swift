package import YAML

/// Something in a mechanism file that keeps it from being loaded, where, and what to do about it.
package struct Finding: Hashable, Sendable {
    /// What a finding is about; the raw values are stable and may be cited.
    package enum Rule: String, CaseIterable, Hashable, Sendable {
        /// The text is no YAML that we read.
        case yaml
        case unsupportedVersion = "unsupported-version"
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case wrongType = "wrong-type"
        case unknownCode = "unknown-code"
        case emptyText = "empty-text"
        case identifierSyntax = "identifier-syntax"
        case duplicate
        /// A name that nothing in the file bears.
        case danglingReference = "dangling-reference"
        case missingSource = "missing-source"
        case missingLanguage = "missing-language"
        case outOfRange = "out-of-range"
        /// A holiday that is no date, or outside the years of living law.
        case holiday
        case weekend
        /// A clock that no procedure can keep.
        case impossibleClock = "impossible-clock"
        case clockUnit = "clock-unit"
        /// A formal decision by an agency without the mandate to take it.
        case decisionWithoutMandate = "decision-without-mandate"
        /// A place or area that would tell where a confidential service is.
        case confidentialPlace = "confidential-place"
        case missingIntake = "missing-intake"
        case represents
        /// Sharing across the wall between help and enforcement without a named law.
        case immigrationWall = "immigration-wall"
        /// Processing by enforcement that claims to rest on consent.
        case enforcementConsent = "enforcement-consent"
        case agreement
        case area
    }

    /// Where the file is wrong.
    package let mark: Mark
    /// What the finding is about.
    package let rule: Rule
    /// What is wrong, as a sentence.
    package let sentence: String
    /// What to do, as a sentence.
    package let remedy: String

    package init(mark: Mark, rule: Rule, sentence: String, remedy: String) {
        self.mark = mark
        self.rule = rule
        self.sentence = sentence
        self.remedy = remedy
    }
}

extension Finding: CustomStringConvertible {
    /// `LINE:COLUMN: sentence remedy`.
    package var description: String { "\(mark): \(sentence) \(remedy)" }
}

/// Everything that keeps a mechanism file from being loaded.
package struct MechanismFindings: Error, Hashable, Sendable, CustomStringConvertible {
    /// The findings by line and column, never empty.
    package let all: [Finding]

    /// - Precondition: `findings` is not empty.
    init(_ findings: [Finding]) {
        precondition(!findings.isEmpty, "findings need a finding")
        all = findings.sorted {
            ($0.mark, $0.rule.rawValue, $0.sentence) < ($1.mark, $1.rule.rawValue, $1.sentence)
        }
    }

    /// One finding a line.
    package var description: String { all.map(\.description).joined(separator: "\n") }
}
