/// A failure reported by a database driver.
package struct DatabaseError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, the same for every engine.
    package enum Kind: String, Hashable, Sendable {
        case cannotOpen, busy, full, readOnly, corrupt, uniqueViolation, constraintViolation
        /// Text with a NUL in it, which not every engine can keep.
        case invalidText
        /// The server went away before anything was committed.
        case disconnected
        /// The server went away during the commit, and it could not be learnt which way that went.
        case outcomeUnknown
        case other
    }

    /// What went wrong.
    package let kind: Kind
    /// The engine's own code, for the operator.
    package let code: Int32
    /// The five characters of an SQLSTATE, where the engine has them.
    package let state: String?
    /// The statement with placeholders, which holds no bound value.
    package let statement: String?
    /// The transaction whose outcome is unknown.
    package let transaction: String?
    /// Why a server could not be reached, where that is known.
    package let obstacle: Obstacle?

    package init(
        kind: Kind,
        code: Int32,
        state: String? = nil,
        statement: String?,
        transaction: String? = nil,
        obstacle: Obstacle? = nil
    ) {
        self.kind = kind
        self.code = code
        self.state = state
        self.statement = statement
        self.transaction = transaction
        self.obstacle = obstacle
    }

    /// Names kind and code only: an engine's own message can carry a person's data.
    package var description: String { "database error \(kind.rawValue) (\(state ?? "\(code)"))" }
}
