import Cryptography
import Foundation

/// Witnesses of the log, as an operator names them.
enum Witnesses {
    /// The keys behind `--witness`, given more than once or with commas between them.
    static func named(by options: Options) throws(UsageError) -> [NoteKey] {
        let texts = options.values["witness"] ?? options.value("witness").map { [$0] } ?? []
        var keys: [NoteKey] = []
        for text in texts.flatMap({ $0.split(separator: ",") }) {
            guard let key = NoteKey(parsing: String(text)), key.kind == .witness else {
                throw UsageError("--witness takes a key such as name+0a1b2c3d+BBase64.")
            }
            keys.append(key)
        }
        return keys
    }

    /// A checkpoint in a file.
    static func note(at path: String) throws(CommandFailure) -> SignedNote {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let note = SignedNote(parsing: text)
        else { throw CommandFailure("\(path) can't be read, or is no signed checkpoint.") }
        return note
    }
}
