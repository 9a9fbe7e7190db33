import Database

extension Catalogue {
    static func sqliteTables(_ connection: any Connection) throws -> [CatalogueTable] {
        let names = try connection.rows(
            """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            ORDER BY name
            """
        ).map { try $0.text("name") }
        return try names.map { name in
            let columns = try connection.rows(
                "SELECT name, pk FROM pragma_table_info(\(name)) ORDER BY name"
            ).map { (name: try $0.text("name"), position: try $0.integer("pk")) }
            let references = try connection.rows(
                """
                SELECT DISTINCT "table" AS target FROM pragma_foreign_key_list(\(name))
                ORDER BY target
                """
            ).map { try $0.text("target") }
            return CatalogueTable(
                name: name,
                columns: columns.map(\.name),
                primaryKey: columns.filter { $0.position > 0 }
                    .sorted { $0.position < $1.position }.map(\.name),
                references: Set(references)
            )
        }
    }
}
