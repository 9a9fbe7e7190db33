import Casefile
import HTML
import Mechanism

/// Something that the person needs.
enum NeedStatement: StatementForm {
    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        Markup {
            form.select(
                "need",
                kinds(context).map { kind in
                    Choice(kind.rawValue, form.words("case.need", of: kind))
                }
            )
            form.radios("urgency", form.all(NeedStated.Urgency.self, "case.urgency"))
            form.area("need-detail", isOptional: true, rows: 3)
        }
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        let kind = form.choice("need", NeedKind.self)
        let urgency = form.choice("urgency", NeedStated.Urgency.self)
        let detail = form.text("need-detail", limit: CaseForm.longLimit)
        guard form.isRight, let kind, let urgency else { return [] }
        return [.needStated(NeedStated(kind: kind, urgency: urgency, detail: detail))]
    }

    static func values(of payload: Payload) -> [String: [String]]? {
        guard case .needStated(let need) = payload else { return nil }
        return [
            "need": [need.kind.rawValue], "urgency": [need.urgency.rawValue],
            "need-detail": [need.detail],
        ]
    }

    /// A correction stays in its compartment: health needs and others are never exchanged.
    private static func kinds(_ context: StatementContext) -> [NeedKind] {
        guard case .needStated(let need)? = context.corrected else { return NeedKind.allCases }
        return NeedKind.allCases.filter { $0.isHealth == need.kind.isHealth }
    }
}
