package import Cryptography
package import Database

extension Installation {
    /// How busy a server is at a moment, in counts only.
    package struct Load: Hashable, Sendable {
        package let passwords: PasswordHasher.Load
        package let database: Database.Load

        package init(passwords: PasswordHasher.Load, database: Database.Load) {
            self.passwords = passwords
            self.database = database
        }
    }

    /// How busy this server is now.
    package var load: Load { Load(passwords: hasher.load, database: database.load) }
}
