import Casefile
import Mechanism
import Testing

/// The formal decision: who, when, in which order, and who learns of it.
struct DecisionTests {
    @Test(arguments: DecisionRefusal.allCases)
    func `every refusal of a decision has a case that meets exactly it`(
        refusal: DecisionRefusal
    ) throws {
        let (journal, referral) = try Journal.identification()
        #expect(throws: refusal) { try Self.provoke(refusal, journal, referral) }
    }

    private static func provoke(
        _ refusal: DecisionRefusal,
        _ opened: Journal,
        _ referral: Referral.ID
    ) throws {
        var journal = opened
        switch refusal {
        case .noMandate:
            try journal.decide(.reasonableGrounds, .positive, on: referral, by: .of("shelter"))
        case .notRequested: try journal.decide(.reasonableGrounds, .positive, on: journal.id())
        case .decisionMakerIsReferrer:
            try decideAsReferrer()
        case .reasonsMissing:
            try journal.decide(.reasonableGrounds, .positive, on: referral, reasons: "\n ")
        case .dateInFuture:
            let tomorrow = journal.today.adding(days: 1)
            try journal.decide(.reasonableGrounds, .positive, on: referral, day: tomorrow)
        case .dateBeforeRequest:
            let yesterday = journal.today.adding(days: -1)
            try journal.decide(.reasonableGrounds, .positive, on: referral, day: yesterday)
        case .alreadyDecided:
            try journal.decide(.reasonableGrounds, .negative, on: referral)
            try journal.decide(.reasonableGrounds, .positive, on: referral)
        case .reasonableGroundsFirst: try journal.decide(.conclusive, .positive, on: referral)
        case .reflectionNotOver:
            try journal.decide(.reasonableGrounds, .positive, on: referral)
            journal.today = journal.today.adding(days: 44)
            try journal.decide(.conclusive, .positive, on: referral)
        case .reflectionNotRunning:
            _ = try journal.all.endReflection(
                .personDecided,
                on: journal.today,
                by: .of("authority"),
                now: journal.now
            )
        case .personLeftProcedure:
            journal.append(.wishExpressed(.init(wish: .leaveFormal)), by: .of("inspectorate"))
            try journal.decide(.reasonableGrounds, .positive, on: referral)
        }
    }

    private static func decideAsReferrer() throws {
        let member = Author.of("authority")
        var journal = try Journal.opened(by: member)
        let (referral, _) = try journal.refer(
            to: "second-authority",
            [.account, .identity],
            for: .formalIdentification,
            by: member
        )
        // The same member, now of the deciding unit.
        let moved = Author(member: member.member, agency: .fixture("second-authority"))
        try journal.decide(.reasonableGrounds, .positive, on: referral, by: moved)
    }

    @Test func `a unit can't be asked to decide by itself`() throws {
        var journal = try Journal.opened(by: .of("authority"))
        let request = journal.request(
            to: "authority",
            [.account],
            for: .formalIdentification,
            on: .law(Provision.ID("open-law"))
        )
        #expect(throws: ReferralRefusal.disclosure(.recipientIsSelf)) {
            _ = try journal.offer(request, by: .of("authority"))
        }
    }

    @Test func `where the mechanism allows it the referrer may decide`() throws {
        let (journal, referral) = try Journal.identification()
        var open = journal
        open.append(
            .contactMade(FirstContact.fixture().contact),
            by: .of("authority")
        )
        #expect(throws: DecisionRefusal.decisionMakerIsReferrer) {
            try open.decide(.reasonableGrounds, .positive, on: referral)
        }
        try open.decide(
            .reasonableGrounds,
            .positive,
            on: referral,
            under: .fixture(decisionMakerDiffers: false)
        )
    }

    @Test func `an unanswered or declined request is not decided`() throws {
        var journal = try Journal.opened()
        let request = journal.request(
            to: "authority",
            [.account],
            for: .formalIdentification,
            on: .law(Provision.ID("open-law"))
        )
        let referral = try journal.offer(request)
        #expect(throws: DecisionRefusal.notRequested) {
            try journal.decide(.reasonableGrounds, .positive, on: referral)
        }
    }

    @Test func `a request starts the authority's clock on its own day`() throws {
        let (journal, _) = try Journal.identification()
        let work = journal.work(.decideReasonableGrounds, of: "authority")
        #expect(work.map(\.due) == [journal.today.adding(days: 5)])
        #expect(journal.all.requests.map(\.value.occurredOn) == [journal.today])
    }

    @Test func `reflection starts with positive reasonable grounds and with nothing else`() throws {
        var (journal, referral) = try Journal.identification()
        var other = journal
        try other.decide(.reasonableGrounds, .negative, on: referral)
        #expect(other.all.reflection == nil)

        try journal.decide(.reasonableGrounds, .positive, on: referral)
        let reflection = try #require(journal.all.reflection)
        #expect(reflection.started.value.occurredOn == journal.today)
        #expect(reflection.started.value.atLeastUntil == journal.today.adding(days: 45))
        #expect(journal.work(.decideReasonableGrounds, of: "authority").isEmpty)
        #expect(
            journal.work(.decideConclusive, of: "authority").map(\.due)
                == [journal.today.adding(days: 100)]
        )
    }

    private static let reflectionClocks: [(clocks: [Clock], days: Int)] = [
        ([], 30),
        (
            [.fixture("short", .positiveReasonableGrounds, .conclusiveDecision, .minimum, 10)],
            30
        ),
        (
            [
                .fixture("first", .reflectionStart, .reflectionEnd, .minimum, 35),
                .fixture("longest", .positiveReasonableGrounds, .conclusiveDecision, .minimum, 90),
            ], 90
        ),
        ([.fixture("other", .referral, .conclusiveDecision, .minimum, 400)], 30),
    ]

    @Test(arguments: reflectionClocks)
    func `reflection lasts as long as the longest minimum, and never under thirty days`(
        clocks: [Clock],
        days: Int
    ) throws {
        var (journal, referral) = try Journal.identification()
        let mechanism = Mechanism.fixture(clocks: clocks)
        try journal.decide(.reasonableGrounds, .positive, on: referral, under: mechanism)
        let start = journal.today
        #expect(
            journal.all.reflection?.started.value.atLeastUntil == start.adding(days: days)
        )
        journal.today = start.adding(days: days - 1)
        #expect(throws: DecisionRefusal.reflectionNotOver) {
            try journal.decide(.conclusive, .positive, on: referral, under: mechanism)
        }
        journal.today = start.adding(days: days)
        try journal.decide(.conclusive, .positive, on: referral, under: mechanism)
        #expect(journal.work(.decideConclusive, of: "authority").isEmpty)
    }

    @Test func `a person who has decided need not wait for the rest of the period`() throws {
        var (journal, referral) = try Journal.identification()
        try journal.decide(.reasonableGrounds, .positive, on: referral)
        journal.today = journal.today.adding(days: 10)
        #expect(throws: DecisionRefusal.reflectionNotOver) {
            _ = try journal.all.endReflection(
                .periodOver,
                on: journal.today,
                by: .of("authority"),
                now: journal.now
            )
        }
        let end = try journal.all.endReflection(
            .personDecided,
            on: journal.today,
            by: .of("authority"),
            now: journal.now
        )
        journal.apply(end, by: .of("authority"))
        #expect(throws: DecisionRefusal.reflectionNotRunning) {
            _ = try journal.all.endReflection(
                .personDecided,
                on: journal.today,
                by: .of("authority"),
                now: journal.now
            )
        }
        try journal.decide(.conclusive, .negative, on: referral)
    }

    @Test func `reflection ends neither before it began, nor tomorrow, nor by a shelter`() throws {
        var (journal, referral) = try Journal.identification()
        try journal.decide(.reasonableGrounds, .positive, on: referral)
        for (days, refusal) in [
            (-1, DecisionRefusal.reflectionNotRunning), (1, .dateInFuture),
        ] {
            #expect(throws: refusal) {
                _ = try journal.all.endReflection(
                    .personDecided,
                    on: journal.today.adding(days: days),
                    by: .of("authority"),
                    now: journal.now
                )
            }
        }
        #expect(throws: DecisionRefusal.noMandate) {
            _ = try journal.all.endReflection(
                .personDecided,
                on: journal.today,
                by: .of("shelter"),
                now: journal.now
            )
        }
    }

    @Test func `a negative decision bars no new request and no help`() throws {
        var (journal, referral) = try Journal.identification()
        try journal.decide(.reasonableGrounds, .negative, on: referral)
        _ = try journal.refer(to: "shelter", [.support])
        let (second, _) = try journal.refer(
            to: "authority",
            [.account, .identity],
            for: .formalIdentification
        )
        try journal.decide(.reasonableGrounds, .positive, on: second)
        #expect(journal.all.reflection != nil)
    }

    @Test func `a positive decision is recognised and not taken again`() throws {
        var (journal, referral) = try Journal.identification()
        try journal.decide(.reasonableGrounds, .positive, on: referral)
        let (second, _) = try journal.refer(
            to: "authority",
            [.account],
            for: .formalIdentification
        )
        #expect(throws: DecisionRefusal.alreadyDecided) {
            try journal.decide(.reasonableGrounds, .negative, on: second)
        }
    }

    @Test(arguments: DecisionTaken.Result.allCases)
    func `a decision touches no help, no wish and no detection`(
        result: DecisionTaken.Result
    ) throws {
        var (journal, referral) = try Journal.identification()
        _ = try journal.refer(to: "shelter", [.support])
        journal.append(
            .supportOpened(.init(occurredOn: journal.today)),
            by: .of("shelter")
        )
        let before = journal.all
        try journal.decide(.reasonableGrounds, result, on: referral)
        let after = journal.all
        #expect(after.supportOpenedOn == before.supportOpenedOn)
        #expect(after.wish == before.wish)
        #expect(after.contacts == before.contacts && after.indicators == before.indicators)
        #expect(after.services == before.services && after.needs == before.needs)
        #expect(after.disclosures == before.disclosures)
        #expect(journal.canOpen(.support, of: "inspectorate", "shelter"))
    }
}

/// Who learns of a decision.
struct DecisionNoticeTests {
    @Test func `who asked is told, and others only with consent to exactly that`() throws {
        var (journal, referral) = try Journal.identification()
        _ = try journal.consent(to: ["legal-aid"], [.identification])
        _ = try journal.consent(to: ["clinic"], [.health])
        try journal.decide(
            .reasonableGrounds,
            .positive,
            on: referral,
            tell: ["legal-aid", "clinic", "shelter", "nobody"]
        )
        for (agency, isTold) in [
            ("inspectorate", true), ("legal-aid", true), ("clinic", false), ("shelter", false),
        ] {
            #expect(journal.canOpen(.identification, of: "authority", agency) == isTold)
            #expect(journal.work(.readDecision, of: agency).isEmpty != isTold)
        }
    }

    @Test func `nobody who consented to be told is told unasked`() throws {
        var (journal, referral) = try Journal.identification()
        _ = try journal.consent(to: ["legal-aid"], [.identification])
        try journal.decide(.reasonableGrounds, .positive, on: referral)
        #expect(!journal.canOpen(.identification, of: "authority", "legal-aid"))
    }

    @Test func `a withdrawn consent ends the view of the decision that rests on it`() throws {
        var (journal, referral) = try Journal.identification()
        let consent = try journal.consent(to: ["legal-aid"], [.identification])
        try journal.decide(.reasonableGrounds, .positive, on: referral, tell: ["legal-aid"])
        #expect(journal.canOpen(.identification, of: "authority", "legal-aid"))
        try journal.withdraw(consent)
        #expect(!journal.canOpen(.identification, of: "authority", "legal-aid"))
        #expect(journal.canOpen(.identification, of: "authority", "inspectorate"))
    }

    @Test(arguments: Agency.enforcement.filter { $0 != "immigration" })
    func `an enforcement unit that asked reads the decision on exact consent only`(
        unit: String
    ) throws {
        for compartments in [
            nil, Set<Compartment>([.identification]), [.identification, .account],
        ] {
            var (journal, referral) = try Journal.identification(by: .of(unit))
            if let compartments {
                _ = try journal.consent(
                    to: [unit],
                    compartments,
                    for: .investigation,
                    by: .of(unit)
                )
            }
            try journal.decide(.reasonableGrounds, .positive, on: referral, tell: [unit])
            let isTold = compartments == [.identification]
            #expect(journal.canOpen(.identification, of: "authority", unit) == isTold)
            #expect(journal.work(.readDecision, of: unit).isEmpty != isTold)
        }
    }

    @Test func `neither a conflicted guardian nor a post of origin is told`() throws {
        var (journal, referral) = try Journal.identification()
        _ = try journal.consent(to: ["guardians", "consulate"], [.identification])
        try journal.record(.step(.conflicted))
        journal.append(.identityStated(.fixture(.asylumSeeker)), by: .of("inspectorate"))
        #expect(
            !journal.all.mayBeToldOfDecision(on: journal.today).contains(Agency.ID("guardians"))
        )
        try journal.decide(
            .reasonableGrounds,
            .positive,
            on: referral,
            tell: ["guardians", "consulate"]
        )
        for agency in ["guardians", "consulate"] {
            #expect(!journal.canOpen(.identification, of: "authority", agency))
        }
    }
}
