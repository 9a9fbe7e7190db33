import Foundation
import Glibc

/// Whether the data folder holds what it must, for its owner alone.
struct FolderCheck {
    let folder: DataFolder

    var symptoms: [Symptom] {
        guard let facts = FileFacts(folder.path) else {
            return [
                .fault("folder", "There is no folder \(folder.path)", "name it with --data")
            ]
        }
        guard unsafe access(folder.path, R_OK | X_OK) == 0 else {
            return [
                .fault(
                    "folder",
                    "Only the owner of \(folder.path) can look into it",
                    "run this command as that user, or as root"
                )
            ]
        }
        return missing + openness(of: facts) + ownership(of: facts) + strangers
    }

    /// The files that an installation is made of, with those that SQLite keeps beside them.
    private var files: [String] {
        [folder.keyFile]
            + [folder.database, folder.shredStore].flatMap { [$0, "\($0)-wal", "\($0)-shm"] }
    }

    private var missing: [Symptom] {
        var symptoms: [Symptom] = []
        if FileFacts(folder.keyFile) == nil {
            symptoms.append(
                .fault(
                    "key-file",
                    "\(folder.keyFile) is missing: nobody can sign in",
                    "restore it from its own backup"
                )
            )
        } else if (try? folder.readSecrets()) == nil {
            symptoms.append(
                .fault(
                    "key-file",
                    "\(folder.keyFile) is damaged or can't be read",
                    "restore it from its own backup"
                )
            )
        }
        guard !folder.isOnServer else { return symptoms + leftBehind }
        for path in [folder.database, folder.shredStore] where FileFacts(path) == nil {
            symptoms.append(
                .fault(
                    "database",
                    "\(path) is missing",
                    "name the right folder, or restore a backup into a new one"
                )
            )
        }
        return symptoms
    }

    /// Files that a move to PostgreSQL read and left.
    private var leftBehind: [Symptom] {
        guard FileFacts(folder.shredStore) != nil else { return [] }
        return [
            .warning(
                "left-behind",
                "\(folder.shredStore) is not in use, and keeps halves of keys that were erased since",
                "destroy it and tandem.db beside it, once the databases on the server are backed up"
            )
        ]
    }

    private func openness(of facts: FileFacts) -> [Symptom] {
        var symptoms: [Symptom] = []
        if facts.isOpenToOthers {
            symptoms.append(
                .fault(
                    "permissions",
                    "Others than its owner may enter \(folder.path)",
                    "chmod 700 \(folder.path)"
                )
            )
        }
        for path in files where FileFacts(path)?.isOpenToOthers == true {
            symptoms.append(
                .fault(
                    "permissions",
                    "Others than its owner may read or write \(path)",
                    "chmod 600 \(path)"
                )
            )
        }
        return symptoms
    }

    private func ownership(of facts: FileFacts) -> [Symptom] {
        var symptoms: [Symptom] = files.filter { path in
            FileFacts(path).map { $0.owner != facts.owner } ?? false
        }.map { path in
            .fault(
                "owner",
                "\(path) belongs to another user than \(folder.path)",
                "give both to the user that serves, with chown"
            )
        }
        if facts.owner == 0 {
            symptoms.append(
                .warning(
                    "owner",
                    "\(folder.path) belongs to root",
                    "serve as a user of its own, and give the folder to it with chown -R"
                )
            )
        }
        return symptoms
    }

    /// Backups that would be lost or stolen together with what they are copies of.
    private var strangers: [Symptom] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".age") }.sorted().map { name in
            .warning(
                "backup-place",
                "\(folder.path)/\(name) lies beside what it is a copy of",
                "give it to its custodian, on another machine"
            )
        }
    }
}
