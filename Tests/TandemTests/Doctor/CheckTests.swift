import Foundation
import Glibc
import Mechanism
import Store
import Testing

@testable import tandem

struct `A doctor on the machine` {
    private let now = Instant(milliseconds: 1_772_524_800_000)

    private func lines(_ symptoms: [Symptom]) -> [String] {
        symptoms.map { "\($0.severity.rawValue) \($0.check)" }
    }

    @Test(
        arguments: [
            (60, true, []), (61, true, ["fault clock"]), (-99_999, true, []),
            (0, false, ["warning clock"]), (0, nil, ["note clock"]),
            (3_600, false, ["fault clock", "warning clock"]),
        ] as [(Int64, Bool?, [String])]
    )
    func `says when the clock is behind what was recorded, and when nothing keeps it right`(
        ahead: Int64,
        isSynchronised: Bool?,
        expected: [String]
    ) {
        let check = ClockCheck(
            isSynchronised: isSynchronised,
            now: now,
            newest: now.adding(seconds: ahead)
        )
        #expect(lines(check.symptoms) == expected)
    }

    @Test func `says by how much the clock is behind`() {
        let check = ClockCheck(isSynchronised: true, now: now, newest: now.adding(seconds: 90))
        #expect(
            check.symptoms.map(\.what) == ["The clock is 90 s behind what was last recorded"]
        )
        #expect(ClockCheck(isSynchronised: true, now: now, newest: nil).symptoms == [])
    }

    @Test(
        arguments: [
            (100 << 30, nil, "", ""), (2 << 30, nil, "", ""),
            ((2 << 30) - 1, nil, "warning", "Only 2047 MiB are free at /d"),
            ((256 << 20) - 1, nil, "fault", "Only 255 MiB are free at /d"),
            (60 << 30, 1 << 30, "", ""),
            (
                59 << 30, 1 << 30, "warning",
                "Only 60416 MiB are free at /d, for 59 days at the present rate"
            ),
            (
                6 << 30, 1 << 30, "fault",
                "Only 6144 MiB are free at /d, for 6 days at the present rate"
            ),
            (100 << 30, 0, "", ""), (100 << 30, -5, "", ""),
        ] as [(Int64, Int64?, String, String)]
    )
    func `says when room runs out, in bytes and in days`(
        free: Int64,
        growth: Int64?,
        severity: String,
        what: String
    ) {
        let check = DiskCheck(path: "/d", freeBytes: free, isReadOnly: false, growth: growth)
        #expect(check.symptoms.map(\.severity.rawValue) == (severity.isEmpty ? [] : [severity]))
        #expect(check.symptoms.map(\.what) == (what.isEmpty ? [] : [what]))
    }

    @Test func `says when a disk takes no writes`() {
        let check = DiskCheck(path: "/d", freeBytes: 1 << 40, isReadOnly: true, growth: nil)
        #expect(lines(check.symptoms) == ["fault disk-space"])
    }

    @Test func `asks the file system, and nothing of one that isn't there`() throws {
        let path = FileManager.default.temporaryDirectory.path()
        let check = try #require(DiskCheck(path: path, growth: nil))
        #expect(check.freeBytes > 0)
        #expect(!check.isReadOnly)
        #expect(DiskCheck(path: "/nonexistent", growth: nil) == nil)
    }

    @Test func `takes a rate from a week on`() {
        #expect(DiskCheck.growth(bytes: 700, days: 6) == nil)
        #expect(DiskCheck.growth(bytes: 700, days: 7) == 100)
    }

    @Test func `says when the write-ahead log is never folded in`() {
        #expect(LogFileCheck(path: "/d/tandem.db-wal", bytes: 64 << 20).symptoms == [])
        let found = LogFileCheck(path: "/d/tandem.db-wal", bytes: 65 << 20).symptoms
        #expect(lines(found) == ["warning write-ahead-log"])
        #expect(found.first?.what == "/d/tandem.db-wal has grown to 65 MiB")
    }

    @Test func `finds servers that run as root or may open too few files`() throws {
        let tree = try MachineTree()
        func process(_ number: Int, _ command: String, user: Int, files: String) throws {
            try tree.write(
                "proc/\(number)/cmdline",
                command.replacingOccurrences(of: " ", with: "\0") + "\0"
            )
            try tree.write(
                "proc/\(number)/status",
                "Name:\tx\nUid:\t1000\t\(user)\t\(user)\t\(user)\n"
            )
            try tree.write(
                "proc/\(number)/limits",
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             99                   99                   processes
                Max open files            \(files)                 524288               files
                """
            )
        }
        try process(11, "/usr/bin/tandem serve", user: 996, files: "8192")
        try process(12, "tandem serve --demo", user: 0, files: "1024")
        try process(13, "/usr/bin/tandem doctor", user: 0, files: "16")
        try process(14, "/usr/bin/nginx serve", user: 0, files: "16")
        try process(15, "tandem serve", user: 996, files: "unlimited")
        let check = ServerCheck(root: tree.root)
        #expect(
            check.servers == [
                .init(number: 11, user: 996, mostFiles: 8_192),
                .init(number: 12, user: 0, mostFiles: 1_024),
                .init(number: 15, user: 996, mostFiles: nil),
            ]
        )
        #expect(lines(check.symptoms) == ["fault server", "warning open-files"])
        #expect(check.symptoms.allSatisfy { $0.what.contains("process number 12 ") })
    }
}

struct `A doctor on a database` {
    private func lines(
        _ engine: DatabaseHealth.Engine,
        _ role: DatabaseCheck.Role = .main
    )
        -> [String]
    {
        let health = DatabaseHealth(missingSteps: [], unknownSteps: [], engine: engine)
        return DatabaseCheck(role: role, health: health).symptoms
            .map { "\($0.severity.rawValue) \($0.check)" }
    }

    private func postgres(
        _ changed: [String: String] = [:],
        isLocal: Bool = false,
        isEncrypted: Bool = true,
        lag: Int64? = nil
    ) -> DatabaseHealth.Engine {
        let sound = [
            "archive_mode": "off", "data_checksums": "on", "fsync": "on", "full_page_writes": "on",
            "synchronous_commit": "on",
        ]
        return .postgres(
            PostgresHealth(
                settings: sound.merging(changed) { $1 },
                isLocal: isLocal,
                isEncrypted: isEncrypted,
                standbyLag: lag
            )
        )
    }

    @Test func `says nothing of a sound one`() {
        let file = SQLiteHealth(isIntact: true, journalMode: "wal", isDurable: true)
        for role in [DatabaseCheck.Role.main, .shred] {
            #expect(lines(.sqlite(file), role) == [])
            #expect(lines(postgres(), role) == [])
            #expect(lines(postgres(isLocal: true, isEncrypted: false), role) == [])
        }
    }

    @Test(
        arguments: [
            (false, "wal", true, ["fault integrity"]), (true, "delete", true, ["fault durability"]),
            (true, "wal", false, ["fault durability"]),
        ]
    )
    func `finds a file that is damaged or forgets`(
        isIntact: Bool,
        journalMode: String,
        isDurable: Bool,
        expected: [String]
    ) {
        let file = SQLiteHealth(
            isIntact: isIntact,
            journalMode: journalMode,
            isDurable: isDurable
        )
        #expect(lines(.sqlite(file)) == expected)
    }

    @Test(arguments: ["fsync", "full_page_writes", "synchronous_commit"])
    func `finds a server that may lose what it acknowledged`(setting: String) {
        #expect(lines(postgres([setting: "off"])) == ["fault durability"])
    }

    @Test func `finds pages without checksums and connections in clear`() {
        #expect(lines(postgres(["data_checksums": "off"])) == ["warning checksums"])
        #expect(lines(postgres(isEncrypted: false)) == ["fault connection"])
        #expect(lines(postgres(["synchronous_commit": "remote_apply"])) == [])
    }

    @Test(arguments: ["on", "always"])
    func `finds an archive that keeps what is erased, for the shred store alone`(mode: String) {
        #expect(lines(postgres(["archive_mode": mode])) == [])
        #expect(lines(postgres(["archive_mode": mode]), .shred) == ["fault archive"])
    }

    @Test(
        arguments: [
            (0, "note"), (60, "note"), (61, "warning"), (-1, "warning"),
        ] as [(Int64, String)]
    )
    func `says how far a standby is behind`(lag: Int64, severity: String) {
        #expect(lines(postgres(lag: lag)) == ["\(severity) standby"])
    }
}

struct `What a doctor found` {
    private let note = Symptom.note("a", "One", "do")
    private let warning = Symptom.warning("b", "Two", "do")
    private let fault = Symptom.fault("c", "Three", "do")

    @Test func `is told with the worst first, and else in the order of looking`() {
        let second = Symptom.warning("d", "Four", "do")
        #expect(
            [note, warning, fault, second].worstFirst == [fault, warning, second, note]
        )
        #expect(fault.line == "fault: Three → do")
    }

    @Test func `is an exit status`() {
        #expect([Symptom]().exitStatus == 0)
        #expect([note].exitStatus == 0)
        #expect([note, warning].exitStatus == 1)
        #expect([warning, fault, note].exitStatus == 2)
    }

    @Test func `is an object with four members for machines`() throws {
        let data = try JSONEncoder().encode([fault])
        let value = try JSONSerialization.jsonObject(with: data) as? [[String: String]]
        #expect(
            value == [["severity": "fault", "check": "c", "what": "Three", "remedy": "do"]]
        )
    }
}
