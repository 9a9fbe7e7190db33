import Casefile
import Mechanism

extension FirstContactReader {
    /// Who the person is; `nil` where nothing was said.
    mutating func identity() -> IdentityStated? {
        let names = names()
        let birth = date("birth", .identity)
        let age = statedAge()
        let sex = code("sex", .identity, Sex.self)
        let citizenships = codes("citizenship", FirstContactDraft.citizenshipCount) {
            Country.isAssigned($0)
        }
        var languages: [LanguageCode] = codes("spoken", FirstContactDraft.languageCount) {
            Words.spokenLanguages.contains($0)
        }
        let residence = code("residence", .identity, ResidenceStatus.self)
        let documents = documents()
        let isSilent =
            names.isEmpty && birth == nil && age == nil && sex == nil && citizenships.isEmpty
            && languages.isEmpty && residence == nil && documents.isEmpty
        guard !isSilent else { return nil }
        if languages.isEmpty, let language = draft.language { languages = [language] }
        return IdentityStated(
            names: names,
            birth: birth ?? .unknown,
            statedAge: age,
            sex: sex ?? .notStated,
            citizenships: citizenships,
            languages: languages,
            residence: residence ?? .unknown,
            documents: documents
        )
    }

    /// As said, then other names a line each, then as in a document.
    private mutating func names() -> [IdentityStated.Name] {
        let said = text("name-said", .identity)
        let aliases = text("alias", .identity).split { $0.isNewline }.map {
            String($0.drop { $0.isWhitespace })
        }
        let document = text("name-in-document", .identity)
        let all: [(String, IdentityStated.Name.Kind)] =
            [(said, .asSaid)] + aliases.map { ($0, .alias) } + [(document, .inDocument)]
        return all.filter { !$0.0.isEmpty }.map { .init(text: $0.0, kind: $0.1) }
    }

    private mutating func statedAge() -> Int? {
        let text = draft.text("stated-age")
        guard !text.isEmpty else { return nil }
        let digits = text.compactMap(\.wholeNumberValue).filter { $0 < 10 }
        let age = digits.reduce(0) { $0 * 10 + $1 }
        if digits.count == text.count, digits.count <= 3, age <= 120 { return age }
        fail(.identity, "stated-age", Message("first-contact.stated-age-wrong"))
        return nil
    }

    /// Codes of several numbered fields, each once.
    private mutating func codes<Code: FileIdentifier>(
        _ name: String,
        _ count: Int,
        isKnown: (Code) -> Bool
    ) -> [Code] {
        var codes: [Code] = []
        for row in 1...count {
            let code = code("\(name)-\(row)", .identity, Code.self, isKnown: isKnown)
            if let code, !codes.contains(code) { codes.append(code) }
        }
        return codes
    }

    private mutating func documents() -> [IdentityStated.Document] {
        (1...FirstContactDraft.documentCount).compactMap { row in
            let name = text("document-\(row)", .identity)
            let number = text("document-number-\(row)", .identity)
            let holder = code("holder-\(row)", .identity, IdentityStated.Document.Holder.self)
            if name.isEmpty, !number.isEmpty || holder != nil {
                let message = Message("first-contact.document-missing")
                fail(.identity, "document-\(row)", message)
            }
            guard !name.isEmpty else { return nil }
            return .init(name: name, number: number, holder: holder ?? .unknown)
        }
    }
}

extension FirstContactReader {
    /// Years that the date of birth or the stated age makes, for a look at whether the age fits.
    ///
    /// Where the date is not known to the day, the least that it can mean.
    static func leastAge(_ identity: IdentityStated?, on today: CalendarDate) -> Int? {
        guard let identity else { return nil }
        if let born = identity.birth.latest { return max(0, born.wholeYears(until: today)) }
        return identity.statedAge
    }
}
