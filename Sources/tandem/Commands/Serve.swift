import Casework
import Cryptography
import Database
import Foundation
import Mechanism

/// `tandem serve`: opens or creates an installation and serves it until it is told to stop.
struct Serve {
    private let folder: DataFolder
    let isDemonstration: Bool
    let options: Options
    let operation: Operation

    init(parsing arguments: [String]) throws(UsageError) {
        options = try Options(
            arguments,
            values: Set([
                "mechanism", "login", "password-file", "address", "port", "origin",
            ]).union(DataFolder.options).union(Operation.values),
            flags: Set(["demo", "timing", "help"]).union(Operation.flags)
        )
        guard options.operands.isEmpty else {
            throw UsageError("tandem serve takes options only. Try 'tandem help'.")
        }
        isDemonstration = options.flags.contains("demo")
        folder = try DataFolder(options, isDemonstration: isDemonstration)
        operation = try Operation(options)
    }

    func run() async throws -> Int32 {
        if options.flags.contains("help") {
            print(CommandLineTool.help)
            return 0
        }
        defer { operation.log.flush() }
        do {
            return try await open()
        } catch let failure as CommandFailure {
            say(.error, "failure", failure.sentence)
            return 1
        }
    }

    /// Tells the operator something that happened once.
    func say(_ level: LogEvent.Level, _ name: String, _ message: String) {
        operation.log.take(LogEvent(level, name, message))
    }

    private func open() async throws -> Int32 {
        try folder.prepare()
        let database = try folder.open()
        let installation = try await openOrCreate(database)
        guard installation.isDemonstration == isDemonstration else {
            throw CommandFailure(
                isDemonstration
                    ? "\(folder.path) holds a real installation: --demo does not touch it."
                    : "\(folder.path) holds a demonstration: say --demo, or another --data."
            )
        }
        let upkeep = Upkeep(installation, in: folder) { say(.error, "upkeep", $0) }
        let work = Task { await upkeep.run() }
        defer { work.cancel() }
        let status = try await serve(installation)
        work.cancel()
        await work.value
        return status
    }

    private func openOrCreate(_ database: Database) async throws -> Installation {
        do {
            if try await Installation.exists(in: database) {
                return try await folder.openInstallation(database, parameters: parameters)
            }
            try folder.refuseForeignKey()
            return isDemonstration
                ? try await createDemonstration(database) : try await create(database)
        } catch let findings as MechanismFindings {
            findings.all.forEach { say(.error, "mechanism", "\($0)") }
            throw CommandFailure("The mechanism file has \(findings.all.count) findings.")
        } catch let error as DatabaseError {
            throw error.sentence.map { CommandFailure($0) } ?? error
        } catch InstallationError.strangeHalves {
            throw CommandFailure(
                """
                The shred store holds keys, but the database no installation: a move or a restore was cut. \
                Empty both and repeat it.
                """
            )
        } catch MigrationError.databaseIsNewer(let step) {
            throw CommandFailure(
                "A later release of Tandem has used this database (\(step)): install that release."
            )
        }
    }

    private var parameters: Argon2Parameters {
        isDemonstration ? Demonstration.parameters : .standard
    }

    private func create(_ database: Database) async throws -> Installation {
        let file: [UInt8]
        if let path = options.value("mechanism") {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandFailure("\(path) can't be read.")
            }
            file = [UInt8](data)
        } else {
            file = try DataFolder.shippedMechanism("template.yaml")
        }
        let password = try options.value("password-file").map { path in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CommandFailure("\(path) can't be read.")
            }
            return text.trimmingCharacters(in: .newlines)
        }
        let receipt: CreationReceipt
        do {
            receipt = try await folder.createInstallation(
                in: database,
                mechanismFile: file,
                isDemonstration: false,
                login: options.valueOrDefault("login"),
                password: password,
                parameters: .standard,
                currentTime: Self.systemTime
            )
        } catch let refusal as NewMemberRefusal {
            throw CommandFailure("The first keyholder was refused: \(refusal.rawValue).")
        } catch InstallationError.noCoordinatingAgency {
            throw CommandFailure(
                "No agency in the mechanism file has the mandate 'coordinate': give one it."
            )
        }
        show(receipt, isPasswordShown: password == nil)
        return try await folder.openInstallation(database)
    }

    /// Shows the codes on the terminal, as they are to be printed: a log keeps what it is told.
    private func show(_ receipt: CreationReceipt, isPasswordShown: Bool) {
        CommandLineTool.say(
            """

            A new installation was made. What follows is shown once and stored nowhere:

              sign-in name            \(receipt.login)
              password                \(isPasswordShown ? receipt.password : "(as in the file)")
              agency                  \(receipt.agency.rawValue)
              agency recovery code    \(receipt.agencyRecoveryCode)
              log recovery code       \(receipt.officeRecoveryCode)
              agency fingerprint      \(receipt.fingerprint)

            Print it and lock it away. \(folder.keyFile) belongs into a backup of its own.

            """
        )
    }

    private func createDemonstration(_ database: Database) async throws -> Installation {
        say(.info, "creating", "Making a demonstration with invented agencies and people …")
        return try await Demonstration(folder: folder, database: database).create()
    }

    static let systemTime: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }
}
