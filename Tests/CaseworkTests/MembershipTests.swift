import Casefile
import Cryptography
import Database
import Mechanism
import Store
import Synchronization
import TestEngines
import TestTown
import Testing

@testable import Casework
@testable import Cryptography

/// Joining, keyholders, and leaving.
@Suite(.bothEngines)
struct `A member` {
    private func code() -> String { RandomBytes.code(.invitation).exposedText() }

    private func invite(_ town: DemoTown) async throws -> InvitationSecret {
        try await town.installation.invite(
            capabilities: [],
            isKeyholder: true,
            by: town.actor("coordination.1")
        )
    }

    private func accept(
        _ invitation: InvitationSecret,
        _ town: DemoTown,
        code: String? = nil,
        login: String = "coordination.2"
    ) async throws {
        _ = try await town.installation.acceptInvitation(
            token: invitation.token,
            code: code ?? invitation.code,
            DemoTown.form(login)
        )
    }

    @Test func `can't join with the link alone: ten wrong codes and the invitation is dead`()
        async throws
    {
        let town = try await DemoTown.found()
        let invitation = try await invite(town)
        // What is no code at all is no guess.
        await #expect(throws: NewMemberRefusal.codeMistyped) {
            try await accept(invitation, town, code: "AAAA-BBBB-CCC")
        }
        for _ in 1...10 {
            await #expect(throws: NewMemberRefusal.codeWrong) {
                try await accept(invitation, town, code: code())
            }
        }
        await #expect(throws: NewMemberRefusal.invitationUnknown) {
            try await accept(invitation, town)
        }
        #expect(try await town.installation.invitation(token: invitation.token) == nil)
    }

    @Test func `who joined a demonstration is at work without signing in, in a real one nobody is`()
        async throws
    {
        let town = try await DemoTown.found()
        let (demonstration, invitation) = (town.installation, try await invite(town))
        let welcome = try await demonstration.acceptInvitation(
            token: invitation.token,
            code: invitation.code,
            DemoTown.form("coordination.2")
        )
        // Unconfirmed, as a sign-in would find the member.
        let new = try await demonstration.actor(of: welcome)
        #expect(!new.isConfirmed && new.agencyKeys.isEmpty)
        let coordinator = try await town.actor("coordination.1")
        try await demonstration.confirmMember(
            new.member,
            fingerprint: welcome.fingerprint,
            by: coordinator
        )
        #expect(try await demonstration.actor(of: welcome).isConfirmed)
        let real = try Installation(
            database: demonstration.database,
            mechanism: demonstration.mechanism,
            isDemonstration: false,
            officeKey: demonstration.officeKey,
            pepper: demonstration.pepper,
            anchor: demonstration.anchor,
            logKey: demonstration.logKey,
            linkageKeys: demonstration.linkageKeys,
            hasher: demonstration.hasher,
            parameters: demonstration.parameters,
            currentTime: demonstration.currentTime
        )
        await #expect(throws: InstallationError.notForDemonstration) {
            _ = try await real.actor(of: welcome)
        }
        try await town.tamper("UPDATE member SET is_active = 0 WHERE id = \(new.member)")
        await #expect(throws: (any Error).self) {
            _ = try await demonstration.actor(of: welcome)
        }
    }

    @Test func `joins once by an invitation, and not after 72 hours`() async throws {
        let town = try await DemoTown.found()
        let used = try await invite(town)
        try await accept(used, town)
        await #expect(throws: NewMemberRefusal.invitationUnknown) {
            try await accept(used, town, login: "somebody.else")
        }
        let late = try await invite(town)
        town.clock.advance(hours: 72)
        await #expect(throws: NewMemberRefusal.invitationUnknown) {
            try await accept(late, town, login: "somebody.else")
        }
    }

    @Test func `sees nothing until a keyholder confirmed the keys`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(by: "labour-inspectorate.1")
        let invitation = try await town.installation.invite(
            capabilities: [.record, .lead],
            isKeyholder: false,
            by: town.actor("labour-inspectorate.1")
        )
        try await accept(invitation, town, login: "labour-inspectorate.4")
        let new = try await town.freshActor("labour-inspectorate.4")
        #expect(!new.isConfirmed && new.agencyKeys.isEmpty && new.name.isEmpty)
        await #expect(throws: AccessRefusal.notConfirmed) {
            try await town.installation.readCase(id, by: new)
        }
        await #expect(throws: AccessRefusal.notConfirmed) {
            try await town.installation.work(page: 1, by: new)
        }
        let keyholder = try await town.actor("labour-inspectorate.2")
        let members = try await town.installation.members(for: keyholder)
        let fingerprint = try #require(members.first { $0.id == new.member }).fingerprint
        func confirm(_ login: String, _ fingerprint: String) async throws {
            try await town.installation.confirmMember(
                new.member,
                fingerprint: fingerprint,
                by: town.actor(login)
            )
        }
        // Nobody but a keyholder can, and a member of another agency doesn't even find them.
        await #expect(throws: AccessRefusal.hidden) {
            try await confirm("coordination.1", fingerprint)
        }
        await #expect(throws: AccessRefusal.missing(.manageMembers)) {
            try await confirm("labour-inspectorate.3", fingerprint)
        }
        // Nor are other keys certified than those that were compared by voice.
        let others = try #require(members.first { $0.id == keyholder.member }).fingerprint
        for wrong in ["", others, fingerprint + " "] {
            await #expect(throws: MembershipRefusal.fingerprintDiffers) {
                try await confirm("labour-inspectorate.2", wrong)
            }
        }
        try await confirm("labour-inspectorate.2", fingerprint)
        let confirmed = try await town.freshActor("labour-inspectorate.4")
        #expect(try await town.installation.readCase(id, by: confirmed).id == id)
        await #expect(throws: MembershipRefusal.alreadyConfirmed) {
            try await confirm("labour-inspectorate.2", fingerprint)
        }
    }

    @Test func `is given no capability that the agency's mandates don't allow`() async throws {
        let town = try await DemoTown.found(with: "legal-aid")
        let invitation = try await town.installation.invite(
            capabilities: Set(Capability.allCases),
            isKeyholder: false,
            by: town.actor("legal-aid.1")
        )
        try await accept(invitation, town, login: "legal-aid.4")
        let actor = try await town.freshActor("legal-aid.4")
        #expect(!actor.capabilities.contains(.decide))
        #expect(!actor.capabilities.contains(.confirmAgencies))
        #expect(!actor.capabilities.contains(.recordContact))
    }

    @Test func `who is a keyholder of a live agency can't be the second last`() async throws {
        let town = try await DemoTown.found(with: "legal-aid")
        let first = try await town.actor("legal-aid.1")
        let second = try await town.actor("legal-aid.2")
        await #expect(throws: MembershipRefusal.lastKeyholders) {
            try await town.installation.disableMember(second.member, by: first)
        }
        await #expect(throws: MembershipRefusal.notYourself) {
            try await town.installation.disableMember(first.member, by: first)
        }
        try await town.join("legal-aid", number: 4, isKeyholder: true)
        try await town.installation.disableMember(second.member, by: first)
        await #expect(throws: SignInRefusal.wrong) { try await town.session("legal-aid.2") }
        await #expect(throws: AccessRefusal.hidden) {
            try await town.installation.disableMember(second.member, by: first)
        }
    }

    @Test func `who is disabled is out at once, and the work goes to the agency`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let leaving = "labour-inspectorate.3"
        let id = try await town.openCase(by: leaving)
        let secret = try await town.session(leaving)
        let colleague = try await town.actor("labour-inspectorate.1")
        let before = try await town.installation.work(page: 1, by: town.actor(leaving))
        #expect(before.page.items.contains { $0.isMine })
        try await town.installation.disableMember(town.actor(leaving).member, by: colleague)
        #expect(try await town.installation.actor(of: secret) == nil)
        await #expect(throws: SignInRefusal.wrong) { try await town.session(leaving) }
        let wraps = try await town.count(
            "SELECT COUNT(*) AS n FROM key_wrap WHERE holder = \(town.actor(leaving).member)"
        )
        #expect(wraps == 0)
        let assigned = try await town.count(
            "SELECT COUNT(*) AS n FROM work_task WHERE assignee IS NOT NULL"
        )
        #expect(assigned == 0)
        let model = try await town.installation.readCase(id, by: colleague)
        #expect(model.assignees.isEmpty && !model.work.isEmpty)
        // What the member wrote stays, with a signature that still holds.
        #expect(!model.state.timeline.isEmpty)
        #expect(try await town.installation.verify().fault == nil)
    }
}

/// One keyholder is practice, two are live.
@Suite(.bothEngines)
struct `An agency` {
    @Test func `with one keyholder practises, and its cases are wiped when it goes live`()
        async throws
    {
        let town = try await DemoTown.found(with: "shelter-women")
        try await town.inviteFirst("labour-inspectorate")
        try await town.confirm("labour-inspectorate")
        let first = "labour-inspectorate.1"
        #expect(try await town.actor(first).isPractice)
        let id = try await town.openCase(by: first)
        try await town.share(id, with: "shelter-women", [.support], by: first)
        let model = try await town.installation.readCase(id, by: town.actor(first))
        #expect(model.isPractice)
        let entry = try #require(model.state.timeline.first).id
        var letter: [UInt8]? = Array("An invented letter".utf8)
        try await town.installation.addAttachment(
            named: "letter.txt",
            to: entry,
            in: id,
            by: town.actor(first),
            content: { letter.take() }
        )
        // A member who is no keyholder changes nothing.
        try await town.join("labour-inspectorate", number: 3, isKeyholder: false)
        #expect(try await town.installation.readCase(id, by: town.actor(first)).id == id)
        let halves = try await town.halfCount()
        #expect(halves > 0)

        try await town.join("labour-inspectorate", number: 2, isKeyholder: true)
        #expect(try await town.actor(first).isPractice == false)
        for login in [first, "labour-inspectorate.2", "shelter-women.1"] {
            #expect(try await town.seen(of: id, by: login) == nil)
        }
        for table: SQL in [
            "SELECT COUNT(*) AS n FROM entry", "SELECT COUNT(*) AS n FROM strand",
            "SELECT COUNT(*) AS n FROM strand_grant", "SELECT COUNT(*) AS n FROM offer",
            "SELECT COUNT(*) AS n FROM work_task", "SELECT COUNT(*) AS n FROM case_file",
            "SELECT COUNT(*) AS n FROM attachment", "SELECT COUNT(*) AS n FROM attachment_chunk",
        ] {
            #expect(try await town.count(table) == 0, "\(table.text)")
        }
        #expect(try await town.halfCount() == 0)
        let real = try await town.openCase(by: first)
        #expect(
            try await town.installation.readCase(real, by: town.actor(first)).isPractice == false
        )
    }

    @Test func `whose root is not confirmed receives nothing`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        try await town.inviteFirst("shelter-women")
        let id = try await town.openCase(by: "labour-inspectorate.3")
        let consent = try await town.consent(
            to: "shelter-women",
            for: .support,
            [.support],
            in: id,
            by: "labour-inspectorate.3"
        )
        await #expect(throws: KeyDirectoryError.notPinned) {
            try await town.offer(
                to: "shelter-women",
                for: .support,
                [.support],
                on: .consent(consent),
                in: id,
                by: "labour-inspectorate.3"
            )
        }
        #expect(try await town.count("SELECT COUNT(*) AS n FROM offer") == 0)
    }
}

/// How long a session lasts, and what a sign-in costs.
@Suite(.bothEngines)
struct `A sign-in` {
    @Test func `ends after a quarter of an hour without a sign of life`() async throws {
        let town = try await DemoTown.found()
        let secret = try await town.session("coordination.1")
        town.clock.advance(minutes: 14, seconds: 59)
        #expect(try await town.installation.actor(of: secret) != nil)
        town.clock.advance(minutes: 14, seconds: 59)
        #expect(try await town.installation.actor(of: secret) != nil)
        town.clock.advance(minutes: 15)
        #expect(try await town.installation.actor(of: secret) == nil)
    }

    @Test func `ends after eight hours, however busy`() async throws {
        let town = try await DemoTown.found()
        let secret = try await town.session("coordination.1")
        for _ in 1..<48 {
            town.clock.advance(minutes: 10)
            #expect(try await town.installation.actor(of: secret) != nil)
        }
        town.clock.advance(minutes: 10)
        #expect(try await town.installation.actor(of: secret) == nil)
    }

    @Test func `with a name that nobody has costs a password hash all the same`() async throws {
        let town = try await DemoTown.found()
        let hashes = Mutex<[Argon2Parameters]>([])
        let hasher = PasswordHasher(concurrent: 1, queueLimit: 4) {
            work throws(PasswordHash.Failure) in
            hashes.withLock { $0.append(work.parameters) }
            return try PasswordHash.derive(
                password: work.password,
                salt: work.salt,
                parameters: work.parameters
            )
        }
        let installation = try Installation(
            database: town.database,
            mechanism: town.installation.mechanism,
            isDemonstration: true,
            officeKey: town.installation.officeKey,
            pepper: town.receipt.secrets.pepper,
            anchor: town.receipt.secrets.anchor,
            logKey: .generate(),
            linkageKeys: LinkageKeys([1: .random(count: 32)]),
            hasher: hasher,
            parameters: DemoTown.parameters(),
            currentTime: { town.clock.now }
        )
        await #expect(throws: SignInRefusal.wrong) {
            try await installation.signIn(login: "coordination.1", password: "wrong password")
        }
        let cost = hashes.withLock { $0 }
        #expect(cost.count == 1)
        for name in ["nobody", "", "coordination.1 or anybody", "коордінатор"] {
            hashes.withLock { $0 = [] }
            await #expect(throws: SignInRefusal.wrong) {
                try await installation.signIn(login: name, password: DemoTown.password)
            }
            #expect(hashes.withLock { $0 } == cost, "\(name)")
        }
        // The same leaf for both, which names nobody.
        let failed = try await town.leaves().filter { $0.action == .signInFailed }
        #expect(failed.count == 5 && failed.allSatisfy { $0.member == nil && $0.agency == nil })
    }
}
