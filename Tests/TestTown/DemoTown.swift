import Casefile
package import Casework
package import Cryptography
package import Database
package import Foundation
package import Mechanism
import Synchronization
package import TestEngines

/// A town with agencies, keyholders and members, made through the real use cases in a folder of its own.
///
/// Each agency has two keyholders, `<agency>.1` and `.2`, and one more member, `.3`, who leads nothing.
package final class DemoTown: Sendable {
    package let installation: Installation
    package let database: Database
    package let clock: TownClock
    package let receipt: CreationReceipt
    package let folder: URL
    /// Where its databases are.
    package let place: TestDatabase

    /// The password of every member.
    package static let password = "a bridge of twelve planks"
    /// The folder of the package, which holds `mechanisms` and `Sources`.
    package static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    /// Tuesday, 3 March 2026, eight o'clock in UTC.
    package static let morning = Instant(milliseconds: 1_772_524_800_000)

    private let actors = Mutex<[String: (day: CalendarDate, actor: Actor)]>([:])

    private init(
        installation: Installation,
        database: Database,
        clock: TownClock,
        receipt: CreationReceipt,
        folder: URL,
        place: TestDatabase
    ) {
        self.installation = installation
        self.database = database
        self.clock = clock
        self.receipt = receipt
        self.folder = folder
        self.place = place
    }

    deinit {
        // A folder that stays behind in the system's temporary place harms nobody.
        try? FileManager.default.removeItem(at: folder)
    }

    /// A town with the coordinating agency alone.
    package static func found() async throws -> DemoTown {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "town-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let clock = TownClock(morning)
        let place = try TestDatabase(in: folder.path, names: ("tandem.db", "shred.db"))
        let database = try place.open()
        let receipt = try await Installation.create(
            in: database,
            mechanismFile: Array(
                Data(contentsOf: package.appending(path: "mechanisms/demonstration.yaml"))
            ),
            isDemonstration: true,
            login: "coordination.1",
            password: password,
            parameters: parameters(),
            currentTime: { clock.now },
            keep: { _ in }
        )
        let installation = try await Installation.open(
            database,
            secrets: receipt.secrets,
            parameters: parameters(),
            currentTime: { clock.now },
            keep: { _ in }
        )
        return DemoTown(
            installation: installation,
            database: database,
            clock: clock,
            receipt: receipt,
            folder: folder,
            place: place
        )
    }

    /// A town in which these agencies are live.
    package static func found(with agencies: String...) async throws -> DemoTown {
        let town = try await found()
        for agency in agencies { try await town.staff(agency) }
        return town
    }

    /// Opens a town's SQLite files, as a program that starts anew does.
    package static func openDatabase(
        in folder: URL,
        isDurable: Bool = false
    ) throws -> Database {
        try TestDatabase(in: folder.path, on: .sqlite, names: ("tandem.db", "shred.db"))
            .open(isDurable: isDurable)
    }

    /// The cheapest hash that there is.
    package static func parameters() throws -> Argon2Parameters {
        try Argon2Parameters(passes: 1, memoryKiB: 8)
    }
}

extension DemoTown {
    /// Sets an agency up until it is live: two keyholders and one more member.
    package func staff(_ agency: String) async throws {
        try await inviteFirst(agency)
        try await confirm(agency)
        try await join(agency, number: 2, isKeyholder: true)
        try await join(agency, number: 3, isKeyholder: false)
    }

    /// Lets the first keyholder of an agency join.
    @discardableResult
    package func inviteFirst(_ agency: String) async throws -> Welcome {
        let invitation = try await installation.inviteFirstKeyholder(
            of: Agency.ID(agency),
            by: actor("coordination.1")
        )
        return try await installation.acceptInvitation(
            token: invitation.token,
            code: invitation.code,
            Self.form("\(agency).1")
        )
    }

    /// Pins an agency's root, as after a call.
    package func confirm(_ agency: String) async throws {
        let coordinator = try await actor("coordination.1")
        let overview = try await installation.agencyOverviews(for: coordinator)
            .first { $0.agency.id.rawValue == agency }
        try await installation.confirmAgency(
            Agency.ID(agency),
            fingerprint: overview?.fingerprint ?? "",
            by: coordinator
        )
    }

    /// Lets one more member join and be confirmed.
    ///
    /// Without `capabilities` a keyholder may do all that the agency may, others what needs no lead.
    package func join(
        _ agency: String,
        number: Int,
        isKeyholder: Bool,
        capabilities: Set<Capability>? = nil
    ) async throws {
        let keyholder = try await actor("\(agency).1")
        let allowed = Capability.allowed(to: keyholder.agency)
        let invitation = try await installation.invite(
            capabilities: capabilities
                ?? (isKeyholder
                    ? allowed : allowed.subtracting([.lead, .manageMembers, .approve])),
            isKeyholder: isKeyholder,
            by: keyholder
        )
        _ = try await installation.acceptInvitation(
            token: invitation.token,
            code: invitation.code,
            Self.form("\(agency).\(number)")
        )
        try await confirmAll(of: agency)
        actors.withLock { $0 = $0.filter { !$0.key.hasPrefix("\(agency).") } }
    }

    /// Confirms everybody of an agency who waits for it, as after a call.
    package func confirmAll(of agency: String) async throws {
        let keyholder = try await actor("\(agency).1")
        for member in try await installation.members(for: keyholder) where !member.isConfirmed {
            try await installation.confirmMember(
                member.id,
                fingerprint: member.fingerprint,
                by: keyholder
            )
        }
    }

    package static func form(_ login: String) -> NewMemberForm {
        NewMemberForm(name: "Member \(login)", login: login, password: password)
    }
}

extension DemoTown {
    /// The member with this sign-in name, signed in; the same sign-in is used for a day, or until
    /// `forgetSignIns`.
    package func actor(_ login: String) async throws -> Actor {
        let today = installation.now().today
        if let known = actors.withLock({ $0[login] }), known.day == today { return known.actor }
        let actor = try await freshActor(login)
        actors.withLock { $0[login] = (today, actor) }
        return actor
    }

    /// The member with this sign-in name in a session of their own.
    package func freshActor(_ login: String) async throws -> Actor {
        let secret = try await session(login)
        guard let actor = try await installation.actor(of: secret) else {
            throw TownFailure.noSession(login)
        }
        return actor
    }

    /// A session's secret, as a cookie carries it.
    package func session(_ login: String) async throws -> SessionSecret {
        try await installation.signIn(login: login, password: Self.password)
    }

    /// Makes `actor` sign everybody in anew.
    package func forgetSignIns() { actors.withLock { $0.removeAll() } }
}

/// Why a town can't do what a test asks of it.
package enum TownFailure: Error {
    case noSession(String)
}

/// A clock that stands still until it is moved.
package final class TownClock: Sendable {
    private let state: Mutex<Instant>

    package init(_ start: Instant) { state = Mutex(start) }

    package var now: Instant { state.withLock { $0 } }

    /// Moves on.
    package func advance(days: Int = 0, hours: Int = 0, minutes: Int = 0, seconds: Int = 0) {
        let total = Int64(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
        state.withLock { $0 = $0.adding(seconds: total) }
    }
}
