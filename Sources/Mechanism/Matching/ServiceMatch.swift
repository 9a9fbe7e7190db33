/// Why a service is not for a person.
package enum MismatchReason: String, CaseIterable, Codable, Hashable, Sendable {
    case sex, age, exploitation, residence, language, area
}

/// What to ask a service before relying on it.
package enum MatchCaution: Hashable, Sendable {
    /// The service is for some people only, and this fact about the person is not known.
    case unknown(MismatchReason)
}

/// A service beside a person: whether it fits, and if not, why not.
package struct ServiceMatch: Hashable, Sendable {
    /// The service.
    package let service: Service
    /// Why it is not for the person, in a fixed order; empty where it fits.
    package let reasons: [MismatchReason]
    /// What is not known, in a fixed order.
    package let cautions: [MatchCaution]

    package init(service: Service, reasons: [MismatchReason], cautions: [MatchCaution]) {
        self.service = service
        self.reasons = reasons
        self.cautions = cautions
    }

    /// Whether nothing that is known speaks against it.
    package var fits: Bool { reasons.isEmpty }

    /// Conditions that a law sets for the service: shown as that law's rule, never a misfit.
    package var conditions: [Condition] { service.requires }
}

extension Mechanism {
    /// Services of these kinds beside a person, those that fit first.
    ///
    /// No needs stands for every kind. Among services that fit equally well the order is that of fewer
    /// cautions, then of ids. Linear in the number of services, but for sorting.
    package func match(need: [ServiceKind], person: PersonProfile) -> [ServiceMatch] {
        services
            .filter { need.isEmpty || need.contains($0.kind) }
            .map { match($0, person) }
            .sorted {
                ($0.reasons.count, $0.cautions.count, $0.service.id)
                    < ($1.reasons.count, $1.cautions.count, $1.service.id)
            }
    }

    /// One service beside a person.
    package func match(_ service: Service, _ person: PersonProfile) -> ServiceMatch {
        let eligibility = service.eligibility
        let verdicts: [(MismatchReason, Verdict)] = [
            (.sex, verdict(person.sex, eligibility.sexes, uncertain: [.notStated, .other])),
            (.age, verdict(person.ageBand, eligibility.ages, uncertain: [])),
            (
                .exploitation,
                verdict(
                    person.exploitation.subtracting([.unknown]),
                    eligibility.exploitation,
                    uncertain: [.other]
                )
            ),
            (
                .residence,
                verdict(person.residence, eligibility.residence, uncertain: [.unknown])
            ),
            (.language, verdict(person.languages, eligibility.languages, uncertain: [])),
            (.area, verdict(area: person.area, served: service.areas)),
        ]
        return ServiceMatch(
            service: service,
            reasons: verdicts.filter { $0.1 == .mismatch }.map(\.0),
            cautions: verdicts.filter { $0.1 == .unknown }.map { .unknown($0.0) }
        )
    }

    private enum Verdict {
        case fits, unknown, mismatch
    }

    private func verdict<Fact>(
        _ fact: Fact?,
        _ wanted: Set<Fact>,
        uncertain: Set<Fact>
    ) -> Verdict {
        verdict(fact.map { [$0] } ?? [], wanted, uncertain: uncertain)
    }

    /// Uncertain facts say too little to close a service that does not name them.
    private func verdict<Fact>(
        _ facts: Set<Fact>,
        _ wanted: Set<Fact>,
        uncertain: Set<Fact>
    ) -> Verdict {
        if wanted.isEmpty || !wanted.isDisjoint(with: facts) { return .fits }
        return facts.isSubset(of: uncertain) || !uncertain.isDisjoint(with: facts)
            ? .unknown : .mismatch
    }

    private func verdict(area: AreaID?, served: Set<AreaID>) -> Verdict {
        guard !served.isEmpty else { return .fits }
        guard let area else { return .unknown }
        let region = areas.first { $0.id == area }?.region
        if served.contains(area) || region.map(served.contains) == true { return .fits }
        // A service for a part of the region in which the person is may be within reach.
        let partsServed = areas.contains { $0.region == area && served.contains($0.id) }
        return partsServed ? .unknown : .mismatch
    }
}
