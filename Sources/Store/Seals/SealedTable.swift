import Database

/// One table, whose rows are written with their seals and read with a look at them.
struct SealedTable {
    /// What happens where a row of that key is there already.
    enum Conflict {
        case fail
        case ignore
        case replace
    }

    private let name: String
    private let primaryKey: [String]
    private let connection: any Connection
    private let key: RowKey?

    /// A table of the main database, or of the shred store.
    init(
        _ name: String,
        key primaryKey: [String] = ["id"],
        in session: DatabaseSession,
        isShred: Bool = false
    ) {
        self.name = name
        self.primaryKey = primaryKey
        connection = isShred ? session.companion : session.main
        key = session.rowKey
    }

    /// Adds a row; a column that is not named stays null.
    @discardableResult
    func insert(
        _ columns: KeyValuePairs<String, (any SQLConvertible)?>,
        onConflict conflict: Conflict = .fail
    ) throws -> Int {
        guard let key else { throw RowKeyMissing() }
        var names = columns.map(\.key)
        var values = columns.map { $0.value?.sqlValue ?? .null }
        let seal = key.seal(name, Array(zip(names, values)).map { (name: $0, value: $1) })
        names.append(RowKey.column)
        values.append(.blob(seal))
        switch conflict {
        case .fail:
            return try connection.execute(
                """
                INSERT INTO \(identifier: name) (\(identifiers: names)) VALUES (\(values: values))
                """
            )
        case .ignore:
            return try connection.execute(
                """
                INSERT INTO \(identifier: name) (\(identifiers: names)) VALUES (\(values: values))
                ON CONFLICT (\(identifiers: primaryKey)) DO NOTHING
                """
            )
        case .replace:
            return try connection.execute(
                """
                INSERT INTO \(identifier: name) (\(identifiers: names)) VALUES (\(values: values))
                ON CONFLICT (\(identifiers: primaryKey))
                DO UPDATE SET \(replacing: names.filter { !primaryKey.contains($0) })
                """
            )
        }
    }

    /// Runs a statement that changes rows of the table, and seals what it leaves.
    ///
    /// `sql` ends where `RETURNING` may follow.
    @discardableResult
    func change(_ sql: SQL) throws -> Int {
        let rows = try connection.rows(sql.returningAll)
        for row in rows { try seal(row) }
        return rows.count
    }

    /// Seals a row as it is now.
    func seal(_ row: Row) throws {
        guard let key else { throw RowKeyMissing() }
        let place = try primaryKey.map { try row.value($0) }
        try connection.execute(
            """
            UPDATE \(identifier: name) SET seal = \(key.seal(name, row.present))
            WHERE (\(identifiers: primaryKey)) = (\(values: place))
            """
        )
    }

    /// The only row of a result that holds whole rows of the table, or nothing.
    func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// Rows of a result that holds whole rows of the table.
    ///
    /// - Throws: `RowDamage` where one was changed from outside.
    func rows(_ sql: SQL) throws -> [Row] {
        let rows = try connection.rows(sql)
        // Before a key is attached there is nothing to compare with: the installation is being opened.
        guard let key else { return rows }
        guard rows.allSatisfy({ key.isGenuine($0, of: name) }) else { throw RowDamage(table: name) }
        return rows
    }
}
