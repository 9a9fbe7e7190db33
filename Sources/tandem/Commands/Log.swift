import Casework
import Cryptography
import Foundation

/// `tandem log`: what the log shows to others, and what a witness does with it.
struct Log {
    private static let options = DataFolder.options.union([
        "leaf", "size", "from", "to", "witness", "checkpoint", "proof", "state", "key", "log-key",
        "name",
    ])

    private let command: String
    private let options: Options

    init(parsing arguments: [String]) throws(UsageError) {
        var rest = arguments
        command = rest.isEmpty ? "" : rest.removeFirst()
        options = try Options(rest, values: Self.options, flags: ["first"])
    }

    func run() async throws -> Int32 {
        do {
            switch command {
            case "key": print(try await installation().logVerifier.text)
            case "checkpoint": try await checkpoint()
            case "proof": try await proof()
            case "consistency": try await consistency()
            case "cosign": try await cosign()
            case "witness": try WitnessCommand(options).run()
            default:
                throw UsageError(
                    "tandem log takes key, checkpoint, proof, consistency, cosign or witness."
                )
            }
            return 0
        } catch let error as LogError {
            throw CommandFailure(error.sentence)
        }
    }

    private func installation() async throws -> Installation {
        guard options.value("data") != nil else { throw UsageError("tandem log needs --data DIR.") }
        let folder = try DataFolder(options)
        guard folder.holdsDatabase else {
            throw CommandFailure("There is no installation in \(folder.path).")
        }
        return try await folder.openInstallation(folder.open())
    }

    private func checkpoint() async throws {
        guard let note = try await installation().checkpoint() else { throw LogError.outside }
        print(note, terminator: "")
    }

    /// A proof in one piece: C2SP tlog-proof.
    private func proof() async throws {
        guard let text = options.value("leaf"), let hash = try? [UInt8](hex: text) else {
            throw UsageError("tandem log proof needs --leaf with the leaf's hash in hexadecimal.")
        }
        let installation = try await installation()
        guard let note = try await installation.checkpoint().flatMap({ SignedNote(parsing: $0) }),
            let latest = LogCheckpoint(body: note.body)
        else { throw LogError.outside }
        let found = try await installation.inclusionProof(ofHash: hash, in: latest.size)
        print("c2sp.org/tlog-proof@v1\nindex \(found.index)\n\(found.proof.text)\n\(note.text)")
    }

    private func consistency() async throws {
        guard let from = try options.number("from", in: 0...Int.max) else {
            throw UsageError(
                "tandem log consistency needs --from and takes --to, sizes of the log."
            )
        }
        let to = try options.number("to", in: 0...Int.max)
        print(try await installation().consistencyProof(from: from, to: to).text, terminator: "")
    }

    private func cosign() async throws {
        let witnesses = try Witnesses.named(by: options)
        guard options.operands.count == 1, !witnesses.isEmpty else {
            throw UsageError("tandem log cosign needs --witness KEY and the cosigned checkpoint.")
        }
        let note = try Witnesses.note(at: options.operands[0])
        let names = try await installation().keepCosignatures(of: note, by: witnesses)
        print("Kept what \(names.joined(separator: ", ")) signed.")
    }
}

extension LogError {
    fileprivate var sentence: String {
        switch self {
        case .incomplete: "A part of the log is missing: tandem verify names it."
        case .outside: "The log has no such leaf or size."
        case .foreign: "That is no checkpoint of this log."
        case .differs: "This log never had that root: somebody wrote one of the two anew."
        case .notCosigned: "None of the named witnesses signed it."
        }
    }
}
