import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Asks whether the mechanism knows the person of a case, with a consent of its own.
    func askCheck(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        let reading = reading(for: actor)
        var typed = CaseForm(
            words,
            values: ["tell": HolderGroup.unlessSaidOtherwise.map(\.rawValue)]
        )
        var refusal: CheckRefusal?
        if isPost {
            typed = CaseForm(words, typed: form)
            let answer = typed.choice("check-answer", CheckAgreement.self)
            let groups = Set(
                typed.choices("tell", HolderGroup.self, among: HolderGroup.allCases)
            )
            let basis = typed.basis(answer, isChild: model.state.age.isTreatedAsChild)
            if answer == .yes, groups.isEmpty { typed.fail("tell", Message("once.tell-nobody")) }
            if typed.isRight {
                do {
                    if answer == .no {
                        try await installation.declineCheck(in: id, by: actor)
                    } else if let basis {
                        try await installation.askCheck(
                            in: id,
                            telling: groups,
                            on: basis,
                            by: actor
                        )
                    }
                    return try goOn(to: .caseFile(id))
                } catch let found as CheckRefusal {
                    refusal = found
                }
            }
        }
        let language = model.state.explanations.last?.value.language
        let formPage = CaseFormPage(
            title: words("once.ask-title"),
            model: model,
            action: .askCheck(id),
            reading: reading,
            form: typed,
            refusal: refusal.map {
                CheckRefusalNotice(refusal: $0, model: model, words: words).body
            } ?? .empty,
            button: words("once.ask-button")
        ) {
            P(words("once.ask-lead"))
            CheckReadAloud(language: words.shownLanguage(for: language), words: words)
            CheckChoices(
                form: typed,
                isChild: model.state.age.isTreatedAsChild,
                provisions: mechanism.provisions.filter {
                    $0.compartments.contains(.identity)
                },
                reading: reading
            )
        }
        return try await answer(with: formPage, model)
    }
}

/// What the person said.
enum CheckAgreement: String, CaseIterable { case yes, no }

extension CaseForm {
    /// On what a question rests; for a child who decides is asked apart.
    fileprivate mutating func basis(
        _ answer: CheckAgreement?,
        isChild: Bool
    ) -> CheckAsked.Basis? {
        guard answer == .yes else { return nil }
        guard isChild else { return .person }
        let provision = text("check-law", limit: 200)
        if !provision.isEmpty { return .law(Provision.ID(provision)) }
        return choice("assent", Consent.Assent.self).map { .guardian(assent: $0) }
    }
}

/// What is read to the person before the mechanism is asked.
struct CheckReadAloud: Component {
    let language: LanguageCode
    let words: Words

    var body: Markup {
        let person = words.speaking(language)
        return Markup {
            H2(words("case.consent.read-out", ["language": words.name(of: language)]))
            PersonText(language: language) {
                P { Strong(person("person.known.question")) }
                P(person("person.known.why"))
                P(person("person.known.how"))
                P(person("person.known.choice"))
                P(person("person.known.free"))
            }
        }
    }
}

/// Whether to ask, and who may be told.
struct CheckChoices: Component {
    let form: CaseForm
    let isChild: Bool
    let provisions: [Provision]
    let reading: CaseReading

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            form.radios(
                "check-answer",
                CheckAgreement.allCases.map {
                    Choice($0.rawValue, words("once.answer-\($0.rawValue)"))
                }
            )
            form.boxes("tell", HolderGroup.choices(words))
            if isChild {
                P(words("once.child-lead"))
                form.radios("assent", form.all(Consent.Assent.self, "case.assent"))
                if !provisions.isEmpty {
                    form.select(
                        "check-law",
                        provisions.map { Choice($0.id.rawValue, reading.name(of: $0.id)) },
                        isOptional: true
                    )
                }
            }
        }
    }
}

extension HolderGroup {
    /// All groups, those whom a person may have to fear last and said to be so.
    static func choices(_ words: Words) -> [Choice] {
        allCases.map { group in
            Choice(
                group.rawValue,
                words("once.group-\(group.rawValue)"),
                hint: unlessSaidOtherwise.contains(group) ? nil : words("once.group-hint")
            )
        }
    }
}

/// A rule that stands in the way of asking, with what can be done instead.
struct CheckRefusalNotice: Component {
    let refusal: CheckRefusal
    let model: CaseModel
    let words: Words

    var body: Markup {
        Notice(.law, heading: words("refusal.recording.heading"), isStatus: true) {
            P(words("refusal.check", of: refusal))
            if let (key, form) = next {
                P { TextLink(words(key), to: Route.newEntry(model.id, form)) }
            }
        }.body
    }

    private var next: (String, Route.EntryForm)? {
        switch refusal {
        case .purposeNotExplained: ("case.new.purpose", .purpose)
        case .nothingToAsk: ("case.new.identity", .identity)
        case .noGuardian, .guardianMustConsent: ("case.new.guardian", .guardian)
        default: nil
        }
    }
}
