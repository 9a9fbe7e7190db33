import Foundation
import HTTP
import Web

/// Something that a running server tells its operator.
///
/// Nobody's name, address, case or path has a place in it: words of ours, and the figures of a request.
struct LogEvent: Sendable {
    enum Level: String, Sendable {
        case info, warning, error

        /// The number that syslog and systemd's journal know it by.
        ///
        /// Source: RFC 5424 section 6.2.1.
        var priority: Int {
            switch self {
            case .info: 6
            case .warning: 4
            case .error: 3
            }
        }
    }

    let level: Level
    /// A word for machines to look for.
    let name: String
    /// A sentence of ours, for people.
    let message: String
    let request: RequestReport?

    init(_ level: Level, _ name: String, _ message: String) {
        self.level = level
        self.name = name
        self.message = message
        request = nil
    }

    /// A request that was answered; one that failed on our side is a warning.
    init(_ request: RequestReport) {
        level = request.status.code >= 500 ? .warning : .info
        name = "request"
        message = ""
        self.request = request
    }
}

extension LogEvent {
    /// The event as one line, without its end.
    func line(_ format: EventLog.Format, at moment: Date) -> String {
        switch format {
        case .text: "\(Self.time(moment)) \(level.rawValue) \(words)"
        case .journal: "<\(level.priority)>\(words)"
        case .json: json(at: moment)
        }
    }

    private var words: String {
        guard let request else { return message.onOneLine }
        return """
            request id=\(request.id) route=\(request.route) method=\(request.method.rawValue) \
            status=\(request.status.code) ms=\(request.milliseconds) bytes=\(request.bytes)
            """
    }

    private static func time(_ moment: Date) -> String {
        moment.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private struct Object: Encodable {
        let time: String
        let level: String
        let event: String
        let message: String?
        let id: UInt64?
        let route: String?
        let method: String?
        let status: UInt16?
        let ms: Double?
        let bytes: Int?
    }

    private func json(at moment: Date) -> String {
        let object = Object(
            time: Self.time(moment),
            level: level.rawValue,
            event: name,
            message: request == nil ? message : nil,
            id: request?.id,
            route: request?.route,
            method: request?.method.rawValue,
            status: request?.status.code,
            ms: request?.milliseconds,
            bytes: request?.bytes
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(object), as: UTF8.self)
        } catch {
            // Texts and finite numbers can always be encoded.
            preconditionFailure("a line of the log could not be encoded")
        }
    }
}

extension RequestReport {
    /// The duration in milliseconds, to the microsecond.
    fileprivate var milliseconds: Double {
        (duration / .milliseconds(1) * 1_000).rounded() / 1_000
    }
}

extension String {
    /// The text with a space for whatever would end or disturb a line.
    fileprivate var onOneLine: String {
        String(map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 } ? " " : $0 })
    }
}
