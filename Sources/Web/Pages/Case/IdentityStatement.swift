import Casefile
import HTML
import Mechanism

/// Who the person is, as they say it; never needed for help.
enum IdentityStatement: StatementForm {
    /// How many rows a form has: room for what is there and one more, so that a correction loses nothing.
    private struct Room {
        var names = 3
        var citizenships = 2
        var documents = 2
        var languages = 3

        init(_ context: StatementContext) {
            guard case .identityStated(let old)? = context.corrected else { return }
            names = max(names, old.names.count + 1)
            citizenships = max(citizenships, old.citizenships.count + 1)
            documents = max(documents, old.documents.count + 1)
            languages = max(languages, old.languages.count)
        }
    }

    private static let countries = Country.all.map { Choice($0.code.rawValue, $0.name) }

    static func blank(_ context: StatementContext) -> [String: [String]] {
        var values = [
            "sex": [Sex.notStated.rawValue], "residence": [ResidenceStatus.unknown.rawValue],
            "birth-unknown": ["yes"],
        ]
        for (index, kind) in IdentityStated.Name.Kind.allCases.enumerated() {
            values["name-\(index + 1)-kind"] = [kind.rawValue]
        }
        if let language = context.language { values["language-1"] = [language.rawValue] }
        return values
    }

    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        let words = form.words
        let room = Room(context)
        return Markup {
            P(words("case.identity.never-needed"), .class("hint"))
            for index in 1...room.names {
                Fieldset(.class("field")) {
                    Legend(
                        words("case.identity.name-row", ["number": String(index)]),
                        .class("legend")
                    )
                    row(form, "name-\(index)", "name-text")
                    pick(
                        form,
                        "name-\(index)-kind",
                        "name-kind",
                        form.all(IdentityStated.Name.Kind.self, "case.name-kind")
                    )
                }
            }
            form.dateBoxes("birth", acceptsLess: true)
            form.line("stated-age", isOptional: true, width: .short)
            form.radios("sex", Sex.allCases.map { Choice($0.rawValue, words.name(of: $0)) })
            for index in 1...room.citizenships {
                pick(form, "citizenship-\(index)", "citizenship-\(min(index, 2))", countries)
            }
            for index in 1...room.languages {
                pick(
                    form,
                    "language-\(index)",
                    "spoken-\(min(index, 3))",
                    CaseLanguages.all(context.reading.mechanism).map {
                        Choice($0.rawValue, words.name(of: $0))
                    }
                )
            }
            form.select(
                "residence",
                ResidenceStatus.allCases.map { Choice($0.rawValue, words.name(of: $0)) }
            )
            Disclosure(words("case.identity.documents"), isOpen: context.corrected != nil) {
                for index in 1...room.documents {
                    Fieldset(.class("field")) {
                        Legend(
                            words("case.identity.document-row", ["number": String(index)]),
                            .class("legend")
                        )
                        row(form, "document-\(index)", "document")
                        row(form, "document-\(index)-number", "document-number")
                        pick(
                            form,
                            "document-\(index)-holder",
                            "document-holder",
                            form.all(IdentityStated.Document.Holder.self, "case.holder")
                        )
                    }
                }
            }
        }
    }

    static func values(of payload: Payload) -> [String: [String]]? {
        guard case .identityStated(let identity) = payload else { return nil }
        var values = CaseForm.values(of: identity.birth, in: "birth")
        for (index, name) in identity.names.enumerated() {
            values["name-\(index + 1)"] = [name.text]
            values["name-\(index + 1)-kind"] = [name.kind.rawValue]
        }
        values["stated-age"] = identity.statedAge.map { String($0) }.asArray
        values["sex"] = [identity.sex.rawValue]
        for (index, country) in identity.citizenships.enumerated() {
            values["citizenship-\(index + 1)"] = [country.rawValue]
        }
        for (index, language) in identity.languages.enumerated() {
            values["language-\(index + 1)"] = [language.rawValue]
        }
        values["residence"] = [identity.residence.rawValue]
        for (index, document) in identity.documents.enumerated() {
            values["document-\(index + 1)"] = [document.name]
            values["document-\(index + 1)-number"] = [document.number]
            values["document-\(index + 1)-holder"] = [document.holder.rawValue]
        }
        return values
    }

    private static func row(_ form: CaseForm, _ name: String, _ label: String) -> TextField {
        TextField(
            field: form.field(name),
            label: form.label(label, isOptional: true),
            maxlength: CaseForm.shortLimit,
            words: form.words
        )
    }

    private static func pick(
        _ form: CaseForm,
        _ name: String,
        _ label: String,
        _ choices: [Choice]
    ) -> SelectField {
        SelectField(
            field: form.field(name),
            label: form.label(label, isOptional: true),
            prompt: form.words("case.field.none"),
            choices: choices,
            words: form.words
        )
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        let names = readNames(&form, context)
        let birth = form.date("birth")
        let age = readAge(&form)
        let sex = form.choice("sex", Sex.self)
        let citizenships = readCitizenships(&form, context)
        let known = CaseLanguages.all(context.reading.mechanism)
        var languages: [LanguageCode] = []
        for index in 1...Room(context).languages {
            let language = form.choices("language-\(index)", among: known + [LanguageCode("")])
            languages += language.filter { !$0.rawValue.isEmpty && !languages.contains($0) }
        }
        let residence = form.choice("residence", ResidenceStatus.self)
        let documents = readDocuments(&form, context)
        let isSilent =
            names.isEmpty && birth == .unknown && age == nil && sex == .notStated
            && citizenships.isEmpty && residence == .unknown && documents.isEmpty
        if isSilent { form.fail("name-1", Message("case.error.nothing-said")) }
        guard form.isRight, let birth, let sex, let residence else { return [] }
        return [
            .identityStated(
                IdentityStated(
                    names: names,
                    birth: birth,
                    statedAge: age,
                    sex: sex,
                    citizenships: citizenships,
                    languages: languages,
                    residence: residence,
                    documents: documents
                )
            )
        ]
    }

    private static func readNames(
        _ form: inout CaseForm,
        _ context: StatementContext
    ) -> [IdentityStated.Name] {
        (1...Room(context).names).compactMap { index in
            let text = form.text("name-\(index)", limit: CaseForm.shortLimit)
            let kind = form.optionalChoice("name-\(index)-kind", IdentityStated.Name.Kind.self)
            return text.isEmpty ? nil : .init(text: text, kind: kind ?? .asSaid)
        }
    }

    private static func readDocuments(
        _ form: inout CaseForm,
        _ context: StatementContext
    ) -> [IdentityStated.Document] {
        (1...Room(context).documents).compactMap { index in
            let name = form.text("document-\(index)", limit: CaseForm.shortLimit)
            let number = form.text("document-\(index)-number", limit: CaseForm.shortLimit)
            let holder = form.optionalChoice(
                "document-\(index)-holder",
                IdentityStated.Document.Holder.self
            )
            if name.isEmpty, number.isEmpty { return nil }
            return .init(name: name, number: number, holder: holder ?? .unknown)
        }
    }

    private static func readAge(_ form: inout CaseForm) -> Int? {
        let text = form.text("stated-age", limit: 10)
        guard !text.isEmpty else { return nil }
        guard let age = Int(text), (0...120).contains(age) else {
            form.fail("stated-age", Message("case.error.age"))
            return nil
        }
        return age
    }

    private static func readCitizenships(
        _ form: inout CaseForm,
        _ context: StatementContext
    ) -> [CountryCode] {
        var found: [CountryCode] = []
        for index in 1...Room(context).citizenships {
            guard let code = form.optionalChoice("citizenship-\(index)", CountryCode.self) else {
                continue
            }
            guard Country.isAssigned(code) else {
                form.fail("citizenship-\(index)", Message("case.error.country"))
                continue
            }
            if !found.contains(code) { found.append(code) }
        }
        return found
    }
}
