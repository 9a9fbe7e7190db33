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

    @Test func `put back shows each member what they saw, and verifies`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let inspector = "labour-inspectorate.3"
        let id = try await town.openCase(by: inspector)
        let before = try await town.installation.readCase(id, by: town.actor(inspector))
        let identity = AgeIdentity.generate()
        let folder = try Folder()
        let (main, shred) = (
            folder.url.appending(path: "main").path(), folder.url.appending(path: "shred").path()
        )
        for (store, path) in [(Backup.Store.main, main), (.shred, shred)] {
            try await Backup.write(
                store,
                of: town.database,
                to: path,
                for: [identity.recipient]
            )
        }
        let target = try DemoTown.openDatabase(in: folder.url)
        try await Backup.restore(main: main, shred: shred, with: [identity], into: target)
        let restored = try await Installation.open(
            target,
            secrets: town.receipt.secrets,
            parameters: DemoTown.parameters(),
            currentTime: { town.clock.now },
            keep: { _ in }
        )
        #expect(try await restored.verify().fault == nil)
        let session = try await restored.signIn(login: inspector, password: DemoTown.password)
        let actor = try #require(try await restored.actor(of: session))
        let after = try await restored.readCase(id, by: actor)
        #expect(after.state == before.state)
        // Once filled, it takes no second copy.
        await #expect(throws: (any Error).self) {
            try await Backup.restore(main: main, shred: shred, with: [identity], into: target)
        }
    }
}
