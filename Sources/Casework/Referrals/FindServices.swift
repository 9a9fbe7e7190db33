package import Casefile
import Cryptography
import Database
package import Mechanism
import Store

/// A service as a referrer sees it: whether it fits, why not, and what is free today.
package struct ServiceOption: Sendable {
    package let match: ServiceMatch
    package let agency: Agency
    /// Free places as the provider last said, and when.
    package let freePlaces: (count: Int, updatedAt: Instant)?
    /// What the agencies agreed to share for this; absent where there is no agreement, so no referral.
    package let agreement: Agreement?
    /// The last day for an answer under the agreement.
    package let answerBy: CalendarDate?
    /// True where an open offer to the same service waits for an answer.
    package let isOffered: Bool
    /// True where the service's agency has set up its keys and can receive.
    package let canReceive: Bool
}

/// Services for a case, the fitting ones first.
package struct ServiceSearch: Sendable {
    package let caseID: Case.ID
    package let code: String
    package let state: CaseState
    package let help: [ServiceKind]
    package let options: [ServiceOption]
}

extension Installation {
    /// Finds services for a person, with reasons why others do not fit.
    ///
    /// - Throws: `AccessRefusal`.
    package func findServices(
        _ help: [ServiceKind],
        for id: Case.ID,
        by actor: Actor
    ) async throws -> ServiceSearch {
        let now = now()
        let search = try await database.read { session in
            let access = try actor.authorise(.act(.refer, id), in: session)
            guard let file = access.caseFile else { throw AccessRefusal.hidden }
            let open = try self.openCase(file, for: actor, in: session, now: now)
            let places = try FreePlaceTable(session).all()
            let receivers = Dictionary(
                try AgencyTable(session).all().map { ($0.id, self.canReceive($0, from: actor)) },
                uniquingKeysWith: { first, _ in first }
            )
            let agreements = self.mechanism.agreements.filter {
                $0.from.contains(actor.agency.id)
            }
            let options = self.mechanism.match(need: help, person: open.state.profile)
                .compactMap { match -> ServiceOption? in
                    guard match.service.agency != actor.agency.id,
                        let agency = self.agencies[match.service.agency]
                    else { return nil }
                    return self.option(
                        match,
                        agency,
                        places[match.service.id],
                        open.state,
                        agreements,
                        canReceive: receivers[agency.id] ?? false,
                        now
                    )
                }
            return ServiceSearch(
                caseID: id,
                code: file.code,
                state: open.state,
                help: help,
                options: options
            )
        }
        return try await logged(
            LogLeaf(.read, by: actor, in: id, detail: "services", at: now.instant),
            search
        )
    }

    private func option(
        _ match: ServiceMatch,
        _ agency: Agency,
        _ places: (count: Int, updatedAt: Instant)?,
        _ state: CaseState,
        _ agreements: [Agreement],
        canReceive: Bool,
        _ now: Now
    ) -> ServiceOption {
        let isForChildren = match.service.eligibility.ages == [.child]
        let purposes = match.service.kind.purposes(isForChildren: isForChildren)
        let agreement = purposes.lazy.compactMap { purpose in
            agreements.first { $0.purpose == purpose && $0.to.contains(agency.id) }
        }.first
        let isOffered = state.referrals.values.contains {
            $0.offered.value.service == match.service.id && $0.status(on: now.today) == .offered
        }
        return ServiceOption(
            match: match,
            agency: agency,
            freePlaces: places,
            agreement: agreement,
            answerBy: agreement.map {
                mechanism.calendar.end(of: $0.answerWithin, from: now.today)
            },
            isOffered: isOffered,
            canReceive: canReceive
        )
    }

    /// Whether an agency's keys were confirmed by hand, so that something can be sealed to it.
    private func canReceive(_ agency: AgencyRow, from actor: Actor) -> Bool {
        (agency.isPinned || agency.rootPublic == anchor.bytes)
            && (agency.isLive || actor.isPractice)
    }
}

extension CaseState {
    /// What services and rules are matched by, as far as it is known.
    package var profile: PersonProfile {
        let identity = identities.last?.value
        return PersonProfile(
            sex: identity?.sex,
            ageBand: age.band,
            exploitation: [],
            residence: identity?.residence,
            languages: Set(identity?.languages ?? []),
            area: contacts.last?.value.area
        )
    }
}

extension ServiceKind {
    /// The purposes of agreements under which a service of this kind is asked for, the nearest first.
    package func purposes(isForChildren: Bool) -> [Agreement.Purpose] {
        switch self {
        case .identification: [.formalIdentification]
        case .guardianship, .childProtection: [.childProtection, .support]
        case .legalAid, .compensation, .courtAccompaniment, .labourRights:
            [.legalRepresentation, .support]
        case .safeReturn: [.safeReturn]
        case .familyTracing: [.support, .safeReturn]
        case .witnessProtection: [.investigation]
        default: isForChildren ? [.childProtection, .support] : [.support]
        }
    }
}
