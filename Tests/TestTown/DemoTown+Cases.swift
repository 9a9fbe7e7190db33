package import Casefile
import Casework
package import Mechanism

extension DemoTown {
    /// A first contact with a woman who needs a place and a doctor, and who says who she is.
    package func firstContact(
        age: AgeStatus = .adult,
        account: String = "Passport taken by the foreman",
        wish: WishExpressed.Wish? = .formalIdentification
    ) -> FirstContact {
        FirstContact(
            contact: ContactMade(
                occurredOn: .day(installation.now().today),
                place: "Packing hall",
                area: AreaID("orchard-valley"),
                how: .inspection,
                paperFormOf: nil
            ),
            explanation: PurposeExplained(
                language: LanguageCode("ru"),
                interpretation: .remote,
                questions: ""
            ),
            cannotConsentReason: "",
            needs: [
                NeedStated(kind: .shelter, urgency: .now, detail: "Nowhere to sleep"),
                NeedStated(kind: .medication, urgency: .today, detail: "Insulin"),
            ],
            safeContacts: [
                SafeContact(
                    channel: .phone,
                    value: "0800 555 0199",
                    isSafe: true,
                    rules: "Evenings"
                )
            ],
            identity: IdentityStated(
                names: [.init(text: "Mirela Test", kind: .asSaid)],
                birth: .year(1999),
                statedAge: nil,
                sex: .female,
                citizenships: [CountryCode("MD")],
                languages: [LanguageCode("ru")],
                residence: .employerTied,
                documents: [.init(name: "Passport", number: "X1234567", holder: .exploiter)]
            ),
            age: age,
            guardian: age.isTreatedAsChild ? GuardianStep(step: .requested, agency: nil) : nil,
            childView: age.isTreatedAsChild ? "Wants to go to school" : "",
            indicators: [
                IndicatorObserved(indicator: .documentsHeld, basis: .told, detail: "By the foreman")
            ],
            account: account,
            wish: wish
        )
    }

    /// A case that the member opened.
    package func openCase(
        by login: String,
        _ contact: FirstContact? = nil
    ) async throws -> Case.ID {
        try await installation.recordFirstContact(
            contact ?? firstContact(),
            draft: nil,
            by: actor(login)
        )
    }

    /// A consent to one agency, recorded by the member.
    package func consent(
        to agency: String,
        for purpose: Agreement.Purpose,
        _ compartments: Set<Compartment>,
        until: CalendarDate? = nil,
        in id: Case.ID,
        by login: String
    ) async throws -> Consent.ID {
        try await installation.giveConsent(
            Consent.Scope(
                purpose: purpose,
                recipients: [Agency.ID(agency)],
                compartments: compartments
            ),
            until: until,
            giver: .person,
            in: id,
            by: actor(login)
        )
    }

    /// A referral to an agency.
    package func offer(
        to agency: String,
        for purpose: Agreement.Purpose,
        service: String? = nil,
        help: [ServiceKind] = [],
        _ compartments: Set<Compartment>,
        on authority: DisclosureAuthority,
        in id: Case.ID,
        by login: String
    ) async throws -> Referral.ID {
        try await installation.offerReferral(
            to: Agency.ID(agency),
            purpose: purpose,
            service: service.map { Service.ID($0) },
            help: help,
            compartments: compartments,
            authority: authority,
            urgency: .today,
            children: 0,
            message: "",
            in: id,
            by: actor(login)
        )
    }

    /// A case that the member shared with an agency on consent, down to the acceptance.
    @discardableResult
    package func share(
        _ id: Case.ID,
        with agency: String,
        for purpose: Agreement.Purpose = .support,
        _ compartments: Set<Compartment>,
        until: CalendarDate? = nil,
        by login: String,
        accepting receiver: String? = nil
    ) async throws -> (consent: Consent.ID, referral: Referral.ID) {
        let consent = try await consent(
            to: agency,
            for: purpose,
            compartments,
            until: until,
            in: id,
            by: login
        )
        let referral = try await offer(
            to: agency,
            for: purpose,
            compartments,
            on: .consent(consent),
            in: id,
            by: login
        )
        try await installation.acceptReferral(
            referral,
            message: "",
            by: actor(receiver ?? "\(agency).1")
        )
        return (consent, referral)
    }

    /// The compartments of which a member can open entries; `nil` where the case is hidden.
    package func seen(of id: Case.ID, by login: String) async throws -> Set<Compartment>? {
        do {
            let model = try await installation.readCase(id, by: actor(login))
            return Set(model.state.timeline.map(\.entry.header.compartment))
        } catch AccessRefusal.hidden {
            return nil
        }
    }
}
