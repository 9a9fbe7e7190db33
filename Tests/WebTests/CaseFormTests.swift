import Casefile
import HTML
import Mechanism
import Testing

@testable import Casework
@testable import Web

private let words = Words(.english)

@Suite struct CaseFormTests {
    @Test(arguments: Route.EntryForm.allCases)
    func `a blank form has no unknown word and says what is missing`(
        kind: Route.EntryForm
    ) throws {
        let context = try CaseScene().context()
        let statement = kind.statement
        let blank = CaseForm(words, values: statement.blank(context))
        #expect(!statement.fields(blank, context).html.contains("⟦"))
        #expect(!words("case.new", of: kind).contains("⟦"))
        var empty = CaseForm(words)
        #expect(statement.read(&empty, context).isEmpty)
        #expect(!empty.isRight)
        let html = Markup {
            ErrorSummary(fields: empty.errorFields, words: words)
            statement.fields(empty, context)
        }.html
        #expect(!html.contains("⟦"))
        for field in empty.errorFields { #expect(html.contains("id=\"\(field.id)\"")) }
    }

    @Test func `an entry fills in its form, and the form gives the entry back`() throws {
        let scene = try CaseScene()
        for payload in try scene.everything() {
            guard let statement = payload.statement else { continue }
            let context = try scene.context(correcting: payload)
            let found = statement.values(of: payload)
            let values = try #require(found)
            var form = CaseForm(words, values: values)
            #expect(!statement.fields(form, context).html.contains("⟦"))
            #expect(statement.read(&form, context) == [payload], "\(form.errorFields)")
            #expect(payload.isCorrectable)
        }
    }

    @Test(arguments: [
        ["need": ["nonsense"], "urgency": ["now"]],
        ["need": ["food", "shelter"], "urgency": ["now"]],
        ["need": ["food"], "urgency": [""]],
        [
            "need": ["food"], "urgency": ["now"],
            "need-detail": [String(repeating: "x", count: 15_001)],
        ],
    ])
    func `a tampered or overlong field is an error of the form`(values: [String: [String]]) throws {
        var form = CaseForm(words, values: values)
        #expect(NeedStatement.read(&form, try CaseScene().context()).isEmpty)
        #expect(!form.errorFields.isEmpty)
    }

    @Test func `a health need is never corrected into another compartment`() throws {
        let need = Payload.needStated(NeedStated(kind: .medication, urgency: .now, detail: ""))
        let html = NeedStatement.fields(CaseForm(words), try CaseScene().context(correcting: need))
            .html
        #expect(html.contains("value=\"pregnancy\"") && !html.contains("value=\"food\""))
    }

    @Test func `several indicators become an entry each`() throws {
        var form = CaseForm(
            words,
            values: [
                "indicator": ["general.debt-bondage", "general.no-days-off"], "basis": ["seen"],
            ]
        )
        #expect(IndicatorStatement.read(&form, try CaseScene().context()).count == 2)
    }

    @Test func `a consent covers what agreements allow, and enforcement stands apart`() throws {
        let scene = try CaseScene()
        let offer = ConsentOffer(reading: scene.reading())
        #expect(!offer.purposes.isEmpty)
        for purpose in offer.purposes {
            let (help, enforcement) = offer.recipients(for: purpose)
            #expect(help.allSatisfy { !$0.kind.isEnforcement })
            #expect(enforcement.allSatisfy { $0.kind.isEnforcement })
            #expect(!(help + enforcement).contains { $0.id == scene.own })
        }
    }

    @Test func `what no agreement lets an agency receive is refused by name`() throws {
        let offer = ConsentOffer(reading: try CaseScene().reading())
        var form = CaseForm(
            words,
            values: [
                "step": ["scope"], "purpose": ["support"], "language": ["ru"],
                "recipient": ["shelter-women"], "compartment": ["health"],
            ]
        )
        let request = ConsentRequest(&form, offer)
        #expect(request.step == .scope)
        #expect(form.field("compartment").error?.key == "case.consent.beyond-agreement")
        var right = CaseForm(
            words,
            values: [
                "step": ["scope"], "purpose": ["support"], "language": ["ru"],
                "recipient": ["shelter-women"], "compartment": ["support", "contact"],
            ]
        )
        #expect(ConsentRequest(&right, offer).step == .answer && right.isRight)
    }

    @Test(arguments: ["en", "bg", "ru", "fr", "ar", "so"])
    func `a consent is read out in the person's language and direction`(code: String) throws {
        let scene = try CaseScene()
        let language = LanguageCode(code)
        let html = ConsentReadAloud(
            scope: Consent.Scope(
                purpose: .support,
                recipients: [scene.other],
                compartments: [.support]
            ),
            until: scene.today,
            language: language,
            isTreatedAsChild: true,
            reading: scene.reading()
        ).html
        #expect(!html.contains("⟦") && !html.contains("{"))
        if code == "so" {
            #expect(html.contains("lang=\"en\""))
            #expect(html.contains(words("case.consent.no-text-in-language")))
        } else {
            let spoken = words.speaking(language)
            #expect(html.contains("lang=\"\(code)\" dir=\"\(code == "ar" ? "rtl" : "ltr")\""))
            #expect(html.contains(spoken("person.compartment", of: Compartment.support)))
        }
    }
}
