import Casefile
import HTML
import Mechanism

extension PayloadSummary {
    func opened(_ value: CaseOpened) -> Markup {
        line(value.isPractice ? "opened-practice" : "opened", ["code": value.code])
    }

    func explained(_ value: PurposeExplained) -> Markup {
        Markup {
            line(
                "explained",
                [
                    "language": words.name(of: value.language),
                    "how": words("case.interpretation", of: value.interpretation),
                ]
            )
            if !value.questions.isEmpty {
                P(words("case.summary.questions"), .class("hint"))
                TypedText(value.questions)
            }
        }
    }

    func given(_ value: ConsentGiven) -> Markup {
        Markup {
            line("given", scope(value.scope))
            switch value.giver {
            case .person: line("giver-person")
            case .guardian(let assent):
                line("giver-guardian", ["assent": words("case.assent", of: assent)])
            }
            if let until = value.until { line("until", ["date": words.date(until)]) }
        }
    }

    func withheld(_ value: ConsentWithheld) -> Markup { line("withheld", scope(value.scope)) }

    func age(_ value: AgeRecorded) -> Markup {
        Markup {
            P(words("case.age", of: value.status))
            if value.status.isTreatedAsChild { line("as-child") }
        }
    }

    func guardian(_ value: GuardianStep) -> Markup {
        Markup {
            P(words("case.guardian", of: value.step))
            if let agency = value.agency { P { Bdi(reading.name(of: agency)) } }
        }
    }

    func disclosed(_ value: DisclosureMade) -> Markup {
        Markup {
            line(
                "disclosed",
                [
                    "from": reading.name(of: value.from), "to": reading.name(of: value.to),
                    "compartments": reading.list(value.compartments),
                ]
            )
            authority(value.authority)
            line("basis", ["basis": words.name(of: value.basis)])
            if let until = value.until { line("until", ["date": words.date(until)]) }
        }
    }

    /// Who authorised a disclosure, in words.
    func authority(_ value: DisclosureAuthority) -> Markup {
        Markup {
            switch value {
            case .consent: line("by-consent")
            case .law(let id):
                line("by-law", ["law": reading.name(of: id)])
                if let provision = reading.mechanism.provision(id) {
                    SourceLine(source: provision.source, words: words)
                }
            case .vitalInterest(let reason):
                line("by-vital-interest")
                TypedText(reason)
            }
        }
    }

    func reviewed(_ value: DisclosureReviewed) -> Markup {
        Markup {
            line(value.isUpheld ? "upheld" : "ended")
            TypedText(value.reason)
        }
    }

    func closed(_ value: CaseClosed) -> Markup {
        line(
            "closed",
            [
                "reason": words("case.closing", of: value.reason),
                "date": words.date(value.occurredOn),
            ]
        )
    }
}
