import Database
import Foundation
import Glibc
import TestTown
import Testing

@testable import tandem

/// What a doctor finds in a folder of files, each test with one breakage.
struct `A doctor in a data folder` {
    private func expect(
        _ patient: LookedAfter,
        says lines: [String],
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let news = try await patient.news()
        #expect(news == lines, sourceLocation: location)
    }

    @Test func `finds a folder that others may enter`() async throws {
        let patient = try await LookedAfter()
        let path = patient.folder.path
        try #require(unsafe chmod(path, 0o750) == 0)
        try await expect(
            patient,
            says: ["fault: Others than its owner may enter \(path) → chmod 700 \(path)"]
        )
    }

    @Test(arguments: ["tandem.key", "tandem.db", "shred.db", "tandem.db-wal"], [0o640, 0o602])
    func `finds a file that others may read or write`(name: String, mode: mode_t) async throws {
        let patient = try await LookedAfter()
        let path = "\(patient.folder.path)/\(name)"
        try #require(unsafe chmod(path, mode) == 0)
        try await expect(
            patient,
            says: ["fault: Others than its owner may read or write \(path) → chmod 600 \(path)"]
        )
    }

    @Test func `finds that the key file is missing`() async throws {
        let patient = try await LookedAfter()
        let path = patient.folder.keyFile
        try FileManager.default.removeItem(atPath: path)
        try await expect(
            patient,
            says: [
                "fault: \(path) is missing: nobody can sign in → restore it from its own backup"
            ]
        )
    }

    @Test(arguments: ["", "pepper 00\nanchor 00\n", "pepper"])
    func `finds that the key file is damaged`(text: String) async throws {
        let patient = try await LookedAfter()
        let path = patient.folder.keyFile
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
        try await expect(
            patient,
            says: [
                "fault: \(path) is damaged or can't be read → restore it from its own backup"
            ]
        )
    }

    @Test(arguments: ["tandem.db", "shred.db"])
    func `finds that a database is missing, and makes none`(name: String) async throws {
        let patient = try await LookedAfter()
        let path = "\(patient.folder.path)/\(name)"
        try FileManager.default.removeItem(atPath: path)
        try await expect(
            patient,
            says: [
                "fault: \(path) is missing → "
                    + "name the right folder, or restore a backup into a new one"
            ]
        )
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `finds a backup that lies beside what it is a copy of`() async throws {
        let patient = try await LookedAfter()
        let path = "\(patient.folder.path)/main.age"
        try #require(FileManager.default.createFile(atPath: path, contents: Data()))
        try await expect(
            patient,
            says: [
                "warning: \(path) lies beside what it is a copy of → "
                    + "give it to its custodian, on another machine"
            ]
        )
    }

    @Test(.enabled(if: geteuid() == 0, "only root may give a file away"))
    func `finds files of another user, and a folder of root's`() async throws {
        let patient = try await LookedAfter()
        let path = patient.folder.keyFile
        try #require(unsafe chown(path, 1, 1) == 0)
        try await expect(
            patient,
            says: [
                "fault: \(path) belongs to another user than \(patient.folder.path) → "
                    + "give both to the user that serves, with chown"
            ]
        )
        let names = try FileManager.default.contentsOfDirectory(atPath: patient.folder.path)
        for path in [patient.folder.path] + names.map({ "\(patient.folder.path)/\($0)" }) {
            try #require(unsafe chown(path, 0, 0) == 0)
        }
        try await expect(
            patient,
            says: [
                "warning: \(patient.folder.path) belongs to root → "
                    + "serve as a user of its own, and give the folder to it with chown -R"
            ]
        )
    }

    @Test(arguments: ["tandem.db", "shred.db"], [0, 4_096])
    func `finds a damaged database`(name: String, offset: UInt64) async throws {
        // Copied while nobody has it open, as a disk would damage it.
        let patient = try await LookedAfter()
        let copy = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let whole = try SQLiteConnection(path: "\(patient.folder.path)/\(name)")
        #expect(try whole.row("PRAGMA wal_checkpoint(TRUNCATE)")?.integer("busy") == 0)
        try FileManager.default.copyItem(atPath: patient.folder.path, toPath: copy)
        let file = try #require(FileHandle(forWritingAtPath: "\(copy)/\(name)"))
        try file.seek(toOffset: offset)
        try file.write(contentsOf: Data(repeating: 0x5a, count: 2_048))
        try file.close()
        let options = try Options(
            ["--data", copy],
            values: DataFolder.options,
            environment: [:],
            standardFile: "/nonexistent"
        )
        let found = try await Doctor(DataFolder(options))
            .keptSymptoms(at: patient.town.clock.now).symptoms
        #expect(found.filter { $0.check == "integrity" }.count == 1, "\(found.map(\.line))")
        #expect(found.exitStatus == 2)
    }

    @Test func `says of a folder that isn't there nothing but that`() async throws {
        let options = try Options(
            ["--data", "/nonexistent"],
            values: DataFolder.options,
            environment: [:],
            standardFile: "/nonexistent"
        )
        let found = try await Doctor(DataFolder(options))
            .keptSymptoms(at: DemoTown.morning).symptoms
        #expect(
            found.map(\.line) == ["fault: There is no folder /nonexistent → name it with --data"]
        )
    }
}
