/// One writer beside a database's own, whose transactions may span many calls.
///
/// For filling what nobody uses yet: while a transaction is open, other writers wait.
package struct SoleWriter: Sendable {
    private let lane: Lane

    /// Opens connections.
    ///
    /// - Throws: `DatabaseError` of kind `cannotOpen`.
    package init(
        opening open: @escaping @Sendable () throws(DatabaseError) -> DatabaseSession
    ) throws(DatabaseError) {
        lane = try Lane(opening: open)
    }

    /// Runs a body on the connections, off the shared pool, one body after the other.
    package func run<Value: Sendable>(
        _ body: @Sendable (DatabaseSession) throws -> Value
    ) async throws -> Value {
        try await lane.run(body)
    }
}
