import Casework
import Mechanism

/// Whether the people of an installation have done what keeps it safe.
struct InstallationCheck {
    let content: InstallationHealth.Content
    let now: Instant

    static let warningDays: Int64 = 2
    static let faultDays: Int64 = 7
    /// How long a backup of the shred store may be kept.
    static let shredDays: Int64 = 30

    var symptoms: [Symptom] { keyFile + mechanism + backup + witnesses + agencies }

    private func days(since moment: Instant) -> Int64 { now.seconds(since: moment) / 86_400 }

    private var keyFile: [Symptom] {
        guard content.hasAnchor == false else { return [] }
        return [
            .fault(
                "key-file",
                "The key file is that of another installation: nobody can sign in",
                "restore this installation's own from its backup"
            )
        ]
    }

    private var mechanism: [Symptom] {
        guard let isFictitious = content.isFictitious else {
            return [
                .fault(
                    "mechanism",
                    "This release does not understand the mechanism file in force",
                    "install the release that it was made with"
                )
            ]
        }
        guard isFictitious, !content.isDemonstration else { return [] }
        return [
            .fault(
                "mechanism",
                "The mechanism in force says that it is invented",
                "make a new installation with the country's own file, checked by 'tandem check'"
            )
        ]
    }

    /// Nobody misses what is invented, so that a demonstration needs no backup.
    private var backup: [Symptom] {
        guard !content.isDemonstration else { return [] }
        let remedy = "run 'tandem backup', and from now on every night"
        guard let last = content.backupAt else {
            let age = content.createdAt.map(days) ?? 0
            let what = "No backup was ever made"
            return age < Self.faultDays
                ? [.warning("backup", what, remedy)] : [.fault("backup", what, remedy)]
        }
        let age = days(since: last)
        let what = "The latest backup is \(age) days old"
        let reminder = Symptom.note(
            "shred-backups",
            "Copies of the shred store undo erasures while they exist",
            "destroy each that is older than \(Self.shredDays) days"
        )
        if age >= Self.faultDays { return [.fault("backup", what, remedy), reminder] }
        if age >= Self.warningDays { return [.warning("backup", what, remedy), reminder] }
        return [reminder]
    }

    /// The log is witnessed while one witness signs; that of the others is told too.
    private var witnesses: [Symptom] {
        guard !content.isDemonstration else { return [] }
        let remedy =
            "have somebody outside run 'tandem log witness', and keep it by 'tandem log cosign'"
        guard let newest = content.witnesses.values.max() else {
            guard let made = content.createdAt, days(since: made) >= Self.faultDays else {
                return []
            }
            return [.warning("witness", "No witness has ever signed the log", remedy)]
        }
        let silence = days(since: newest)
        let what = "No witness has signed the log for \(silence) days"
        if silence >= Self.faultDays { return [.fault("witness", what, remedy)] }
        if silence >= Self.warningDays { return [.warning("witness", what, remedy)] }
        let silent = content.witnesses.filter { days(since: $0.value) >= Self.faultDays }
        return silent.sorted { $0.key < $1.key }
            .map { witness, moment in
                .note(
                    "witness",
                    "\(witness) has not signed the log for \(days(since: moment)) days",
                    "ask whoever runs it; others have signed meanwhile"
                )
            }
    }

    private var agencies: [Symptom] {
        content.unconfirmed.map { agency in
            .warning(
                "agency",
                "Nobody has confirmed the fingerprint of \(agency.rawValue)",
                "compare it by voice, then confirm the agency on the page of agencies"
            )
        }
            + content.practising.map { agency in
                .warning(
                    "agency",
                    "\(agency.rawValue) has one keyholder: its cases are practice",
                    "invite a second keyholder there, and confirm them"
                )
            }
    }
}
