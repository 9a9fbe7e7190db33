import Casefile
import Casework
import FoundationEssentials
import Linkage
import Mechanism
import Testing

@testable import Web

private let languages = ["en", "bg", "ru", "fr", "ar"].map { LanguageCode($0) }
private let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Web")

@Test
func `a language is one file, and five are bundled`() {
    #expect(Set(Catalogue.bundled.languages) == Set(languages))
}

@Test(arguments: languages)
func `everything the person is shown stands in each language, and nothing but that`(
    language: LanguageCode
) {
    let catalogue = Catalogue.bundled
    let english = catalogue.keys(of: .english).filter { $0.hasPrefix("person.") }
    let own = catalogue.keys(of: language)
    #expect(english.subtracting(own).sorted() == [])
    #expect(own.subtracting(catalogue.keys(of: .english)).sorted() == [])
    #expect(own.allSatisfy { catalogue.text($0, language)?.isEmpty == false })
}

@Test(arguments: languages)
func `a translation fills in what the English text fills in`(language: LanguageCode) {
    let catalogue = Catalogue.bundled
    for key in catalogue.keys(of: language) {
        let (own, english) = (catalogue.text(key, language), catalogue.text(key, .english))
        #expect(placeholders(own) == placeholders(english), "\(language) \(key)")
    }
}

private func placeholders(_ text: String?) -> Set<Substring> {
    Set(
        (text ?? "").split(separator: "{").dropFirst().compactMap {
            $0.split(separator: "}", omittingEmptySubsequences: false).first
        }
    )
}

/// Keys written out in the sources, as `words("key"…)` or `Message("key"…)`.
private func writtenKeys() throws -> [(file: String, key: String, isCounted: Bool)] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path())
    var result: [(String, String, Bool)] = []
    for path in paths.sorted() where path.hasSuffix(".swift") {
        let data = try Data(contentsOf: sources.appending(path: path))
        let text = String(decoding: data, as: UTF8.self).split(separator: "\n")
            .filter { !$0.drop { $0.isWhitespace }.hasPrefix("///") }.joined(separator: "\n")
        for opening in ["words(", "Message("] {
            for part in text.split(separator: opening, omittingEmptySubsequences: false).dropFirst()
            {
                let rest = part.drop { $0.isWhitespace }
                guard rest.first == "\"" else { continue }
                let literal = rest.dropFirst().prefix { $0 != "\"" }
                let after = rest.dropFirst(literal.count + 2)
                guard !literal.contains("\\"), !after.hasPrefix(", of:") else { continue }
                result.append((path, String(literal), after.hasPrefix(", count:")))
            }
        }
    }
    return result
}

@Test
func `every key that is written out in the code exists in English`() throws {
    let keys = Catalogue.bundled.keys(of: .english)
    let written = try writtenKeys()
    #expect(written.count > 20)
    for (file, key, isCounted) in written {
        let isThere = keys.contains(isCounted ? "\(key).other" : key)
        #expect(isThere, "\(file): \(key)")
    }
}

@Test
func `no text has a typewriter's apostrophe`() {
    for key in Catalogue.bundled.keys(of: .english) {
        let text = Catalogue.bundled.text(key, .english) ?? ""
        #expect(!text.contains("'"), "\(key)")
    }
}

@Test
func `every word of a mechanism file has a name`() {
    let words = Words(.english)
    let names =
        Compartment.allCases.map { words.name(of: $0) }
        + AgencyKind.allCases.map { words.name(of: $0) }
        + ServiceKind.allCases.map { words.name(of: $0) }
        + Pillar.allCases.map { words.name(of: $0) }
        + ExploitationForm.allCases.map { words.name(of: $0) }
        + ResidenceStatus.allCases.map { words.name(of: $0) }
        + Sex.allCases.map { words.name(of: $0) } + Mandate.allCases.map { words.name(of: $0) }
        + LawfulBasis.allCases.map { words.name(of: $0) }
        + Agreement.Purpose.allCases.map { words.name(of: $0) }
        + Condition.Kind.allCases.map { words.name(of: $0) }
        + ProcedureEvent.allCases.map { words.name(of: $0) }
        + TraffickingAct.allCases.map { words("act", of: $0) }
        + TraffickingMeans.allCases.map { words("means", of: $0) }
        + AgeBand.allCases.map { words("age-band", of: $0) }
        + Clock.Bound.allCases.map { words("clock-bound", of: $0) }
        + Period.Unit.allCases.map { words("period.\($0.rawValue)", count: 2) }
    #expect(names.filter { $0.contains("⟦") } == [])
    for language in languages {
        let person = Words(language)
        let shown =
            Compartment.allCases.map { person("person.compartment", of: $0) }
            + Agreement.Purpose.allCases.map { person("person.consent.purpose-\($0.rawValue)") }
            + Sex.allCases.map { person("person.sex", of: $0) }
            + Weekday.allCases.map { person("person.weekday", of: $0) }
        #expect(shown.filter { $0.contains("⟦") } == [])
    }
}

@Test(arguments: [
    ("en", "3 March 2026", "1 March 2026", "March 2026", "2026", "Tuesday 3 March 2026"),
    (
        "bg", "3 март 2026 г.", "1 март 2026 г.", "март 2026 г.", "2026 г.",
        "вторник, 3 март 2026 г."
    ),
    (
        "ru", "3 марта 2026 г.", "1 марта 2026 г.", "март 2026 г.", "2026 г.",
        "вторник, 3 марта 2026 г."
    ),
    ("fr", "3 mars 2026", "1er mars 2026", "mars 2026", "2026", "mardi 3 mars 2026"),
    (
        "ar", "3 آذار/مارس 2026", "1 آذار/مارس 2026", "آذار/مارس 2026", "2026",
        "الثلاثاء، 3 آذار/مارس 2026"
    ),
])
func `a date is written as its reader writes it`(
    code: String,
    day: String,
    first: String,
    month: String,
    year: String,
    long: String
) throws {
    let words = Words(LanguageCode(code))
    let date = try #require(CalendarDate(year: 2026, month: 3, day: 3))
    #expect(words.date(date) == day)
    #expect(words.date(date.adding(days: -2)) == first)
    #expect(words.date(.month(year: 2026, month: 3)) == month)
    #expect(words.date(.year(2026)) == year)
    #expect(words.longDate(date) == long)
}

@Test
func `staff words fall back to English, numbers are counted, arguments are filled`() throws {
    let words = Words(LanguageCode("ru"))
    #expect(words("nav.inbox") == "Inbox")
    #expect(words("no.such-key") == "⟦no.such-key⟧")
    #expect(words("person.step", ["step": "3", "count": "9"]) == "Шаг 3 из 9")
    let today = try #require(CalendarDate(year: 2026, month: 3, day: 3))
    let english = Words(.english)
    #expect(english.due(today.adding(days: -1), today: today).hasPrefix("Overdue by 1 day,"))
    #expect(english.due(today.adding(days: -2), today: today).hasPrefix("Overdue by 2 days,"))
    #expect(english.due(today, today: today) == "Due today, 3 March 2026")
    #expect(words.due(today.adding(days: 2), today: today).hasPrefix("Due in 2 days"))
}

@Test(arguments: [
    ("ar", [0, 1, 2, 3, 11, 100, 103], ["zero", "one", "two", "few", "many", "other", "few"]),
    ("ru", [0, 1, 2, 5, 11, 21, 112], ["many", "one", "few", "many", "many", "one", "many"]),
    ("fr", [0, 1, 2], ["one", "one", "other"]),
    ("bg", [0, 1, 2], ["other", "one", "other"]),
    ("en", [0, 1, 2], ["other", "one", "other"]),
])
func `a language counts as CLDR says`(code: String, counts: [Int], forms: [String]) {
    #expect(counts.map { PluralForm($0, in: LanguageCode(code)).rawValue } == forms)
}

@Test(arguments: ["", "{", "[]", "{\"a\": 1}", "{\"a\": {\"b\": 1}}"])
func `a file of another shape is refused`(json: String) {
    #expect(throws: Catalogue.Failure.unreadable(.english)) {
        try Catalogue(files: [(.english, Array(json.utf8))])
    }
}

@Test
func `what is known once has words for every case of it`() {
    let words = Words(.english)
    let births: [BirthLikeness] = [
        .equal, .equalFirstOfJanuary, .exchanged, .oneDigit, .yearAndMonth, .dayAndMonth, .sameYear,
        .yearOfFirstOfJanuary, .otherYear, .twoParts, .fits(years: 2), .otherDay, .nearby,
        .different,
    ]
    let citizenships: [CitizenshipLikeness] = [.same, .inPart, .different]
    var texts = births.map { words(.birth($0)) } + citizenships.map { words(.citizenships($0)) }
    texts += NameLikeness.allCases.map { words(.name($0)) }
    texts += [true, false].map { words(.sex(isSame: $0)) }
    texts += CheckRefusal.allCases.map { words("refusal.check", of: $0) }
    texts += HolderGroup.allCases.map { words("once.group-\($0.rawValue)") }
    texts += ReplyKind.allCases.flatMap { kind in
        ["", "-hint"].map { words("once.reply-\(kind.rawValue)\($0)") }
    }
    texts += LikenessFacts.Level.allCases.map { words("once.certainty-\($0.rawValue)") }
    // What the log's office reads of it.
    texts += LogQuery.actions.map { words("protection.action.\($0)") }
    texts += FirstContact.Refusal.allCases.map { words("refusal.first-contact", of: $0) }
    texts += WorkTask.Kind.allCases.map { words("task", of: $0) }
    for text in texts { #expect(!text.contains("⟦"), "\(text)") }
}
