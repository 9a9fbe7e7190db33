import Casefile
import HTML
import Mechanism

/// What is read to the person before they answer, in their language, beside the staff's text.
struct ConsentReadAloud: Component {
    let scope: Consent.Scope
    let until: CalendarDate?
    let language: LanguageCode?
    let isTreatedAsChild: Bool
    let reading: CaseReading

    private var words: Words { reading.words }

    /// The language that the text stands in: the person's, or English where there is none in it.
    var spoken: LanguageCode {
        guard let language, Words.personLanguages.contains(language) else { return .english }
        return language
    }

    var body: Markup {
        Markup {
            FactList([
                .init(words("case.field.purpose")) { words.name(of: scope.purpose) },
                .init(words("case.consent.recipients")) { Bdi(reading.list(scope.recipients)) },
                .init(words("case.field.compartment")) { reading.list(scope.compartments) },
                .init(words("case.consent.until")) {
                    until.map { words.date($0) } ?? words("case.consent.until-withdrawn")
                },
            ])
            H2(words("case.consent.read-out", ["language": words.name(of: spoken)]))
            if spoken != language { P(words("case.consent.no-text-in-language")) }
            PersonText(language: spoken) { text }
        }
    }

    @MarkupBuilder private var text: Markup {
        let person = words.speaking(spoken)
        P(person("person.consent.intro"))
        for agency in scope.recipients.sorted() {
            P(
                person(
                    "person.consent.purpose-\(scope.purpose.rawValue)",
                    ["recipient": reading.name(of: agency, in: spoken)]
                )
            )
        }
        P { Strong(person("person.consent.shared")) }
        Ul {
            for compartment in Compartment.shareable where scope.compartments.contains(compartment)
            {
                Li(person("person.compartment", of: compartment))
            }
        }
        if let until {
            P {
                Strong(person("person.consent.until"))
                ": "
                person.date(until)
            }
        }
        P(person("person.consent.no-loss"))
        P(person("person.consent.withdraw-any-time"))
        P(person("person.consent.cannot-unread"))
        if isTreatedAsChild {
            P(person("person.consent.child-view"))
            P(person("person.consent.child-view-hint"))
        }
    }
}

/// Text for the person, in their language and its direction.
struct PersonText: Component {
    let language: LanguageCode
    let content: Markup

    init(language: LanguageCode, @MarkupBuilder content: () -> Markup) {
        self.language = language
        self.content = content()
    }

    var body: Markup {
        Blockquote(
            .class("notice notice-information"),
            .lang(language.rawValue),
            .dir(language.isRightToLeft ? .rightToLeft : .leftToRight)
        ) { content }.body
    }
}
