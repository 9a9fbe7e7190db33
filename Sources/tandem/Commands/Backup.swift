import Casework
import Cryptography
import Database
import Foundation

/// `tandem backup`: copies both stores to encrypted files, or checks such files.
struct BackupCommand {
    private let options: Options

    init(parsing arguments: [String]) throws(UsageError) {
        options = try Options(
            arguments,
            values: DataFolder.options.union([
                "to", "shred-to", "recipient", "recipients-file", "identity",
            ]),
            flags: ["verify"]
        )
        if options.flags.contains("verify") {
            guard options.value("identity") != nil, !options.operands.isEmpty else {
                throw UsageError("tandem backup --verify needs --identity FILE and the files.")
            }
        } else {
            let needed = ["data", "to", "shred-to"]
            guard needed.allSatisfy({ options.value($0) != nil }), options.operands.isEmpty else {
                throw UsageError(
                    "tandem backup needs --data DIR --to FILE --shred-to FILE --recipient age1…"
                )
            }
        }
    }

    func run() async throws -> Int32 {
        do {
            return options.flags.contains("verify") ? try verify() : try await write()
        } catch is Age.KeyTextError {
            throw CommandFailure(
                "A recipient begins with age1, an identity with AGE-SECRET-KEY-1: one is neither."
            )
        }
    }

    private func write() async throws -> Int32 {
        let recipients = try recipients()
        guard let main = options.value("to"),
            let shred = options.value("shred-to"), main != shred
        else { throw CommandFailure("The two stores go to two files, for two custodians.") }
        let folder = try DataFolder(options)
        guard folder.holdsDatabase else {
            throw CommandFailure("There is no installation in \(folder.path).")
        }
        let database = try folder.open()
        // The shred store last: the half of every strand in the main copy is then in it.
        for (store, path) in [(Backup.Store.main, main), (.shred, shred)] {
            do {
                try await Backup.write(store, of: database, to: path, for: recipients)
            } catch Backup.BackupError.exists {
                throw CommandFailure("\(path) is there already: it is not replaced.")
            } catch Backup.BackupError.unwritable {
                throw CommandFailure("\(path) can't be written: check the path and the disk.")
            }
            CommandLineTool.say("\(path) written for \(recipients.count) recipients.")
        }
        guard try folder.readSecrets().attach(to: database) else {
            CommandLineTool.say(
                "This release has not served the database yet: 'tandem doctor' won't know of this."
            )
            return 0
        }
        do {
            try await Backup.recordFinish(in: database, at: Serve.systemTime())
        } catch let error as DatabaseError where error.kind == .readOnly {
            CommandLineTool.say("The database takes no writes: 'tandem doctor' won't know of this.")
        }
        CommandLineTool.say("\(folder.keyFile) is in neither: it belongs into a backup of its own.")
        return 0
    }

    private func recipients() throws -> [AgeRecipient] {
        var recipients = try (options.values["recipient"] ?? []).map { try AgeRecipient(text: $0) }
        if let path = options.value("recipients-file") {
            recipients += try AgeRecipient.all(in: read(path))
        }
        guard !recipients.isEmpty else {
            throw CommandFailure("Somebody must be able to open it: say --recipient age1…")
        }
        return recipients
    }

    private func verify() throws -> Int32 {
        let identities = try AgeIdentity.all(in: read(options.value("identity") ?? ""))
        var status: Int32 = 0
        for path in options.operands {
            do {
                let counts = try Backup.check(path, with: identities)
                let rows = counts.values.reduce(0, +)
                CommandLineTool.say("\(path): whole, \(counts.count) tables, \(rows) rows.")
            } catch Age.AgeError.noMatch {
                CommandLineTool.say("\(path): none of the identities opens it.")
                status = 1
            } catch {
                CommandLineTool.say("\(path): damaged or not a backup.")
                status = 1
            }
        }
        return status
    }

    private func read(_ path: String) throws(CommandFailure) -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandFailure("\(path) can't be read.")
        }
        return text
    }
}
