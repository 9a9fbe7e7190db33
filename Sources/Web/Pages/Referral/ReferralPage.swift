import Casefile
import Casework
import HTML
import Mechanism

/// A referral between two agencies.
struct ReferralPage: Component {
    /// What the reader may do.
    struct Rights: Sendable {
        let mayAnswer: Bool
        let mayRefer: Bool
        let mayApprove: Bool
        let mayRecord: Bool
    }

    let model: ReferralModel
    let form: ReferralAnswerForm
    let rights: Rights
    /// Services for the same help, where the referral came back.
    let alternatives: ServiceSearch?
    let context: ReferralContext

    private var words: Words { context.words }
    private var offered: ReferralOffered { model.referral.offered.value }

    var body: Markup {
        ErrorSummary(fields: form.fields, words: words)
        H1(title)
        P {
            Badge(words("referral-status", of: model.status), tone)
            if let caseID = model.caseID, let code = model.code {
                " "
                TextLink(
                    words("referral.open-case", ["code": code]),
                    to: Route.caseFile(caseID)
                )
            }
        }
        ReferralRefusalNotice(
            field: form.refusal,
            unsent: isAnswerable ? [] : form.texts,
            words: words
        )
        if model.isReceiver {
            ReceivedReferral(
                model: model,
                form: form,
                mayAnswer: rights.mayAnswer,
                context: context
            )
        } else {
            SentReferral(
                model: model,
                rights: rights,
                alternatives: alternatives,
                context: context
            )
        }
        H2(words("referral.thread"))
        ReferralThread(referral: model.referral, context: context)
    }

    private var title: String {
        model.isReceiver
            ? words("referral.from", ["agency": context.name(of: offered.from)])
            : words("referral.to", ["agency": context.name(of: offered.to)])
    }

    /// True where the typed text still stands in a form below.
    private var isAnswerable: Bool {
        guard model.isReceiver, rights.mayAnswer else { return false }
        switch model.status {
        case .offered: return form.answerMessage.value.isEmpty
        case .accepted: return form.acceptMessage.value.isEmpty && form.declineMessage.value.isEmpty
        default: return false
        }
    }

    private var tone: Badge.Tone {
        switch model.status {
        case .awaitingApproval, .offered: .waiting
        case .accepted: .good
        case .declined, .expired: .late
        case .withdrawn: .plain
        }
    }
}

/// What two agencies said about a referral, the oldest first.
struct ReferralThread: Component {
    let referral: ReferralState
    let context: ReferralContext

    private struct Line {
        let header: EntryHeader
        let title: String
        let text: String
    }

    var body: Markup {
        Timeline(
            lines.map { line in
                .init(
                    when: context.when(line.header.recordedAt),
                    title: line.title,
                    by: context.name(of: line.header.authorAgency)
                ) { MessageText(text: line.text) }
            }
        )
    }

    private var lines: [Line] {
        let words = context.words
        var lines = [
            Line(
                header: referral.offered.header,
                title: words("referral.offered"),
                text: referral.offered.value.message
            )
        ]
        if let approval = referral.approval {
            lines.append(Line(header: approval, title: words("referral.approved"), text: ""))
        }
        if let accepted = referral.accepted {
            lines.append(
                Line(
                    header: accepted.header,
                    title: words("referral.accepted"),
                    text: accepted.value.message
                )
            )
        }
        if let declined = referral.declined {
            let reason = words("decline-reason", of: declined.value.reason)
            lines.append(
                Line(
                    header: declined.header,
                    title: words("referral.declined", ["reason": reason]),
                    text: declined.value.message
                )
            )
        }
        for answer in referral.answers {
            let name = words("referral-answer", of: answer.value.answer)
            lines.append(
                Line(
                    header: answer.header,
                    title: words("referral.answered", ["answer": name]),
                    text: answer.value.message
                )
            )
        }
        if let withdrawn = referral.withdrawn {
            lines.append(Line(header: withdrawn, title: words("referral.withdrawn"), text: ""))
        }
        return lines
    }
}
