import Casework
import Cryptography
import Database
import Foundation
import Mechanism
import Store

/// `tandem doctor`: says what is wrong with an installation, the worst first, and how to mend it.
///
/// It changes nothing and opens no case. Each check is a value that is made from what was read, and tells its
/// symptoms; only here anything is read.
struct Doctor {
    private let folder: DataFolder
    private let addresses: AddressCheck
    private let isJSON: Bool

    init(parsing arguments: [String]) throws(UsageError) {
        let options = try Options(arguments, values: DataFolder.options, flags: ["json"])
        guard options.operands.isEmpty else {
            throw UsageError("tandem doctor takes options only. Try 'tandem help'.")
        }
        folder = try DataFolder(options)
        addresses = AddressCheck(
            settings: ["database", "shred"].compactMap { options.source(of: $0) }
        )
        isJSON = options.flags.contains("json")
    }

    init(_ folder: DataFolder) {
        self.folder = folder
        addresses = AddressCheck(settings: [])
        isJSON = false
    }

    func run() async throws -> Int32 {
        let now = Serve.systemTime()
        let (kept, content) = await keptSymptoms(at: now)
        let symptoms = (addresses.symptoms + kept + machineSymptoms(content, at: now)).worstFirst
        if isJSON {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            CommandLineTool.say(String(decoding: try encoder.encode(symptoms), as: UTF8.self))
        } else if symptoms.isEmpty {
            CommandLineTool.say("Nothing is wrong that can be seen from here.")
        } else {
            symptoms.forEach { CommandLineTool.say($0.line) }
        }
        return symptoms.exitStatus
    }

    /// What is wrong with the folder and what is kept in the databases, in the order of looking.
    func keptSymptoms(
        at now: Instant
    ) async -> (symptoms: [Symptom], content: InstallationHealth.Content?) {
        let kept = FolderCheck(folder: folder).symptoms
        guard FileFacts(folder.path) != nil else { return (kept, nil) }
        let (stored, content) = await askDatabase(now)
        return (kept + stored, content)
    }

    /// What is wrong with the machine.
    private func machineSymptoms(
        _ content: InstallationHealth.Content?,
        at now: Instant
    ) -> [Symptom] {
        // Where there is no folder, there is nothing below it either.
        guard FileFacts(folder.path) != nil else { return ServerCheck().symptoms }
        let clock = ClockCheck(
            isSynchronised: ClockCheck.isSynchronised(),
            now: now,
            newest: content?.newestLeaf
        )
        let disk = DiskCheck(path: folder.path, growth: growth(content, now))
        let encryption = EncryptionCheck(path: folder.path, devices: BlockDevices())
        return (disk?.symptoms ?? []) + encryption.symptoms + clock.symptoms
            + ServerCheck().symptoms
    }

    /// By how many bytes a day the files have grown.
    private func growth(_ content: InstallationHealth.Content?, _ now: Instant) -> Int64? {
        guard !folder.isOnServer, let createdAt = content?.createdAt else { return nil }
        let bytes = [folder.database, folder.shredStore]
            .reduce(Int64(0)) { $0 + (FileFacts($1)?.bytes ?? 0) }
        return DiskCheck.growth(bytes: bytes, days: now.seconds(since: createdAt) / 86_400)
    }
}

// MARK: - The databases

extension Doctor {
    private func askDatabase(_ now: Instant) async -> ([Symptom], InstallationHealth.Content?) {
        // Opening a file that is missing would make it.
        let files = folder.isOnServer ? [] : [folder.database, folder.shredStore]
        guard files.allSatisfy({ FileFacts($0) != nil }) else { return ([], nil) }
        let logs = files.map { "\($0)-wal" }.flatMap { path in
            LogFileCheck(path: path, bytes: FileFacts(path)?.bytes ?? 0).symptoms
        }
        do {
            let health = try await Installation.health(
                of: folder.connect(),
                // That the key file can't be read is said where the folder is looked at.
                anchor: (try? folder.readSecrets())?.anchor
            )
            var symptoms = DatabaseCheck(role: .main, health: health.main).symptoms
            symptoms += DatabaseCheck(role: .shred, health: health.shred).symptoms
            if health.isOnOneServer { symptoms.append(DatabaseCheck.onOneServer) }
            if let content = health.content {
                symptoms += InstallationCheck(content: content, now: now).symptoms
            } else if health.main.isCurrent {
                symptoms.append(
                    .fault(
                        "database",
                        "The database is empty",
                        "name the right one, or create the installation with 'tandem serve'"
                    )
                )
            }
            return (symptoms + logs, health.content)
        } catch let error as DatabaseError where error.kind == .corrupt {
            return ([DatabaseCheck.damaged("One of the two databases")] + logs, nil)
        } catch {
            return ([unreachable((error as? DatabaseError)?.obstacle)] + logs, nil)
        }
    }

    private func unreachable(_ obstacle: DatabaseError.Obstacle?) -> Symptom {
        folder.isOnServer
            ? .fault(
                "database",
                "The database can't be reached\(obstacle.map { ": \($0.words)" } ?? "")",
                "check --database and --shred, that both are up, are PostgreSQL 15 or later and keep UTF-8"
            )
            : .fault(
                "database",
                "The database in \(folder.path) can't be read",
                "run this command as the owner of the folder, or as root"
            )
    }
}
