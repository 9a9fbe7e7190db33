import Casework
import Cryptography
import Database
import Foundation
import Store
import Synchronization

/// `tandem restore`: makes an installation out of the two files of a backup and the key file.
///
/// Whoever was erased after the backup was made is erased again before the key file is there; without that file
/// nothing serves.
struct Restore {
    private let folder: DataFolder
    private let files:
        (main: String, shred: String, key: String, identity: String, erasures: String)
    private let witnessed: SignedNote?

    init(parsing arguments: [String]) throws {
        let options = try Options(
            arguments,
            values: DataFolder.options.union([
                "from", "shred-from", "key", "identity", "erasures", "checkpoint", "witness",
            ])
        )
        guard options.value("data") != nil, let main = options.value("from"),
            let shred = options.value("shred-from"), let key = options.value("key"),
            let identity = options.value("identity"), let erasures = options.value("erasures"),
            options.operands.isEmpty
        else {
            throw UsageError(
                """
                tandem restore needs --data NEWDIR --from FILE --shred-from FILE --key FILE \
                --identity FILE --erasures FILE.
                """
            )
        }
        files = (main, shred, key, identity, erasures)
        witnessed = try options.value("checkpoint").map(Witnesses.note)
        let witnesses = try Witnesses.named(by: options)
        if witnessed == nil, !witnesses.isEmpty {
            throw UsageError(
                "The log has witnesses: say --checkpoint with the latest that one of them cosigned."
            )
        }
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
        guard let data = manager.contents(atPath: files.key),
            let secrets = InstallationSecrets(keyFile: String(decoding: data, as: UTF8.self))
        else { throw CommandFailure("\(files.key) can't be read, or is no key file.") }
        guard let erasures = try? String(contentsOfFile: files.erasures, encoding: .utf8) else {
            throw CommandFailure("\(files.erasures) can't be read.")
        }
        try folder.prepare()
        let database = try folder.open()
        try await fill(database, with: identities)
        let kept = Mutex(secrets)
        let installation = try await Installation.open(
            database,
            secrets: secrets,
            parameters: .standard,
            currentTime: Serve.systemTime,
            keep: { new in kept.withLock { $0 = new } }
        )
        do {
            let count = try await installation.replay(erasures, upTo: witnessed)
            CommandLineTool.say("\(count) erasures hold.")
        } catch ErasureListError.foreign {
            throw CommandFailure(
                "\(files.erasures) or the checkpoint is not of this installation. Nothing serves yet."
            )
        } catch ErasureListError.tooOld {
            throw CommandFailure(
                "\(files.erasures) is too old: it may lack an erasure. Nothing serves yet."
            )
        }
        // Last: without its key file nothing serves what is there.
        try folder.write(kept.withLock { $0 })
        let report = try await Verify.check(folder.openInstallation(database))
        guard report.fault == nil else { return 1 }
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
