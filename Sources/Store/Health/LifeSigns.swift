package import Database
package import Mechanism

/// Moments that an installation's database keeps, by which its age and the machine's clock are judged.
package struct LifeSigns: Hashable, Sendable {
    /// When the first edition of the mechanism was put in force.
    package let createdAt: Instant?
    /// When somebody last did or read something.
    package let newestLeaf: Instant?

    package init(of session: DatabaseSession) throws {
        createdAt = try session.main.row(
            "SELECT published_at FROM mechanism ORDER BY edition LIMIT 1"
        )?.instant("published_at")
        newestLeaf = try session.main.row(
            "SELECT recorded_at FROM log_leaf ORDER BY recorded_at DESC, id DESC LIMIT 1"
        )?.instant("recorded_at")
    }
}
