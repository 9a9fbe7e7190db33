import Casefile
import Casework
import HTTP
import Mechanism

/// What a referral can ask for and share: a service's agreement beside one case.
struct ReferralOffering: Sendable {
    let search: ServiceSearch
    let option: ServiceOption
    let agreement: Agreement
    /// Kinds of help that the agency gives, that of the chosen service first.
    let help: [ServiceKind]
    let consents: [ConsentState]
    let provisions: [Provision]
    /// False for enforcement units, to which vital interest opens nothing.
    let allowsVitalInterest: Bool

    init(
        _ option: ServiceOption,
        _ agreement: Agreement,
        in search: ServiceSearch,
        under mechanism: Mechanism,
        today: CalendarDate
    ) {
        self.search = search
        self.option = option
        self.agreement = agreement
        let own = option.match.service.kind
        let kinds = mechanism.services(of: option.agency.id)
            .filter { $0.kind.purposes(isForChildren: false) == own.purposes(isForChildren: false) }
            .map(\.kind)
        help = [own] + ServiceKind.allCases.filter { $0 != own && kinds.contains($0) }
        consents = search.state.consents(
            covering: option.agency.id,
            agreement.purpose,
            on: today
        )
        provisions = mechanism.provisions.filter {
            let kind = option.agency.kind
            return
                ($0.recipients.contains(kind)
                || ($0.recipients.isEmpty && kind != .immigrationEnforcement))
                && (!$0.childrenOnly || search.state.age.isTreatedAsChild)
                && !$0.compartments.isDisjoint(with: agreement.compartments)
        }
        allowsVitalInterest = !option.agency.kind.isEnforcement
    }

    /// Compartments of the agreement in a fixed order.
    var compartments: [Compartment] {
        Compartment.allCases.filter(agreement.compartments.contains)
    }
}

extension CaseState {
    /// Consents in force that name an agency and a purpose, the oldest first.
    func consents(
        covering agency: Agency.ID,
        _ purpose: Agreement.Purpose,
        on today: CalendarDate
    ) -> [ConsentState] {
        consents.values.filter {
            let scope = $0.given.value.scope
            return $0.holds(on: today) && scope.purpose == purpose
                && scope.recipients.contains(agency)
        }.sorted {
            ($0.given.header.recordedAt, $0.given.value.id)
                < ($1.given.header.recordedAt, $1.given.value.id)
        }
    }
}

/// The fields of a referral as they were typed.
struct ReferralForm: Sendable {
    var help: FieldValue
    var compartments: FieldValue
    var urgency: FieldValue
    var children: FieldValue
    var message: FieldValue
    var authority: FieldValue
    var vitalReason: FieldValue
    /// For a refusal that belongs to no field.
    var refusal = FieldValue("refusal")

    static let vitalInterest = "vital-interest"
    static let messageLimit = 1_000

    var fields: [FieldValue] {
        [refusal, help, compartments, urgency, children, message, authority, vitalReason]
    }

    /// A fresh form: what was stated is chosen, and what the one consent that covers it covers.
    init(offering: ReferralOffering) {
        let needs = offering.search.state.needs.map(\.value)
        let own = offering.help.first
        let stated = offering.search.state.statedHelp
        let help = offering.help.filter { $0 == own || stated.contains($0) }
        self.help = FieldValue("help", values: help.map(\.rawValue))
        let answered = needs.filter { !Set($0.kind.services).isDisjoint(with: help) }
        let urgency = NeedStated.Urgency.allCases.first { urgency in
            answered.contains { $0.urgency == urgency }
        }
        self.urgency = FieldValue("urgency", urgency?.rawValue)
        let consent = offering.consents.count == 1 ? offering.consents.first?.given.value : nil
        let parts = offering.compartments.filter {
            consent?.scope.compartments.contains($0) == true
        }
        compartments = FieldValue("compartments", values: parts.map(\.rawValue))
        children = FieldValue("children", "0")
        message = FieldValue("message")
        authority = FieldValue("authority", consent.map { Self.value(of: $0.id) })
        vitalReason = FieldValue("vital-reason")
    }

    static func value(of consent: Consent.ID) -> String { "consent-\(consent)" }
    static func value(of provision: Provision.ID) -> String { "law-\(provision)" }

    /// Which field a refusal belongs to.
    mutating func refuse(_ error: ReferralRefusal) {
        guard case .disclosure(let cause) = error else {
            refusal = refusal.failing(error.message)
            return
        }
        switch cause {
        case .nothingToDisclose, .compartmentNotShareable, .agreementDoesNotCover:
            compartments = compartments.failing(error.message)
        case .consentMissing, .consentNotInForce, .consentDoesNotCover, .consentNotExact,
            .provisionUnknown, .provisionDoesNotCover, .vitalInterestNotForRecipient,
            .guardianMustConsent, .purposeNotExplained:
            authority = authority.failing(error.message)
        case .vitalInterestNeedsReason: vitalReason = vitalReason.failing(error.message)
        default: refusal = refusal.failing(error.message)
        }
    }
}

extension Visit {
    /// The posted referral: every field as it was typed, and the request where nothing is wrong with it.
    func referralForm(
        _ offering: ReferralOffering
    ) -> (form: ReferralForm, reading: ReferralReading?) {
        var typed = ReferralForm(offering: offering)
        let reading = ReferralReading(
            help: choices("help", of: offering.help, into: &typed.help),
            compartments: choices(
                "compartments",
                of: offering.compartments,
                into: &typed.compartments
            ),
            urgency: chosenUrgency(into: &typed.urgency),
            children: typedChildren(into: &typed.children),
            authority: chosenAuthority(into: &typed)
        )
        typed.message = referralText(
            "message",
            label: words("new-referral.message"),
            limit: ReferralForm.messageLimit
        )
        if reading.help.isEmpty, typed.help.error == nil {
            typed.help = typed.help.failing(
                Message("form.choose-one", ["field": "“\(words("new-referral.help"))”"])
            )
        }
        if reading.compartments.isEmpty, typed.compartments.error == nil {
            typed.refuse(.disclosure(.nothingToDisclose))
        }
        return (typed, typed.fields.allSatisfy { $0.error == nil } ? reading : nil)
    }

    private func choices<Code: RawRepresentable<String> & Equatable>(
        _ name: String,
        of offered: [Code],
        into field: inout FieldValue
    ) -> [Code] {
        field = FieldValue(name, values: form.all(name))
        let codes = field.values.compactMap { Code(rawValue: $0) }.filter(offered.contains)
        if codes.count < field.values.count {
            let label = name == "help" ? "new-referral.help" : "referral-context.shared"
            field = field.failing(
                Message("form.choose-known", ["field": "“\(words(label))”"])
            )
        }
        return offered.filter(codes.contains)
    }

    private func chosenUrgency(into field: inout FieldValue) -> NeedStated.Urgency {
        let read: (code: NeedStated.Urgency?, field: FieldValue) = referralCode(
            "urgency",
            label: words("new-referral.urgency")
        )
        field = read.field
        return read.code ?? .soon
    }

    private func typedChildren(into field: inout FieldValue) -> Int {
        field = referralText("children", label: words("new-referral.children"), limit: 4)
        if field.value.isEmpty { return 0 }
        guard let count = Int(field.value), (0...30).contains(count) else {
            field = field.failing(
                Message("form.number", ["field": "“\(words("new-referral.children"))”"])
            )
            return 0
        }
        return count
    }

    private func chosenAuthority(into typed: inout ReferralForm) -> DisclosureAuthority {
        typed.authority = FieldValue("authority", values: form.all("authority"))
        let label = words("new-referral.vital-reason")
        typed.vitalReason = referralText("vital-reason", label: label, limit: 1_000)
        let reason = typed.vitalReason.value
        let field = ["field": "“\(words("new-referral.authority"))”"]
        guard let value = form.only("authority") else {
            typed.authority = typed.authority.failing(Message("form.choose-one", field))
            return .vitalInterest(reason: reason)
        }
        if value == ReferralForm.vitalInterest { return .vitalInterest(reason: reason) }
        if value.hasPrefix("law-") { return .law(Provision.ID(String(value.dropFirst(4)))) }
        if value.hasPrefix("consent-"), let id = Consent.ID(hex: value.dropFirst(8)) {
            return .consent(id)
        }
        typed.authority = typed.authority.failing(Message("form.choose-known", field))
        return .vitalInterest(reason: reason)
    }
}

/// A referral's fields, understood.
struct ReferralReading: Sendable {
    let help: [ServiceKind]
    let compartments: [Compartment]
    let urgency: NeedStated.Urgency
    let children: Int
    let authority: DisclosureAuthority
}
