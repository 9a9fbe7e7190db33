import Casefile
import Casework
import HTML
import Mechanism

/// A referral as the agency that was asked sees it.
struct ReceivedReferral: Component {
    let model: ReferralModel
    let form: ReferralAnswerForm
    let mayAnswer: Bool
    let context: ReferralContext

    private var words: Words { context.words }
    private var offered: ReferralOffered { model.referral.offered.value }

    var body: Markup {
        if model.status == .offered {
            P { Strong(words.due(offered.answerBy, today: context.today)) }
        }
        H2(words("referral.preview"))
        PreviewFacts(preview: offered.preview, context: context)
        if !offered.message.isEmpty {
            H2(words("referral.message"))
            Blockquote { MessageText(text: offered.message) }
        }
        H2(words(model.status == .accepted ? "referral.what-opened" : "referral.what-opens"))
        SharingFacts(offered: offered, context: context)
        answer
    }

    @MarkupBuilder private var answer: Markup {
        switch model.status {
        case .offered where mayAnswer: forms
        case .accepted where mayAnswer: report
        case .offered, .accepted: Notice(.information) { P(words("referral.no-right")) }
        case .withdrawn: closed("referral.closed-withdrawn")
        case .expired: closed("referral.closed-expired")
        case .declined: closed("referral.closed-declined")
        case .awaitingApproval: Markup.empty
        }
    }

    private func closed(_ key: String) -> Markup {
        Notice(.information, heading: words("referral.closed-heading")) { P(words(key)) }.body
    }

    @MarkupBuilder private var forms: Markup {
        let isIdentification = offered.purpose == .formalIdentification
        H2(words("referral.accept-heading"))
        PostForm(action: Route.acceptReferral(model.id), token: context.token) {
            TextArea(
                field: form.acceptMessage,
                label: words(
                    isIdentification
                        ? "referral.accept-message-identification" : "referral.accept-message"
                ),
                hint: words("referral.accept-hint"),
                rows: 3,
                maxlength: ReferralAnswerForm.limit,
                words: words
            )
            SubmitButton(words("referral.accept"))
        }
        H2(words("referral.decline-heading"))
        PostForm(action: Route.declineReferral(model.id), token: context.token) {
            RadioGroup(
                field: form.declineReason,
                legend: words("referral.decline-reason"),
                choices: ReferralDeclined.Reason.allCases.map {
                    Choice($0.rawValue, words("decline-reason", of: $0))
                },
                words: words
            )
            TextArea(
                field: form.declineMessage,
                label: words("referral.decline-message"),
                hint: words("referral.decline-message-hint"),
                rows: 2,
                maxlength: ReferralAnswerForm.limit,
                words: words
            )
            SubmitButton(words("referral.decline"), style: .secondary)
        }
    }

    @MarkupBuilder private var report: Markup {
        H2(words("referral.answer-heading"))
        PostForm(action: Route.answerReferral(model.id), token: context.token) {
            RadioGroup(
                field: form.answer,
                legend: words("referral.answer-question"),
                hint: words("referral.answer-hint"),
                choices: ReferralAnswered.Answer.allCases.map {
                    Choice($0.rawValue, words("referral-answer", of: $0))
                },
                words: words
            )
            TextArea(
                field: form.answerMessage,
                label: words("referral.answer-message"),
                rows: 2,
                maxlength: ReferralAnswerForm.limit,
                words: words
            )
            SubmitButton(words("referral.answer"))
        }
    }
}
