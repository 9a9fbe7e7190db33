/// Something that is wrong with an installation, and how to mend it.
struct Symptom: Hashable, Sendable, Encodable {
    /// How bad it is, the worst first.
    enum Severity: String, Sendable, Encodable, CaseIterable {
        /// People, or what they entrusted, may come to harm.
        case fault
        /// It works, and should be better.
        case warning
        /// To know or to do; or nobody can tell from here.
        case note
    }

    let severity: Severity
    /// The check that found it, a word for machines to look for.
    let check: String
    let what: String
    let remedy: String

    static func fault(_ check: String, _ what: String, _ remedy: String) -> Self {
        Self(severity: .fault, check: check, what: what, remedy: remedy)
    }

    static func warning(_ check: String, _ what: String, _ remedy: String) -> Self {
        Self(severity: .warning, check: check, what: what, remedy: remedy)
    }

    static func note(_ check: String, _ what: String, _ remedy: String) -> Self {
        Self(severity: .note, check: check, what: what, remedy: remedy)
    }

    /// The finding on one line.
    var line: String { "\(severity.rawValue): \(what) → \(remedy)" }
}

extension [Symptom] {
    /// The worst first; among equals in the order in which they were found.
    var worstFirst: [Symptom] {
        Symptom.Severity.allCases.flatMap { severity in filter { $0.severity == severity } }
    }

    /// 2 with a fault, 1 with a warning, else 0.
    var exitStatus: Int32 {
        if contains(where: { $0.severity == .fault }) { return 2 }
        return contains { $0.severity == .warning } ? 1 : 0
    }
}
