import Casework
import Cryptography
import Database

/// What `GET /metrics` answers: how busy a server is, and with which kinds of pages; never with whom.
struct MetricsPage {
    let requests: RequestFigures
    let load: Installation.Load
    let process: ProcessFigures
    let connections: Int
    let isReady: Bool
    let droppedLines: Int
    /// Seconds since 1970.
    let startTime: Double
    let version: String

    var text: String {
        var exposition = Exposition()
        exposition.add(
            "tandem_build_info",
            .gauge,
            "Always 1; the label says which release runs.",
            [.init(labels: ["version": version], value: 1)]
        )
        exposition.add(
            "tandem_ready",
            .gauge,
            "1 while /health/ready says yes: the database answers and the server is not stopping.",
            isReady ? 1 : 0
        )
        requests.add(to: &exposition)
        exposition.add(
            "tandem_connections",
            .gauge,
            "Connections of clients that are open.",
            Double(connections)
        )
        addLoad(to: &exposition)
        addProcess(to: &exposition)
        return exposition.text
    }

    private func addLoad(to exposition: inout Exposition) {
        exposition.add(
            "tandem_password_hashes",
            .gauge,
            "Passwords that are being checked, and that wait for it.",
            [
                .init(labels: ["state": "running"], value: Double(load.passwords.running)),
                .init(labels: ["state": "waiting"], value: Double(load.passwords.waiting)),
            ]
        )
        exposition.add(
            "tandem_database_work",
            .gauge,
            "Transactions that run, and that wait for a connection.",
            [("read", load.database.reading), ("write", load.database.writing)].flatMap {
                kind,
                lanes in
                [
                    Exposition.Sample(
                        labels: ["kind": kind, "state": "running"],
                        value: Double(lanes.running)
                    ),
                    .init(
                        labels: ["kind": kind, "state": "waiting"],
                        value: Double(lanes.waiting)
                    ),
                ]
            }
        )
        exposition.add(
            "tandem_log_lines_dropped_total",
            .counter,
            "Lines of the log that nobody took in time.",
            Double(droppedLines)
        )
    }

    /// Under the names that Prometheus' own libraries give them.
    private func addProcess(to exposition: inout Exposition) {
        exposition.add(
            "process_start_time_seconds",
            .gauge,
            "When the server started, in seconds since 1970.",
            startTime
        )
        let figures: [(String, Exposition.Kind, String, Double?)] = [
            (
                "process_cpu_seconds_total", .counter, "Seconds of processor time.",
                process.processorSeconds
            ),
            (
                "process_resident_memory_bytes", .gauge, "Memory in use, in bytes.",
                process.residentBytes
            ),
            ("process_open_fds", .gauge, "Files and sockets that are open.", process.openFiles),
            (
                "process_max_fds", .gauge, "Files and sockets that may be open.",
                process.mostOpenFiles
            ),
        ]
        for (name, kind, help, value) in figures {
            if let value { exposition.add(name, kind, help, value) }
        }
    }
}
