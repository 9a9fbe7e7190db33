import Casefile
import Casework
import HTML
import Mechanism

/// What the reader may do in a case, as links.
struct CaseActions: Component {
    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        Markup {
            let main = mainActions
            if !main.isEmpty {
                ButtonRow {
                    for (key, route) in main {
                        ButtonLink(
                            words("case.action.\(key)"),
                            to: route,
                            style: key == "refer" ? .primary : .secondary
                        )
                    }
                }
            }
            if reading.may(.record) {
                Disclosure(words("case.action.add")) {
                    Ul {
                        for form in Self.forms {
                            Li {
                                TextLink(
                                    words("case.new", of: form),
                                    to: Route.newEntry(model.id, form)
                                )
                            }
                        }
                    }
                }
            }
        }
    }

    /// The forms in the order in which they are needed.
    static let forms: [Route.EntryForm] = [
        .need, .note, .safeContact, .purpose, .wish, .age, .guardian, .childView, .indicator,
        .identity,
    ]

    private var mainActions: [(String, Route)] {
        var actions: [(String, Route)] = []
        if reading.may(.refer) { actions.append(("refer", .services(model.id))) }
        if reading.may(.record) { actions.append(("consent", .newConsent(model.id))) }
        if reading.may(.decide) {
            if isAskedToDecide { actions.append(("decide", .newDecision(model.id))) }
            if let reflection = model.state.reflection, reflection.ended == nil {
                actions.append(("end-reflection", .endReflection(model.id)))
            }
        }
        if reading.may(.record), model.state.closures[reading.own] == nil {
            actions.append(("close", .closeCase(model.id)))
        }
        return actions
    }

    /// True while a decision that was asked of the agency is still to come.
    private var isAskedToDecide: Bool {
        let isOver = model.state.decisions.contains {
            $0.value.stage == .conclusive || $0.value.result == .negative
        }
        return !isOver
            && model.state.referrals.values.contains {
                $0.offered.value.to == reading.own
                    && $0.offered.value.purpose == .formalIdentification
                    && $0.status(on: reading.today) == .accepted
            }
    }
}
