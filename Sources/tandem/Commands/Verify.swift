import Casework
import Cryptography
import Database
import Foundation

/// `tandem verify`: checks every journal's chain and signatures, without opening anything.
struct Verify {
    private let folder: DataFolder

    init(parsing arguments: [String]) throws(UsageError) {
        let options = try Options(arguments, values: DataFolder.options)
        guard options.value("data") != nil, options.operands.isEmpty else {
            throw UsageError("tandem verify needs --data DIR.")
        }
        folder = try DataFolder(options)
    }

    func run() async throws -> Int32 {
        guard folder.holdsDatabase else {
            throw CommandFailure("There is no installation in \(folder.path).")
        }
        let database = try folder.open()
        return try await Self.check(folder, database) ? 0 : 1
    }

    /// Checks every journal of an opened installation, and says what was found.
    static func check(_ folder: DataFolder, _ database: Database) async throws -> Bool {
        let installation = try await Installation.open(
            database,
            secrets: folder.readSecrets(),
            parameters: .standard,
            currentTime: Serve.systemTime
        )
        let report = try await installation.verifyJournals()
        if let fault = report.fault {
            CommandLineTool.say("Case \(fault.code), entry \(fault.sequence): \(fault.reason).")
            return false
        }
        CommandLineTool.say("\(report.cases) cases, \(report.entries) entries: all verified.")
        return true
    }
}
