package import Mechanism

/// What a member may do: granted by the agency's mandates, never free text.
package enum Capability: String, CaseIterable, Hashable, Sendable {
    /// Meet a person and open a case.
    case recordContact = "record-contact"
    /// Add to cases that the agency can open: needs, notes, consents, corrections.
    case record
    case refer
    /// Accept, decline and report back.
    case answerReferrals = "answer-referrals"
    /// Take formal decisions.
    case decide
    /// Approve, as a second member, what rests on law alone.
    case approve
    case setPlaces = "set-places"
    /// See all cases and all work of the agency, not only one's own.
    case lead
    case manageMembers = "manage-members"
    /// Invite agencies' first keyholders and confirm their roots.
    case confirmAgencies = "confirm-agencies"
    /// Read notifications that lead to nobody.
    case readNotifications = "read-notifications"
    /// Read the log of who looked at what: the data-protection office's alone, which opens no case.
    case readLog = "read-log"
    /// Read counts that lead to nobody: for those who watch whether the mechanism works.
    case readFigures = "read-figures"

    /// The capabilities that an agency's members may hold.
    ///
    /// Whoever watches over the others' looks takes no part in cases.
    package static func allowed(to agency: Agency) -> Set<Capability> {
        agency.kind == .dataProtection
            ? [.manageMembers, .readLog] : allowed(by: agency.mandates)
    }

    /// The capabilities that an agency's mandates allow its members to hold.
    ///
    /// Whoever may refer can also be referred to, and an agency without a mandate only receives.
    private static func allowed(by mandates: Set<Mandate>) -> Set<Capability> {
        var allowed: Set<Capability> = [.manageMembers]
        if mandates.isEmpty { allowed.formUnion([.answerReferrals, .record, .lead]) }
        for mandate in mandates {
            switch mandate {
            case .detect:
                allowed.formUnion([.recordContact, .record, .answerReferrals, .lead])
            case .refer:
                allowed.formUnion([.refer, .record, .approve, .answerReferrals, .lead])
            case .identifyFormally:
                allowed.formUnion([
                    .answerReferrals, .record, .decide, .lead, .readNotifications,
                ])
            case .support:
                allowed.formUnion([.answerReferrals, .record, .refer, .setPlaces, .lead])
            case .represent: allowed.formUnion([.answerReferrals, .record, .refer, .lead])
            case .coordinate: allowed.formUnion([.confirmAgencies, .readFigures])
            case .monitor, .rapporteur: allowed.insert(.readFigures)
            }
        }
        return allowed
    }

    /// Capabilities stored as words; unknown words are dropped, so that a removed one grants nothing.
    package static func parse(_ text: String) -> Set<Capability> {
        Set(text.split(separator: " ").compactMap { Capability(rawValue: String($0)) })
    }

    /// The stored form.
    package static func text(of capabilities: Set<Capability>) -> String {
        capabilities.map(\.rawValue).sorted().joined(separator: " ")
    }
}
