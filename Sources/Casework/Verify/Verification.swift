package import Cryptography
import Database
import Mechanism
import Store

/// What a verification of a whole installation found.
package struct Verification: Sendable {
    /// What is looked at, in this order.
    package enum Step: String, CaseIterable, Hashable, Sendable {
        /// The engine's own look at its file, and the seal of every row.
        case rows
        /// Agencies' roots, certificates, epochs and members.
        case keys
        /// Chain, signatures and accompanying rows of every case.
        case journals
        /// Signatures of all wrapped keys.
        case grants
        /// The tree, its leaves, and what was signed.
        case log
        /// What witnesses cosigned.
        case witnesses
    }

    /// The first thing that is not what it should be.
    package struct Fault: Hashable, Sendable {
        package let step: Step
        /// The table or the case, and the row.
        package let place: String
        package let reason: String
    }

    /// How many things each step looked at.
    package internal(set) var counts: [Step: Int] = [:]
    package internal(set) var cases = 0
    package internal(set) var entries = 0
    /// Leaves that have waited longer for their place than a running server lets them.
    package internal(set) var lateLeaves = 0
    package internal(set) var latest: LogCheckpoint?
    /// The size up to which each witness has cosigned.
    package internal(set) var witnessed: [String: Int] = [:]
    package internal(set) var fault: Fault?
}

/// What a verification is given from outside the installation.
package struct OutsideEvidence: Sendable {
    /// Witnesses that must have cosigned.
    package var witnesses: [NoteKey] = []
    /// Checkpoints that somebody else kept.
    package var checkpoints: [SignedNote] = []

    package init() {}
}

extension Installation {
    /// Checks everything that can be checked without opening anything, and stops at the first fault.
    ///
    /// `onProgress`: called now and then with a step and how much of it is done.
    package func verify(
        against evidence: OutsideEvidence = OutsideEvidence(),
        onProgress: @escaping @Sendable (Verification.Step, Int) -> Void = { _, _ in }
    ) async throws -> Verification {
        let now = currentTime()
        return try await database.read { session in
            var check = Check(self, session, evidence, now, onProgress)
            do {
                try check.run()
            } catch let stop as Check.Stop {
                check.report.fault = stop.fault
            } catch let damage as RowDamage {
                check.report.fault = check.fault(damage.table, "a row was changed from outside")
            } catch let error as RowError {
                check.report.fault = check.fault(error.column, "a value is of no use")
            }
            return check.report
        }
    }
}

/// One verification under way.
struct Check {
    /// Ends the verification.
    struct Stop: Error { let fault: Verification.Fault }

    let installation: Installation
    let session: DatabaseSession
    let evidence: OutsideEvidence
    let now: Instant
    let onProgress: (Verification.Step, Int) -> Void
    var signers: Signers
    var report = Verification()
    var step = Verification.Step.rows

    init(
        _ installation: Installation,
        _ session: DatabaseSession,
        _ evidence: OutsideEvidence,
        _ now: Instant,
        _ onProgress: @escaping (Verification.Step, Int) -> Void
    ) {
        self.installation = installation
        self.session = session
        self.evidence = evidence
        self.now = now
        self.onProgress = onProgress
        signers = Signers(
            directory: installation.directory,
            anchor: installation.anchor,
            session: session
        )
    }

    mutating func run() throws {
        for step in Verification.Step.allCases {
            self.step = step
            report.counts[step] = 0
            switch step {
            case .rows: try checkRows()
            case .keys: try checkKeys()
            case .journals: try checkJournals()
            case .grants: try checkGrants()
            case .log: try checkLog()
            case .witnesses: try checkWitnesses()
            }
            onProgress(step, report.counts[step] ?? 0)
        }
    }

    /// Counts what was looked at.
    mutating func count(_ number: Int = 1) {
        let before = report.counts[step] ?? 0
        report.counts[step] = before + number
        if before / 10_000 != (before + number) / 10_000 { onProgress(step, before + number) }
    }

    func fault(_ place: String, _ reason: String) -> Verification.Fault {
        Verification.Fault(step: step, place: place, reason: reason)
    }

    func stop(_ place: String, _ reason: String) -> Stop { Stop(fault: fault(place, reason)) }
}

// MARK: - Rows

extension Check {
    private mutating func checkRows() throws {
        for connection in [session.main, session.companion] {
            if let words = try connection.integrityFault() { throw stop("the database", words) }
            guard let key = session.rowKey else { continue }
            for table in try Catalogue(of: connection).tables {
                let (rows, bad) = try RowSeals(connection, key: key).check(table)
                count(rows)
                if let bad {
                    throw stop("\(table.name) \(bad)", "the row was changed from outside")
                }
            }
        }
    }
}
