import Cryptography
import Foundation

/// `tandem log witness`: run by somebody else than the operator, on another machine.
///
/// It needs the log's public checkpoint and a consistency proof, and no access to the installation.
struct WitnessCommand {
    private let options: Options

    init(_ options: Options) { self.options = options }

    func run() throws {
        guard let name = options.value("name"), let keyFile = options.value("key"),
            let state = options.value("state"), let checkpoint = options.value("checkpoint"),
            let log = options.value("log-key").flatMap({ NoteKey(parsing: $0) }), log.kind == .log
        else {
            throw UsageError(
                """
                tandem log witness needs --name, --key FILE, --log-key KEY, --state FILE and \
                --checkpoint FILE, with --proof FILE where the log has grown.
                """
            )
        }
        let witness = LogWitness(name: name, key: try key(in: keyFile, name), log: log)
        let note = try Witnesses.note(at: checkpoint)
        let cosigned: SignedNote
        do {
            cosigned = try witness.cosign(
                note,
                after: try seen(in: state),
                proof: try proof(),
                atSecond: UInt64(Date().timeIntervalSince1970)
            )
        } catch let refusal as LogWitness.Refusal {
            throw CommandFailure(refusal.sentence)
        }
        try write(cosigned.text, to: state)
        print(cosigned.text, terminator: "")
    }

    /// Reads the witness's key; makes one where there is none, and says what others know it by.
    private func key(in path: String, _ name: String) throws -> SigningPrivateKey {
        if let text = try? String(contentsOfFile: path, encoding: .utf8) {
            guard
                let seed = try? [UInt8](hex: text.trimmingCharacters(in: .whitespacesAndNewlines)),
                let key = try? SigningPrivateKey(seed: SecretBytes(seed))
            else { throw CommandFailure("\(path) holds no key.") }
            return key
        }
        let key = SigningPrivateKey.generate()
        try write("\(key.seed.exposedBytes().hexString)\n", to: path)
        let verifier = NoteKey(name: name, key: key.publicKey, kind: .witness)
        CommandLineTool.complain("A key was made. Give the operator this: \(verifier.text)")
        return key
    }

    /// What was signed last; only the very first time there is nothing.
    private func seen(in path: String) throws -> SignedNote? {
        let isFirst = options.flags.contains("first")
        guard FileManager.default.fileExists(atPath: path) else {
            guard isFirst else {
                throw CommandFailure(
                    "\(path) is missing: without it nothing was seen before. Say --first if that is so."
                )
            }
            return nil
        }
        guard !isFirst else {
            throw CommandFailure("\(path) is there: this is not the first time.")
        }
        return try Witnesses.note(at: path)
    }

    private func proof() throws -> [Digest] {
        guard let path = options.value("proof") else { return [] }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let proof = LogHashes(parsing: text)
        else { throw CommandFailure("\(path) can't be read, or is no proof.") }
        return proof.hashes
    }

    /// Replaces a file in one step, for its owner alone.
    private func write(_ text: String, to path: String) throws {
        do {
            try PrivateFile.write(Array(text.utf8), to: path, .replaces)
        } catch {
            throw CommandFailure("\(path) can't be written.")
        }
    }
}

extension LogWitness.Refusal {
    fileprivate var sentence: String {
        switch self {
        case .notTheLog: "Not signed: that is no checkpoint of this log, or the state is another's."
        case .smaller: "Not signed: the log has shrunk. Keep both checkpoints, they are evidence."
        case .notConsistent:
            """
            Not signed: nothing proves that the log continues what was seen. Fetch the proof from the \
            size in the state file; if it still fails, keep both checkpoints, they are evidence.
            """
        }
    }
}
