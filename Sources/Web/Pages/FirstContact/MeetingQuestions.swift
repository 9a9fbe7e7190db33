import Casefile
import HTML
import Mechanism

/// When, where and how the person was met.
struct MeetingQuestions: Component {
    let form: FirstContactForm

    private var words: Words { form.words }

    var body: Markup {
        SelectField(
            field: form.field("met", or: form.usualMeeting?.rawValue),
            label: form.label("met"),
            prompt: words("person.shell.choose"),
            choices: MeetingKind.allCases.map { Choice($0.rawValue, words("met", of: $0)) },
            words: words
        )
        DateField(
            value: form.date("met-on", or: .day(form.today)),
            legend: form.label("met-on"),
            words: words
        )
        TextField(
            field: form.field("place"),
            label: form.label("place"),
            hint: words("first-contact.place-hint"),
            maxlength: FirstContactReader.shortLimit,
            words: words
        )
        if !form.mechanism.areas.isEmpty {
            SelectField(
                field: form.field("area"),
                label: form.label("area"),
                prompt: words("first-contact.area-none"),
                choices: form.mechanism.areas.map {
                    Choice($0.id.rawValue, $0.name.text(in: [words.language]))
                },
                words: words
            )
        }
        CheckboxGroup(
            field: form.field("from-paper"),
            legend: form.label("from-paper"),
            choices: [
                Choice(
                    "yes",
                    words("first-contact.from-paper-choice"),
                    hint: words("first-contact.from-paper-hint"),
                    reveals: Markup {
                        DateField(
                            value: form.date("paper-on"),
                            legend: form.label("paper-on"),
                            acceptsLess: false,
                            words: words
                        )
                    }
                )
            ],
            words: words
        )
    }
}

extension AgencyKind {
    /// How people are mostly met by such an agency; `nil` where nothing can be supposed.
    var usualMeeting: MeetingKind? {
        switch self {
        case .labourInspectorate: .inspection
        case .police: .policeOperation
        case .borderGuard, .immigrationService: .borderCheck
        case .tradeUnion: .tradeUnion
        case .consulate, .embassy: .consulate
        case .communityOrganisation, .migrantsOrganisation: .community
        case .hotline: .hotline
        case .outreach: .outreach
        case .school: .school
        case .healthService: .healthService
        case .prosecution, .court: .prosecution
        default: nil
        }
    }
}
