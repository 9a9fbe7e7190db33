import FoundationEssentials
import HTML
import Mechanism
import Testing

@testable import Web

/// Every component on two pages, in any language: what is looked at and what axe-core reads.
struct Gallery {
    let words: Words

    private let here = SafeURL(path: ["gallery"])

    var links: PageShell.Links {
        PageShell.Links(
            home: SafeURL(path: []),
            styles: SafeURL(path: ["assets", "tandem.css"]),
            script: SafeURL(path: ["assets", "tandem.js"]),
            footer: [(label: "About", target: here), (label: "Accessibility", target: here)]
        )
    }

    /// A page for members: navigation, banners, lists, tables, a form with errors.
    var staffPage: Markup {
        PageShell(
            title: words("nav.my-work"),
            words: words,
            links: links,
            reader: PageShell.Reader(
                member: "Ivana Petrova",
                agency: "Labour Inspectorate, Plovdiv unit",
                signOut: here,
                token: "token",
                sessionSeconds: 900
            ),
            navigation: ["my-work", "new-first-contact", "inbox", "cases", "places", "members"].map
            {
                PageShell.Item(
                    label: words("nav.\($0)"),
                    target: here,
                    isCurrent: $0 == "my-work",
                    count: $0 == "inbox" ? 3 : nil
                )
            },
            isFictitious: true,
            isPractice: true,
            hasErrors: true
        ) {
            ErrorSummary(fields: fields, words: words)
            H1(words("nav.my-work"))
            StepProgress(step: 3, count: 9, words: words)
            notices
            work
            form
            records
        }.body
    }

    private var fields: [FieldValue] {
        [
            FieldValue("given-name", "Ана <b>", error: Message("form.required", ["field": "Name"])),
            FieldValue("met", error: Message("form.choose-one", ["field": "How"])),
            DateFieldValue(
                name: "birth",
                day: "31",
                month: "2",
                year: "1999",
                error: Message("form.date.day-wrong")
            ).field,
        ]
    }

    @MarkupBuilder private var notices: Markup {
        Notice(.done, isStatus: true) { P("The first contact is saved.") }
        Notice(.caution, heading: "This person may be under 18") {
            P("Treat the person as a child until it is decided.")
        }
        Notice(.law, heading: "A rule of this country's law") {
            P("Long-term support asks for a formal decision. What is open now is listed below.")
            SourceLine(
                source: Source(reference: "Example Act, art. 12", isVerified: false),
                words: words
            )
        }
    }

    @MarkupBuilder private var work: Markup {
        let today = CalendarDate(daysSinceEpoch: 20_515)
        H2("To do")
        TaskList(
            tasks: [
                TaskList.Task(
                    title: "Answer the referral to Lighthouse shelter",
                    target: here,
                    detail: "Case K7M-2QX",
                    due: today.adding(days: -2)
                ),
                TaskList.Task(
                    title: "Review the disclosure in vital interest",
                    target: here,
                    due: today,
                    badges: [Badge("Child", .waiting)]
                ),
                TaskList.Task(
                    title: "Reasonable-grounds decision",
                    target: here,
                    due: today.adding(days: 4),
                    badges: [Badge("New", .calm), Badge("Accepted", .good), Badge("Late", .late)]
                ),
            ],
            today: today,
            words: words
        )
        Pagination(current: 2, count: 5, words: words) { page in
            SafeURL(path: ["gallery"], query: [(name: "page", value: String(page))])
        }
        EmptyState(
            heading: "Nothing waits in the inbox",
            text: "Referrals to your agency appear here.",
            action: ButtonLink("New first contact", to: here, style: .secondary)
        )
        PlacesStepper(
            service: "Lighthouse shelter",
            free: 3,
            capacity: 8,
            setAt: "today at 09:05",
            action: here,
            token: "token",
            words: words
        )
    }

    @MarkupBuilder private var form: Markup {
        H2("A form")
        PostForm(action: here, token: "token") {
            TextField(
                field: fields[0],
                label: "Name",
                hint: "As the person says it, in any script",
                words: words
            )
            RadioGroup(
                field: fields[1],
                legend: "How the contact came about",
                choices: [
                    Choice("inspection", words("met.inspection"), hint: "Also joint inspections"),
                    Choice(
                        "other",
                        words("met.other"),
                        reveals: TextField(
                            field: FieldValue("met-other"),
                            label: "In words",
                            words: words
                        ).body
                    ),
                ],
                words: words
            )
            CheckboxGroup(
                field: FieldValue("needs", values: ["shelter"]),
                legend: words("person.need.heading"),
                hint: words("person.need.hint"),
                choices: ["urgent-medical", "shelter", "interpreter"].map {
                    Choice($0, words("person.need.\($0)"))
                },
                words: words
            )
            DateField(
                value: DateFieldValue(
                    name: "birth",
                    day: "31",
                    month: "2",
                    year: "1999",
                    error: Message("form.date.day-wrong")
                ),
                legend: words("person.paper.birth"),
                words: words
            )
            LanguageSelect(
                field: FieldValue("language", "bg"),
                label: words("person.explain.language"),
                languages: ["bg", "ar", "ru", "en"].map { LanguageCode($0) },
                words: words
            )
            TextArea(field: FieldValue("note", "One\nTwo"), label: "Note", words: words)
            Checkbox(
                field: FieldValue("paper", "yes"),
                label: "Entered later from paper",
                hint: "Both dates are kept",
                words: words
            )
            ButtonRow {
                SubmitButton(words("form.save-and-continue"))
                SubmitButton(words("form.save"), style: .secondary, name: "then", value: "stay")
                SubmitButton("Close the case", style: .grave)
                SubmitButton(words("form.cancel"), style: .quiet)
            }
        }
    }

    @MarkupBuilder private var records: Markup {
        H2("The case")
        FactList([
            FactList.Fact("Languages", change: TextLink(words("form.change"), to: here)) {
                "Bulgarian, some Turkish"
            },
            FactList.Fact("Support") { Badge("Open", .good) },
        ])
        Timeline([
            Timeline.Item(
                when: words.date(CalendarDate(daysSinceEpoch: 20_515)),
                title: "Referral accepted",
                by: "Lighthouse shelter",
                badges: [Badge(words.name(of: Compartment.support), .calm)]
            ) {
                P("A place is kept until the evening.")
            },
            Timeline.Item(
                when: words.date(CalendarDate(daysSinceEpoch: 20_514)),
                title: "First contact",
                by: "Labour Inspectorate"
            ),
        ])
        AccessTable(
            rows: [
                AccessTable.Row(
                    agency: "Lighthouse shelter",
                    sees: [
                        words.name(of: Compartment.identity), words.name(of: Compartment.support),
                    ],
                    basis: "The person's consent of 3 March 2026",
                    until: words.date(CalendarDate(daysSinceEpoch: 20_615))
                ),
                AccessTable.Row(
                    agency: "Legal aid",
                    sees: [words.name(of: Compartment.account)],
                    basis: "Provision of law: Example Act, art. 5",
                    until: nil
                ),
            ],
            words: words
        )
        Disclosure("Why can't I see more?") { P("Each part of a case is opened apart.") }
    }

    /// A page for the person: languages, quick exit, explanation, and the form on paper.
    var publicPage: Markup {
        var links = links
        links.quickExit = here
        return PageShell(
            title: words("person.explain.heading"),
            words: words,
            links: links,
            translations: Catalogue.bundled.languages.map {
                PageShell.Translation(language: $0, target: here)
            },
            isFictitious: true
        ) {
            H1(words("person.explain.heading"))
            P(words("person.quick-exit.hint"), .class("hint"))
            ["intro", "why", "no-name", "no-condition", "who-sees", "skip", "child"].map {
                P(words("person.explain.\($0)"))
            }
            ButtonRow { ButtonLink(words("person.button.continue"), to: here) }
            PaperForm(title: words("person.paper.title")) {
                PaperDate(label: words("person.paper.contact-date"), words: words)
                PaperLines(label: words("person.paper.contact-place"), lines: 2)
                PaperBoxes(
                    label: words("person.need.heading"),
                    hint: words("person.need.hint"),
                    choices: ["urgent-medical", "safety", "shelter", "food", "unpaid-wages"].map {
                        words("person.need.\($0)")
                    }
                )
            }
        }.body
    }
}

/// Where the gallery is written: `TANDEM_GALLERY=folder swift test --filter WebTests`.
private let galleryFolder = ProcessInfo.processInfo.environment["TANDEM_GALLERY"]

@Test(arguments: ["en", "bg", "ru", "fr", "ar"])
func `the gallery shows every component without a missing word`(code: String) throws {
    let gallery = Gallery(words: Words(LanguageCode(code)))
    for (name, page) in [("staff", gallery.staffPage), ("public", gallery.publicPage)] {
        let html = page.html
        #expect(!html.contains("⟦"))
        #expect(!html.contains("<b>"))
        #expect(!html.contains(" style="))
        #expect(!html.contains("{"))
        guard let galleryFolder else { continue }
        try Data(page.bytes).write(to: URL(filePath: "\(galleryFolder)/\(name)-\(code).html"))
    }
}
