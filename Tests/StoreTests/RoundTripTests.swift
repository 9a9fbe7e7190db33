import Casefile
import Cryptography
import Database
import Mechanism
import Store
import Testing

/// Every row reads back as it was written.
///
/// The seed is the argument that a failure prints.
@Suite(.migratedDatabases)
struct RoundTripTests {
    private static let seeds: ClosedRange<UInt64> = 1...5

    @Test(arguments: seeds)
    func `settings and mechanisms`(seed: UInt64) async throws {
        try await store { session in
            var random = Random(seed: seed)
            let settings = SettingTable(session)
            let name = random.text()
            #expect(try settings.value(name) == nil)
            for value in [random.sealed(), random.sealed()] {
                try settings.set(name, to: value)
                let found = try settings.value(name)
                #expect(found == value)
            }
            let mechanisms = MechanismTable(session)
            let none = try mechanisms.latest()
            #expect(none == nil)
            for number in 1...3 {
                let file = random.sealed()
                try mechanisms.publish(file, at: Int64(number))
                let found = try mechanisms.latest()
                #expect(found == file)
            }
        }
    }

    @Test(arguments: seeds)
    func `agencies, their epochs and wraps`(seed: UInt64) async throws {
        try await store { session in
            let world = try World(seed: seed, in: session)
            var random = world.random
            let table = AgencyTable(session)
            let id = Agency.ID("clinic")
            let root = random.bytes(32)
            try table.insert(id, rootPublic: root)
            let before = try #require(try table.find(id))
            #expect(before.rootPublic == root && !before.isLive && !before.isPinned)
            let signature = random.bytes(64)
            let member = world.member(World.shelter)
            try table.pin(id, by: member, signature: signature, at: random.instant())
            try table.goLive(id)
            let after = try #require(try table.find(id))
            #expect(after.isLive && after.isPinned && after.pinnedBy == member)
            #expect(after.pinSignature == signature)
            let all = try table.all().map(\.id)
            #expect(all == ["clinic", "inspectorate", "police", "shelter"].map { Agency.ID($0) })

            let none = try table.latestEpoch(id)
            #expect(none == nil)
            for epoch in 1...3 {
                let key = random.bytes(32)
                try table.insertEpoch(id, epoch: epoch, publicKey: key)
                let latest = try #require(try table.latestEpoch(id))
                #expect(latest.epoch == epoch && latest.publicKey == key)
            }
            let missing = try table.find(Agency.ID("nobody"))
            #expect(missing == nil)
        }
    }

    @Test(arguments: seeds)
    func `wraps of agencies' keys, by kind and holder`(seed: UInt64) async throws {
        try await store { session in
            let world = try World(seed: seed, in: session)
            var random = world.random
            let table = KeyWrapTable(session)
            let holder = world.member(World.shelter).bytes
            let sealed = (0..<4).map { _ in random.sealed() }
            func insert(
                _ kind: KeyWrapTable.Kind,
                _ epoch: Int,
                _ holder: [UInt8],
                _ index: Int
            )
                throws
            {
                try table.insert(
                    kind,
                    of: World.shelter,
                    epoch: epoch,
                    holder: holder,
                    sealed: sealed[index]
                )
            }
            try insert(.epoch, 2, holder, 0)
            try insert(.epoch, 1, holder, 1)
            try insert(.root, 0, holder, 2)
            try insert(.epoch, 1, KeyWrapTable.recovery, 3)
            let epochs = try table.wraps(.epoch, of: World.shelter, holder: holder)
            #expect(epochs.map(\.epoch) == [1, 2])
            #expect(epochs.map(\.sealed) == [sealed[1], sealed[0]])
            // Wrapped anew, the latest wrap counts.
            try insert(.epoch, 2, holder, 3)
            let again = try table.wraps(.epoch, of: World.shelter, holder: holder)
            #expect(again.map(\.sealed) == [sealed[1], sealed[3]])
            try table.delete(holder: holder, of: World.shelter)
            let gone = try table.wraps(.epoch, of: World.shelter, holder: holder)
            let root = try table.wraps(.root, of: World.shelter, holder: holder)
            let kept = try table.wraps(
                .epoch,
                of: World.shelter,
                holder: KeyWrapTable.recovery
            )
            #expect(gone.isEmpty && root.isEmpty && kept.map(\.epoch) == [1])
        }
    }

    @Test(arguments: seeds)
    func `members`(seed: UInt64) async throws {
        try await store { session in
            var world = try World(seed: seed, in: session)
            let table = MemberTable(session)
            let member = world.random.member(of: World.shelter)
            try table.insert(member)
            let byID = try #require(try table.find(member.id))
            let byLogin = try #require(try table.find(login: member.loginDigest))
            #expect(same(byID, member) && same(byLogin, member))
            let all = try table.all(of: World.shelter)
            #expect(all.count == 2 && all.map(\.createdAt) == all.map(\.createdAt).sorted())
            try table.confirm(member.id)
            try table.disable(member.id)
            let disabled = try #require(try table.find(member.id))
            #expect(!disabled.isActive && disabled.isConfirmed)
            #expect(try table.find(world.random.id()) == nil)
            let error = #expect(throws: DatabaseError.self) {
                try session.main.attempt { try table.insert(member) }
            }
            #expect(error?.kind == .uniqueViolation)
        }
    }

    @Test(arguments: seeds)
    func `certificates and invitations`(seed: UInt64) async throws {
        try await store { session in
            var random = try World(seed: seed, in: session).random
            let certificate = CertificateRow(
                id: random.bytes(16),
                agency: World.shelter,
                kind: .keyholder,
                subject: random.bytes(16),
                issuer: random.bytes(16),
                body: random.sealed(),
                signature: random.bytes(64),
                issuedAt: random.instant()
            )
            let certificates = CertificateTable(session)
            try certificates.insert(certificate)
            let found = try #require(
                try certificates.find(
                    .keyholder,
                    of: World.shelter,
                    subject: certificate.subject
                )
            )
            #expect(same(found, certificate))
            for (kind, agency) in [
                (CertificateRow.Kind.member, World.shelter), (.keyholder, World.police),
            ] {
                let none = try certificates.find(kind, of: agency, subject: certificate.subject)
                #expect(none == nil)
            }
        }
    }

    @Test(arguments: seeds)
    func `sessions`(seed: UInt64) async throws {
        try await store { session in
            var world = try World(seed: seed, in: session)
            let table = SessionTable(session)
            let row = SessionTable.SessionRow(
                id: world.random.bytes(32),
                member: world.member(World.shelter),
                sealedKeys: world.random.sealed(),
                createdAt: Instant(milliseconds: 1_000),
                seenAt: Instant(milliseconds: 2_000)
            )
            try table.insert(row)
            let found = try #require(try table.find(row.id))
            #expect(same(found, row))
            try table.touch(row.id, at: Instant(milliseconds: 9_000))
            #expect(try table.find(row.id)?.seenAt == Instant(milliseconds: 9_000))
            // Neither limit alone is passed.
            try table.deleteOld(
                createdBefore: Instant(milliseconds: 1_000),
                seenBefore: Instant(milliseconds: 9_000)
            )
            #expect(try table.find(row.id) != nil)
            try table.deleteOld(
                createdBefore: Instant(milliseconds: 1_000),
                seenBefore: Instant(milliseconds: 9_001)
            )
            #expect(try table.find(row.id) == nil)
            try table.insert(row)
            try table.delete(member: world.member(World.shelter))
            #expect(try table.find(row.id) == nil)
        }
    }

    @Test(arguments: seeds)
    func `drafts of one member are no other's`(seed: UInt64) async throws {
        try await store { session in
            var world = try World(seed: seed, in: session)
            let table = DraftTable(session)
            let mine = world.member(World.shelter)
            let other = world.member(World.police)
            func draft(_ member: Member.ID, _ id: [UInt8], at: Int64) -> DraftRow {
                DraftRow(
                    id: id,
                    member: member,
                    sealed: world.random.sealed(),
                    updatedAt: Instant(milliseconds: at)
                )
            }
            let id = world.random.bytes(16)
            let start = Instant(milliseconds: 0)
            let first = draft(mine, id, at: 10)
            try table.save(first)
            try table.save(draft(other, id, at: 20))
            let kept = try #require(try table.find(id, of: mine, since: start))
            #expect(same(kept, first))
            #expect(try table.find(id, of: other, since: start) == nil)
            let second = draft(mine, id, at: 30)
            try table.save(second)
            let changed = try #require(try table.find(id, of: mine, since: start))
            #expect(same(changed, second))
            #expect(try table.find(id, of: mine, since: Instant(milliseconds: 31)) == nil)
            try table.delete(id, of: other)
            let all = try table.all(of: mine, since: start)
            #expect(all.count == 1)
            try table.deleteOld(before: Instant(milliseconds: 30))
            #expect(try table.find(id, of: mine, since: start) != nil)
            try table.deleteOld(before: Instant(milliseconds: 31))
            #expect(try table.find(id, of: mine, since: start) == nil)
        }
    }

    @Test(arguments: seeds)
    func `places, tallies, notifications and leaves`(seed: UInt64) async throws {
        try await store { session in
            var world = try World(seed: seed, in: session)
            let places = FreePlaceTable(session)
            for count in [3, 0] {
                let now = world.random.instant()
                try places.set(Service.ID("beds"), to: count, at: now)
                let found = try places.all()[Service.ID("beds")]
                #expect(found?.count == count && found?.updatedAt == now)
            }
            #expect(throws: DatabaseError.self) {
                try session.main.attempt {
                    try places.set(Service.ID("beds"), to: -1, at: Instant(milliseconds: 0))
                }
            }
            let tally = TallyTable(session)
            for month in ["2026-03", "2026-02", "2026-03"] {
                try tally.count("not-recorded", month: month)
            }
            let counts = try tally.counts()
            #expect(counts.map(\.month) == ["2026-02", "2026-03"])
            #expect(counts.map(\.count) == [1, 2])

            let sealed = world.random.sealed()
            let id = world.random.bytes(16)
            try tally.notify(
                position: Int64(7),
                id: id,
                agency: World.police,
                epoch: 2,
                month: "2026-03",
                sealed: sealed
            )
            let notices = try tally.notifications(to: World.police, limit: 9, offset: 0)
            #expect(notices.map(\.sealed) == [sealed] && notices.map(\.epoch) == [2])
            let none = try tally.notifications(to: World.shelter, limit: 9, offset: 0)
            #expect(none.isEmpty)

            let leaves = LeafTable(session)
            for number in [3, 1, 2] {
                try leaves.insert(
                    id: world.random.bytes(16),
                    hash: [UInt8(number)],
                    at: Instant(milliseconds: Int64(number)),
                    caseID: number == 2 ? world.file.id : nil,
                    sealed: world.random.sealed()
                )
            }
            let waiting = try leaves.waiting(limit: 2)
            #expect(waiting.map(\.hash) == [[1], [2]])
            #expect(try leaves.waiting() == (3, Instant(milliseconds: 1)))
            let latest = try leaves.latest(
                from: Instant(milliseconds: 2),
                until: Instant(milliseconds: 4),
                limit: 9,
                offset: 0
            )
            #expect(latest.map(\.hash) == [[3], [2]])
            try leaves.place(waiting.map(\.id))
            #expect(try leaves.waiting() == (1, Instant(milliseconds: 3)))
            try leaves.destroyContent(of: world.file.id)
            let emptied = try leaves.latest(
                from: Instant(milliseconds: 2),
                until: Instant(milliseconds: 3),
                limit: 9,
                offset: 0
            )
            #expect(emptied.map(\.sealed) == [[]] && emptied.map(\.hash) == [[2]])
        }
    }
}
