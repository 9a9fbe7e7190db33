import Casefile
import Casework
import HTML
import Mechanism

/// Whether the mechanism knows the person: what was asked and answered, and other cases of the same person.
struct KnownSection: Component {
    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        CasePart("known", words) {
            asked
            for answer in model.checkAnswers { self.answer(answer) }
            links
            if reading.may(.record), model.state.closures[reading.own] == nil {
                ButtonRow {
                    ButtonLink(
                        words("once.ask-title"),
                        to: Route.askCheck(model.id),
                        style: .secondary
                    )
                    ButtonLink(
                        words("once.link-title"),
                        to: Route.linkCase(model.id),
                        style: .quiet
                    )
                }
            }
        }.body
    }

    @MarkupBuilder private var asked: Markup {
        let checks = model.state.checks.filter { $0.header.authorAgency == reading.own }
        if let last = checks.last {
            Notice {
                P(words("once.asked-on", ["date": reading.day(of: last.header)]))
                P(words("once.asked-meaning"))
            }
        } else if let last = model.state.declinedChecks.last {
            P(words("once.declined-on", ["date": reading.day(of: last.header)]))
        } else {
            P(words("once.not-asked"))
        }
    }

    @MarkupBuilder
    private func answer(_ answer: CheckAnswerModel) -> Markup {
        let isLinked = model.state.standingLinks.contains { $0.made.value.code == answer.code }
        Notice(answer.code == nil ? .information : .done) {
            P {
                Strong(
                    words(
                        "once.answered",
                        [
                            "agency": reading.name(of: answer.holder),
                            "date": words.date(answer.answeredOn),
                        ]
                    )
                )
            }
            switch answer.answer {
            case .notTheSame: P(words("once.answer-not-the-same"))
            case .contactMe(let how): TypedText(how)
            case .recognised(let decision, let how):
                P(
                    words(
                        "once.answer-recognised",
                        [
                            "stage": words("case.stage", of: decision.stage),
                            "date": words.date(decision.occurredOn),
                            "authority": reading.name(of: decision.authority),
                        ]
                    )
                )
                P(words("once.answer-recognised-meaning"))
                TypedText(how)
            }
            if answer.code != nil, !isLinked, reading.may(.record) { linkForm(answer) }
        }
    }

    private func linkForm(_ answer: CheckAnswerModel) -> Markup {
        PostForm(action: Route.linkCase(model.id), token: reading.token) {
            HiddenField(name: "answer", value: answer.id.description)
            Checkbox(
                field: FieldValue("spared-\(answer.id)", nil),
                label: words("once.spared"),
                hint: words("once.spared-hint"),
                words: words
            )
            SubmitButton(words("once.link-button"))
        }.body
    }

    @MarkupBuilder private var links: Markup {
        let links = model.state.standingLinks
        if !links.isEmpty {
            H3(words("once.links"))
            Ul {
                for link in links {
                    Li {
                        words(
                            "once.link",
                            [
                                "code": link.made.value.code,
                                "agency": reading.name(of: link.made.value.agency),
                            ]
                        )
                        if reading.may(.record), link.made.header.authorAgency == reading.own {
                            " "
                            TextLink(
                                words("once.unlink-title"),
                                to: Route.unlinkCase(model.id, link.made.value.id)
                            )
                        }
                    }
                }
            }
        }
    }
}
