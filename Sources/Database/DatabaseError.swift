/// A failure reported by a database driver.
package struct DatabaseError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, the same for every engine.
    package enum Kind: String, Hashable, Sendable {
        case cannotOpen, busy, full, readOnly, corrupt, uniqueViolation, constraintViolation
        /// Text with a NUL in it, which not every engine can keep.
        case invalidText
        case other
    }

    /// What went wrong.
    package let kind: Kind
    /// The engine's own code, for the operator.
    package let code: Int32
    /// The statement with placeholders, which holds no bound value.
    package let statement: String?

    package init(kind: Kind, code: Int32, statement: String?) {
        self.kind = kind
        self.code = code
        self.statement = statement
    }

    /// Names kind and code only: an engine's own message can carry a person's data.
    package var description: String { "database error \(kind.rawValue) (\(code))" }
}
