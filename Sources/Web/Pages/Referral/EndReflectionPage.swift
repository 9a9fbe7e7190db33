import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Ends the reflection period, with the reason.
    func endReflection(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        let model = try await installation.readCase(id, by: actor)
        guard actor.may(.decide) else { throw AccessRefusal.missing(.decide) }
        let context = referralContext(actor)
        var typed = EndReflectionForm(date: DateFieldValue("date", .day(context.today)))
        if isPost {
            let reason: (code: ReflectionEnded.Reason?, field: FieldValue) = referralCode(
                "reason",
                label: words("reflection.reason")
            )
            typed.reason = reason.field
            let day = referralDay("date", into: &typed.date)
            if let reason = reason.code, let day {
                do {
                    try await installation.endReflection(reason, on: day, in: id, by: actor)
                    return try goOn(to: .caseFile(id))
                } catch let error as DecisionRefusal {
                    typed.refuse(error)
                }
            }
        } else if model.state.reflection.map({ $0.ended != nil }) ?? true {
            typed.refuse(.reflectionNotRunning)
        }
        let drawn = typed
        return try await page(
            words("reflection.title"),
            hasErrors: isPost && drawn.fields.contains { $0.error != nil },
            isPractice: model.isPractice
        ) {
            EndReflectionPage(
                caseID: id,
                code: model.code,
                reflection: model.state.reflection,
                form: drawn,
                isPost: isPost,
                context: context
            )
        }
    }
}

/// The fields of the end of a reflection period as they were typed.
struct EndReflectionForm {
    var reason = FieldValue("reason")
    var date: DateFieldValue
    /// For a refusal that belongs to no field.
    var refusal = FieldValue("refusal")

    var fields: [FieldValue] { [refusal, reason, date.field] }

    /// Which field a refusal belongs to.
    mutating func refuse(_ error: DecisionRefusal) {
        switch error {
        case .dateInFuture: date.error = error.message
        case .reflectionNotOver: reason = reason.failing(error.message)
        default: refusal = refusal.failing(error.message)
        }
    }
}

/// The form that ends a reflection period.
struct EndReflectionPage: Component {
    let caseID: Case.ID
    let code: String
    let reflection: ReflectionState?
    let form: EndReflectionForm
    let isPost: Bool
    let context: ReferralContext

    private var words: Words { context.words }

    var body: Markup {
        if isPost { ErrorSummary(fields: form.fields, words: words) }
        P {
            TextLink(
                words("referral-context.case", ["code": code]),
                to: Route.caseFile(caseID)
            )
        }
        H1(words("reflection.title"))
        P(words("reflection.help"))
        ReferralRefusalNotice(field: form.refusal, words: words)
        if let reflection, reflection.ended == nil {
            let started = reflection.started.value
            let days = [
                "start": words.date(started.occurredOn),
                "until": words.longDate(started.atLeastUntil),
            ]
            P(words("reflection.running", days))
            questions(days)
        }
    }

    private func questions(_ days: [String: String]) -> Markup {
        PostForm(action: Route.endReflection(caseID), token: context.token) {
            RadioGroup(
                field: form.reason,
                legend: words("reflection.reason"),
                choices: [
                    Choice(
                        ReflectionEnded.Reason.periodOver.rawValue,
                        words("reflection.period-over"),
                        hint: words("reflection.period-over-hint", days)
                    ),
                    Choice(
                        ReflectionEnded.Reason.personDecided.rawValue,
                        words("reflection.person-decided"),
                        hint: words("reflection.person-decided-hint")
                    ),
                    Choice(
                        ReflectionEnded.Reason.permitGranted.rawValue,
                        words("reflection.permit-granted")
                    ),
                ],
                words: words
            )
            DateField(
                value: form.date,
                legend: words("reflection.date"),
                acceptsLess: false,
                words: words
            )
            SubmitButton(words("reflection.button"), style: .secondary)
        }.body
    }
}
