extension Connection {
    /// Gives back the memory of pages that the engine keeps only to be quicker next time.
    ///
    /// For content that is written or read once: without it a file would push everything else out of SQLite's page cache
    /// and fill it. PostgreSQL's pages are its server's.
    package func releaseMemory() throws(DatabaseError) {
        guard engine == .sqlite else { return }
        try run(script: "PRAGMA shrink_memory")
    }
}
