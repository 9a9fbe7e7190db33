import Casefile
import Casework
import HTML
import Mechanism

/// What is known about the age; in doubt, the rules for children hold.
enum AgeStatement: StatementForm {
    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        form.radios("age", form.all(AgeStatus.self, "case.age")).body
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        form.choice("age", AgeStatus.self).map { .ageRecorded(AgeRecorded(status: $0)) }.asArray
    }

    static func values(of payload: Payload) -> [String: [String]]? {
        guard case .ageRecorded(let age) = payload else { return nil }
        return ["age": [age.status.rawValue]]
    }
}

/// A step towards a guardian.
enum GuardianStatement: StatementForm {
    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        Markup {
            form.radios("guardian-step", form.all(GuardianStep.Step.self, "case.guardian"))
            form.select(
                "guardian-agency",
                agencies(context).map { Choice($0.rawValue, context.reading.name(of: $0)) },
                isOptional: true
            )
        }
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        let step = form.choice("guardian-step", GuardianStep.Step.self)
        let agency = form.optionalChoice("guardian-agency", Agency.ID.self)
        if let agency, !agencies(context).contains(agency) {
            form.fail("guardian-agency", Message("case.error.unknown-agency"))
        }
        guard form.isRight, let step else { return [] }
        return [.guardianStep(GuardianStep(step: step, agency: agency))]
    }

    static func values(of payload: Payload) -> [String: [String]]? { nil }

    private static func agencies(_ context: StatementContext) -> [Agency.ID] {
        context.reading.mechanism.agencies.filter {
            $0.kind == .guardianship || $0.kind == .childProtection
        }.map(\.id)
    }
}

/// The child's own view, in the child's words.
enum ChildViewStatement: StatementForm {
    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        form.area("view").body
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        let view = form.text("view", limit: CaseForm.longLimit, isRequired: true)
        return form.isRight ? [.childViewRecorded(ChildViewRecorded(view: view))] : []
    }

    static func values(of payload: Payload) -> [String: [String]]? {
        guard case .childViewRecorded(let value) = payload else { return nil }
        return ["view": [value.view]]
    }
}

/// What the person wants.
enum WishStatement: StatementForm {
    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        form.radios("wish", form.all(WishExpressed.Wish.self, "case.wish")).body
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        form.choice("wish", WishExpressed.Wish.self)
            .map { .wishExpressed(WishExpressed(wish: $0)) }.asArray
    }

    static func values(of payload: Payload) -> [String: [String]]? { nil }
}

/// The explanation why anything is asked at all, with the text to read out.
enum PurposeStatement: StatementForm {
    static func blank(_ context: StatementContext) -> [String: [String]] {
        ["language": context.language.map(\.rawValue).asArray]
    }

    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        Markup {
            if context.corrected == nil { explanation(context) }
            LanguageSelect(
                field: form.field("language"),
                label: form.label("language"),
                hint: form.hint("language"),
                languages: CaseLanguages.all(context.reading.mechanism),
                words: form.words
            )
            form.radios(
                "interpretation",
                form.all(PurposeExplained.Interpretation.self, "case.interpretation")
            )
            form.area("questions", isOptional: true, rows: 3)
        }
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        let language = form.choice("language", LanguageCode.self)
        if let language, !CaseLanguages.all(context.reading.mechanism).contains(language) {
            form.fail("language", Message("case.error.unknown-language"))
        }
        let how = form.choice("interpretation", PurposeExplained.Interpretation.self)
        let questions = form.text("questions", limit: CaseForm.longLimit)
        guard form.isRight, let language, let how else { return [] }
        return [
            .purposeExplained(
                PurposeExplained(language: language, interpretation: how, questions: questions)
            )
        ]
    }

    static func values(of payload: Payload) -> [String: [String]]? {
        guard case .purposeExplained(let value) = payload else { return nil }
        return [
            "language": [value.language.rawValue],
            "interpretation": [value.interpretation.rawValue], "questions": [value.questions],
        ]
    }

    /// What is read to the person, in each language of the mechanism.
    @MarkupBuilder
    private static func explanation(_ context: StatementContext) -> Markup {
        let reading = context.reading
        P(context.words("case.purpose.read-out"))
        for language in reading.mechanism.languages {
            Disclosure(context.words.ownName(of: language), isOpen: language == context.language) {
                Div(
                    .lang(language.rawValue),
                    .dir(language.isRightToLeft ? .rightToLeft : .leftToRight)
                ) {
                    for section in reading.mechanism.explanation {
                        H2(reading.text(section.heading, in: language))
                        TypedText(reading.text(section.text, in: language))
                    }
                }
            }
        }
    }
}

/// Languages that can be chosen.
enum CaseLanguages {
    /// The mechanism's own first, then all that have a name.
    static func all(_ mechanism: Mechanism) -> [LanguageCode] {
        let prefix = "own-name."
        let named = Catalogue.bundled.keys(of: .english).filter { $0.hasPrefix(prefix) }
            .map { LanguageCode(String($0.dropFirst(prefix.count))) }
        return mechanism.languages
            + Set(named).subtracting(mechanism.languages).sorted()
    }
}
