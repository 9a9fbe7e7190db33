import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// The person does not want to be recorded: says what happens, and does it.
    func leaveUnrecorded(_ id: Draft.ID, _ actor: Actor) async throws -> HTTPResponse {
        let draft = FirstContactDraft(
            fields: try await installation.draft(id, by: actor).fields
        )
        let language = words.shownLanguage(for: draft.language)
        if isPost {
            try await installation.leaveUnrecorded(id, by: actor)
            return try await page(words("leaving.done-title")) {
                LeftUnrecorded(
                    language: language,
                    hasDutyToNotify: mechanism.rules.hasDutyToNotify,
                    words: words
                )
            }
        }
        return try await page(words("leaving.title")) {
            LeavingUnrecorded(
                id: id,
                step: draft.isOpened ? draft.next : .purpose,
                language: language,
                token: token,
                words: words
            )
        }
    }
}

/// What happens when nothing is recorded, and what stays open.
struct LeavingUnrecorded: Component {
    let id: Draft.ID
    let step: Route.FirstContactStep
    let language: LanguageCode
    let token: String
    let words: Words

    var body: Markup {
        let person = words.speaking(language)
        Markup {
            H1(words("leaving.title"))
            Ul {
                Li(words("leaving.draft"))
                Li(words("leaving.leaflet"))
                Li(words("leaving.count"))
                Li(words("leaving.again"))
            }
            SpokenText(language) {
                P(person("person.choice.nothing-written"))
                P(person("person.choice.nothing-written-hint"))
            }
            Notice(.information, heading: words("leaving.instead-heading")) {
                P(words("leaving.instead"))
            }
            PostForm(action: Route.leaveUnrecorded(id), token: token, guardsTyping: false) {
                ButtonRow {
                    SubmitButton(words("leaving.button"), style: .grave)
                    ButtonLink(
                        words("leaving.back"),
                        to: Route.firstContact(id, step),
                        style: .secondary
                    )
                }
            }
        }
    }
}

/// Nothing is left; the leaflet is what the person takes along.
struct LeftUnrecorded: Component {
    let language: LanguageCode
    let hasDutyToNotify: Bool
    let words: Words

    var body: Markup {
        Markup {
            H1(words("leaving.done-title"))
            Notice(.done, isStatus: true) { P(words("leaving.done-text")) }
            H2(words("leaving.leaflet-heading"))
            P(words("leaving.leaflet-text"))
            LanguageLinks(
                languages: [language] + Words.personLanguages.filter { $0 != language },
                current: nil,
                words: words
            ) {
                Route.leaflet($0)
            }
            if hasDutyToNotify {
                H2(words("notification.title"))
                P(words("leaving.duty"))
                P { TextLink(words("notification.open"), to: Route.newNotification) }
            }
            P { TextLink(words("first-contact.list-title"), to: Route.firstContacts) }
        }
    }
}
