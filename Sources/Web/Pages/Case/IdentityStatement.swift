import Casefile
import HTML
import Mechanism

/// Who the person is, as they say it; never needed for help.
enum IdentityStatement: StatementForm {
    /// How many names and documents a new form has room for.
    private static let rows = 3
    /// The most of either that a form takes.
    private static let mostRows = 20
    private static let languageRows = 3

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
        let (names, documents) = roomFor(context)
        return Markup {
            P(words("case.identity.never-needed"), .class("hint"))
            for index in 1...names {
                Fieldset(.class("field")) {
                    Legend(words("case.identity.name-row", ["number": String(index)]))
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
            form.line("citizenships", isOptional: true, width: .medium)
            for index in 1...languageRows {
                pick(
                    form,
                    "language-\(index)",
                    "spoken-\(index)",
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
                for index in 1...documents {
                    Fieldset(.class("field")) {
                        Legend(words("case.identity.document-row", ["number": String(index)]))
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
        values["citizenships"] = [
            identity.citizenships.map(\.rawValue).joined(separator: ", ")
        ]
        for (index, language) in identity.languages.prefix(languageRows).enumerated() {
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

    /// Room for what is there and one more, so that a correction loses nothing.
    private static func roomFor(_ context: StatementContext) -> (names: Int, documents: Int) {
        guard case .identityStated(let old)? = context.corrected else { return (rows, rows - 1) }
        return (
            min(mostRows, max(rows, old.names.count + 1)),
            min(mostRows, max(rows - 1, old.documents.count + 1))
        )
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
        let citizenships = readCitizenships(&form)
        let known = CaseLanguages.all(context.reading.mechanism)
        var languages: [LanguageCode] = []
        for index in 1...languageRows {
            let language = form.choices("language-\(index)", among: known + [LanguageCode("")])
            languages += language.filter { !$0.rawValue.isEmpty && !languages.contains($0) }
        }
        let residence = form.choice("residence", ResidenceStatus.self)
        let documents = readDocuments(&form, context)
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
        (1...roomFor(context).names).compactMap { index in
            let text = form.text("name-\(index)", limit: CaseForm.shortLimit)
            let kind = form.optionalChoice("name-\(index)-kind", IdentityStated.Name.Kind.self)
            return text.isEmpty ? nil : .init(text: text, kind: kind ?? .asSaid)
        }
    }

    private static func readDocuments(
        _ form: inout CaseForm,
        _ context: StatementContext
    ) -> [IdentityStated.Document] {
        (1...roomFor(context).documents).compactMap { index in
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

    /// Codes of two letters, in any case, with spaces or commas between them.
    private static func readCitizenships(_ form: inout CaseForm) -> [CountryCode] {
        let text = form.text("citizenships", limit: 100)
        let codes = text.split { $0 == "," || $0.isWhitespace }.map { $0.uppercased() }
        guard
            codes.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (65...90).contains($0) } }
            )
        else {
            form.fail("citizenships", Message("case.error.country-code"))
            return []
        }
        return codes.map { CountryCode($0) }
    }
}
