import Database
import Store

extension Installation {
    /// Records a failed authorisation in a transaction of its own, since the refused one rolled back.
    package func logRefusal(of what: String, by actor: Actor) async throws {
        try await database.write { session in
            _ = try self.log(
                LogLeaf(
                    .authorisationFailed,
                    by: actor,
                    detail: what,
                    at: self.currentTime()
                ),
                in: session
            )
        }
    }
}
