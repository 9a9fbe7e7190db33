import Casefile
import Casework
import HTML
import HTTP
import Mechanism
import Testing

@testable import Web

private let words = Words(.english)
private let today = CalendarDate(daysSinceEpoch: 20_515)
private let id: Draft.ID = Installation.newIdentifier()

private func text(_ english: String, _ arabic: String) -> LocalizedText {
    LocalizedText([.english: english, LanguageCode("ar"): arabic])
}

private let mechanism = Mechanism(
    version: 1,
    country: CountryCode("XX"),
    name: text("Test", "اختبار"),
    isFictitious: true,
    timeZone: "Europe/Sofia",
    languages: [.english, LanguageCode("ar")],
    calendar: WorkingCalendar(weekend: [.saturday, .sunday], holidays: []),
    definition: LegalDefinition(
        acts: [],
        means: [],
        purposes: [],
        childNeedsNoMeans: true,
        adultFrom: 18,
        presumesMinority: true,
        source: Source(reference: "test", isVerified: true)
    ),
    areas: [.init(id: AreaID("north"), name: text("The <north>", "الشمال"), region: nil)],
    agencies: [],
    services: [],
    clocks: [],
    agreements: [],
    provisions: [],
    rules: .init(decisionMakerDiffersFromReferrer: true, hasDutyToNotify: true, source: nil),
    explanation: [
        ExplanationSection(
            id: "why",
            heading: text("Why I am asking", "لماذا أسأل"),
            text: text("To help.", "للمساعدة."),
            source: nil
        )
    ],
    hotlines: [
        Hotline(
            name: text("Helpline", "خط المساعدة"),
            phone: "0800 123",
            hours: nil,
            languages: [],
            source: Source(reference: "test", isVerified: true)
        )
    ]
)

private func page(
    _ step: Route.FirstContactStep,
    _ fields: [String: String] = [:],
    check: Bool = false
) -> String {
    let draft = FirstContactDraft(fields: fields.mapValues { [$0] })
    var form = FirstContactForm(
        id: id,
        step: step,
        draft: draft,
        mechanism: mechanism,
        today: today,
        usualMeeting: .inspection,
        token: "token",
        words: words
    )
    if check {
        var reader = FirstContactReader(draft, .init(mechanism, today: today), words: words)
        form.faults = reader.check(step)
    }
    return FirstContactPage(form: form).html
}

private let opened = ["language": "ar", "interpretation": "remote", "agreement": "yes"]

@Test
func `before a language is chosen nothing is asked but the language, and the way out is there`() {
    let html = page(.purpose)
    #expect(html.contains("name=\"language\"") && html.contains("name=\"cannot-reason\""))
    #expect(!html.contains("name=\"agreement\"") && !html.contains("id=\"explanation\""))
}

@Test
func `the explanation stands in the person's language and direction`() {
    let html = page(.purpose, ["language": "ar"])
    #expect(html.contains("id=\"explanation\" lang=\"ar\" dir=\"rtl\""))
    #expect(html.contains("للمساعدة.") && !html.contains("To help."))
    #expect(html.contains("name=\"agreement\""))
    let other = page(.purpose, ["language": "vi"])
    #expect(other.contains("not written in this language yet (Vietnamese)"))
    #expect(other.contains("id=\"explanation\" lang=\"en\"") && other.contains("To help."))
}

@Test(arguments: Route.FirstContactStep.allCases)
func `every step shows what was typed as text, with all its words`(step: Route.FirstContactStep) {
    let evil = "<script>\"&'"
    var fields = opened
    for name in FirstContactDraft.names(of: step) where fields[name] == nil { fields[name] = evil }
    for html in [page(step), page(step, fields), page(step, fields, check: true)] {
        #expect(!html.contains("⟦") && !html.contains("<script>") && !html.contains("<north>"))
        #expect(html.components(between: "<h1", and: "</h1>").count == 1)
    }
}

@Test
func `an error stands first, leads to a field that is there, and nothing typed is lost`() throws {
    let html = page(
        .meeting,
        opened.merging(["place": "Ферма", "met-on-year": "99"]) { $1 },
        check: true
    )
    let summary = try #require(html.components(between: "id=\"error-summary\"", and: "</ul>").first)
    for id in ["field-met", "field-met-on-day"] {
        #expect(summary.contains("href=\"#\(id)\"") && html.contains("id=\"\(id)\""))
    }
    #expect(html.contains("value=\"Ферма\"") && html.contains("value=\"99\""))
}

@Test
func `the usual meeting and today are only suggested where nothing was answered`() {
    #expect(page(.meeting, opened).contains("<option value=\"inspection\" selected>"))
    var answered = FirstContactDraft(fields: opened.mapValues { [$0] })
    answered.take(FormBody([.init("place", "x")]), .meeting)
    let html = page(.meeting, answered.fields.mapValues { $0.joined() })
    #expect(!html.contains("selected>Labour"))
}

@Test
func `a child without a guardian is not asked what happened, and the page says why`() {
    let child = opened.merging(["age": "minor", "child-view": "x"]) { $1 }
    let html = page(.account, child)
    #expect(html.contains("notice-law") && html.contains("article 10(4)"))
    #expect(!html.contains("<textarea") && html.contains("name=\"wish\""))
    #expect(!page(.indicators, child).contains("value=\"told\""))
    let guarded = page(.account, child.merging(["guardian": "requested"]) { $1 })
    #expect(guarded.contains("<textarea") && !guarded.contains("notice-law"))
}

@Test
func `the summary says what will not be recorded and where the age does not fit`() {
    let fields = opened.merging([
        "age": "adult", "birth-year": "2012", "met": "inspection", "met-on-unknown": "yes",
    ]) { $1 }
    #expect(page(.check, fields).contains("may be 13"))
    let child = page(.check, fields.merging(["age": "minor", "account": "told"]) { $1 })
    #expect(child.contains("Not recorded") && child.contains("To be corrected"))
}

@Test
func `the list of drafts shows times and steps and never what was typed`() {
    let line = FirstContactList.Line(
        id: id,
        next: .identity,
        savedAt: "3 March 2026, 09:05",
        keptUntil: "6 March 2026, 09:05"
    )
    for drafts in [[], [line]] {
        let html = FirstContactList(
            drafts: drafts,
            paperForms: Words.personLanguages,
            hasDutyToNotify: false,
            token: "token",
            words: words
        ).html
        #expect(!html.contains("⟦") && !html.contains("Anonymous"))
        #expect(html.contains("/identity\"") == !drafts.isEmpty)
    }
}

@Test(arguments: Words.personLanguages)
func `leaflet and paper form have all their words in each language`(language: LanguageCode) {
    let leaflet = Leaflet(hotlines: mechanism.hotlines, words: Words(language)).html
    #expect(!leaflet.contains("⟦") && leaflet.contains("href=\"tel:0800123\""))
    #expect(Leaflet(hotlines: [], words: Words(language)).html.contains("<h1"))
    let paper = FirstContactPaper(language: language, mechanism: mechanism, words: words).html
    #expect(!paper.contains("⟦") && paper.contains("lang=\"\(language)\""))
}

@Test
func `a notification takes known codes and a short place, and keeps what was typed`() {
    func form(_ fields: [String: String]) -> NotificationForm {
        var form = NotificationForm(receiver: "Authority", token: "token", words: words)
        form.take(FormBody(fields.map { .init($0.key, $0.value) }))
        return form
    }
    let good = [
        "exploitation": "labour", "sex": "male", "age-band": "adult", "place": " The  north",
    ]
    #expect(form(good).reading?.place == "The north")
    for (name, value) in [
        ("exploitation", "x"), ("sex", ""), ("age-band", "26"),
        ("place", String(repeating: "x", count: 101)),
    ] {
        var wrong = form(good.merging([name: value]) { $1 })
        #expect(wrong.reading == nil)
        wrong.showsFaults = true
        let html = wrong.html
        #expect(html.contains("href=\"#field-\(name)\"") && html.contains("id=\"field-\(name)\""))
        #expect(html.contains("value=\"adult\" checked") == (name != "age-band"))
    }
}

extension String {
    /// What stands between each opening and the closing that follows it.
    fileprivate func components(between opening: String, and closing: String) -> [Substring] {
        split(separator: opening, omittingEmptySubsequences: false).dropFirst().compactMap {
            $0.split(separator: closing, maxSplits: 1, omittingEmptySubsequences: false).first
        }
    }
}
