import Casefile
import Casework
import HTML
import Mechanism

/// A referral as the agency that made it sees it.
struct SentReferral: Component {
    let model: ReferralModel
    let rights: ReferralPage.Rights
    let alternatives: ServiceSearch?
    let context: ReferralContext

    private var words: Words { context.words }
    private var offered: ReferralOffered { model.referral.offered.value }

    var body: Markup {
        if model.status == .offered {
            P { Strong(words.due(offered.answerBy, today: context.today)) }
        }
        if model.isReturned { returned }
        if model.status == .awaitingApproval { approval }
        H2(words("referral.what"))
        if let service = offered.service {
            P { Bdi(context.name(of: service)) }
        }
        PreviewFacts(preview: offered.preview, context: context)
        H2(words(model.status == .accepted ? "referral.what-opened" : "referral.what-opens"))
        SharingFacts(offered: offered, context: context)
        if rights.mayRefer { withdrawal }
    }

    @MarkupBuilder private var approval: Markup {
        Notice(.caution, heading: words("referral.approval-heading")) {
            P(words("referral.approval-text"))
            if model.isOwnOffer {
                P(words("referral.approve-own"))
            } else if !rights.mayApprove {
                P(words("referral.approve-no-right"))
            } else {
                PostForm(
                    action: Route.approveReferral(model.id),
                    token: context.token,
                    guardsTyping: false
                ) { SubmitButton(words("referral.approve")) }
            }
        }
    }

    @MarkupBuilder private var withdrawal: Markup {
        switch model.status {
        case .offered, .awaitingApproval: withdrawal("withdraw")
        case .expired: withdrawal("clear")
        case .accepted, .declined, .withdrawn: Markup.empty
        }
    }

    private func withdrawal(_ key: String) -> Markup {
        PostForm(
            action: Route.withdrawReferral(model.id),
            token: context.token,
            guardsTyping: false
        ) {
            P(words("referral.\(key)-hint"), .class("hint"))
            SubmitButton(words("referral.\(key)"), style: .secondary)
        }.body
    }

    @MarkupBuilder private var returned: Markup {
        Notice(.caution, heading: words("referral.returned-heading")) { P(reason) }
        if let alternatives {
            H2(words("referral.returned-ways"))
            let options = others(in: alternatives)
            if options.isEmpty {
                P(words("referral.returned-none"))
            } else {
                P(words("referral.returned-other"))
                Ul(.class("tasks")) {
                    for option in options {
                        ServiceCard(
                            option: option,
                            caseID: alternatives.caseID,
                            context: context
                        )
                    }
                }
            }
        }
        if let caseID = model.caseID {
            ButtonRow {
                if rights.mayRefer {
                    ButtonLink(
                        words("referral.all-services"),
                        to: Route.services(caseID),
                        style: .secondary
                    )
                }
            }
            if model.status != .expired, rights.mayRecord { seenTo(caseID) }
        }
    }

    /// Takes the returned referral off the agency's work.
    private func seenTo(_ caseID: Case.ID) -> Markup {
        PostForm(action: Route.workDone, token: context.token, guardsTyping: false) {
            HiddenField(name: "kind", value: WorkTask.Kind.referralReturned.rawValue)
            HiddenField(name: "case", value: caseID.description)
            HiddenField(name: "referral", value: model.id.description)
            SubmitButton(words("referral.returned-done"), style: .quiet)
        }.body
    }

    /// Fitting services that can be asked now; the same one only where it did not say no.
    private func others(in search: ServiceSearch) -> [ServiceOption] {
        search.options.filter {
            $0.match.fits && $0.canBeAsked
                && (model.status == .accepted || $0.match.service.id != offered.service)
        }
    }

    private var reason: String {
        let agency = context.name(of: offered.to)
        if let declined = model.referral.declined, model.status == .declined {
            let reason = words("decline-reason", of: declined.value.reason)
            return words("referral.returned-declined", ["agency": agency, "reason": reason])
        }
        if model.status == .expired {
            let date = words.date(offered.answerBy)
            return words("referral.returned-expired", ["agency": agency, "date": date])
        }
        return words("referral.returned-did-not-arrive", ["agency": agency])
    }
}
