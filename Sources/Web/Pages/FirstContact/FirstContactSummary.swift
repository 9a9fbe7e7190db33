import Casefile
import HTML
import Mechanism

/// Everything that was typed, with ways to change it, before it becomes a case.
struct FirstContactSummary: Component {
    let form: FirstContactForm

    private var words: Words { form.words }
    private var draft: FirstContactDraft { form.draft }

    var body: Markup {
        let read = reading
        let wrong = Step.allCases.filter { step in read.faults.contains { $0.step == step } }
        if !wrong.isEmpty {
            Notice(.caution, heading: words("first-contact.check-faults")) {
                Ul {
                    for fault in read.faults {
                        Li {
                            TextLink(
                                words("first-contact.step-\(fault.step.rawValue)"),
                                to: Route.firstContact(form.id, fault.step)
                            )
                            ": "
                            words(fault.message)
                        }
                    }
                }
            }
        }
        for step in draft.withheld {
            Notice(.law, heading: words("first-contact.withheld-heading")) {
                P(
                    words(
                        draft.isVitalOnly
                            ? "first-contact.withheld-vital" : "first-contact.withheld-child",
                        ["step": words("first-contact.step-\(step.rawValue)")]
                    )
                )
            }
        }
        if let age = misfit(read.contact) {
            Notice(.caution) { P(words("first-contact.age-misfit", ["age": String(age)])) }
        }
        P(words("first-contact.check-lead"))
        for step in draft.steps where step != .check {
            H2(words("first-contact.step-\(step.rawValue)"))
            FactList(facts(of: step))
            P {
                TextLink(
                    words(
                        "first-contact.change",
                        ["step": words("first-contact.step-\(step.rawValue)")]
                    ),
                    to: Route.firstContact(form.id, step)
                )
            }
        }
    }

    typealias Step = Route.FirstContactStep

    private var reading: (contact: FirstContact?, faults: [FirstContactReader.Fault]) {
        let context = FirstContactReader.Context(form.mechanism, today: form.today)
        var reader = FirstContactReader(draft, context, words: words)
        let contact = reader.contact()
        return (contact, reader.faults)
    }

    /// Years that the person seems to have, where they do not fit what was said of the age.
    private func misfit(_ contact: FirstContact?) -> Int? {
        guard let contact, !contact.age.isTreatedAsChild,
            let age = FirstContactReader.leastAge(contact.identity, on: form.today),
            age < form.mechanism.definition.adultFrom
        else { return nil }
        return age
    }

    private func facts(of step: Step) -> [FactList.Fact] {
        let facts: [FactList.Fact?]
        switch step {
        case .purpose: facts = purpose
        case .needs: facts = needs
        case .meeting: facts = meeting
        case .age: facts = age
        case .contact: facts = contact
        case .identity: facts = identity
        case .known: facts = known
        case .indicators: facts = indicators
        case .account: facts = account
        case .check: facts = []
        }
        let given = facts.compactMap { $0 }
        guard given.isEmpty else { return given }
        return [
            FactList.Fact(words("first-contact.nothing")) {
                words(
                    draft.wasAnswered(step)
                        ? "first-contact.nothing-said" : "first-contact.nothing-asked"
                )
            }
        ]
    }

    /// A fact of one field, or nothing where it is blank.
    private func fact(_ name: String, _ content: String?) -> FactList.Fact? {
        guard let content, !content.isEmpty else { return nil }
        return FactList.Fact(form.label(name)) { Bdi(content) }
    }

    private func text(_ name: String) -> FactList.Fact? { fact(name, draft.text(name)) }

    private func date(_ name: String) -> FactList.Fact? {
        switch draft.date(name).reading {
        case .blank: nil
        case .date(let date): fact(name, words.date(date))
        case .wrong(let message): fact(name, words(message))
        }
    }

    /// The name of a chosen code, or the code where it is not known.
    private func named(_ group: String, _ name: String) -> FactList.Fact? {
        let code = draft.text(name)
        return fact(name, words.catalogue.text("\(group).\(code)", .english) ?? code)
    }
}

// One step each.
extension FirstContactSummary {
    private var purpose: [FactList.Fact?] {
        if draft.isVitalOnly { return [text("cannot-reason")] }
        return [
            fact("language", draft.language.map { words.name(of: $0) }),
            named("first-contact.interpretation", "interpretation"),
            text("questions"),
        ]
    }

    private var needs: [FactList.Fact?] {
        let chosen = Set(draft.all("need"))
        return NeedKind.allCases.filter { chosen.contains($0.rawValue) }.map { kind in
            let urgency = draft.code(kind.urgencyName, NeedStated.Urgency.self) ?? .today
            return FactList.Fact(words("first-contact.need", of: kind)) {
                words("first-contact.urgency", of: urgency)
                let detail = draft.text(kind.detailName)
                if !detail.isEmpty {
                    Br()
                    Bdi(detail)
                }
            }
        }
    }

    private var meeting: [FactList.Fact?] {
        let area = form.mechanism.areas.first { $0.id.rawValue == draft.text("area") }
        let isFromPaper = draft.text("from-paper") == "yes"
        return [
            named("met", "met"), date("met-on"), text("place"),
            fact("area", area?.name.text(in: [words.language])),
            isFromPaper ? date("paper-on") : nil,
        ]
    }

    private var age: [FactList.Fact?] {
        guard draft.age.isTreatedAsChild else {
            return [fact("age", words("first-contact.age", of: draft.age))]
        }
        let agency = form.mechanism.guardianAgencies.first {
            $0.id.rawValue == draft.text("guardian-agency")
        }
        return [
            fact("age", words("first-contact.age", of: draft.age)),
            fact(
                "guardian",
                words(
                    draft.hasGuardianStep
                        ? "first-contact.guardian-\(draft.text("guardian"))"
                        : "first-contact.guardian-not-yet"
                )
            ),
            fact("guardian-agency", agency?.name.text(in: [words.language])),
            text("child-view"),
        ]
    }

    private var contact: [FactList.Fact?] {
        (1...FirstContactDraft.contactCount).map { row in
            guard
                let channel = draft.code("channel-\(row)", SafeContact.Channel.self)
            else { return nil }
            let isSafe = channel != .never && draft.text("safe-\(row)") == "yes"
            return FactList.Fact(words("first-contact.channel", of: channel)) {
                Bdi(draft.text("contact-\(row)"))
                " "
                if channel != .never {
                    Badge(
                        words(isSafe ? "first-contact.is-safe" : "first-contact.is-not-safe"),
                        isSafe ? .good : .waiting
                    )
                }
                let rules = draft.text("contact-rules-\(row)")
                if !rules.isEmpty {
                    Br()
                    Bdi(rules)
                }
            }
        }
    }

    private var identity: [FactList.Fact?] {
        let countries = (1...FirstContactDraft.citizenshipCount).map {
            draft.text("citizenship-\($0)")
        }
        let languages = (1...FirstContactDraft.languageCount).map { draft.text("spoken-\($0)") }
        return [
            text("name-said"), text("alias"), text("name-in-document"), date("birth"),
            text("stated-age"), named("sex", "sex"),
            fact(
                "citizenship",
                countries.filter { !$0.isEmpty }.map { Country.name(of: CountryCode($0)) }
                    .joined(separator: ", ")
            ),
            fact(
                "spoken",
                languages.filter { !$0.isEmpty }.map { words.name(of: LanguageCode($0)) }
                    .joined(separator: ", ")
            ),
            named("residence", "residence"),
        ]
            + (1...FirstContactDraft.documentCount).map { row in
                let holder = draft.code("holder-\(row)", IdentityStated.Document.Holder.self)
                let parts = [
                    draft.text("document-\(row)"), draft.text("document-number-\(row)"),
                    holder.map { words("first-contact.holder", of: $0) } ?? "",
                ]
                return fact(
                    "document",
                    parts.filter { !$0.isEmpty }.joined(separator: " · ")
                )
            }
    }

    private var known: [FactList.Fact?] {
        guard draft.tellsWhoItIs, let answer = draft.known else { return [] }
        let groups = draft.all("known-tell").compactMap { HolderGroup(rawValue: $0) }
        return [
            fact("known", words("first-contact.known-\(answer.rawValue)")),
            answer == .yes
                ? fact(
                    "known-tell",
                    groups.map { words("once.group-\($0.rawValue)") }.joined(separator: ", ")
                ) : nil,
        ]
    }

    private var indicators: [FactList.Fact?] {
        Indicator.allCases.map { indicator in
            guard
                let basis = draft.code(indicator.fieldName, IndicatorObserved.Basis.self),
                basis == .seen || draft.mayAskForAccount
            else { return nil }
            return FactList.Fact(words("indicator", of: indicator)) {
                words("indicator", of: basis)
                let detail = draft.text(indicator.detailName)
                if !detail.isEmpty {
                    Br()
                    Bdi(detail)
                }
            }
        }
    }

    private var account: [FactList.Fact?] {
        let wish = draft.code("wish", WishExpressed.Wish.self)
        return [
            draft.mayAskForAccount ? text("account") : nil,
            wish.map { wish in
                FactList.Fact(form.label("wish")) {
                    words("first-contact.wish-\(wish.rawValue)")
                }
            },
        ]
    }
}
