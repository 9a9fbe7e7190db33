import Casefile
package import Cryptography
package import Database
package import Mechanism
import Store

/// What is shown once when an installation is created, and never stored in clear.
package struct CreationReceipt: Sendable {
    package let secrets: InstallationSecrets
    package let login: String
    package let password: String
    /// Recovery code of the coordinating agency.
    package let agencyRecoveryCode: String
    /// Recovery code of the data-protection office: opens the log's leaves.
    package let officeRecoveryCode: String
    package let fingerprint: String
    package let agency: Agency.ID
    /// The first keyholder, signed in for no longer than the creation lasts.
    let firstKeyholder: (row: MemberRow, keys: MemberKeys)
}

extension Installation {
    static let officeKeySetting = "office-public-key"
    static let demonstrationSetting = "demonstration"

    /// Creates an installation in empty databases: the first keyholder of the coordinating agency.
    ///
    /// `keep`: stores the secrets outside the database.
    /// - Throws: `InstallationError` where the databases are not empty or no agency coordinates.
    package static func create(
        in database: Database,
        mechanismFile: [UInt8],
        isDemonstration: Bool,
        login: String,
        password: String?,
        parameters: Argon2Parameters,
        currentTime: @escaping @Sendable () -> Instant,
        keep: @Sendable (InstallationSecrets) throws -> Void
    ) async throws -> CreationReceipt {
        let mechanism = try readMechanism(mechanismFile)
        guard
            let coordinator = mechanism.agencies.first(where: { $0.mandates.contains(.coordinate) })
        else { throw InstallationError.noCoordinatingAgency }
        try await requireEmpty(database)
        let officeCode = RandomBytes.code(.recovery)
        let office = AgreementPrivateKey(derivedFrom: officeCode.secret).publicKey
        let new = NewAgencyKeys()
        let rows = SecretBytes.random(count: 32)
        let log = SigningPrivateKey.generate()
        let secrets = InstallationSecrets(
            pepper: .random(count: 32),
            anchor: new.root.publicKey,
            rows: rows,
            log: log,
            linkage: [1: .random(count: 32)]
        )
        database.attach(RowKey(rows))
        let installation = try Installation(
            database: database,
            mechanism: mechanism,
            isDemonstration: isDemonstration,
            officeKey: office,
            pepper: secrets.pepper,
            anchor: secrets.anchor,
            logKey: log,
            linkageKeys: LinkageKeys(secrets.linkage),
            hasher: PasswordHasher(),
            parameters: parameters,
            currentTime: currentTime
        )
        let chosen = password ?? RandomBytes.code(.recovery).exposedText()
        let form = NewMemberForm(name: login, login: login, password: chosen)
        try installation.check(form)
        let keys = MemberKeys.generate()
        let row = try await installation.prepare(
            form,
            keys: keys,
            id: newIdentifier(),
            agency: coordinator.id,
            epoch: new.epochKey.publicKey,
            capabilities: Capability.allowed(to: coordinator),
            isKeyholder: true,
            isConfirmed: true
        )
        // Kept before anything is committed: a database without its key file is lost.
        try keep(secrets)
        try await installation.establish(new, mechanismFile, coordinator.id, row, keys)
        return CreationReceipt(
            secrets: secrets,
            login: login,
            password: chosen,
            agencyRecoveryCode: new.recoveryCode.exposedText(),
            officeRecoveryCode: officeCode.exposedText(),
            fingerprint: Fingerprint.text(of: new.root.publicKey.bytes),
            agency: coordinator.id,
            firstKeyholder: (row, keys)
        )
    }

    /// Brings databases to the schema in which nothing was created, and beside which no move or restore was cut.
    private static func requireEmpty(_ database: Database) async throws {
        guard try await !exists(in: database) else { throw InstallationError.alreadyInitialised }
        let hasHalves = try await database.read { try StrandTable($0).hasHalves() }
        guard !hasHalves else { throw InstallationError.strangeHalves }
    }

    /// Writes the mechanism, the settings and the coordinating agency in one transaction.
    private func establish(
        _ new: NewAgencyKeys,
        _ mechanismFile: [UInt8],
        _ coordinator: Agency.ID,
        _ row: MemberRow,
        _ keys: MemberKeys
    ) async throws {
        let now = currentTime()
        try await database.write { session in
            // Another server may have made one in the same databases meanwhile.
            guard try MechanismTable(session).isEmpty() else {
                throw InstallationError.alreadyInitialised
            }
            try MechanismTable(session).publish(mechanismFile, at: now.milliseconds)
            let settings = SettingTable(session)
            try settings.set(Self.officeKeySetting, to: self.officeKey.bytes)
            try settings.set(Self.fingerprintedSetting, to: [1])
            try settings.set(
                Self.demonstrationSetting,
                to: [self.isDemonstration ? 1 : 0]
            )
            try new.establish(coordinator, keyholder: row, keys: keys, at: now, in: session)
            try self.log(
                LogLeaf(.certificate, member: row.id, agency: coordinator, at: now),
                in: session
            )
        }
    }

    /// Opens an installation that was created before.
    ///
    /// `keep`: stores the secrets that an older release had not, outside the database.
    /// - Throws: `InstallationError.notInitialised` where nothing was created.
    package static func open(
        _ database: Database,
        secrets: InstallationSecrets,
        parameters: Argon2Parameters,
        currentTime: @escaping @Sendable () -> Instant,
        keep: @Sendable (InstallationSecrets) throws -> Void
    ) async throws -> Installation {
        try await migrate(database)
        let (rows, log, linkage) = try await adopt(database, secrets, keep: keep)
        database.attach(rows)
        let stored = try await database.read { session in
            (
                file: try MechanismTable(session).latest(),
                office: try SettingTable(session).value(officeKeySetting),
                demonstration: try SettingTable(session).value(demonstrationSetting)
            )
        }
        guard let file = stored.file, let office = stored.office else {
            throw InstallationError.notInitialised
        }
        return try Installation(
            database: database,
            mechanism: readMechanism(file),
            isDemonstration: stored.demonstration == [1],
            officeKey: AgreementPublicKey(bytes: office),
            pepper: secrets.pepper,
            anchor: secrets.anchor,
            logKey: log,
            linkageKeys: linkage,
            hasher: PasswordHasher(),
            parameters: parameters,
            currentTime: currentTime
        )
    }

    /// Whether an installation was created in these databases.
    package static func exists(in database: Database) async throws -> Bool {
        try await migrate(database)
        return try await database.read { try MechanismTable($0).isEmpty() == false }
    }

    private static func migrate(_ database: Database) async throws {
        try await database.migrate(main: Schema.main, companion: Schema.shred)
    }

    private static func readMechanism(_ file: [UInt8]) throws -> Mechanism {
        try Mechanism(reading: file)
    }

    /// Removes what a crash or the passing of time left behind: uploads that were left, drafts, sessions.
    package func sweep() async throws {
        let now = currentTime()
        let today = self.now().today
        try await database.write { session in
            _ = try StrandTable(session).endExpired(on: today)
            try AttachmentTable(session).sweepUnfinished(
                before: now.adding(seconds: -Self.leftSeconds)
            )
            try DraftTable(session).deleteOld(before: now.adding(seconds: -(72 * 3_600)))
            try SessionTable(session).deleteOld(
                createdBefore: now.adding(seconds: -Self.sessionSeconds),
                seenBefore: now.adding(seconds: -Self.sessionIdleSeconds)
            )
            try InvitationTable(session).deleteExpired(at: now)
            try BlindCheckTable(session).deleteEnded(before: today)
            try FingerprintTable(session).sweepDestroyed(before: now.adding(seconds: -86_400))
        }
        try await finishErasures()
    }
}
