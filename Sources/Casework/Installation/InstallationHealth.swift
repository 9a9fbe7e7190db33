package import Cryptography
package import Database
package import Mechanism
package import Store

/// What the two databases of an installation tell whoever looks after it; nothing of a case or a member.
package struct InstallationHealth: Sendable {
    /// What can be read once the schema is that of this release.
    package struct Content: Hashable, Sendable {
        package var isDemonstration = false
        /// Whether the mechanism in force is an invented one; nil where this release can't read it.
        package var isFictitious: Bool?
        /// Whether the key file's anchor is the root of an agency here; nil where there was no key file.
        package var hasAnchor: Bool?
        package var createdAt: Instant?
        package var newestLeaf: Instant?
        package var backupAt: Instant?
        /// When each witness of the log signed last, by its name.
        package var witnesses: [String: Instant] = [:]
        /// Agencies that joined and whose fingerprint nobody has confirmed.
        package var unconfirmed: [Agency.ID] = []
        /// Confirmed agencies with fewer than two keyholders, whose cases are practice.
        package var practising: [Agency.ID] = []

        package init() {}
    }

    package let main: DatabaseHealth
    package let shred: DatabaseHealth
    /// Nil where the schema is another release's, or nothing was created.
    package let content: Content?

    /// Whether one PostgreSQL server keeps both, so that its backups hold every erased half too.
    package var isOnOneServer: Bool {
        guard case .postgres(let main) = main.engine, case .postgres(let shred) = shred.engine,
            let identity = main.serverIdentity
        else { return false }
        return identity == shred.serverIdentity
    }
}

extension Installation {
    /// Looks at the databases of an installation, and changes nothing.
    ///
    /// `anchor`: from the key file, where there is one.
    /// - Throws: `DatabaseError` where they can't be reached or read.
    package static func health(
        of database: Database,
        anchor: SigningPublicKey?
    ) async throws -> InstallationHealth {
        try await database.read { session in
            let main = try DatabaseHealth(of: session.main, schema: Schema.main)
            let shred = try DatabaseHealth(of: session.companion, schema: Schema.shred)
            let isCreated = try main.isCurrent && MechanismTable(session).latest() != nil
            return InstallationHealth(
                main: main,
                shred: shred,
                content: isCreated ? try content(session, anchor) : nil
            )
        }
    }

    private static func content(
        _ session: DatabaseSession,
        _ anchor: SigningPublicKey?
    ) throws -> InstallationHealth.Content {
        var content = InstallationHealth.Content()
        content.isDemonstration = try SettingTable(session).value(demonstrationSetting) == [1]
        content.backupAt = try Backup.lastFinish(in: session)
        content.witnesses = try CheckpointTable(session).latestByWitness()
        let signs = try LifeSigns(of: session)
        content.createdAt = signs.createdAt
        content.newestLeaf = signs.newestLeaf
        if let file = try MechanismTable(session).latest() {
            do {
                content.isFictitious = try Mechanism(reading: file).isFictitious
            } catch {
                content.isFictitious = nil
            }
        }
        let agencies = try AgencyTable(session).all()
        content.hasAnchor = anchor.map { anchor in
            agencies.contains { $0.rootPublic == anchor.bytes }
        }
        // Without the right key file nobody can tell which agency needs no confirmation.
        guard let anchor, content.hasAnchor == true else { return content }
        let trusted = agencies.filter { $0.isPinned || $0.rootPublic == anchor.bytes }
        content.unconfirmed = agencies.map(\.id).filter { id in
            !trusted.contains { $0.id == id }
        }
        content.practising = trusted.filter { !$0.isLive }.map(\.id)
        return content
    }
}
