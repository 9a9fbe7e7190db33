import Casefile
import Mechanism
import Testing

/// A referral's steps, each by the party whose step it is.
struct ReferralTests {
    private static let law = DisclosureAuthority.law(Provision.ID("open-law"))

    private static let refusals: [ReferralRefusal] = [
        .disclosure(.noAgreement), .serviceUnknown, .alreadyOffered, .noSuchReferral,
        .notTheReceiver, .notTheReferrer, .alreadyAnswered, .withdrawn, .expired,
        .awaitingApproval, .notAwaitingApproval, .approverIsAuthor, .notAccepted,
    ]

    @Test(arguments: refusals)
    func `every refusal of a step has a case that meets exactly it`(refusal: ReferralRefusal) {
        #expect(throws: refusal) { try Self.provoke(refusal) }
    }

    /// A switch without a default: a new refusal does not compile without its case here.
    private static func provoke(_ refusal: ReferralRefusal) throws {
        var journal = try Journal.opened()
        switch refusal {
        case .disclosure:
            _ = try journal.offer(journal.request(for: .safeReturn, on: law))
        case .serviceUnknown:
            _ = try journal.offer(journal.request(to: "clinic", on: law, service: "beds"))
        case .alreadyOffered:
            _ = try journal.offer(journal.request(on: law))
            _ = try journal.offer(journal.request([.contact], on: law))
        case .noSuchReferral: try journal.accept(journal.id())
        case .notTheReceiver:
            let referral = try journal.offer(journal.request(on: law))
            try journal.accept(referral, by: .of("inspectorate"))
        case .notTheReferrer:
            let referral = try journal.offer(journal.request(on: law))
            try journal.takeBack(referral, by: .of("shelter"))
        case .alreadyAnswered:
            let referral = try journal.offer(journal.request(on: law))
            try journal.accept(referral)
            try journal.decline(referral)
        case .withdrawn:
            let referral = try journal.offer(journal.request(on: law))
            try journal.takeBack(referral)
            try journal.accept(referral)
        case .expired:
            let referral = try journal.offer(journal.request(on: law))
            journal.today = journal.today.adding(days: 30)
            try journal.accept(referral)
        case .awaitingApproval, .notAwaitingApproval, .approverIsAuthor:
            try provokeApproval(refusal, journal)
        case .notAccepted:
            let referral = try journal.offer(journal.request(on: law))
            try journal.answer(referral, .arrived)
        }
    }

    private static func provokeApproval(_ refusal: ReferralRefusal, _ opened: Journal) throws {
        var journal = opened
        let request = journal.request(
            to: "police",
            [.account],
            for: .investigation,
            on: .law(Provision.ID("crime-law"))
        )
        let referral = try journal.offer(request)
        switch refusal {
        case .awaitingApproval:
            _ = try journal.all.accept(
                referral,
                disclosure: journal.id(),
                message: "",
                in: journal.caseID,
                by: .of("police"),
                under: .fixture(),
                now: journal.now
            )
        case .notAwaitingApproval:
            try journal.approve(referral)
            try journal.approve(referral)
        default: try journal.approve(referral, by: .of("inspectorate"))
        }
    }

    @Test func `an offer shows the receiver the thread and nothing else`() throws {
        var journal = try Journal.opened()
        let request = journal.request([.support, .identity], on: Self.law, service: "beds")
        let referral = try journal.offer(request)
        let seen = journal.seen(by: "shelter")
        #expect(seen.timeline.map(\.entry.payload.kind) == ["referral-offered"])
        #expect(seen.referrals[referral]?.status(on: journal.today) == .offered)
        #expect(!journal.canOpen(.support, of: "inspectorate", "shelter"))
        #expect(!journal.canOpenSpine("shelter"))
        #expect(journal.seen(by: "clinic").timeline.isEmpty)
    }

    @Test func `a preview says what help depends on and no more`() throws {
        var journal = try Journal.opened()
        let referral = try journal.offer(journal.request(on: Self.law))
        let preview = try #require(journal.all.referrals[referral]).offered.value.preview
        #expect(preview.sex == .female)
        #expect(preview.age == .adult)
        #expect(preview.languages == [LanguageCode("ro"), LanguageCode("ru")])
        let fields = Mirror(reflecting: preview).children.compactMap(\.label)
        #expect(fields == ["sex", "age", "languages", "urgency", "help", "children"])
    }

    @Test func `acceptance opens what was offered, and the spine`() throws {
        var journal = try Journal.opened()
        let referral = try journal.offer(journal.request([.support], on: Self.law))
        try journal.accept(referral)
        #expect(journal.canOpen(.support, of: "inspectorate", "shelter"))
        #expect(journal.canOpenSpine("shelter"))
        for compartment in Compartment.shareable where compartment != .support {
            #expect(!journal.canOpen(compartment, of: "inspectorate", "shelter"))
        }
        let made = try #require(journal.seen(by: "shelter").disclosures.values.first).made.value
        #expect(made.from == Agency.ID("inspectorate") && made.to == Agency.ID("shelter"))
        #expect(made.compartments == [.support])
        #expect(made.authority == Self.law && made.basis == .gdpr9SocialCare)
        #expect(journal.work(.answerReferral, of: "shelter").isEmpty)
        #expect(journal.work(.awaitAnswer, of: "inspectorate").isEmpty)
        #expect(journal.work(.giveFeedback, of: "shelter").count == 1)
    }

    @Test(arguments: ReferralDeclined.Reason.allCases)
    func `a declined referral opens nothing and returns to the referrer's work`(
        reason: ReferralDeclined.Reason
    ) throws {
        var journal = try Journal.opened()
        let referral = try journal.offer(journal.request(on: Self.law))
        try journal.decline(referral, reason)
        #expect(!journal.canOpen(.support, of: "inspectorate", "shelter"))
        #expect(journal.all.referrals[referral]?.status(on: journal.today) == .declined)
        let returned = journal.work(.referralReturned, of: "inspectorate")
        #expect(returned.map(\.assignee) == [Author.of("inspectorate").member])
        #expect(returned.map(\.due) == [journal.today])
        #expect(journal.all.referrals[referral]?.cameBack(on: journal.today) == true)
        #expect(throws: ReferralRefusal.alreadyAnswered) { try journal.accept(referral) }
    }

    @Test func `an offer runs out by the date alone and stays in the referrer's work`() throws {
        var journal = try Journal.opened()
        let referral = try journal.offer(journal.request(on: Self.law))
        let count = journal.entries.count
        let state = try #require(journal.all.referrals[referral])
        // Two working days from Monday the second, over the holiday on the third.
        #expect(state.offered.value.answerBy == .iso("2026-03-05"))
        #expect(state.status(on: .iso("2026-03-05")) == .offered)
        #expect(state.status(on: .iso("2026-03-06")) == .expired)
        journal.today = .iso("2026-03-06")
        #expect(journal.entries.count == count)
        #expect(journal.work(.awaitAnswer, of: "inspectorate").map(\.due) == [.iso("2026-03-05")])
        #expect(journal.all.referrals[referral]?.cameBack(on: journal.today) == true)
        // Clearing it and asking elsewhere both work.
        _ = try journal.offer(journal.request(to: "child-protection", on: Self.law))
        #expect(journal.work(.awaitAnswer, of: "inspectorate").count == 1)
        try journal.takeBack(referral)
    }

    @Test func `a new offer of the same help takes up what came back`() throws {
        var journal = try Journal.opened()
        let referral = try journal.offer(journal.request(on: Self.law))
        try journal.decline(referral)
        let other = journal.request(to: "clinic", on: Self.law, help: [.healthCare])
        _ = try journal.offer(other)
        #expect(journal.work(.referralReturned, of: "inspectorate").count == 1)
        _ = try journal.offer(journal.request(to: "child-protection", on: Self.law))
        #expect(journal.work(.referralReturned, of: "inspectorate").isEmpty)
    }

    @Test func `asking for a formal decision does not end the work on needs`() throws {
        var journal = try Journal.opened()
        let identification = journal.request(
            to: "authority",
            [.account],
            for: .formalIdentification,
            on: Self.law,
            help: [.identification]
        )
        _ = try journal.offer(identification)
        #expect(journal.work(.meetNeed, of: "inspectorate").count == 1)
        _ = try journal.offer(journal.request(on: Self.law))
        #expect(journal.work(.meetNeed, of: "inspectorate").isEmpty)
    }

    @Test(arguments: ReferralAnswered.Answer.allCases)
    func `feedback ends the wait, and a person who did not arrive returns`(
        answer: ReferralAnswered.Answer
    ) throws {
        var journal = try Journal.opened()
        let referral = try journal.offer(journal.request(on: Self.law, service: "beds"))
        try journal.accept(referral)
        #expect(journal.work(.awaitFeedback, of: "inspectorate").count == 1)
        try journal.answer(referral, answer)
        #expect(journal.work(.awaitFeedback, of: "inspectorate").isEmpty)
        #expect(journal.work(.giveFeedback, of: "shelter").isEmpty)
        let returns = answer == .didNotArrive
        #expect(journal.work(.referralReturned, of: "inspectorate").isEmpty != returns)
        #expect((journal.all.supportOpenedOn != nil) == (answer == .helpStarted))
        #expect(journal.all.services.isEmpty != (answer == .helpStarted))
    }

    @Test func `the steps of one party count from nobody else`() throws {
        var journal = try Journal.opened()
        let referral = try journal.offer(journal.request(on: Self.law))
        let thread = Placement.thread(referral)
        let referrer = Author.of("inspectorate")
        journal.append(
            .referralAccepted(.init(referral: referral, message: "")),
            thread,
            by: referrer
        )
        journal.append(
            .referralDeclined(.init(referral: referral, reason: .other, message: "")),
            thread,
            by: referrer
        )
        journal.append(
            .referralAnswered(.init(referral: referral, answer: .arrived, message: "")),
            thread,
            by: referrer
        )
        journal.append(.referralApproved(.init(referral: referral)), thread, by: .of("shelter"))
        let state = try #require(journal.all.referrals[referral])
        #expect(state.status(on: journal.today) == .offered)
        #expect(state.accepted == nil && state.declined == nil && state.approval == nil)
        #expect(state.answers.isEmpty)
    }

    @Test func `the first answer to an offer stands`() throws {
        var journal = try Journal.opened()
        let referral = try journal.offer(journal.request(on: Self.law))
        try journal.decline(referral)
        let thread = Placement.thread(referral)
        journal.append(
            .referralAccepted(.init(referral: referral, message: "")),
            thread,
            by: .of("shelter")
        )
        journal.append(
            .referralWithdrawn(.init(referral: referral)),
            thread,
            by: .of("inspectorate")
        )
        #expect(journal.all.referrals[referral]?.status(on: journal.today) == .declined)
    }

    @Test func `an offer stated again changes nothing`() throws {
        var journal = try Journal.opened()
        let referral = try journal.offer(journal.request(on: Self.law))
        let offered = try #require(journal.entries.last { $0.payload.kind == "referral-offered" })
        try journal.accept(referral)
        journal.append(offered.payload, .thread(referral), by: .of("inspectorate"))
        #expect(journal.all.referrals[referral]?.status(on: journal.today) == .accepted)
    }
}

extension Journal {
    fileprivate mutating func decline(
        _ referral: Referral.ID,
        _ reason: ReferralDeclined.Reason = .noPlace,
        by author: Author = .of("shelter")
    ) throws(ReferralRefusal) {
        let state = seen(by: author.agency.id.rawValue)
        let outcome = try state.decline(
            referral,
            reason: reason,
            message: "Full until Friday.",
            in: caseID,
            by: author,
            now: now
        )
        apply(outcome, by: author)
    }

    fileprivate mutating func answer(
        _ referral: Referral.ID,
        _ answer: ReferralAnswered.Answer,
        by author: Author = .of("shelter")
    ) throws(ReferralRefusal) {
        let state = seen(by: author.agency.id.rawValue)
        let outcome = try state.answer(
            referral,
            answer,
            message: "",
            in: caseID,
            by: author,
            now: now
        )
        apply(outcome, by: author)
    }

    fileprivate mutating func takeBack(
        _ referral: Referral.ID,
        by author: Author = .of("inspectorate")
    ) throws(ReferralRefusal) {
        let state = seen(by: author.agency.id.rawValue)
        apply(try state.withdraw(referral, in: caseID, by: author, now: now), by: author)
    }
}
