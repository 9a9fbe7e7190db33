import Dispatch
import Foundation
import Synchronization

/// What a running server says of itself, one line an event, to standard output and standard error.
///
/// Lines are written by a queue of their own, so that a reader that stands still holds no request up: where too
/// many wait, further ones are left out and counted.
final class EventLog: Sendable {
    /// How a line is written.
    enum Format: String, CaseIterable, Sendable {
        /// For a terminal or a file: the time, the level, then words.
        case text
        /// An object a line, for machines.
        case json
        /// For systemd's journal, which keeps the time itself and takes the level from a number in front.
        case journal
    }

    typealias Write = @Sendable (LogEvent.Level, String) -> Void

    private static let mostWaiting = 4_096

    private let format: Format
    /// Whether requests are written too.
    let writesRequests: Bool
    private let write: Write
    private let queue = DispatchQueue(label: "tandem.log")
    private let waiting = Atomic(0)
    private let dropped = Atomic(0)

    init(
        _ format: Format,
        writesRequests: Bool,
        to write: @escaping Write = EventLog.toTerminal
    ) {
        self.format = format
        self.writesRequests = writesRequests
        self.write = write
    }

    /// How many lines were left out because nobody took them.
    var droppedLines: Int { dropped.load(ordering: .relaxed) }

    /// Takes an event, to be written soon.
    func take(_ event: LogEvent) {
        if event.request != nil, !writesRequests { return }
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.mostWaiting else {
            waiting.subtract(1, ordering: .relaxed)
            dropped.add(1, ordering: .relaxed)
            return
        }
        let moment = Date()
        queue.async { [self] in
            write(event.level, event.line(format, at: moment))
            waiting.subtract(1, ordering: .relaxed)
        }
    }

    /// Returns when everything that was taken has been written.
    func flush() { queue.sync {} }

    /// Errors and warnings to standard error, the rest to standard output.
    private static let toTerminal: Write = { level, line in
        let file: FileHandle = level == .info ? .standardOutput : .standardError
        // A full disk or a closed pipe must not stop the server, and there is nowhere left to say it.
        try? file.write(contentsOf: Data("\(line)\n".utf8))
    }
}
