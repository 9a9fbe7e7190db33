package import Database
import Foundation

/// The addresses of an empty database and its companion.
package struct TestDatabase: Sendable {
    /// The engine.
    package let engine: Engine
    /// Path or address of the database.
    package let main: String
    /// Path or address of the companion.
    package let companion: String

    /// An empty database on the running test's engine; SQLite's files lie in `folder`.
    package init(
        in folder: String,
        on engine: Engine = BothEngines.current,
        names: (main: String, companion: String) = ("main.sqlite", "shred.sqlite")
    ) throws {
        switch engine {
        case .sqlite:
            self.engine = engine
            main = "\(folder)/\(names.main)"
            companion = "\(folder)/\(names.companion)"
        case .postgres:
            self = try TestDatabase(on: ThrowawayCluster.shared.get())
        }
    }

    /// An empty database on this server.
    package init(on cluster: ThrowawayCluster) throws {
        let schemas = try cluster.newSchemas()
        engine = .postgres
        main = cluster.address(schema: schemas.main)
        companion = cluster.address(schema: schemas.companion)
    }

    /// The same database in another process.
    package init(engine: Engine, main: String, companion: String) {
        self.engine = engine
        self.main = main
        self.companion = companion
    }

    /// Opens it, as a program that starts anew does.
    package func open(
        writers: Int = 2,
        readers: Int = 2,
        isDurable: Bool = false
    ) throws -> Database {
        switch engine {
        case .sqlite:
            try Database(
                sqlite: main,
                companion: companion,
                readers: readers,
                isDurable: isDurable
            )
        case .postgres:
            Database(postgres: main, companion: companion, writers: writers, readers: readers)
        }
    }

    /// One connection to the database.
    package func connect(isWritable: Bool = true) throws -> any Connection {
        switch engine {
        case .sqlite: try SQLiteConnection(path: main, options: .init(isWritable: isWritable))
        case .postgres: try PostgresConnection(url: main, isWritable: isWritable)
        }
    }
}
