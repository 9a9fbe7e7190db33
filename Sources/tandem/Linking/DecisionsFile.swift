import Documents
import Foundation
import Linking
import Synchronization

/// The file that decisions are added to, each on the disk before it counts.
final class DecisionsFile: Sendable {
    private let file: Mutex<FileHandle>

    /// Opens it, and makes it for its owner alone where it is missing.
    init(_ path: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            var writer = CSVWriter()
            writer.row(RecordedDecision.headings)
            do {
                try PrivateFile.write(writer.take(), to: path, .isNew)
            } catch {
                throw CommandFailure("\(path) can't be written: check the folder and the disk.")
            }
        }
        guard let handle = FileHandle(forUpdatingAtPath: path) else {
            throw CommandFailure("\(path) can't be written: check the permissions.")
        }
        // An editor may have left the last line open.
        let end = try handle.seekToEnd()
        if end > 0 {
            try handle.seek(toOffset: end - 1)
            if try handle.read(upToCount: 1) != Data("\n".utf8) {
                try handle.write(contentsOf: Data("\r\n".utf8))
            }
        }
        file = Mutex(handle)
    }

    /// Adds a decision.
    func add(_ decision: RecordedDecision) throws {
        var writer = CSVWriter()
        writer.row(decision.cells)
        let line = Data(writer.take())
        try file.withLock { file in
            let start = try file.seekToEnd()
            do {
                try file.write(contentsOf: line)
                try file.synchronize()
            } catch {
                // Half a line would spoil the file for the next run.
                try? file.truncate(atOffset: start)
                throw error
            }
        }
    }
}
