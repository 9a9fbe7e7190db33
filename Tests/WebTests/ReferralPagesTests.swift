@testable import Casefile
@testable import Casework
import HTML
import Mechanism
import Testing

@testable import Web

private let words = Words(.english)

@Test(arguments: DisclosureRefusal.allCases)
func `every refusal of a disclosure has words`(refusal: DisclosureRefusal) {
    let text = words(refusal.message)
    #expect(!text.contains("⟦") && text.hasSuffix("."))
}

@Test(arguments: DecisionRefusal.allCases)
func `every refusal of a decision has words`(refusal: DecisionRefusal) {
    let text = words(refusal.message)
    #expect(!text.contains("⟦") && text.hasSuffix("."))
}

@Test(arguments: [
    ReferralRefusal.disclosure(.noAgreement), .serviceUnknown, .alreadyOffered, .noSuchReferral,
    .notTheReceiver, .notTheReferrer, .alreadyAnswered, .withdrawn, .expired, .awaitingApproval,
    .notAwaitingApproval, .approverIsAuthor, .notAccepted,
])
func `every refusal of a referral has words`(refusal: ReferralRefusal) {
    let text = words(refusal.message)
    #expect(!text.contains("⟦") && text.hasSuffix("."))
}

@Test
func `every word that these pages choose by a code exists`() {
    let texts =
        ReferralState.Status.allCases.map { words("referral-status", of: $0) }
        + ReferralDeclined.Reason.allCases.map { words("decline-reason", of: $0) }
        + ReferralAnswered.Answer.allCases.map { words("referral-answer", of: $0) }
        + AgeStatus.allCases.map { words("referral-context.age-\($0.rawValue)") }
        + NeedStated.Urgency.allCases.flatMap {
            [
                words("referral-context.urgency-\($0.rawValue)"),
                words("inbox.needed-\($0.rawValue)"),
            ]
        }
        + MismatchReason.allCases.flatMap {
            [words("services.reason-\($0.rawValue)"), words("services.fact-\($0.rawValue)")]
        }
        + DecisionTaken.Stage.allCases.flatMap {
            [
                words("decision.stage-\($0.rawValue)"), words("decision.due-\($0.rawValue)"),
                words("decision.stage-\($0.rawValue)-hint"),
            ]
        }
        + DecisionTaken.Result.allCases.flatMap {
            [
                words("decision.result-\($0.rawValue)"),
                words("decision.result-\($0.rawValue)-hint"),
            ]
        }
        + [
            "open-case", "withdraw-hint", "clear-hint", "withdraw", "clear", "closed-withdrawn",
            "closed-expired", "closed-declined",
        ].map { words("referral.\($0)") }
        + [
            "wish-none", "wish-other", "wish-left", "child-ready", "child-no-guardian",
            "child-no-view", "consent", "consent-guardian",
        ].map { words("new-referral.\($0)") }
    #expect(texts.filter { $0.contains("⟦") } == [])
}

@Test
func `a confidential place shows its intake and never an address or an area`() {
    let card = card(location: .confidential, areas: [AreaID("novgrad")])
    #expect(card.contains("Call 0800") && !card.contains("Address"))
    #expect(!card.contains("novgrad") && !card.contains("Oak Street"))
}

@Test
func `free places stand with the time at which they were said`() {
    let card = card(free: (3, Instant(milliseconds: 0)))
    #expect(card.contains("3 places free, said today 09:40"))
    #expect(Scene.card().contains("Nobody has said how many places are free"))
}

@Test
func `a service that does not fit says why, and can be asked all the same`() {
    let card = card(reasons: [.sex, .language])
    #expect(card.contains("Takes only: Female") && card.contains("Ask all the same"))
}

@Test
func `what can't be asked says why and leads nowhere`() {
    let unready = card(canReceive: false)
    #expect(unready.contains("has not set up its keys") && !unready.contains("/referrals/"))
    let without = card(hasAgreement: false)
    #expect(without.contains("No agreement") && !without.contains("/referrals/"))
    let offered = card(isOffered: true)
    #expect(offered.contains("Already asked") && !offered.contains("/referrals/"))
}

@Test
func `a condition is shown as that law's rule, with the mark of what nobody verified`() {
    let card = card(requires: [
        Condition(kind: .cooperation, source: Source(reference: "law/x-1", isVerified: false))
    ])
    #expect(card.contains("A rule of this country’s law") && card.contains("law/x-1"))
    #expect(card.contains("to be verified") && card.contains("/referrals/places"))
}

@Test
func `the inbox shows the preview and nothing else`() throws {
    let html = try InboxPage(
        referrals: [Scene.model()],
        number: 1,
        hasNext: false,
        context: Scene.context
    ).html
    #expect(html.contains("Safe accommodation") && html.contains("Needed now"))
    #expect(html.contains("Adult, Female, Russian") && html.contains("2 children come along"))
    #expect(!html.contains("AB12") && !html.contains("&lt;i&gt;"))
    let empty = InboxPage(referrals: [], number: 1, hasNext: false, context: Scene.context).html
    #expect(empty.contains("No referral waits"))
}

@Test
func `a receiver who is too late is told so, with what was typed`() throws {
    var form = ReferralAnswerForm()
    form.acceptMessage = FieldValue("accept-message", "at <noon>")
    form.refusal = form.refusal.failing(ReferralRefusal.withdrawn.message)
    let html = try page(Scene.model(isWithdrawn: true), form)
    #expect(html.contains("was withdrawn in the meantime") && html.contains("at &lt;noon&gt;"))
    #expect(!html.contains("name=\"accept-message\""))
}

@Test
func `a message is escaped and a waiting referral can be accepted or declined`() throws {
    let html = try page(Scene.model())
    #expect(html.contains("&lt;i&gt;call&lt;/i&gt;") && !html.contains("<i>"))
    #expect(html.contains("name=\"accept-message\"") && html.contains("value=\"no-place\""))
    #expect(!html.contains("name=\"answer\""))
    let powerless = try page(Scene.model(), mayAnswer: false)
    #expect(!powerless.contains("name=\"accept-message\""))
}

@Test
func `whoever made an offer can't approve it, and is told why`() throws {
    let own = try page(Scene.model(isReceiver: false, needsApproval: true, isOwn: true))
    #expect(own.contains("you can’t approve it yourself") && !own.contains("/approval"))
    let other = try page(Scene.model(isReceiver: false, needsApproval: true))
    #expect(other.contains("/approval"))
}

@Test
func `an offer that came back leads on`() throws {
    let html = try page(Scene.model(isReceiver: false, isDeclined: true))
    #expect(html.contains("This referral came back") && html.contains("No place is free"))
    #expect(html.contains("/services") && html.contains("value=\"referral-returned\""))
    let expired = try page(Scene.model(isReceiver: false, answerBy: Scene.today.adding(days: -1)))
    #expect(expired.contains("did not answer by") && expired.contains("/withdrawal"))
}

private func card(
    location: Service.Location = .mobile,
    areas: Set<AreaID> = [],
    free: (count: Int, updatedAt: Instant)? = nil,
    reasons: [MismatchReason] = [],
    requires: [Condition] = [],
    canReceive: Bool = true,
    hasAgreement: Bool = true,
    isOffered: Bool = false
) -> String {
    Scene.card(
        location: location,
        areas: areas,
        free: free,
        reasons: reasons,
        requires: requires,
        canReceive: canReceive,
        hasAgreement: hasAgreement,
        isOffered: isOffered
    )
}

private func page(
    _ model: ReferralModel,
    _ form: ReferralAnswerForm = ReferralAnswerForm(),
    mayAnswer: Bool = true
) throws -> String {
    ReferralPage(
        model: model,
        form: form,
        rights: .init(mayAnswer: mayAnswer, mayRefer: true, mayApprove: true, mayRecord: true),
        alternatives: nil,
        context: Scene.context
    ).html
}
