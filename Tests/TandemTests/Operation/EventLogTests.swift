import Dispatch
import Foundation
import HTTP
import Synchronization
import Testing
import Web

@testable import tandem

/// Lines that a log wrote, each with its level.
final class WrittenLines: Sendable {
    private let lines = Mutex<[(level: LogEvent.Level, text: String)]>([])

    func take(_ level: LogEvent.Level, _ text: String) {
        lines.withLock { $0.append((level, text)) }
    }

    var texts: [String] { lines.withLock { $0.map(\.text) } }
    var levels: [LogEvent.Level] { lines.withLock { $0.map(\.level) } }
}

extension RequestReport {
    /// A report with some figures of its own.
    static func sample(
        route: String = "caseFile",
        status: HTTPStatus = .ok,
        milliseconds: Double = 12.3456
    ) -> Self {
        Self(
            id: 42,
            route: route,
            method: .get,
            status: status,
            duration: .milliseconds(milliseconds),
            bytes: 512
        )
    }
}

struct `A line of the log` {
    /// 3 March 2026, eight o'clock in UTC, and a quarter of a second.
    private let moment = Date(timeIntervalSince1970: 1_772_524_800.25)
    private let notice = LogEvent(.error, "failure", "A page \"failed\":\nX/Y")

    @Test func `is in text the time, the level and words`() {
        #expect(
            notice.line(.text, at: moment)
                == "2026-03-03T08:00:00.250Z error A page \"failed\": X/Y"
        )
        #expect(
            LogEvent(.sample()).line(.text, at: moment)
                == "2026-03-03T08:00:00.250Z info "
                + "request id=42 route=caseFile method=GET status=200 ms=12.346 bytes=512"
        )
    }

    @Test func `is for the journal without a time, its level a number`() {
        #expect(notice.line(.journal, at: moment) == "<3>A page \"failed\": X/Y")
        let failed = LogEvent(.sample(status: .internalServerError, milliseconds: 1))
        #expect(
            failed.line(.journal, at: moment)
                == "<4>request id=42 route=caseFile method=GET status=500 ms=1.0 bytes=512"
        )
        #expect(LogEvent(.info, "a", "b").line(.journal, at: moment) == "<6>b")
    }

    @Test func `is in JSON one object with just these members`() throws {
        func object(_ event: LogEvent) throws -> [String: NSObject] {
            let line = event.line(.json, at: moment)
            #expect(!line.contains("\n"))
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(value as? [String: NSObject])
        }
        #expect(
            try object(notice) == [
                "time": "2026-03-03T08:00:00.250Z" as NSString, "level": "error" as NSString,
                "event": "failure" as NSString, "message": "A page \"failed\":\nX/Y" as NSString,
            ]
        )
        #expect(
            try object(LogEvent(.sample())) == [
                "time": "2026-03-03T08:00:00.250Z" as NSString, "level": "info" as NSString,
                "event": "request" as NSString, "id": 42 as NSNumber,
                "route": "caseFile" as NSString, "method": "GET" as NSString,
                "status": 200 as NSNumber, "ms": 12.346 as NSNumber, "bytes": 512 as NSNumber,
            ]
        )
    }
}

struct `The log` {
    @Test(arguments: [true, false])
    func `writes requests only where it was asked to`(writesRequests: Bool) {
        let lines = WrittenLines()
        let log = EventLog(.journal, writesRequests: writesRequests) { lines.take($0, $1) }
        log.take(LogEvent(.sample()))
        log.take(LogEvent(.info, "serving", "Here"))
        log.flush()
        #expect(lines.texts.count == (writesRequests ? 2 : 1))
        #expect(lines.texts.last == "<6>Here")
        #expect(log.droppedLines == 0)
    }

    @Test func `keeps the order in which events came`() {
        let lines = WrittenLines()
        let log = EventLog(.journal, writesRequests: false) { lines.take($0, $1) }
        for number in 0..<500 { log.take(LogEvent(.warning, "a", "\(number)")) }
        log.flush()
        #expect(lines.texts == (0..<500).map { "<4>\($0)" })
        #expect(Set(lines.levels) == [.warning])
    }

    @Test func `lets nobody wait for a reader that stands still, and counts what it left out`() {
        let lines = WrittenLines()
        let isReading = DispatchSemaphore(value: 0)
        let log = EventLog(.journal, writesRequests: false) { level, text in
            isReading.wait()
            isReading.signal()
            lines.take(level, text)
        }
        for number in 0..<5_000 { log.take(LogEvent(.info, "a", "\(number)")) }
        #expect(log.droppedLines == 5_000 - 4_096)
        isReading.signal()
        log.flush()
        #expect(lines.texts.count == 4_096)
    }
}
