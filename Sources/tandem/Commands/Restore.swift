import Casework
import Cryptography
import Database
import Foundation
import Store

/// `tandem restore`: makes an installation out of the two files of a backup and the key file.
///
/// No release so far erases a case, so that a backup holds nobody who was erased since. The release that
/// erases must replay its erasures here before it serves.
struct Restore {
    private let folder: DataFolder
    private let files: (main: String, shred: String, key: String, identity: String)

    init(parsing arguments: [String]) throws(UsageError) {
        let options = try Options(
            arguments,
            values: DataFolder.options.union(["from", "shred-from", "key", "identity"])
        )
        guard options.value("data") != nil, let main = options.value("from"),
            let shred = options.value("shred-from"), let key = options.value("key"),
            let identity = options.value("identity"), options.operands.isEmpty
        else {
            throw UsageError(
                """
                tandem restore needs --data NEWDIR --from FILE --shred-from FILE --key FILE \
                --identity FILE.
                """
            )
        }
        files = (main, shred, key, identity)
        folder = try DataFolder(options)
    }

    func run() async throws -> Int32 {
        let manager = FileManager.default
        guard
            ![folder.keyFile, folder.database, folder.shredStore].contains(
                where: manager.fileExists
            )
        else {
            throw CommandFailure("\(folder.path) holds an installation already: name a new folder.")
        }
        guard let text = try? String(contentsOfFile: files.identity, encoding: .utf8),
            let identities = try? AgeIdentity.all(in: text)
        else { throw CommandFailure("\(files.identity) can't be read, or holds no identity.") }
        guard let key = manager.contents(atPath: files.key) else {
            throw CommandFailure("\(files.key) can't be read.")
        }
        try folder.prepare()
        let database = try folder.open()
        try await fill(database, with: identities)
        let isWritten = manager.createFile(
            atPath: folder.keyFile,
            contents: key,
            attributes: [.posixPermissions: 0o600]
        )
        guard isWritten else { throw CommandFailure("\(folder.keyFile) can't be written.") }
        guard try await Verify.check(folder, database) else { return 1 }
        CommandLineTool.say(
            """
            What was done after the backup is undone: disable again whoever was disabled since, and
            record again the consents that were withdrawn since, before anybody is let in.
            """
        )
        return 0
    }

    private func fill(_ database: Database, with identities: [AgeIdentity]) async throws {
        do {
            try await Backup.restore(
                main: files.main,
                shred: files.shred,
                with: identities,
                into: database
            )
        } catch Age.AgeError.noMatch {
            throw CommandFailure("None of the identities opens the files.")
        } catch let error where error is Age.AgeError || error is TransferError {
            throw CommandFailure(
                "A file is damaged, no backup, or of another release; or the databases are not empty."
            )
        } catch Backup.BackupError.unreadable {
            throw CommandFailure("\(files.main) or \(files.shred) can't be read.")
        }
    }
}
