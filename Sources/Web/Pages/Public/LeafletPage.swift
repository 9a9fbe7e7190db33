import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// What anybody may take along: what help there is, and that it depends on nothing.
    func leaflet(_ language: LanguageCode) throws -> HTTPResponse {
        guard Words.personLanguages.contains(language) else { throw AccessRefusal.hidden }
        return publicPage(
            Words(language)("person.leaflet.heading"),
            in: language,
            translations: Words.personLanguages.map {
                PageShell.Translation(language: $0, target: Route.leaflet($0))
            }
        ) {
            Leaflet(hotlines: mechanism.hotlines, words: Words(language))
        }
    }
}

/// The leaflet: to 'you', in a language of yours.
struct Leaflet: Component {
    let hotlines: [Hotline]
    let words: Words

    var body: Markup {
        Markup {
            H1(words("person.leaflet.heading"))
            P(words("person.leaflet.intro"), .class("lead"))
            H2(words("person.leaflet.what"))
            P(words("person.leaflet.what-list"))
            Ul {
                Li(words("person.leaflet.free"))
                Li(words("person.leaflet.no-name"))
                Li(words("person.explain.no-condition"))
                Li(words("person.explain.child"))
                Li(words("person.leaflet.come-back"))
            }
            if !hotlines.isEmpty {
                H2(words("person.leaflet.where"))
                FactList(hotlines.map(fact))
            }
            H2(words("person.rights.heading"))
            Ul {
                for key in ["see", "correct", "copy", "withdraw", "complain"] {
                    Li(words("person.rights.\(key)"))
                }
            }
            Notice(.caution) { P(words("person.leaflet.keep-safe")) }
            P(words("person.quick-exit.hint"), .class("hint no-print"))
        }
    }

    private func fact(_ hotline: Hotline) -> FactList.Fact {
        FactList.Fact(hotline.name.text(in: [words.language, .english])) {
            P { number(hotline.phone) }
            if let hours = hotline.hours { P(hours.text(in: [words.language, .english])) }
            if !hotline.languages.isEmpty {
                P(hotline.languages.map { words.ownName(of: $0) }.joined(separator: " · "))
            }
            if !hotline.source.isVerified {
                P(.lang("en"), .dir(.leftToRight)) { ToVerifyMark(words: words) }
            }
        }
    }

    /// A number that a telephone dials when it is tapped.
    @MarkupBuilder
    private func number(_ phone: String) -> Markup {
        let digits = phone.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
        if let url = SafeURL(checking: "tel:\(digits)") {
            A(phone, .href(url), .dir(.leftToRight))
        } else {
            Bdi(phone)
        }
    }
}
