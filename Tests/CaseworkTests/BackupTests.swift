import Casework
import Cryptography
import Foundation
import TestTown
import Testing

/// Copies for custodians.
struct `A backup` {
    @Test func `of both stores, made in use, opens for its recipient alone`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        _ = try await town.openCase(by: "labour-inspectorate.3")
        let identity = AgeIdentity.generate()
        let folder = try Folder()
        for store in Backup.Store.allCases {
            let path = folder.url.appending(path: store.rawValue).path()
            try await Backup.write(
                store,
                of: town.database,
                to: path,
                for: [identity.recipient]
            )
            let counts = try Backup.check(path, with: [identity])
            switch store {
            case .main: #expect(counts["case_file"] == 1 && counts["entry"] ?? 0 > 5)
            case .shred: #expect(counts["strand_half"] ?? 0 > 3)
            }
            #expect(throws: Age.AgeError.noMatch) {
                _ = try Backup.check(path, with: [.generate()])
            }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            await #expect(throws: Backup.BackupError.exists) {
                try await Backup.write(
                    store,
                    of: town.database,
                    to: path,
                    for: [identity.recipient]
                )
            }
            var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
            bytes[bytes.count / 2] ^= 1
            try Data(bytes).write(to: URL(filePath: path))
            #expect(throws: Age.AgeError.self) { _ = try Backup.check(path, with: [identity]) }
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path())
        #expect(left.sorted() == ["main", "shred"])
    }
}
