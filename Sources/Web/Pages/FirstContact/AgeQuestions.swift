import Casefile
import HTML
import Mechanism

/// Child or adult; for a child the guardian and the child's own view.
struct AgeQuestions: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    var body: Markup {
        RadioGroup(
            field: form.field("age", or: AgeStatus.unknown.rawValue),
            legend: form.label("age"),
            hint: words("first-contact.age-hint"),
            choices: AgeStatus.allCases.map { status in
                Choice(
                    status.rawValue,
                    words("first-contact.age", of: status),
                    hint: status == .disputed ? words("first-contact.age-disputed-hint") : nil
                )
            },
            words: words
        )
        H2(words("first-contact.child-heading"))
        P(words("first-contact.child-lead"))
        SpokenText("person.explain.child", form)
        RadioGroup(
            field: form.field("guardian"),
            legend: form.label("guardian"),
            hint: words("first-contact.guardian-hint"),
            choices: [
                Choice("requested", words("first-contact.guardian-requested")),
                Choice("appointed", words("first-contact.guardian-appointed")),
                Choice(
                    FirstContactReader.noGuardianYet,
                    words("first-contact.guardian-not-yet"),
                    hint: words("first-contact.guardian-not-yet-hint")
                ),
            ],
            words: words
        )
        if !form.mechanism.guardianAgencies.isEmpty {
            SelectField(
                field: form.field("guardian-agency"),
                label: form.label("guardian-agency"),
                prompt: words("first-contact.guardian-elsewhere"),
                choices: form.mechanism.guardianAgencies.map {
                    Choice($0.id.rawValue, $0.name.text(in: [words.language]))
                },
                words: words
            )
        }
        SpokenText(form.shownLanguage) {
            P(words.speaking(form.shownLanguage)("person.consent.child-view"))
            P(words.speaking(form.shownLanguage)("person.consent.child-view-hint"))
        }
        TextArea(
            field: form.field("child-view"),
            label: form.label("child-view"),
            hint: words("first-contact.child-view-hint"),
            rows: 3,
            maxlength: FirstContactReader.longLimit,
            words: words
        )
    }
}

/// How the person can be reached without harm.
struct SafeContactQuestions: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    var body: Markup {
        SpokenText(form.shownLanguage) {
            P(words.speaking(form.shownLanguage)("person.contact.heading"))
            P(words.speaking(form.shownLanguage)("person.contact.who-else"))
        }
        P(words("first-contact.contact-lead"))
        row(1)
        for number in 2...FirstContactDraft.contactCount {
            Disclosure(
                words("first-contact.contact-more", ["number": String(number)]),
                isOpen: !form.draft.text("channel-\(number)").isEmpty || isWrong(number)
            ) {
                row(number)
            }
        }
    }

    private func isWrong(_ number: Int) -> Bool {
        form.faults.contains { $0.name.hasSuffix("-\(number)") }
    }

    @MarkupBuilder
    private func row(_ number: Int) -> Markup {
        SelectField(
            field: form.field("channel-\(number)"),
            label: form.label("channel"),
            prompt: words("first-contact.channel-none"),
            choices: SafeContact.Channel.allCases.map {
                Choice($0.rawValue, words("first-contact.channel", of: $0))
            },
            words: words
        )
        TextField(
            field: form.field("contact-\(number)"),
            label: form.label("contact"),
            maxlength: FirstContactReader.shortLimit,
            words: words
        )
        Checkbox(
            field: form.field("safe-\(number)"),
            label: form.label("safe"),
            hint: words("first-contact.safe-hint"),
            words: words
        )
        TextField(
            field: form.field("contact-rules-\(number)"),
            label: form.label("contact-rules"),
            hint: words("first-contact.contact-rules-hint"),
            maxlength: FirstContactReader.shortLimit,
            words: words
        )
    }
}
