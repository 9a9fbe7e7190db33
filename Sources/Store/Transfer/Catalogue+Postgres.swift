import Database

extension Catalogue {
    static func postgresTables(_ connection: any Connection) throws -> [CatalogueTable] {
        var columns: [String: [String]] = [:]
        for row in try connection.rows(
            """
            SELECT CAST(c.table_name AS TEXT) AS owner, CAST(c.column_name AS TEXT) AS name
            FROM information_schema.columns c JOIN information_schema.tables t
                ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
            ORDER BY 1, 2
            """
        ) { columns[try row.text("owner"), default: []].append(try row.text("name")) }
        var keys: [String: [String]] = [:]
        for row in try connection.rows(
            """
            SELECT CAST(k.table_name AS TEXT) AS owner, CAST(k.column_name AS TEXT) AS name
            FROM information_schema.table_constraints c
            JOIN information_schema.key_column_usage k
                ON k.constraint_schema = c.constraint_schema
                AND k.constraint_name = c.constraint_name AND k.table_name = c.table_name
            WHERE c.table_schema = current_schema() AND c.constraint_type = 'PRIMARY KEY'
            ORDER BY k.table_name, k.ordinal_position
            """
        ) { keys[try row.text("owner"), default: []].append(try row.text("name")) }
        var references: [String: Set<String>] = [:]
        for row in try connection.rows(
            """
            SELECT CAST(o.relname AS TEXT) AS owner, CAST(t.relname AS TEXT) AS target
            FROM pg_constraint f
            JOIN pg_class o ON o.oid = f.conrelid
            JOIN pg_class t ON t.oid = f.confrelid
            WHERE f.contype = 'f' AND o.relnamespace = current_schema()::regnamespace
            ORDER BY 1, 2
            """
        ) { references[try row.text("owner"), default: []].insert(try row.text("target")) }
        return columns.keys.sorted().map { name in
            CatalogueTable(
                name: name,
                columns: (columns[name] ?? []).sorted(),
                primaryKey: keys[name] ?? [],
                references: references[name] ?? []
            )
        }
    }
}
