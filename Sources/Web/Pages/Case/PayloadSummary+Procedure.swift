import Casefile
import HTML
import Mechanism

extension PayloadSummary {
    func offered(_ value: ReferralOffered) -> Markup {
        Markup {
            line(
                "offered",
                [
                    "from": reading.name(of: value.from), "to": reading.name(of: value.to),
                    "purpose": words.name(of: value.purpose),
                ]
            )
            if let service = value.service { P { Bdi(reading.name(of: service)) } }
            line(
                "offer-opens",
                [
                    "compartments": reading.list(value.compartments),
                    "date": words.date(value.answerBy),
                ]
            )
            authority(value.authority)
            if value.needsSecondApprover { line("second-approver") }
            TypedText(value.message)
        }
    }

    func accepted(_ value: ReferralAccepted) -> Markup {
        Markup {
            line("referral-accepted")
            TypedText(value.message)
        }
    }

    func declined(_ value: ReferralDeclined) -> Markup {
        Markup {
            line("referral-declined", ["reason": words("case.decline", of: value.reason)])
            TypedText(value.message)
        }
    }

    func answered(_ value: ReferralAnswered) -> Markup {
        Markup {
            P(words("case.answer", of: value.answer))
            TypedText(value.message)
        }
    }

    func decided(_ value: DecisionTaken) -> Markup {
        Markup {
            line(
                "decided",
                [
                    "stage": words("case.stage", of: value.stage),
                    "result": words("case.result", of: value.result),
                    "date": words.date(value.occurredOn),
                ]
            )
            line(value.result == .positive ? "positive-meaning" : "negative-meaning")
            P(words("case.summary.reasons"), .class("hint"))
            TypedText(value.reasons)
        }
    }

    func reflectionStarted(_ value: ReflectionStarted) -> Markup {
        line(
            "reflection-started",
            [
                "date": words.date(value.occurredOn), "until": words.date(value.atLeastUntil),
            ]
        )
    }

    func reflectionEnded(_ value: ReflectionEnded) -> Markup {
        line(
            "reflection-ended",
            [
                "date": words.date(value.occurredOn),
                "reason": words("case.reflection-end", of: value.reason),
            ]
        )
    }
}
