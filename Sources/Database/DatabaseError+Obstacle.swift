extension DatabaseError {
    /// Why a PostgreSQL server could not be reached: a closed list, for libpq's own words quote addresses and users.
    package enum Obstacle: String, CaseIterable, Hashable, Sendable {
        /// The certificate names another host.
        case otherName
        /// The certificate is not from the authority that is trusted, or is out of date; libpq 15 doesn't tell which.
        case untrusted
        /// The file with the trusted authorities is missing or of no use.
        case noAuthority
        /// The server speaks no TLS.
        case inClear
        /// The server refuses the user, or the way in which they come.
        case notAdmitted
        /// There is no database of this name.
        case noDatabase
        /// The address is of no use, or holds an option that libpq does not know.
        case badAddress
        /// Of several servers none takes writes, or none is what `target_session_attrs` asks for.
        case noneWritable
        /// Nobody answers there.
        case noAnswer
        /// The server is older than PostgreSQL 15.
        case tooOld
        /// The database keeps text in another encoding than UTF-8.
        case notUTF8

        /// What libpq says, in the order of weight: of several hosts each may have failed in its own way.
        private static let words: [(Obstacle, [String])] = [
            (.otherName, ["does not match host name"]),
            (.untrusted, ["certificate verify failed", "certificate has expired"]),
            (.noAuthority, ["root certificate file", "could not read root certificate"]),
            (.inClear, ["server does not support SSL"]),
            (
                .notAdmitted,
                ["authentication failed", "no password supplied", "pg_hba.conf", "role \""]
            ),
            (.noDatabase, ["database \""]),
            (
                .badAddress,
                [
                    "invalid URI", "invalid connection option", "missing \"=\"", "invalid sslmode",
                    "could not match", "invalid port", "invalid integer",
                    "target_session_attrs value",
                ]
            ),
            (
                .noneWritable,
                [
                    "session is read-only", "server is in hot standby",
                    "server is not in hot standby",
                ]
            ),
            (
                .noAnswer,
                [
                    "Connection refused", "timeout", "timed out", "could not translate host name",
                    "No such file", "No route", "unreachable", "closed the connection",
                    "the database system is",
                ]
            ),
        ]

        /// Finds the obstacle in libpq's message; the message itself is kept nowhere.
        init?(message: String) {
            let found = Self.words.first { $0.1.contains { message.contains($0) } }
            guard let found else { return nil }
            self = found.0
        }
    }
}
