import HTML
import Mechanism

/// Time limits, and who has to keep them.
struct ClockSection: Component {
    let mechanism: Mechanism
    let words: Words

    var body: Markup {
        Section(.id("clocks")) {
            H2(words("mechanism.clocks"))
            P(words("mechanism.clocks-text"))
            DataTable(
                caption: words("mechanism.clocks"),
                hidesCaption: true,
                columns: ["clock", "time", "decided-by", "source"].map { words("mechanism.\($0)") },
                rows: mechanism.clocks.map { clock in
                    [
                        Markup(text: clock.title(in: words)),
                        Markup(
                            text: words("clock-bound", of: clock.bound) + " "
                                + words.length(of: clock.period)
                        ),
                        names(mechanism.names(of: clock.decidedBy, in: words)),
                        Markup { SourceLine(source: clock.source, words: words) },
                    ]
                }
            )
        }.body
    }

    private func names(_ names: [String]) -> Markup {
        Markup {
            if names.isEmpty {
                words("mechanism.nobody-decides")
            } else {
                Ul(.class("plain-list")) { names.map { name in Li { Bdi(name) } } }
            }
        }
    }
}

extension Words {
    /// A period in words, such as '5 working days'.
    func length(of period: Period) -> String {
        self("period.\(period.unit.rawValue)", count: period.count)
    }
}

/// What agencies share, for what, and how fast they answer.
struct AgreementSection: Component {
    let mechanism: Mechanism
    let words: Words

    var body: Markup {
        Section(.id("agreements")) {
            H2(words("mechanism.agreements"))
            P(words("mechanism.agreements-text"))
            for agreement in mechanism.agreements {
                Disclosure(title(of: agreement)) { facts(of: agreement) }
            }
        }.body
    }

    private func title(of agreement: Agreement) -> String {
        words.name(of: agreement.purpose) + " – "
            + mechanism.names(of: agreement.to, in: words).joined(separator: ", ")
    }

    private func facts(of agreement: Agreement) -> Markup {
        Markup {
            FactList([
                .init(words("mechanism.from")) { list(agreement.from) },
                .init(words("mechanism.to")) { list(agreement.to) },
                .init(words("mechanism.shared")) {
                    Ul(.class("plain-list")) {
                        Compartment.allCases.filter(agreement.compartments.contains)
                            .map { Li(words.name(of: $0)) }
                    }
                },
                .init(words("mechanism.answer-within")) {
                    words.length(of: agreement.answerWithin)
                },
                .init(words("mechanism.basis")) { words.name(of: agreement.basis) },
            ])
            if let source = agreement.source { SourceLine(source: source, words: words) }
        }
    }

    private func list(_ agencies: Set<Agency.ID>) -> Markup {
        Markup {
            Ul(.class("plain-list")) {
                mechanism.names(of: agencies, in: words).map { name in Li { Bdi(name) } }
            }
        }
    }
}

/// Laws that allow a disclosure without consent.
struct ProvisionSection: Component {
    let mechanism: Mechanism
    let words: Words

    var body: Markup {
        Section(.id("provisions")) {
            H2(words("mechanism.provisions"))
            if mechanism.provisions.isEmpty {
                P(words("mechanism.no-provisions"))
            } else {
                P(words("mechanism.provisions-text"))
            }
            for provision in mechanism.provisions {
                H3 { Bdi(provision.name.text(in: [words.language] + mechanism.languages)) }
                FactList([
                    .init(words("mechanism.recipients")) {
                        if provision.recipients.isEmpty {
                            words("mechanism.any-recipient")
                        } else {
                            Ul(.class("plain-list")) {
                                AgencyKind.allCases.filter(provision.recipients.contains)
                                    .map { Li(words.name(of: $0)) }
                            }
                        }
                    },
                    .init(words("mechanism.shared")) {
                        Ul(.class("plain-list")) {
                            Compartment.allCases.filter(provision.compartments.contains)
                                .map { Li(words.name(of: $0)) }
                        }
                    },
                    .init(words("mechanism.applies-to")) {
                        words(
                            provision.childrenOnly
                                ? "mechanism.children-only" : "mechanism.everybody"
                        )
                    },
                ])
                SourceLine(source: provision.source, words: words)
            }
        }.body
    }
}

/// What is read to a person before anything is asked, in every language of the file.
struct ExplanationTexts: Component {
    let mechanism: Mechanism
    let words: Words

    var body: Markup {
        Section(.id("explanation")) {
            H2(words("mechanism.explanation"))
            P(words("mechanism.explanation-text"))
            for section in mechanism.explanation {
                H3 { Bdi(section.heading.text(in: [words.language] + mechanism.languages)) }
                for language in mechanism.languages {
                    if let text = section.text.texts[language] {
                        if language == words.language {
                            P(text)
                        } else {
                            Disclosure(words.ownName(of: language)) {
                                Div(
                                    .lang(language.rawValue),
                                    .dir(language.isRightToLeft ? .rightToLeft : .leftToRight)
                                ) {
                                    H4(section.heading.text(in: [language]))
                                    P(text)
                                }
                            }
                        }
                    }
                }
                if let source = section.source { SourceLine(source: source, words: words) }
            }
        }.body
    }
}
