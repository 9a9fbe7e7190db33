import Casework
import Cryptography
import Database
import Foundation
import Store

/// `tandem move`: copies a stopped installation into empty databases, compares every row, and verifies the copy.
///
/// The source is only read. Where the target has a folder of its own, the key file is there only when all is well:
/// without it nothing serves.
struct MoveCommand {
    private let source: DataFolder
    private let target: DataFolder

    init(parsing arguments: [String]) throws(UsageError) {
        let options = try Options(
            arguments,
            values: ["from", "from-database", "from-shred", "to", "to-database", "to-shred"]
        )
        guard options.value("from") != nil, options.value("to") != nil, options.operands.isEmpty
        else { throw UsageError("tandem move needs --from DIR --to DIR.") }
        source = try DataFolder(options, named: "from")
        target = try DataFolder(options, named: "to")
    }

    func run() async throws -> Int32 {
        guard source.holdsDatabase else {
            throw CommandFailure("There is no installation in \(source.path).")
        }
        guard !source.isSame(as: target) else {
            throw CommandFailure("Source and target are the same: name other databases for one.")
        }
        let secrets = try source.readSecrets()
        try checkKeyFile(against: secrets)
        let held = try holdSource()
        try target.prepare()
        let move = try await held.run { session in try copy(from: session) }
        show(move)
        let installation = try await Installation.open(
            target.open(),
            secrets: secrets,
            parameters: .standard,
            currentTime: Serve.systemTime,
            keep: { _ in }
        )
        let report = try await Verify.check(installation)
        guard report.fault == nil else {
            throw CommandFailure(
                "The copy is equal, so the source has the same fault: run 'tandem verify' there."
            )
        }
        let tip = report.latest.map { Move.LogTip(size: $0.size, root: $0.root.bytes) }
        guard tip == move.log else {
            throw CommandFailure("The copy's log is not the source's: don't serve the copy.")
        }
        if !target.isInSameFolder(as: source) { try target.write(secrets) }
        CommandLineTool.say(
            """
            The log has the size and the root that it had. From now on serve the target only, and set \
            data, database and shred so. The source is as it was: destroy it once the target is backed up, \
            for its shred store keeps what is erased from now on.
            """
        )
        return 0
    }

    private func checkKeyFile(against secrets: InstallationSecrets) throws {
        guard secrets.rows != nil else { throw CommandFailure(Self.otherSchema) }
        guard !target.isInSameFolder(as: source),
            FileManager.default.fileExists(atPath: target.keyFile)
        else { return }
        guard try target.readSecrets().keyFile == secrets.keyFile else {
            throw CommandFailure("\(target.keyFile) is another installation's: name a new folder.")
        }
    }

    private static let otherSchema =
        "The source is not at this release's schema: serve it once with this release, then stop it."
}

// MARK: - Copying

extension MoveCommand {
    private func holdSource() throws -> SoleWriter {
        let source = source
        do {
            return try SoleWriter { () throws(DatabaseError) in
                try source.connectAlone(isWritable: false)
            }
        } catch {
            throw Self.failure(error, of: "source")
        }
    }

    private func copy(from session: DatabaseSession) throws -> Move {
        let sink: DatabaseSession
        do {
            sink = try target.connectAlone(isWritable: true)
        } catch {
            throw Self.failure(error, of: "target")
        }
        var shown = ContinuousClock.now
        do {
            return try Move.copy(from: session, to: sink) { progress in
                guard shown.duration(to: .now) >= .seconds(2) else { return }
                shown = .now
                CommandLineTool.say(
                    "  \(progress.step) \(progress.table): \(progress.rows) rows …"
                )
            }
        } catch TransferError.notEmpty {
            throw CommandFailure("The target is not empty: name new databases.")
        } catch TransferError.otherSchema {
            throw CommandFailure(Self.otherSchema)
        } catch TransferError.different(let table) {
            throw CommandFailure(
                "A row of \(table) did not come back as it was written: nothing is kept of the copy."
            )
        } catch let error as DatabaseError {
            throw CommandFailure(
                "The copy broke off, and counts for nothing: \(error). Empty the target and repeat."
            )
        }
    }

    private static func failure(_ error: DatabaseError, of place: String) -> CommandFailure {
        switch error.kind {
        case .busy:
            CommandFailure(
                "The \(place) is in use: stop its server, and whatever else has it open."
            )
        case .readOnly:
            CommandFailure("The \(place) is a standby: name the server that takes writes.")
        default:
            CommandFailure(
                "The \(place) can't be opened: \(error.obstacle?.words ?? "check the folder or the addresses")."
            )
        }
    }

    private func show(_ move: Move) {
        for table in move.tables {
            CommandLineTool.say("  \(table.table): \(table.rows) equal")
        }
        CommandLineTool.say(
            """
            \(move.count("case_file")) cases, \(move.count("entry")) entries, \
            \(move.count("attachment")) files, \(move.count("log_leaf")) log leaves: copied, and every row equal.
            """
        )
    }
}
