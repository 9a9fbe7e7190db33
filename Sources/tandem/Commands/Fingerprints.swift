import Casework
import Database
import Foundation

/// `tandem fingerprints`: how many there are under each linkage key, a new key, and the end of old ones.
struct Fingerprints {
    /// What is asked.
    private enum Wish { case count, newKey, retire }

    private let folder: DataFolder
    private let wish: Wish

    init(parsing arguments: [String]) throws {
        let options = try Options(
            arguments,
            values: DataFolder.options,
            flags: ["new-key", "retire"]
        )
        guard options.value("data") != nil, options.operands.isEmpty else {
            throw UsageError("tandem fingerprints needs --data DIR.")
        }
        switch (options.flags.contains("new-key"), options.flags.contains("retire")) {
        case (true, true): throw UsageError("--new-key and --retire are two steps.")
        case (true, false): wish = .newKey
        case (false, true): wish = .retire
        case (false, false): wish = .count
        }
        folder = try DataFolder(options)
    }

    func run() async throws -> Int32 {
        guard folder.holdsDatabase else {
            throw CommandFailure("There is no installation in \(folder.path).")
        }
        let installation = try await folder.openInstallation(folder.open())
        let counts = try await installation.fingerprintCounts()
        let secrets = try folder.readSecrets()
        let latest = secrets.linkage.keys.max() ?? 1
        switch wish {
        case .count: break
        case .newKey:
            try folder.write(secrets.addingLinkageKey())
            CommandLineTool.say(
                """
                Key \(latest + 1) is in \(folder.path)/tandem.key: start each server anew with that file. What is recorded \
                from then on is made under it; the rest is made anew while members of each agency work.
                """
            )
        case .retire:
            guard try await !installation.hasWaitingChecks() else {
                throw CommandFailure(
                    "Questions wait under these keys for a server to tell their holders: start one, then try again."
                )
            }
            let kept = secrets.keepingLinkageKeys(Set(counts.map(\.generation)))
            let gone = Set(secrets.linkage.keys).subtracting(kept.linkage.keys).sorted()
            guard !gone.isEmpty else {
                CommandLineTool.say("Every key is still needed.")
                break
            }
            try folder.write(kept)
            CommandLineTool.say("Gone: key \(gone.map(String.init).joined(separator: ", ")).")
        }
        for (generation, count) in counts {
            let mark = generation < latest ? ", to be made anew" : ""
            CommandLineTool.say("Key \(generation): \(count) statements\(mark)")
        }
        return 0
    }
}
