package import Casefile
package import Cryptography
package import Database
import Foundation
package import Mechanism
import Store

/// A running mechanism: its database, its file, its clock and the secrets kept outside the database.
package final class Installation: Sendable {
    /// The mechanism in force.
    package let mechanism: Mechanism
    /// True for installations that were created for demonstration and hold invented people only.
    package let isDemonstration: Bool
    let database: Database
    let agencies: [Agency.ID: Agency]
    let officeKey: AgreementPublicKey
    /// A secret kept outside the database: keys digests of sign-in names and of work rows.
    let pepper: SecretBytes
    /// The coordinating agency's root, kept outside the database: where every chain of certificates ends.
    let anchor: SigningPublicKey
    /// Signs checkpoints of the log.
    let logKey: SigningPrivateKey
    /// Make and seal fingerprints, kept outside the database.
    let linkageKeys: LinkageKeys
    /// Fingerprints as they were opened: in memory only.
    let people = PersonIndex()
    let renewals = FingerprintRenewals()
    /// Notices that were opened and told nothing.
    let dummies = OpenedDummies()
    let hasher: PasswordHasher
    let parameters: Argon2Parameters
    let directory = KeyDirectory()
    let currentTime: @Sendable () -> Instant
    private let zone: TimeZone

    /// Assembles an installation whose database is migrated and initialised.
    ///
    /// - Throws: `InstallationError`.
    package init(
        database: Database,
        mechanism: Mechanism,
        isDemonstration: Bool,
        officeKey: AgreementPublicKey,
        pepper: SecretBytes,
        anchor: SigningPublicKey,
        logKey: SigningPrivateKey,
        linkageKeys: LinkageKeys,
        hasher: PasswordHasher,
        parameters: Argon2Parameters,
        currentTime: @escaping @Sendable () -> Instant
    ) throws(InstallationError) {
        guard let zone = TimeZone(identifier: mechanism.timeZone) else { throw .unknownTimeZone }
        self.database = database
        self.mechanism = mechanism
        self.isDemonstration = isDemonstration
        self.officeKey = officeKey
        self.pepper = pepper
        self.anchor = anchor
        self.logKey = logKey
        self.linkageKeys = linkageKeys
        self.hasher = hasher
        self.parameters = parameters
        self.currentTime = currentTime
        self.zone = zone
        agencies = Dictionary(
            mechanism.agencies.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The present, with the calendar date that it falls on in the country.
    package func now() -> Now {
        let instant = currentTime()
        return Now(instant: instant, today: day(of: instant))
    }

    /// The calendar date of a moment in the country's time zone.
    package func day(of instant: Instant) -> CalendarDate {
        let seconds = instant.milliseconds / 1_000 + offset(at: instant)
        return CalendarDate(daysSinceEpoch: Int((Double(seconds) / 86_400).rounded(.down)))
    }

    /// Hour and minute of a moment in the country's time zone.
    package func time(of instant: Instant) -> (hour: Int, minute: Int) {
        let seconds = instant.milliseconds / 1_000 + offset(at: instant)
        let ofDay = ((seconds % 86_400) + 86_400) % 86_400
        return (Int(ofDay / 3_600), Int(ofDay % 3_600 / 60))
    }

    private func offset(at instant: Instant) -> Int64 {
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
        return Int64(zone.secondsFromGMT(for: date))
    }

    /// A new random identifier.
    package static func newIdentifier<Kind>() -> Identifier<Kind> {
        guard let id = Identifier<Kind>(bytes: RandomBytes.generate(count: 16)) else {
            preconditionFailure("16 bytes make an identifier")
        }
        return id
    }
}

/// Why an installation can't be created or opened.
package enum InstallationError: Error, Hashable, Sendable {
    case unknownTimeZone
    case noCoordinatingAgency
    case alreadyInitialised
    /// The shred store beside an empty database holds halves: a move or restore was cut.
    case strangeHalves
    case notInitialised
    case mechanismUnreadable
    case keyFileMissing
    case notForDemonstration
}
