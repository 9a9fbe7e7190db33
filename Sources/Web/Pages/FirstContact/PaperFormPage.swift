import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// The whole first contact on paper, for places without signal.
    func paperForm(_ language: LanguageCode, _ actor: Actor) async throws -> HTTPResponse {
        try requireContacts(actor)
        guard Words.personLanguages.contains(language) else { throw AccessRefusal.hidden }
        return try await page(words("paper-form.title"), isWide: true) {
            H1(words("paper-form.title"), .class("no-print"))
            Div(.class("no-print")) {
                P(words("paper-form.lead"))
                P(words("paper-form.how-to-print"), .class("hint"))
                LanguageLinks(
                    languages: Words.personLanguages,
                    current: language,
                    words: words
                ) {
                    Route.paperForm($0)
                }
            }
            FirstContactPaper(language: language, mechanism: mechanism, words: words)
        }
    }
}

/// The sheets of a first contact: each question in English beside the person's language.
struct FirstContactPaper: Component {
    let language: LanguageCode
    let mechanism: Mechanism
    let words: Words

    private var person: Words { words.speaking(language) }

    var body: Markup {
        let general = Indicator.allCases.filter { !$0.isForChildren }
        Markup {
            Explanation(language: language, mechanism: mechanism, words: words)
            if language != .english {
                Explanation(language: .english, mechanism: mechanism, words: words, id: nil)
            }
            purposeAndAge
            needs
            identity
            indicators(general, "paper-form.general-signs")
            indicators(Indicator.allCases.filter(\.isForChildren), "paper-form.child-signs")
            account
            meeting
        }
    }

    @MarkupBuilder private var purposeAndAge: Markup {
        PaperForm(title: words("paper-form.purpose")) {
            boxes("person.paper.explained", ["person.answer.yes", "person.answer.not-now"])
            lines("person.paper.language")
            boxes("person.paper.interpreter", ["person.answer.no", "person.answer.yes"])
            lines("person.paper.questions", count: 2)
            P(words("paper-form.refuses"), .class("hint"))
            H2(words("paper-form.age"))
            boxes(
                "person.paper.age",
                ["person.answer.yes", "person.answer.no", "person.answer.not-known"]
            )
            PaperBoxes(
                label: words("paper-form.guardian"),
                hint: words("paper-form.guardian-hint"),
                choices: ["requested", "appointed", "not-yet"].map {
                    words("first-contact.guardian-\($0)")
                }
            )
            lines("person.consent.child-view", count: 2)
        }
    }

    @MarkupBuilder private var needs: Markup {
        PaperForm(title: words("paper-form.needs")) {
            BilingualBoxes(
                label: pair("person.need.heading"),
                choices: NeedKind.allCases.map { kind in
                    Bilingual(
                        words("first-contact.need", of: kind),
                        person("person.need", of: kind),
                        language
                    )
                }
            )
            P(words("paper-form.urgency"), .class("hint"))
            lines("person.need.other", count: 2)
            lines("person.paper.safe-contact", count: 3)
            boxes("person.contact.safe", ["person.answer.yes", "person.answer.no"])
            lines("person.contact.times")
        }
    }

    @MarkupBuilder private var meeting: Markup {
        PaperForm(title: words("paper-form.meeting")) {
            P(words("person.paper.keep-locked"))
            PaperDate(label: words("person.paper.contact-date"), words: words)
            PaperLines(label: words("person.paper.contact-place"))
            PaperBoxes(
                label: words("person.paper.how-met"),
                choices: MeetingKind.allCases.map { words("met", of: $0) }
            )
            PaperLines(label: words("person.paper.member"))
            PaperLines(label: words("person.paper.agency"))
            PaperLines(label: words("person.paper.entered"))
        }
    }

    @MarkupBuilder private var identity: Markup {
        PaperForm(title: words("paper-form.identity")) {
            BilingualText(pair("person.explain.no-name"))
            lines("person.paper.name")
            lines("person.paper.other-names")
            BilingualText(pair("person.paper.birth"))
            PaperDate(label: "", words: words)
            BilingualBoxes(
                label: pair("person.paper.sex"),
                choices: Sex.allCases.map { pair("person.sex.\($0.rawValue)") }
            )
            lines("person.paper.citizenships")
            lines("person.paper.documents", count: 2)
        }
    }

    @MarkupBuilder private var account: Markup {
        PaperForm(title: words("paper-form.account")) {
            P(words("paper-form.account-hint"), .class("hint"))
            lines("person.paper.account", count: 10)
            BilingualBoxes(
                label: pair("person.choice.heading"),
                choices: ["help-and-procedure", "help-only"].map { pair("person.choice.\($0)") }
            )
            lines("person.paper.referral")
            lines("person.paper.signature")
        }
    }

    @MarkupBuilder
    private func indicators(_ list: [Indicator], _ key: String) -> Markup {
        PaperForm(title: words(key)) {
            P(words("paper-form.indicators-hint"), .class("hint"))
            PaperBoxes(
                label: words("person.paper.indicators-seen") + " (S) · "
                    + words("person.paper.indicators-told") + " (T)",
                choices: list.map { "S / T  " + words("indicator", of: $0) }
            )
        }
    }

    private func pair(_ key: String) -> Bilingual { Bilingual(words(key), person(key), language) }

    private func lines(_ key: String, count: Int = 1) -> BilingualLines {
        BilingualLines(label: pair(key), count: count)
    }

    private func boxes(_ key: String, _ choices: [String]) -> BilingualBoxes {
        BilingualBoxes(label: pair(key), choices: choices.map { pair($0) })
    }
}

/// A text in English and in the person's language; one of them where both are the same.
struct Bilingual: Component {
    let english: String
    let own: String
    let language: LanguageCode

    init(_ english: String, _ own: String, _ language: LanguageCode) {
        self.english = english
        self.own = own
        self.language = language
    }

    var body: Markup {
        Markup {
            Span(english, .lang("en"), .dir(.leftToRight))
            if language != .english {
                " · "
                Bdi(own, .lang(language.rawValue))
            }
        }
    }
}

/// A line of text in both languages.
struct BilingualText: Component {
    let text: Bilingual

    init(_ text: Bilingual) { self.text = text }

    var body: Markup { P(.class("paper-label")) { text } }
}

/// A question in both languages with ruled lines to write on.
struct BilingualLines: Component {
    let label: Bilingual
    let count: Int

    var body: Markup {
        Div(.class("paper-field")) {
            P(.class("paper-label")) { label }
            Div(.class("paper-lines"), .aria(.hidden, true)) {
                for _ in 0..<count { Div(.class("paper-line")) }
            }
        }
    }
}

/// A question in both languages with squares to tick.
struct BilingualBoxes: Component {
    let label: Bilingual
    let choices: [Bilingual]

    var body: Markup {
        Div(.class("paper-field")) {
            P(.class("paper-label")) { label }
            Ul(.class("paper-boxes")) {
                for choice in choices {
                    Li {
                        Span(.class("paper-box"), .aria(.hidden, true))
                        Span { choice }
                    }
                }
            }
        }
    }
}
