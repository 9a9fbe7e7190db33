import Casefile
import Cryptography
import Database
import Mechanism
import Store
import Testing

/// Rows are read through the viewer: what an agency can't open is not there.
@Suite(.migratedDatabases)
struct CaseVisibilityTests {
    private enum Grant: CaseIterable, Sendable {
        case none, held, expired, threadOnly, lastDay, open
    }

    @Test(arguments: Grant.allCases)
    private func `a case is there for who can open something of it`(grant: Grant) async throws {
        try await store { session in
            var world = try World(seed: 1, in: session)
            let referral: Referral.ID = world.random.id()
            switch grant {
            case .none: break
            case .held:
                try world.grant(
                    world.account,
                    to: World.shelter,
                    for: referral,
                    isHeld: true,
                    in: session
                )
            case .expired:
                let yesterday = World.today.adding(days: -1)
                try world.grant(world.account, to: World.shelter, until: yesterday, in: session)
            case .threadOnly: try world.thread(referral, to: World.shelter, in: session)
            case .lastDay:
                try world.grant(world.account, to: World.shelter, until: World.today, in: session)
            case .open: try world.grant(world.account, to: World.shelter, in: session)
            }
            let isVisible = grant == .open || grant == .lastDay
            let table = CaseFileTable(session)
            let id = world.file.id
            let found = try table.find(id, visibleTo: World.shelter, on: World.today)
            #expect((found != nil) == isVisible)
            let codes = try table.codes(of: [id], visibleTo: World.shelter, on: World.today)
            #expect(codes == (isVisible ? [id: world.file.code] : [:]))
            try table.assign(world.member(World.shelter), of: World.shelter, to: id)
            for member in [nil, world.member(World.shelter)] {
                let page = try table.page(
                    visibleTo: World.shelter,
                    assignedTo: member,
                    on: World.today,
                    limit: 10,
                    offset: 0
                )
                #expect(page.map(\.id) == (isVisible ? [id] : []))
            }
            // The opener sees it, a third agency never.
            #expect(try table.find(id, visibleTo: World.inspectorate, on: World.today) != nil)
            #expect(try table.find(id, visibleTo: World.police, on: World.today) == nil)
        }
    }

    @Test func `a case that is not there looks like one that is hidden`() async throws {
        try await store { session in
            var world = try World(seed: 2, in: session)
            let table = CaseFileTable(session)
            let absent = try table.find(
                world.random.id(),
                visibleTo: World.inspectorate,
                on: World.today
            )
            let hidden = try table.find(world.file.id, visibleTo: World.police, on: World.today)
            #expect(absent == nil && hidden == nil)
            #expect(try table.codes(of: [], visibleTo: World.inspectorate, on: World.today).isEmpty)
        }
    }

    @Test func `an assignment shows a case to its member, and no other`() async throws {
        try await store { session in
            var world = try World(seed: 3, in: session)
            let table = CaseFileTable(session)
            let mine = world.member(World.inspectorate)
            let colleague = world.random.member(of: World.inspectorate)
            try MemberTable(session).insert(colleague)
            for _ in 0..<2 {
                try table.assign(mine, of: World.inspectorate, to: world.file.id)
            }
            func cases(_ member: Member.ID?) throws -> Int {
                try table.page(
                    visibleTo: World.inspectorate,
                    assignedTo: member,
                    on: World.today,
                    limit: 9,
                    offset: 0
                ).count
            }
            #expect(try cases(mine) == 1)
            #expect(try cases(colleague.id) == 0)
            #expect(try cases(nil) == 1)
            #expect(try table.isAssigned(mine, to: world.file.id))
            #expect(try table.isAssigned(colleague.id, to: world.file.id) == false)
            #expect(try table.assignees(of: World.inspectorate, in: world.file.id) == [mine])
            #expect(try table.assignees(of: World.police, in: world.file.id).isEmpty)
            try table.reassign(mine, to: nil)
            #expect(try cases(mine) == 0)
        }
    }

    @Test func `pages show every case once, by code`() async throws {
        try await store { session in
            var world = try World(seed: 4, in: session)
            let table = CaseFileTable(session)
            var codes = [world.file.code]
            for _ in 0..<10 {
                let file = world.random.caseFile(openedBy: World.inspectorate)
                try table.insert(file)
                codes.append(file.code)
                for compartment in [Compartment.spine, .account, .support] {
                    let strand = world.random.strand(
                        of: file.id,
                        compartment,
                        owner: World.inspectorate
                    )
                    try world.add(strand, in: session)
                    try world.grant(strand, to: World.inspectorate, in: session)
                }
            }
            let pages = try stride(from: 0, to: 15, by: 3).flatMap {
                try table.page(
                    visibleTo: World.inspectorate,
                    assignedTo: nil,
                    on: World.today,
                    limit: 3,
                    offset: $0
                )
            }
            #expect(pages.map(\.code) == codes.sorted())
        }
    }

    @Test func `a wiped practice case leaves nothing behind, and no other case`() async throws {
        try await store { session in
            var world = try World(seed: 5, in: session)
            let table = CaseFileTable(session)
            try session.main.execute("UPDATE case_file SET is_practice = 0")
            let practice = CaseFileRow(
                id: world.random.id(),
                code: "PRACTICE",
                openedBy: World.inspectorate,
                isPractice: true,
                lastSequence: 0,
                lastLink: []
            )
            try table.insert(practice)
            let strand = world.random.strand(
                of: practice.id,
                .spine,
                owner: World.inspectorate
            )
            try world.add(strand, in: session)
            try world.grant(strand, to: World.inspectorate, in: session)
            try StrandTable(session).insertHalves(
                [(strand.strand.id, 1, [1]), (world.spine.strand.id, 1, [2])],
                at: Instant(milliseconds: 0)
            )
            try table.assign(
                world.member(World.inspectorate),
                of: World.inspectorate,
                to: practice.id
            )
            try table.deletePractice(openedBy: World.inspectorate)
            #expect(try table.head(practice.id) == nil)
            #expect(try table.head(world.file.id) != nil)
            let halves = try StrandTable(session)
                .halves(of: [strand.strand.id, world.spine.strand.id])
            #expect(halves.map(\.0) == [world.spine.strand.id])
        }
    }
}

@Suite(.migratedDatabases)
struct OfferVisibilityTests {
    private static let states: [OfferRow.State] = [
        .awaitingApproval, .offered, .accepted, .closed,
    ]

    @Test(arguments: states)
    func `an offer is there for its two parties, once approved`(state: OfferRow.State) async throws
    {
        try await store { session in
            var world = try World(seed: 1, in: session)
            let table = OfferTable(session)
            let offer = try world.offer(to: World.shelter, state, in: session)
            try world.thread(
                offer.referral,
                to: World.shelter,
                isOpen: state != .awaitingApproval,
                in: session
            )
            let referrer = try #require(
                try table.find(offer.referral, visibleTo: World.inspectorate)
            )
            #expect(String(reflecting: referrer) == String(reflecting: offer))
            let receiver = try table.find(offer.referral, visibleTo: World.shelter)
            #expect((receiver != nil) == (state != .awaitingApproval))
            #expect(try table.find(offer.referral, visibleTo: World.police) == nil)
            #expect(try table.find(world.random.id(), visibleTo: World.inspectorate) == nil)
        }
    }

    @Test func `an offer that was taken back before its approval was never there`() async throws {
        try await store { session in
            var world = try World(seed: 2, in: session)
            let table = OfferTable(session)
            let offer = try world.offer(to: World.police, .awaitingApproval, in: session)
            try world.thread(offer.referral, to: World.police, isOpen: false, in: session)
            try table.set(offer.referral, to: .closed)
            #expect(try table.find(offer.referral, visibleTo: World.police) == nil)
            #expect(try table.find(offer.referral, visibleTo: World.inspectorate)?.state == .closed)
        }
    }

    @Test func `the inbox shows what waits for an answer, the earliest day first`() async throws {
        try await store { session in
            var world = try World(seed: 3, in: session)
            let table = OfferTable(session)
            var waiting: [OfferRow] = []
            for state in Self.states {
                for _ in 0..<3 {
                    let offer = try world.offer(to: World.shelter, state, in: session)
                    if state == .offered { waiting.append(offer) }
                }
            }
            let inbox = try table.received(by: World.shelter, limit: 10, offset: 0)
            #expect(inbox.map(\.answerBy) == waiting.map(\.answerBy).sorted())
            #expect(Set(inbox.map(\.referral)) == Set(waiting.map(\.referral)))
            #expect(try table.receivedCount(by: World.shelter) == 3)
            #expect(try table.receivedCount(by: World.police) == 0)
            let second = try table.received(by: World.shelter, limit: 2, offset: 2)
            #expect(second.count == 1)
        }
    }
}

@Suite(.migratedDatabases)
struct InvitationTests {
    @Test func `an invitation is counted, used once and runs out`() async throws {
        try await store { session in
            var random = try World(seed: 1, in: session).random
            let table = InvitationTable(session)
            let row = random.invitation(expiresAt: Instant(milliseconds: 1_000))
            try table.insert(row)
            let found = try #require(try table.find(token: row.tokenDigest))
            #expect(String(reflecting: found) == String(reflecting: row))
            for _ in 0..<3 { try table.countAttempt(token: row.tokenDigest) }
            #expect(try table.find(token: row.tokenDigest)?.attempts == 3)
            let now = Instant(milliseconds: 999)
            #expect(try table.openCount(of: World.shelter, at: now) == 1)
            #expect(try table.openCount(of: World.police, at: now) == 0)
            #expect(try table.openCount(of: World.shelter, at: row.expiresAt) == 0)
            try table.deleteExpired(at: now)
            #expect(try table.find(token: row.tokenDigest) != nil)
            try table.deleteExpired(at: row.expiresAt)
            #expect(try table.find(token: row.tokenDigest) == nil)
        }
    }

    @Test func `a used invitation is gone`() async throws {
        try await store { session in
            var random = try World(seed: 2, in: session).random
            let table = InvitationTable(session)
            let row = random.invitation(expiresAt: Instant(milliseconds: 1_000))
            try table.insert(row)
            try table.delete(token: row.tokenDigest)
            #expect(try table.find(token: row.tokenDigest) == nil)
        }
    }
}

extension Random {
    fileprivate mutating func invitation(expiresAt: Instant) -> InvitationTable.InvitationRow {
        .init(
            tokenDigest: bytes(32),
            agency: World.shelter,
            codeDigest: bytes(32),
            isFirst: flag(),
            isKeyholder: flag(),
            capabilities: "record",
            invitedBy: flag() ? id() : nil,
            expiresAt: expiresAt,
            attempts: 0
        )
    }
}
