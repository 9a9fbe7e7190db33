import Glibc

/// Who owns a file and who may do what with it.
struct FileFacts: Equatable {
    let owner: UInt32
    /// The nine bits of permissions.
    let permissions: UInt32
    let bytes: Int64

    /// Nil where there is nothing of this name, or no leave to ask.
    init?(_ path: String) {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return nil }
        owner = facts.st_uid
        permissions = facts.st_mode & 0o777
        bytes = Int64(facts.st_size)
    }

    /// Whether somebody else than the owner may read, write or enter it.
    var isOpenToOthers: Bool { permissions & 0o077 != 0 }
}
