import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Open drafts of the member, and a new one.
    func firstContacts(_ actor: Actor) async throws -> HTTPResponse {
        try requireContacts(actor)
        guard isPost else {
            let drafts = try await installation.drafts(by: actor).map(line)
            return try await page(words("first-contact.list-title")) {
                FirstContactList(
                    drafts: drafts,
                    paperForms: Words.personLanguages,
                    hasDutyToNotify: mechanism.rules.hasDutyToNotify,
                    token: token,
                    words: words
                )
            }
        }
        let id: Draft.ID = Installation.newIdentifier()
        var draft = FirstContactDraft()
        draft.next = .purpose
        try await installation.saveDraft(id, fields: draft.fields, by: actor)
        return try goOn(to: .firstContact(id, .purpose))
    }

    private func line(_ draft: Draft) -> FirstContactList.Line {
        let end = draft.updatedAt.adding(seconds: Installation.draftSeconds)
        return FirstContactList.Line(
            id: draft.id,
            next: FirstContactDraft(fields: draft.fields).next,
            savedAt: moment(draft.updatedAt),
            keptUntil: moment(end)
        )
    }

    private func moment(_ instant: Instant) -> String {
        let time = installation.time(of: instant)
        return words(
            "first-contact.moment",
            [
                "date": words.date(installation.day(of: instant)),
                "time": words.time(hour: time.hour, minute: time.minute),
            ]
        )
    }

    /// First contacts are for members who may record them.
    func requireContacts(_ actor: Actor) throws(AccessRefusal) {
        guard actor.isConfirmed else { throw .notConfirmed }
        guard actor.may(.recordContact) else { throw .missing(.recordContact) }
    }
}

/// First contacts that are not finished: when they were saved and what comes next, and nobody's name.
struct FirstContactList: Component {
    /// One draft.
    struct Line {
        let id: Draft.ID
        let next: Route.FirstContactStep
        let savedAt: String
        let keptUntil: String
    }

    let drafts: [Line]
    let paperForms: [LanguageCode]
    let hasDutyToNotify: Bool
    let token: String
    let words: Words

    var body: Markup {
        Markup {
            H1(words("first-contact.list-title"))
            P(words("first-contact.list-lead"), .class("lead"))
            PostForm(action: Route.firstContacts, token: token, guardsTyping: false) {
                SubmitButton(words("first-contact.start"))
            }
            H2(words("first-contact.drafts-heading"))
            if drafts.isEmpty {
                P(words("first-contact.drafts-none"))
            } else {
                P(words("first-contact.drafts-hint"), .class("hint"))
                Ul(.class("tasks")) {
                    for draft in drafts { Li(.class("task")) { row(draft) } }
                }
            }
            H2(words("first-contact.paper-heading"))
            P(words("first-contact.paper-lead"))
            LanguageLinks(languages: paperForms, current: nil, words: words) {
                Route.paperForm($0)
            }
            if hasDutyToNotify {
                H2(words("notification.title"))
                P(words("notification.lead"))
                P { TextLink(words("notification.open"), to: Route.newNotification) }
            }
        }
    }

    @MarkupBuilder
    private func row(_ draft: Line) -> Markup {
        Div(.class("task-what")) {
            A(
                words(
                    "first-contact.resume",
                    ["step": words("first-contact.step-\(draft.next.rawValue)")]
                ),
                .class("task-title"),
                .href(Route.firstContact(draft.id, draft.next).url)
            )
            P(words("first-contact.saved-at", ["moment": draft.savedAt]), .class("task-detail"))
        }
        Div(.class("task-when")) {
            P(words("first-contact.kept-until", ["moment": draft.keptUntil]), .class("hint"))
        }
    }
}

/// The same page in several languages, each by its own name.
struct LanguageLinks: Component {
    let languages: [LanguageCode]
    let current: LanguageCode?
    let words: Words
    let target: (LanguageCode) -> Route

    init(
        languages: [LanguageCode],
        current: LanguageCode?,
        words: Words,
        target: @escaping (LanguageCode) -> Route
    ) {
        self.languages = languages
        self.current = current
        self.words = words
        self.target = target
    }

    var body: Markup {
        Nav(
            .class("shell-languages no-print"),
            .aria(.label, words("person.language.choose"))
        ) {
            Ul {
                for language in languages {
                    Li {
                        A(
                            words.ownName(of: language),
                            .href(target(language).url),
                            .lang(language.rawValue),
                            .ariaCurrent(language == current ? .page : nil)
                        )
                    }
                }
            }
        }
    }
}
