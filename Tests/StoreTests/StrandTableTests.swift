import Casefile
import Cryptography
import Database
import Mechanism
import Store
import Testing

/// Strands, their epochs and the wraps of their keys.
@Suite(.migratedDatabases)
struct StrandTableTests {
    private static let seeds: ClosedRange<UInt64> = 1...5

    @Test(arguments: seeds)
    func `strands, commitments and grants read back`(seed: UInt64) async throws {
        try await store { session in
            var world = try World(seed: seed, in: session)
            let table = StrandTable(session)
            let referral: Referral.ID = world.random.id()
            try world.thread(referral, to: World.shelter, in: session)
            let strands = try table.strands(of: world.file.id)
            #expect(Set(strands.map(\.strand.compartment)) == [.spine, .account, .coordination])
            #expect(strands.compactMap(\.strand.thread) == [referral])
            let commitments = try table.commitments(of: world.file.id)
            #expect(Set(commitments.map(\.0)) == Set(strands.map(\.strand.id)))

            let row = world.random.grant(
                world.account.strand.id,
                to: World.shelter,
                for: referral,
                until: World.today,
                by: world.member(World.inspectorate)
            )
            try table.grant(row)
            let found = try table.grants(to: World.shelter, in: world.file.id, on: World.today)
                .filter { $0.strand == row.strand }
            #expect(found.map { String(reflecting: $0) } == [String(reflecting: row)])
        }
    }

    @Test func `held and expired wraps open nothing`() async throws {
        try await store { session in
            var world = try World(seed: 1, in: session)
            let table = StrandTable(session)
            let referral: Referral.ID = world.random.id()
            try world.grant(
                world.account,
                to: World.shelter,
                for: referral,
                isHeld: true,
                in: session
            )
            try world.grant(world.account, to: World.police, until: World.today, in: session)
            func opens(_ agency: Agency.ID, _ day: CalendarDate = World.today) throws -> Int {
                try table.grants(to: agency, in: world.file.id, on: day).count
            }
            let tomorrow = World.today.adding(days: 1)
            #expect(try opens(World.shelter) == 0)
            #expect(try opens(World.police) == 1)
            #expect(try opens(World.police, tomorrow) == 0)
            let readers = try table.readers(of: world.file.id, on: tomorrow).map(\.1)
            #expect(Set(readers) == [World.inspectorate])

            try table.release(referral)
            #expect(try opens(World.shelter) == 1)
            #expect(try table.endExpired(on: World.today) == 0)
            #expect(try table.endExpired(on: tomorrow) == 1)
            #expect(try opens(World.police) == 0)
            let rotating = try table.strands(of: world.file.id).filter(\.mustRotate)
            #expect(rotating.map(\.strand.id) == [world.account.strand.id])
        }
    }

    @Test func `two referrals to one agency wait, open and end apart`() async throws {
        try await store { session in
            var world = try World(seed: 2, in: session)
            let table = StrandTable(session)
            let first: Referral.ID = world.random.id()
            let second: Referral.ID = world.random.id()
            for referral in [first, second] {
                try world.grant(
                    world.spine,
                    to: World.shelter,
                    for: referral,
                    isHeld: true,
                    in: session
                )
            }
            func opens() throws -> [Referral.ID?] {
                try table.grants(to: World.shelter, in: world.file.id, on: World.today)
                    .map(\.referral)
            }
            try table.release(second)
            #expect(try opens() == [second])
            try table.drop(first)
            #expect(try opens() == [second])
            // What was released is not dropped any more.
            try table.drop(second)
            #expect(try opens() == [second])
        }
    }

    @Test func `a grant that opens at once is not lost behind one that waits`() async throws {
        try await store { session in
            var world = try World(seed: 3, in: session)
            let table = StrandTable(session)
            let referral: Referral.ID = world.random.id()
            try world.grant(
                world.spine,
                to: World.shelter,
                for: referral,
                isHeld: true,
                in: session
            )
            try world.grant(world.spine, to: World.shelter, in: session)
            // One wrap an epoch is enough, however many grants there are.
            try world.grant(world.spine, to: World.shelter, for: world.random.id(), in: session)
            let grants = try table.grants(to: World.shelter, in: world.file.id, on: World.today)
            #expect(grants.count == 1)
        }
    }

    @Test func `of two grants for the same the longer lasting one stays`() async throws {
        try await store { session in
            var world = try World(seed: 4, in: session)
            let table = StrandTable(session)
            let days: [CalendarDate?] = [
                World.today, World.today.adding(days: 5), World.today.adding(days: 2), nil,
                World.today,
            ]
            let wanted: [CalendarDate?] = [
                World.today, World.today.adding(days: 5), World.today.adding(days: 5), nil, nil,
            ]
            for (day, lasting) in zip(days, wanted) {
                try world.grant(world.account, to: World.shelter, until: day, in: session)
                let grants = try table.grants(
                    to: World.shelter,
                    in: world.file.id,
                    on: World.today
                )
                #expect(grants.map(\.until) == [lasting])
            }
        }
    }

    @Test func `revoking ends what is open, leaves what waits, and asks for a new epoch`()
        async throws
    {
        try await store { session in
            var world = try World(seed: 5, in: session)
            let table = StrandTable(session)
            let waiting: Referral.ID = world.random.id()
            try world.grant(world.account, to: World.shelter, in: session)
            try world.grant(
                world.account,
                to: World.shelter,
                for: waiting,
                isHeld: true,
                in: session
            )
            try world.grant(world.account, to: World.police, in: session)
            try table.revoke(World.shelter, from: world.account.strand.id)
            func opens(_ agency: Agency.ID) throws -> Int {
                try table.grants(to: agency, in: world.file.id, on: World.today).count
            }
            #expect(try opens(World.shelter) == 0)
            #expect(try opens(World.police) == 1)
            let strands = try table.strands(of: world.file.id)
            #expect(strands.filter(\.mustRotate).map(\.strand.id) == [world.account.strand.id])

            let holders = try table.holders(of: world.account.strand.id, on: World.today)
            #expect(holders.map(\.agency) == [World.inspectorate, World.police, World.shelter])
            #expect(holders.map(\.heldFor) == [nil, nil, waiting])

            try table.insertEpoch(world.account.strand.id, epoch: 2, commitment: [1])
            try table.setEpoch(world.account.strand.id, epoch: 2)
            let rotated = try table.strands(of: world.file.id)
                .first { $0.strand.id == world.account.strand.id }
            #expect(rotated?.epoch == 2 && rotated?.mustRotate == false)
            try table.release(waiting)
            #expect(try opens(World.shelter) == 1)
        }
    }

    @Test func `a new epoch is wrapped once for each who reads, and for each who waits`()
        async throws
    {
        try await store { session in
            var world = try World(seed: 6, in: session)
            let table = StrandTable(session)
            let referrals: [Referral.ID] = [world.random.id(), world.random.id()].sorted()
            let last = World.today.adding(days: 3)
            let later = World.today.adding(days: 9)
            // Two that ended apart, and two that wait.
            try world.grant(world.account, to: World.shelter, until: last, in: session)
            try world.grant(
                world.account,
                to: World.shelter,
                for: world.random.id(),
                until: later,
                in: session
            )
            for referral in referrals {
                try world.grant(
                    world.account,
                    to: World.shelter,
                    for: referral,
                    isHeld: true,
                    until: last,
                    in: session
                )
            }
            try world.grant(
                world.account,
                to: World.police,
                until: World.today.adding(days: -1),
                in: session
            )
            let holders = try table.holders(of: world.account.strand.id, on: World.today)
                .filter { $0.agency != World.inspectorate }
            #expect(holders.map(\.agency) == [World.shelter, World.shelter, World.shelter])
            #expect(holders.map(\.heldFor) == [nil, referrals[0], referrals[1]])
            #expect(holders.map(\.until) == [later, last, last])
        }
    }

    @Test func `a wrap that waits belongs to a referral`() async throws {
        try await store { session in
            var world = try World(seed: 7, in: session)
            let error = #expect(throws: DatabaseError.self) {
                try session.main.attempt {
                    try world.grant(world.account, to: World.shelter, isHeld: true, in: session)
                }
            }
            #expect(error?.kind == .constraintViolation)
        }
    }

    @Test func `a last day that was changed from outside opens nothing`() async throws {
        await #expect(throws: RowDamage(table: "strand_grant")) {
            try await store { session in
                var world = try World(seed: 8, in: session)
                try world.grant(world.account, to: World.shelter, until: World.today, in: session)
                try session.main.execute("UPDATE strand_grant SET until_day = '9999-99-99'")
                _ = try StrandTable(session)
                    .grants(to: World.shelter, in: world.file.id, on: World.today)
            }
        }
    }
}

/// The second halves, which lie in a database of their own.
@Suite(.migratedDatabases)
struct StrandHalfTests {
    private static let minute = Instant(milliseconds: 60_000)

    @Test func `halves are found by strand, and only those asked for`() async throws {
        try await store { session in
            let world = try World(seed: 1, in: session)
            let table = StrandTable(session)
            let spine = world.spine.strand.id
            let account = world.account.strand.id
            try table.insertHalves(
                [(spine, 1, [1]), (account, 1, [2]), (spine, 2, [3])],
                at: Self.minute
            )
            let found = try table.halves(of: [spine])
            #expect(found.map(\.1) == [1, 2] && found.map(\.2) == [[1], [3]])
            #expect(try table.halves(of: []).isEmpty)
        }
    }

    @Test func `a half whose case never committed is swept, after a while`() async throws {
        struct Stop: Error {}
        let strand: Strand.ID = try await store { session in
            try World(seed: 2, in: session).spine.strand.id
        }
        let lost: Strand.ID = try await store { _ in
            var random = Random(seed: 9)
            return random.id()
        }
        await #expect(throws: Stop.self) {
            try await store { session in
                try StrandTable(session)
                    .insertHalves(
                        [(strand, 1, [1]), (strand, 2, [2]), (lost, 1, [3])],
                        at: Self.minute
                    )
                throw Stop()
            }
        }
        try await store { session in
            let table = StrandTable(session)
            /// What is found in pages of one strand and in one page.
            func orphans(before: Instant) throws -> [StrandTable.Orphan] {
                let start = StrandTable.HalfMark(at: Instant(milliseconds: 0))
                var (all, last) = ([StrandTable.Orphan](), Optional(start))
                while let mark = last {
                    let page = try table.orphans(after: mark, before: before, limit: 1)
                    all += page.found
                    last = page.last
                }
                #expect(try table.orphans(after: start, before: before).found == all)
                return all
            }
            let later = Self.minute.adding(seconds: 1)
            #expect(try orphans(before: Self.minute).isEmpty)
            let found = try orphans(before: later)
            #expect(found.count == 2)
            // Nothing older than where an earlier look began.
            #expect(try table.orphans(after: .init(at: later), before: later).found.isEmpty)
            #expect(try table.orphans(after: .init(at: Self.minute), before: later).found == found)
            #expect(try table.deleteOrphans(found) == 2)
            let left = try table.halves(of: [strand, lost])
            #expect(left.map(\.0) == [strand] && left.map(\.1) == [1])
            #expect(try orphans(before: later).isEmpty)
            #expect(try table.deleteOrphans(found) == 0)
        }
    }

    @Test func `an epoch that failed can be begun again at once`() async throws {
        struct Stop: Error {}
        let strand: Strand.ID = try await store { session in
            try World(seed: 3, in: session).spine.strand.id
        }
        await #expect(throws: Stop.self) {
            try await store { session in
                let table = StrandTable(session)
                try table.insertEpoch(strand, epoch: 2, commitment: [1])
                try table.insertHalves([(strand, 2, [1])], at: Self.minute)
                throw Stop()
            }
        }
        try await store { session in
            let table = StrandTable(session)
            try table.insertEpoch(strand, epoch: 2, commitment: [2])
            try table.insertHalves([(strand, 2, [2])], at: Self.minute.adding(seconds: 1))
            #expect(try table.halves(of: [strand]).map(\.2) == [[2]])
        }
    }
}
