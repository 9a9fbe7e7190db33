import Casework
import Cryptography
import Database
import Foundation
import Glibc
import HTTP
import Testing
import Web

@testable import tandem

struct `The exposition of figures` {
    @Test func `escapes what a help and a label may hold`() throws {
        var exposition = Exposition()
        exposition.add(
            "a_total",
            .counter,
            "Back\\slash,\nand \"quotes\".",
            [.init(labels: ["path": "a\\b\"c\nd"], value: 1)]
        )
        #expect(
            exposition.text == """
                # HELP a_total Back\\\\slash,\\nand "quotes".
                # TYPE a_total counter
                a_total{path="a\\\\b\\"c\\nd"} 1

                """
        )
        let read = try StrictExposition(exposition.text)
        #expect(read.values == [.init(name: "a_total", labels: ["path": "a\\b\"c\nd"]): 1])
    }

    @Test(
        arguments: [
            (0, "0"), (-3, "-3"), (0.25, "0.25"), (1e20, "1e+20"), (.infinity, "+Inf"),
            (-.infinity, "-Inf"), (.nan, "NaN"), (1e-9, "1e-09"),
        ] as [(Double, String)]
    )
    func `writes numbers as the format has them`(value: Double, text: String) {
        #expect(Exposition.number(value) == text)
    }

    @Test func `leaves out a family of which there is nothing yet`() {
        var exposition = Exposition()
        RequestFigures().add(to: &exposition)
        #expect(exposition.text == "")
    }

    @Test(
        arguments: [
            "a 1\n", "# HELP a b\na 1\n", "# HELP a b\n# TYPE a gauge\na 1", "",
            "# HELP a b\n# TYPE a counter\na 1\n", "# HELP a b\n# TYPE a gauge\na 1\na 2\n",
            "# HELP a b\n# TYPE a gauge\na{b=\"\\x\"} 1\n", "# HELP a b\n# TYPE a gauge\nb 1\n",
            "# HELP a b\n# TYPE a gauge\na{b=\"c\" 1\n", "# HELP a b\n# TYPE a gauge\na  1\n",
            "# HELP a b\n# TYPE a gauge\na one\n", "# HELP a b\n# TYPE a histogram\na_sum 1\n",
            "# HELP a b\n# TYPE a histogram\na_bucket{le=\"+Inf\"} 2\na_sum 1\na_count 1\n",
        ]
    )
    func `is read by a reader that refuses what breaks a rule`(text: String) {
        #expect(throws: StrictExposition.Refusal.self) { _ = try StrictExposition(text) }
    }
}

struct `The metrics of a server` {
    private func page(_ requests: RequestFigures = RequestFigures()) -> MetricsPage {
        MetricsPage(
            requests: requests,
            load: Installation.Load(
                passwords: .init(running: 2, waiting: 3),
                database: .init(
                    reading: .init(running: 4, waiting: 5),
                    writing: .init(running: 1, waiting: 6)
                )
            ),
            process: ProcessFigures(),
            connections: 9,
            isReady: true,
            droppedLines: 7,
            startTime: 1_772_524_800,
            version: "0.1.0"
        )
    }

    private func series(
        _ name: String,
        _ labels: [String: String] = [:]
    )
        -> StrictExposition.Series
    {
        .init(name: name, labels: labels)
    }

    @Test func `count requests by kind of route and class of status`() throws {
        let requests = RequestFigures()
        for status in [HTTPStatus.ok, .seeOther, .ok, .notFound, .internalServerError] {
            requests.count(.sample(status: status))
        }
        requests.count(.sample(route: "cases"))
        requests.countRefusal(.contentTooLarge)
        let values = try StrictExposition(page(requests).text).values
        func count(_ route: String, _ status: String) -> Double? {
            values[series("tandem_http_requests_total", ["route": route, "class": status])]
        }
        #expect(count("caseFile", "2xx") == 2)
        #expect(count("caseFile", "3xx") == 1)
        #expect(count("caseFile", "4xx") == 1)
        #expect(count("caseFile", "5xx") == 1)
        #expect(count("cases", "2xx") == 1)
        #expect(count("cases", "3xx") == nil)
        #expect(values[series("tandem_http_refusals_total", ["class": "4xx"])] == 1)
    }

    @Test(arguments: zip([0.5, 1, 1.001, 10_000, 10_001], [0.001, 0.001, 0.0025, 10, .infinity]))
    func `put a duration into the bucket whose bound it does not pass`(
        milliseconds: Double,
        bound: Double
    ) throws {
        let requests = RequestFigures()
        requests.count(.sample(milliseconds: milliseconds))
        let values = try StrictExposition(page(requests).text).values
        for candidate in RequestFigures.bounds + [.infinity] {
            let labels = ["route": "caseFile", "le": Exposition.number(candidate)]
            let found = values[series("tandem_http_request_duration_seconds_bucket", labels)]
            #expect(found == (candidate >= bound ? 1 : 0), "\(candidate)")
        }
        let sum = values[
            series("tandem_http_request_duration_seconds_sum", ["route": "caseFile"])
        ]
        #expect(abs(try #require(sum) - milliseconds / 1_000) < 1e-9)
    }

    @Test func `tell how busy the server is`() throws {
        let values = try StrictExposition(page().text).values
        #expect(values[series("tandem_build_info", ["version": "0.1.0"])] == 1)
        #expect(values[series("tandem_ready")] == 1)
        #expect(values[series("tandem_connections")] == 9)
        #expect(values[series("tandem_password_hashes", ["state": "running"])] == 2)
        #expect(values[series("tandem_password_hashes", ["state": "waiting"])] == 3)
        func work(_ kind: String, _ state: String) -> Double? {
            values[series("tandem_database_work", ["kind": kind, "state": state])]
        }
        #expect(work("read", "running") == 4)
        #expect(work("read", "waiting") == 5)
        #expect(work("write", "running") == 1)
        #expect(work("write", "waiting") == 6)
        #expect(values[series("tandem_log_lines_dropped_total")] == 7)
        #expect(values[series("process_start_time_seconds")] == 1_772_524_800)
        for name in [
            "process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds",
            "process_max_fds",
        ] {
            #expect(try #require(values[series(name)]) > 0, "\(name)")
        }
    }

    @Test func `have no label but these few`() throws {
        let requests = RequestFigures()
        requests.count(.sample())
        requests.countRefusal(.badRequest)
        let values = try StrictExposition(page(requests).text).values
        let labels = Set(values.keys.flatMap(\.labels.keys))
        #expect(labels == ["class", "kind", "le", "route", "state", "version"])
    }
}

struct `The figures of a process` {
    @Test func `are those of the kernel`() throws {
        let figures = ProcessFigures()
        // A test's process has more than a megabyte and at least its three standard files.
        #expect(try #require(figures.residentBytes) > 1_000_000)
        #expect(try #require(figures.openFiles) >= 3)
        let before = try #require(figures.processorSeconds)
        var sum: UInt64 = 1
        let end = ContinuousClock.now + .milliseconds(200)
        while ContinuousClock.now < end { sum = sum &* 31 &+ 7 }
        #expect(try #require(ProcessFigures().processorSeconds) > before, "\(sum)")
    }

    @Test func `are left out where they can't be read`() {
        let figures = ProcessFigures(process: "/nonexistent")
        #expect(figures.residentBytes == nil)
        #expect(figures.processorSeconds == nil)
        #expect(figures.openFiles == nil)
        #expect(figures.mostOpenFiles == nil)
        #expect(ProcessFigures.connections(to: 80, process: "/nonexistent") == 0)
    }

    @Test func `count the open connections to one port only`() async throws {
        let server = HTTPServer { _ in .text("here") }
        let other = HTTPServer { _ in .text("here") }
        let port = try server.start()
        let otherPort = try other.start()
        #expect(ProcessFigures.connections(to: port) == 0)
        // Enough others that the kernel tells of all of them in several pieces.
        let crowd = (0..<100).map { _ in socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
        for descriptor in crowd { #expect(listen(descriptor, 1) == 0) }
        defer { for descriptor in crowd { close(descriptor) } }
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(client, $0, size) == 0
            }
        }
        #expect(isConnected)
        // The server's half is there a moment after the client's.
        let end = ContinuousClock.now + .seconds(10)
        while ProcessFigures.connections(to: port) == 0, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(ProcessFigures.connections(to: port) == 1)
        #expect(ProcessFigures.connections(to: otherPort) == 0)
        close(client)
        await server.stop(gracePeriodSeconds: 0)
        await other.stop(gracePeriodSeconds: 0)
    }
}
