/// A rule that stands against handing a person's case to an agency.
///
/// Source: law/cets-197-11 (private life), law/bg-nrm-sop-1.1 (no contact with the diplomats of an
/// asylum seeker's country of origin).
package enum Conflict: String, CaseIterable, Codable, Hashable, Sendable {
    /// The agency that refers would take the formal decision on the same person.
    case decisionMakerRefers = "decision-maker-refers"
    /// A post of the person's own State, while the person seeks or may seek asylum.
    case consulateOfOrigin = "consulate-of-origin"
    /// Immigration enforcement, without a provision of law that names it.
    case immigrationWall = "immigration-wall"
}

extension Mechanism {
    /// Rules that stand against handing a person's case to an agency, in the order of `Conflict`.
    ///
    /// A residence status that is not known may be that of an asylum seeker, and citizenships that are
    /// not known may be those of any State that a post represents: both count against the post.
    package func conflicts(
        receiver: Agency.ID,
        referrer: Agency.ID?,
        purpose: Agreement.Purpose,
        citizenships: Set<CountryCode>,
        residence: ResidenceStatus?,
        provision: Provision.ID? = nil
    ) -> [Conflict] {
        guard let agency = agency(receiver) else { return [] }
        var conflicts: [Conflict] = []
        if rules.decisionMakerDiffersFromReferrer, purpose == .formalIdentification,
            receiver == referrer
        {
            conflicts.append(.decisionMakerRefers)
        }
        if let state = agency.represents, agency.kind.isConsular,
            citizenships.isEmpty || citizenships.contains(state),
            residence.map({ [.asylumSeeker, .unknown].contains($0) }) ?? true
        {
            conflicts.append(.consulateOfOrigin)
        }
        if agency.kind == .immigrationEnforcement,
            provision.flatMap({ self.provision($0) })?.recipients.contains(agency.kind) != true
        {
            conflicts.append(.immigrationWall)
        }
        return conflicts
    }
}
