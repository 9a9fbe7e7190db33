import Database

extension DatabaseError.Obstacle {
    /// What stands between the program and a server, for whoever can mend it.
    var words: String {
        switch self {
        case .otherName: "the certificate names another host than the address"
        case .untrusted:
            "the certificate is not from an authority in sslrootcert, or is out of date"
        case .noAuthority:
            "the file with the trusted authority is missing or unreadable: name it with sslrootcert"
        case .inClear: "the server speaks no TLS: switch ssl on there"
        case .notAdmitted: "the server refuses the user or their password"
        case .noDatabase: "there is no database of that name"
        case .badAddress: "the address is malformed"
        case .noneWritable: "none of the servers takes writes"
        case .noAnswer: "nobody answers there"
        case .tooOld: "the server is older than PostgreSQL 15"
        case .notUTF8: "the database keeps text in another encoding than UTF-8"
        }
    }
}

extension DatabaseError {
    /// Says why no command can go on, where it is about reaching the databases; the address is in no such sentence.
    var sentence: String? {
        switch kind {
        case .cannotOpen:
            obstacle.map { "A database can't be reached: \($0.words)." }
                ?? "A database can't be reached: check --database and --shred, and that it is up."
        case .busy where statement == nil: DataFolder.heldAlone
        default: nil
        }
    }
}
