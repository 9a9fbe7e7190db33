import Casework
import Cryptography
import Database
import Foundation

/// `tandem verify`: checks everything that can be checked without opening anything.
struct Verify {
    private let folder: DataFolder
    private let evidence: OutsideEvidence

    init(parsing arguments: [String]) throws {
        let options = try Options(
            arguments,
            values: Set(["checkpoint", "witness"]).union(DataFolder.options)
        )
        guard options.value("data") != nil, options.operands.isEmpty else {
            throw UsageError("tandem verify needs --data DIR.")
        }
        folder = try DataFolder(options)
        var evidence = OutsideEvidence()
        evidence.witnesses = try Witnesses.named(by: options)
        evidence.checkpoints = try (options.values["checkpoint"] ?? []).map(Witnesses.note)
        self.evidence = evidence
    }

    func run() async throws -> Int32 {
        guard folder.holdsDatabase else {
            throw CommandFailure("There is no installation in \(folder.path).")
        }
        let database = try folder.open()
        let report = try await Self.check(folder.openInstallation(database), against: evidence)
        return report.fault == nil ? 0 : 1
    }

    /// Checks an opened installation, and says what was found.
    static func check(
        _ installation: Installation,
        against evidence: OutsideEvidence = OutsideEvidence()
    ) async throws -> Verification {
        let report = try await installation.verify(against: evidence) { step, count in
            CommandLineTool.say("  \(step.rawValue): \(count)")
        }
        if report.lateLeaves > 0 {
            CommandLineTool.say(
                "\(report.lateLeaves) leaves wait for their place in the log: is a server running?"
            )
        }
        for (witness, size) in report.witnessed.sorted(by: { $0.key < $1.key }) {
            CommandLineTool.say("\(witness) has cosigned \(size) leaves.")
        }
        if let fault = report.fault {
            CommandLineTool.say("Not verified. \(fault.place): \(fault.reason).")
            return report
        }
        let leaves = report.latest.map { "\($0.size) leaves, root \($0.root.bytes.hexString)" }
        CommandLineTool.say(
            """
            \(report.cases) cases, \(report.entries) entries, \(leaves ?? "no leaves"): all verified.
            """
        )
        return report
    }
}
