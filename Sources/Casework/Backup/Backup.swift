package import Cryptography
package import Database
import Foundation
import Store

/// Encrypted copies of the two stores, each to a file of its own and to custodians of its own.
///
/// The halves of keys are durable before a case commits: with the main store copied first, every strand in
/// it finds its half in the shred store's copy.
package enum Backup {
    /// Which store a file holds.
    package enum Store: String, CaseIterable, Sendable { case main, shred }

    /// Why a file can't be written or read.
    package enum BackupError: Error, Hashable, Sendable { case exists, unwritable, unreadable }

    private static let readSize = 1 << 18

    /// Writes one store, while it is in use, to a file that appears only when it is whole.
    ///
    /// - Throws: `BackupError.exists`, `.unwritable`; `DatabaseError`.
    package static func write(
        _ store: Store,
        of database: Database,
        to path: String,
        for recipients: [AgeRecipient]
    ) async throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw BackupError.exists }
        let partial = path + ".partial"
        try await database.read { session in
            let file = try create(partial)
            switch store {
            case .main: try write(session.main, to: file, for: recipients)
            case .shred:
                try session.companion.begin(writing: false)
                defer { try? session.companion.commit() }
                try write(session.companion, to: file, for: recipients)
            }
            try file.synchronize()
            try file.close()
        }
        // A link fails where a file appeared meanwhile; a rename would replace it.
        do {
            try FileManager.default.linkItem(atPath: partial, toPath: path)
            try FileManager.default.removeItem(atPath: partial)
        } catch {
            throw BackupError.unwritable
        }
    }

    private static func write(
        _ connection: any Connection,
        to file: FileHandle,
        for recipients: [AgeRecipient]
    ) throws {
        var encryptor = AgeEncryptor(to: recipients)
        try TransferWriter(connection).write { part in
            let ready = encryptor.update(part)
            if !ready.isEmpty { try file.write(contentsOf: Data(ready)) }
        }
        try file.write(contentsOf: Data(encryptor.finish()))
    }

    /// An empty file for its owner alone.
    private static func create(_ path: String) throws(BackupError) -> FileHandle {
        let isMade = FileManager.default.createFile(
            atPath: path,
            contents: nil,
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade, let file = FileHandle(forWritingAtPath: path) else { throw .unwritable }
        return file
    }

    /// Checks that a file opens and is whole, and counts its rows by table.
    ///
    /// - Throws: `BackupError.unreadable`, `Age.AgeError`, `TransferError`.
    package static func check(
        _ path: String,
        with identities: [AgeIdentity]
    ) throws -> [String: Int64] {
        var check = TransferCheck()
        try decrypt(path, with: identities) { try check.update($0) }
        return try check.finish()
    }

    /// Fills an empty database from the two files: the main store last, so that its halves are there.
    ///
    /// It brings back whatever was in the files: erasures since then must be replayed before serving.
    ///
    /// - Throws: `BackupError.unreadable`, `Age.AgeError`, `TransferError`, `DatabaseError`; the main
    ///   store then stays empty.
    package static func restore(
        main: String,
        shred: String,
        with identities: [AgeIdentity],
        into database: Database
    ) async throws {
        try await database.migrate(main: Schema.main, companion: Schema.shred)
        try await database.write { session in
            try session.companion.transaction {
                try restore(shred, with: identities, into: session.companion)
            }
            try restore(main, with: identities, into: session.main)
        }
    }

    private static func restore(
        _ path: String,
        with identities: [AgeIdentity],
        into connection: any Connection
    ) throws {
        var reader = try TransferReader(into: connection)
        try decrypt(path, with: identities) { try reader.update($0) }
        _ = try reader.finish()
    }

    private static func decrypt(
        _ path: String,
        with identities: [AgeIdentity],
        _ body: ([UInt8]) throws -> Void
    ) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw BackupError.unreadable }
        var decryptor = AgeDecryptor(identities: identities)
        while let part = try file.read(upToCount: readSize), !part.isEmpty {
            try body(decryptor.update([UInt8](part)))
        }
        try body(decryptor.finish())
    }
}
