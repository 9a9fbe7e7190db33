import Casework
import Cryptography
import Database
import Foundation
import Glibc
import Mechanism
import Synchronization

// Keys are made by one process at a time: of two that made them at once, one would seal rows under keys that the
// other's key file replaces.
extension DataFolder {
    /// Opens the installation in these databases with the secrets of the key file.
    ///
    /// Those that an older release had not are made and kept.
    func openInstallation(
        _ database: Database,
        parameters: Argon2Parameters = .standard,
        currentTime: @escaping @Sendable () -> Instant = Serve.systemTime
    ) async throws -> Installation {
        let known = try readSecrets()
        let isWhole = known.rows != nil && known.log != nil && !known.linkage.isEmpty
        return try await alone(unless: isWhole) {
            try await Installation.open(
                database,
                secrets: readSecrets(),
                parameters: parameters,
                currentTime: currentTime,
                keep: write
            )
        }
    }

    /// Creates an installation in empty databases, and keeps its secrets.
    ///
    /// - Throws: what `Installation.create` throws; `CommandFailure` where another process was faster.
    func createInstallation(
        in database: Database,
        mechanismFile: [UInt8],
        isDemonstration: Bool,
        login: String,
        password: String?,
        parameters: Argon2Parameters,
        currentTime: @escaping @Sendable () -> Instant
    ) async throws -> CreationReceipt {
        let isKept = Mutex(false)
        do {
            return try await alone {
                try await Installation.create(
                    in: database,
                    mechanismFile: mechanismFile,
                    isDemonstration: isDemonstration,
                    login: login,
                    password: password,
                    parameters: parameters,
                    currentTime: currentTime,
                    keep: {
                        try writeFirst($0)
                        isKept.withLock { $0 = true }
                    }
                )
            }
        } catch InstallationError.alreadyInitialised {
            // On a server whose rows came first: the file opens nothing.
            if isKept.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: keyFile) }
            throw CommandFailure(
                """
                Another server has just made an installation in these databases: \
                give this one its tandem.key, then start it again.
                """
            )
        }
    }

    /// Runs a body while no other process does the same with this folder.
    ///
    /// A process that ends gives way, however it ends.
    private func alone<Value>(
        unless isNeedless: Bool = false,
        _ body: () async throws -> Value
    ) async throws -> Value {
        if isNeedless { return try await body() }
        let folder = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else {
            throw CommandFailure("\(path) can't be opened: check the path and the permissions.")
        }
        defer { close(folder) }
        for _ in 0..<600 {
            if flock(folder, LOCK_EX | LOCK_NB) == 0 { return try await body() }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw CommandFailure(
            "Another process has been at the keys in \(path) for a minute: try again."
        )
    }
}
