extension Migration {
    /// The script as an engine takes it.
    ///
    /// One difference: a key that lies in SQLite's own order of rows is written INTEGER there, which has
    /// 64 bits; PostgreSQL's has 32.
    func script(for engine: Engine) -> String {
        switch engine {
        case .sqlite: script
        case .postgres:
            script.replacing("INTEGER PRIMARY KEY", with: "BIGINT PRIMARY KEY")
        }
    }
}
