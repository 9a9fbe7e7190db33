import Casefile
import HTML
import Mechanism

extension PayloadSummary {
    func asked(_ value: CheckAsked) -> Markup {
        Markup {
            line("check-asked")
            P(
                words(
                    "once.may-tell",
                    [
                        "groups": HolderGroup.allCases.filter(value.mayTell.contains)
                            .map { words("once.group-\($0.rawValue)") }.joined(separator: ", ")
                    ]
                )
            )
            switch value.basis {
            case .person: P(words("once.basis-person"))
            case .guardian(let assent):
                P(words("once.basis-guardian", ["assent": words("case.assent", of: assent)]))
            case .law(let id):
                P(words("once.basis-law", ["law": reading.name(of: id)]))
            }
        }
    }

    func replied(_ value: CheckAnswered) -> Markup {
        Markup {
            line("check-answered", ["agency": reading.name(of: value.asker)])
            P(words("once.reply-\(value.answer.kind)"))
            switch value.answer {
            case .contactMe(let how), .recognised(_, let how): TypedText(how)
            case .notTheSame: Markup.empty
            }
        }
    }

    func linked(_ value: CaseLinked) -> Markup {
        Markup {
            line(
                "case-linked",
                ["code": value.code, "agency": reading.name(of: value.agency)]
            )
            if value.sparedRetelling { line("retelling-spared") }
        }
    }

    func unlinked(_ value: CaseUnlinked) -> Markup {
        Markup {
            line("case-unlinked")
            P(words("case.summary.reason"), .class("hint"))
            TypedText(value.reason)
        }
    }
}
