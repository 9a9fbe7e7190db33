extension Database {
    /// Reaches PostgreSQL servers; connections are made when they are needed, and anew when they are lost.
    ///
    /// - Parameters:
    ///   - url: address of the database, as libpq takes it.
    ///   - companion: address of the second database, best on another server.
    ///   - writers: the most connections that write at once.
    ///   - readers: the most connections that only read.
    package convenience init(
        postgres url: String,
        companion: String,
        writers: Int = 4,
        readers: Int = 4
    ) {
        @Sendable func lanes(_ count: Int, isWritable: Bool) -> LanePool {
            LanePool(
                (0..<count).map { _ in
                    Lane(lazily: { () throws(DatabaseError) in
                        DatabaseSession(
                            main: try PostgresConnection(
                                url: url,
                                isWritable: isWritable,
                                marksCommits: isWritable
                            ),
                            companion: try PostgresConnection(
                                url: companion,
                                isWritable: isWritable
                            )
                        )
                    })
                }
            )
        }
        self.init(
            engine: .postgres,
            writers: lanes(max(writers, 1), isWritable: true),
            readers: lanes(readers, isWritable: false)
        )
    }
}

/// How often a transaction that left nothing behind is tried again, and after which pause.
struct Patience {
    /// Transactions that met others, deadlocks among them.
    ///
    /// Who lost has waited for the winner's commit already: a long pause would only let others pass again.
    static let collisions = 60
    /// Lost connections: together some ten seconds, in which a server restarts.
    static let losses = 24
    /// A clash of keys may be another's commit in between; one that stays is the caller's to hear.
    static let clashes = 40

    private var counts: [DatabaseError.Kind: Int] = [:]

    /// The pause before the next run; `nil` when the failure stands.
    mutating func pause(after fault: DatabaseError, wasOpen: Bool) -> Duration? {
        let limit: Int
        let longest: Int
        switch fault.kind {
        case .busy: (limit, longest) = (Self.collisions, 20)
        case .disconnected: (limit, longest) = (Self.losses, 1_000)
        case .cannotOpen where wasOpen: (limit, longest) = (Self.losses, 1_000)
        case .uniqueViolation: (limit, longest) = (Self.clashes, 4)
        default: return nil
        }
        let count = counts[fault.kind, default: 0] + 1
        counts[fault.kind] = count
        guard count <= limit else { return nil }
        // Jitter keeps two that met from meeting again.
        let bound = longest > 100 ? min(longest, 4 << min(count, 12)) : min(longest, count)
        return .microseconds(Int.random(in: 0...bound * 1_000))
    }
}
