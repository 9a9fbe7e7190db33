import Casework
import Cryptography
import Database
import Foundation
import Mechanism

/// The folder of an installation: the database, the shred store, and the key file.
///
/// The key file belongs into another backup than the database: without it no password can be tried on a
/// stolen one.
struct DataFolder {
    let path: String
    /// Addresses of the two PostgreSQL databases that stand in place of the files, where they do.
    private let postgres: String?
    private let shred: String?

    var database: String { "\(path)/tandem.db" }
    var shredStore: String { "\(path)/shred.db" }
    var keyFile: String { "\(path)/tandem.key" }

    /// The options that say where an installation lies.
    static let options: Set<String> = ["data", "database", "shred"]

    /// The folder that a command line names, or one that was set elsewhere.
    ///
    /// A demonstration lies below a folder that was set elsewhere, which may hold a real installation.
    init(_ options: Options, isDemonstration: Bool = false) throws(UsageError) {
        let base = options.valueOrDefault("data")
        let isNamed = options.values["data"] != nil
        path = isDemonstration && !isNamed ? "\(base)/demonstration" : base
        postgres = options.value("database")
        shred = options.value("shred")
        try checkAddresses("--database and --shred")
    }

    /// One of the two places of a command that names both, in options that begin alike.
    init(_ options: Options, named prefix: String) throws(UsageError) {
        path = options.value(prefix) ?? ""
        postgres = options.value("\(prefix)-database")
        shred = options.value("\(prefix)-shred")
        try checkAddresses("--\(prefix)-database and --\(prefix)-shred")
    }

    private func checkAddresses(_ names: String) throws(UsageError) {
        guard (postgres == nil) == (shred == nil), postgres == nil || postgres != shred else {
            throw UsageError("\(names) go together, with a database each.")
        }
    }

    /// True where PostgreSQL stands in place of the files.
    var isOnServer: Bool { postgres != nil }

    /// True where there are database files, or addresses that stand in for them.
    var holdsDatabase: Bool { postgres != nil || FileManager.default.fileExists(atPath: database) }

    /// Makes the folder, for its owner alone.
    func prepare() throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw CommandFailure("\(path) can't be made: check the path and the permissions.")
        }
    }

    /// Opens the files, or reaches the two PostgreSQL databases at these addresses instead.
    func open(isDurable: Bool = true) throws(CommandFailure) -> Database {
        do {
            return try connect(isDurable: isDurable)
        } catch {
            switch error.kind {
            case .corrupt:
                throw CommandFailure(
                    "The database in \(path) is damaged: see what 'tandem doctor' says."
                )
            case .busy: throw CommandFailure(Self.heldAlone)
            default:
                throw CommandFailure(
                    "The database in \(path) can't be opened: check the folder and its permissions."
                )
            }
        }
    }

    /// The same, with the driver's own word for what went wrong.
    func connect(isDurable: Bool = true) throws(DatabaseError) -> Database {
        umask(0o077)
        if let postgres, let shred { return Database(postgres: postgres, companion: shred) }
        return try Database(sqlite: database, companion: shredStore, isDurable: isDurable)
    }

    /// Said where another program is alone with the databases.
    static let heldAlone =
        "Another program has the databases for itself, as 'tandem move' does: wait until it is done."

    /// Refuses a folder that says that an installation is elsewhere: a new one would replace its key file.
    func refuseForeignKey() throws(CommandFailure) {
        guard !FileManager.default.fileExists(atPath: keyFile) else {
            throw CommandFailure(
                """
                \(keyFile) is there, but the databases hold no installation: name those that belong to it. \
                For a new installation name a new folder.
                """
            )
        }
    }

    /// Connections beside which no other program has any, for as long as they last.
    ///
    /// - Throws: `DatabaseError` of kind `busy` where another program is connected, of kind `readOnly` on a standby.
    func connectAlone(isWritable: Bool) throws(DatabaseError) -> DatabaseSession {
        umask(0o077)
        if let postgres, let shred {
            return DatabaseSession(
                main: try PostgresConnection(url: postgres, isWritable: isWritable, hold: .alone),
                companion: try PostgresConnection(url: shred, isWritable: isWritable, hold: .alone)
            )
        }
        return DatabaseSession(
            main: try SQLiteConnection(
                path: database,
                // The keys of a table are random: each page of them is written once where all fit in.
                options: .init(
                    isWritable: isWritable,
                    cacheMiB: isWritable ? 1_024 : 31,
                    hold: .alone
                )
            ),
            companion: try SQLiteConnection(
                path: shredStore,
                options: .init(isWritable: isWritable, erasesDeleted: true, hold: .alone)
            )
        )
    }

    /// Whether both are files in one folder, or one database on a server, as far as the names tell.
    func isSame(as other: DataFolder) -> Bool {
        if let postgres, let shred {
            return !Set([postgres, shred]).isDisjoint(
                with: [other.postgres, other.shred].compactMap(\.self)
            )
        }
        return !other.isOnServer && isInSameFolder(as: other)
    }

    /// Whether both have one key file.
    func isInSameFolder(as other: DataFolder) -> Bool {
        let paths = [path, other.path].map {
            URL(filePath: $0).standardizedFileURL.resolvingSymlinksInPath().path
        }
        return paths[0] == paths[1]
    }

    /// A writer of its own that adds very many rows to what can be made again.
    func openForBulk() throws -> SoleWriter {
        let (path, shredPath) = (database, shredStore)
        return try SoleWriter { [postgres, shred] () throws(DatabaseError) in
            if let postgres, let shred {
                return DatabaseSession(
                    main: try PostgresConnection(url: postgres),
                    companion: try PostgresConnection(url: shred)
                )
            }
            // Keys are random: nearly every page of their indexes is touched in every transaction.
            return DatabaseSession(
                main: try SQLiteConnection(
                    path: path,
                    options: .init(isDurable: false, cacheMiB: 3_072)
                ),
                companion: try SQLiteConnection(
                    path: shredPath,
                    options: .init(erasesDeleted: true, isDurable: false, cacheMiB: 512)
                )
            )
        }
    }

    /// Writes a file beside the databases, for its owner alone; a crash leaves the old one or the new one whole.
    func write(_ content: [UInt8], as name: String) throws(CommandFailure) {
        do {
            try PrivateFile.write(content, to: "\(path)/\(name)", .replaces)
        } catch {
            throw CommandFailure("\(path)/\(name) can't be written.")
        }
    }

    func readSecrets() throws -> InstallationSecrets {
        guard let text = try? String(contentsOfFile: keyFile, encoding: .utf8) else {
            throw CommandFailure(
                """
                \(keyFile) is missing. The database is there but can't be used without it: \
                restore it from its own backup.
                """
            )
        }
        guard let secrets = InstallationSecrets(keyFile: text) else {
            throw CommandFailure("\(keyFile) is damaged: restore it from its own backup.")
        }
        return secrets
    }

    func write(_ secrets: InstallationSecrets) throws {
        try write([UInt8](secrets.keyFile.utf8), as: "tandem.key")
    }

    /// Writes the key file of an installation that is being made; it replaces none.
    func writeFirst(_ secrets: InstallationSecrets) throws(CommandFailure) {
        do {
            try PrivateFile.write([UInt8](secrets.keyFile.utf8), to: keyFile, .isNew)
        } catch .exists {
            throw CommandFailure(
                "Another program is making an installation in \(path): see to that one."
            )
        } catch {
            throw CommandFailure("\(keyFile) can't be written.")
        }
    }

    /// A mechanism file that ships with Tandem.
    static func shippedMechanism(_ name: String) throws -> [UInt8] {
        // The first argument has no folder where the shell found the program in its path.
        let program = Bundle.main.executablePath ?? CommandLine.arguments.first ?? "tandem"
        let executable = URL(filePath: program).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let folders = [
            ProcessInfo.processInfo.environment["TANDEM_MECHANISMS"],
            executable.appending(path: "../../../mechanisms").standardizedFileURL.path(),
            executable.appending(path: "../share/tandem/mechanisms").standardizedFileURL.path(),
            "/usr/share/tandem/mechanisms",
        ]
        for folder in folders.compactMap({ $0 }) {
            if let data = FileManager.default.contents(atPath: "\(folder)/\(name)") {
                return [UInt8](data)
            }
        }
        throw CommandFailure("mechanisms/\(name) was not found: say --mechanism FILE.")
    }
}
