extension SQLiteConnection {
    package func integrityFault() throws(DatabaseError) -> String? {
        let words = try rows("SELECT integrity_check AS words FROM pragma_integrity_check(1)")
            .first.flatMap { try? $0.text("words") }
        if words != "ok" { return words ?? "no answer" }
        let orphan = try row("SELECT \"table\" AS owner FROM pragma_foreign_key_check LIMIT 1")
        return orphan.flatMap { try? $0.text("owner") }.map { "a row of \($0) refers to none" }
    }
}
