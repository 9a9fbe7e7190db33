import Casefile
import Mechanism

extension FirstContactDraft {
    /// A first contact as it would have been typed.
    ///
    /// What the form has no room for (a fourth way of contact, a third citizenship) is left out.
    init(_ contact: FirstContact) {
        self.init()
        write(contact.explanation, contact.cannotConsentReason)
        for need in contact.needs {
            fields["need", default: []].append(need.kind.rawValue)
            set(need.kind.urgencyName, need.urgency.rawValue)
            set(need.kind.detailName, need.detail)
        }
        write(contact.contact)
        set("age", contact.age.rawValue)
        if contact.age.isTreatedAsChild {
            set("guardian", contact.guardian?.step.rawValue ?? FirstContactReader.noGuardianYet)
        }
        set("guardian-agency", contact.guardian?.agency?.rawValue ?? "")
        set("child-view", contact.childView)
        for (row, safe) in contact.safeContacts.prefix(Self.contactCount).enumerated() {
            set("channel-\(row + 1)", safe.channel.rawValue)
            set("contact-\(row + 1)", safe.value)
            set("safe-\(row + 1)", safe.isSafe ? "yes" : "")
            set("contact-rules-\(row + 1)", safe.rules)
        }
        if let identity = contact.identity { write(identity) }
        for observed in contact.indicators {
            set(observed.indicator.fieldName, observed.basis.rawValue)
            set(observed.indicator.detailName, observed.detail)
        }
        set("account", contact.account)
        set("wish", contact.wish?.rawValue ?? FirstContactReader.notDecided)
    }

    private mutating func write(_ explanation: PurposeExplained?, _ cannotReason: String) {
        set("agreement", (explanation == nil ? Agreement.cannot : .yes).rawValue)
        set("cannot-reason", cannotReason)
        set("language", explanation?.language.rawValue ?? "")
        set("interpretation", explanation?.interpretation.rawValue ?? "")
        set("questions", explanation?.questions ?? "")
    }

    private mutating func write(_ contact: ContactMade) {
        set("met", contact.how.rawValue)
        set("met-on", contact.occurredOn)
        set("place", contact.place)
        set("area", contact.area?.rawValue ?? "")
        if let day = contact.paperFormOf {
            set("from-paper", "yes")
            set("paper-on", .day(day))
        }
    }

    private mutating func write(_ identity: IdentityStated) {
        func name(_ kind: IdentityStated.Name.Kind) -> String {
            identity.names.filter { $0.kind == kind }.map(\.text).joined(separator: "\n")
        }
        set("name-said", name(.asSaid))
        set("alias", name(.alias))
        set("name-in-document", name(.inDocument))
        set("birth", identity.birth)
        set("stated-age", identity.statedAge.map(String.init) ?? "")
        set("sex", identity.sex.rawValue)
        set("residence", identity.residence.rawValue)
        for (row, code) in identity.citizenships.prefix(Self.citizenshipCount).enumerated() {
            set("citizenship-\(row + 1)", code.rawValue)
        }
        for (row, code) in identity.languages.prefix(Self.languageCount).enumerated() {
            set("spoken-\(row + 1)", code.rawValue)
        }
        for (row, document) in identity.documents.prefix(Self.documentCount).enumerated() {
            set("document-\(row + 1)", document.name)
            set("document-number-\(row + 1)", document.number)
            set("holder-\(row + 1)", document.holder.rawValue)
        }
    }
}
