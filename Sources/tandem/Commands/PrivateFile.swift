import Foundation
import Glibc

/// Files that are for their owner alone, and are on the disk when we say that they are written.
enum PrivateFile {
    /// What becomes of a file that is there already.
    enum Rule { case replaces, isNew }

    /// Why there is no such file.
    enum Failure: Error, Hashable { case exists, unwritable }

    /// Writes a file whole or not at all, also where the power fails meanwhile.
    ///
    /// - Throws: `Failure`; what was there before is still there then.
    static func write(_ content: [UInt8], to path: String, _ rule: Rule) throws(Failure) {
        let partial = "\(path).\(getpid()).new"
        unsafe unlink(partial)
        let file = unsafe open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .unwritable }
        defer { unsafe unlink(partial) }
        let isWritten = fill(file, content) && fsync(file) == 0
        guard close(file) == 0, isWritten else { throw .unwritable }
        switch rule {
        case .replaces:
            guard unsafe rename(partial, path) == 0 else { throw .unwritable }
        case .isNew:
            // A link fails where a file appeared meanwhile; a rename would replace it.
            guard unsafe link(partial, path) == 0 else {
                throw errno == EEXIST ? .exists : .unwritable
            }
        }
        settle(URL(filePath: path).deletingLastPathComponent().path())
    }

    private static func fill(_ file: Int32, _ content: [UInt8]) -> Bool {
        var rest = content[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(file, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// The name is on the disk too; some file systems can't be told, and do it soon by themselves.
    private static func settle(_ folder: String) {
        let file = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = fsync(file)
        close(file)
    }
}
