import Casefile
import HTML
import Mechanism

/// Indicators that were seen or told: several at once when new, exactly one in a correction.
enum IndicatorStatement: StatementForm {
    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        let words = form.words
        let all = Indicator.allCases
        func choices(_ indicators: [Indicator]) -> [Choice] {
            indicators.map { Choice($0.rawValue, words("indicator", of: $0)) }
        }
        return Markup {
            P(words("indicator.intro"), .class("hint"))
            if context.corrected != nil {
                form.select("indicator", choices(all))
            } else {
                form.boxes("indicator", choices(all.filter { !$0.isForChildren }))
                if context.isTreatedAsChild {
                    form.boxes("child-indicator", choices(all.filter(\.isForChildren)))
                } else {
                    let isOpen = !form.field("child-indicator").values.isEmpty
                    Disclosure(words("indicator.child-heading"), isOpen: isOpen) {
                        form.boxes("child-indicator", choices(all.filter(\.isForChildren)))
                    }
                }
            }
            form.radios(
                "basis",
                IndicatorObserved.Basis.allCases.map {
                    Choice($0.rawValue, words("indicator", of: $0))
                }
            )
            form.area("indicator-detail", isOptional: true, rows: 3)
        }
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        let indicators: [Indicator]
        if context.corrected != nil {
            indicators = form.choice("indicator", Indicator.self).asArray
        } else {
            indicators =
                form.choices("indicator", among: Indicator.allCases)
                + form.choices("child-indicator", among: Indicator.allCases)
            if indicators.isEmpty { form.fail("indicator", Message("case.error.no-indicator")) }
        }
        let basis = form.choice("basis", IndicatorObserved.Basis.self)
        let detail = form.text("indicator-detail", limit: CaseForm.longLimit)
        guard form.isRight, let basis else { return [] }
        return indicators.map {
            .indicatorObserved(IndicatorObserved(indicator: $0, basis: basis, detail: detail))
        }
    }

    static func values(of payload: Payload) -> [String: [String]]? {
        guard case .indicatorObserved(let value) = payload else { return nil }
        return [
            "indicator": [value.indicator.rawValue], "basis": [value.basis.rawValue],
            "indicator-detail": [value.detail],
        ]
    }
}
