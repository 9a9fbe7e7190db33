import CPostgres

/// A connection to a PostgreSQL server, 15 or later.
@safe package final class PostgresConnection: Connection {
    /// Lists of many lengths make many texts, so prepared statements are forgotten at this number.
    private static let statementLimit = 256

    private let handle: OpaquePointer
    private var statements: [StatementKey: Statement] = [:]
    private var statementCount = 0
    /// Cursors that were opened so far.
    var scanCount = 0
    let marksCommits: Bool
    var commitCount = 0
    private var failure: DatabaseError?

    package var engine: Engine { .postgres }
    package var fault: DatabaseError? {
        // Outside of a transaction a failure spoils nothing but its own statement.
        unsafe PQtransactionStatus(handle) == PQTRANS_IDLE ? nil : failure
    }
    package var isLost: Bool {
        unsafe PQstatus(handle) != CONNECTION_OK || failure?.kind == .disconnected
    }

    private struct StatementKey: Hashable {
        let text: String
        let types: [Oid]
    }

    private struct Statement {
        let name: String
        var columns: Row.Columns?
    }

    /// Connects to a server.
    ///
    /// - Parameters:
    ///   - url: as libpq takes it; where it names no `sslmode`, a server over the network must prove who it is.
    ///   - isWritable: false for readers, whose every write the server refuses.
    ///   - marksCommits: true where the outcome of a commit must be found out after a break.
    ///   - hold: with whom the database is shared.
    /// - Throws: `DatabaseError` of kind `cannotOpen` when the server can't be reached, is older than 15,
    ///   or keeps text in another encoding than UTF-8; of kind `busy` where another program's hold forbids it.
    package init(
        url: String,
        isWritable: Bool = true,
        marksCommits: Bool = false,
        hold: Hold = .shared
    ) throws(DatabaseError) {
        self.marksCommits = marksCommits
        // What stands before the address may be overridden by it.
        let options: [(String, String)] = [
            ("application_name", "tandem"), ("connect_timeout", "5"), ("sslmode", "verify-full"),
            ("tcp_user_timeout", "15000"), ("keepalives_idle", "15"), ("dbname", url),
        ]
        guard let opened = unsafe Self.connect(options) else {
            throw DatabaseError(kind: .cannotOpen, code: 0, statement: nil)
        }
        unsafe handle = opened
        unsafe cpostgres_silence(opened)
        if let obstacle = unsafe Self.obstacle(to: opened) { throw obstacle }
        try run(
            script: """
                SET client_encoding = 'UTF8'; SET client_min_messages = error;
                SET standard_conforming_strings = on;
                SET lock_timeout = '10s'; SET statement_timeout = '60s';
                SET idle_in_transaction_session_timeout = '60s';
                SET default_transaction_read_only = \(isWritable ? "off" : "on");
                """
        )
        try take(hold)
        if marksCommits { try prepareMarks() }
    }

    deinit { unsafe PQfinish(handle) }

    private static func connect(_ options: [(String, String)]) -> OpaquePointer? {
        var texts: [[CChar]] = []
        for (name, value) in options {
            texts.append(Array(name.utf8CString))
            texts.append(Array(value.utf8CString))
        }
        let flat = texts.flatMap(\.self)
        return unsafe flat.withUnsafeBufferPointer { buffer in
            var names: [UnsafePointer<CChar>?] = unsafe []
            var values: [UnsafePointer<CChar>?] = unsafe []
            var offset = 0
            for (index, text) in texts.enumerated() {
                let start = unsafe buffer.baseAddress.map { unsafe $0 + offset }
                if index.isMultiple(of: 2) {
                    unsafe names.append(start)
                } else {
                    unsafe values.append(start)
                }
                offset += text.count
            }
            unsafe names.append(nil)
            unsafe values.append(nil)
            return unsafe PQconnectdbParams(names, values, 1)
        }
    }

    /// Why a connection that was tried can't be used; nothing where it can.
    private static func obstacle(to handle: OpaquePointer) -> DatabaseError? {
        var obstacle: DatabaseError.Obstacle?
        if unsafe PQstatus(handle) != CONNECTION_OK {
            obstacle = unsafe PQerrorMessage(handle).flatMap {
                unsafe DatabaseError.Obstacle(message: String(cString: $0))
            }
        } else if unsafe PQserverVersion(handle) < 150_000 {
            obstacle = .tooOld
        } else if let name = unsafe PQparameterStatus(handle, "server_encoding"),
            unsafe String(cString: name) == "UTF8"
        {
            return nil
        } else {
            obstacle = .notUTF8
        }
        return DatabaseError(kind: .cannotOpen, code: 0, statement: nil, obstacle: obstacle)
    }

    package func rows(_ sql: SQL) throws(DatabaseError) -> [Row] {
        let key = StatementKey(text: sql.text, types: sql.values.map(\.postgresType))
        let result = try unsafe result(of: sql, key)
        defer { unsafe PQclear(result) }
        guard unsafe PQresultStatus(result) == PGRES_TUPLES_OK else { return [] }
        let columns = unsafe statements[key]?.columns ?? Self.columns(of: result)
        statements[key]?.columns = columns
        do {
            return try unsafe Self.decode(result, columns)
        } catch {
            throw DatabaseError(kind: .other, code: error.type, statement: sql.text)
        }
    }

    @discardableResult
    package func execute(_ sql: SQL) throws(DatabaseError) -> Int {
        let key = StatementKey(text: sql.text, types: sql.values.map(\.postgresType))
        let result = try unsafe result(of: sql, key)
        defer { unsafe PQclear(result) }
        let tag = unsafe String(cString: PQcmdStatus(result))
        // The tag of a selection counts what was read.
        guard ["INSERT", "UPDATE", "DELETE"].contains(where: tag.hasPrefix) else { return 0 }
        return tag.split(separator: " ").last.flatMap { Int($0) } ?? 0
    }

    func forgetFailure() { failure = nil }

    package func run(script: String) throws(DatabaseError) { _ = try tag(of: script) }

    /// Begins to receive rows: until `endCopy` the server takes nothing else.
    func beginCopy(_ command: String) throws(DatabaseError) {
        let result = unsafe PQexec(handle, command)
        defer { unsafe PQclear(result) }
        guard unsafe PQresultStatus(result) != PGRES_COPY_IN else { return }
        try unsafe check(result, command)
    }

    func send(_ part: [UInt8]) throws(DatabaseError) {
        let code = unsafe part.withUnsafeBytes { buffer in
            unsafe PQputCopyData(
                handle,
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(buffer.count)
            )
        }
        guard code != 1 else { return }
        // What went wrong comes with the end.
        try endCopy()
        throw DatabaseError(kind: .disconnected, code: 0, statement: nil)
    }

    /// Ends the rows, and hears whether the server took them.
    func endCopy() throws(DatabaseError) {
        unsafe _ = PQputCopyEnd(handle, nil)
        let result = unsafe PQgetResult(handle)
        defer { unsafe PQclear(result) }
        defer { while let rest = unsafe PQgetResult(handle) { unsafe PQclear(rest) } }
        try unsafe check(result, nil)
    }

    /// Runs a script, and returns the tag of its last statement.
    func tag(of script: String) throws(DatabaseError) -> String {
        let result = unsafe PQexec(handle, script)
        defer { unsafe PQclear(result) }
        try unsafe check(result, nil)
        return unsafe String(cString: PQcmdStatus(result))
    }
}

// MARK: - Statements

extension PostgresConnection {
    private func result(
        of sql: SQL,
        _ key: StatementKey
    ) throws(DatabaseError) -> OpaquePointer {
        let name = try prepared(key)
        let parameters = try PostgresParameters(sql)
        let result = unsafe parameters.withPointers { count, values, lengths, formats in
            unsafe PQexecPrepared(handle, name, count, values, lengths, formats, 1)
        }
        do throws(DatabaseError) {
            return try unsafe check(result, sql.text)
        } catch {
            unsafe PQclear(result)
            throw error
        }
    }

    private func prepared(_ key: StatementKey) throws(DatabaseError) -> String {
        if let known = statements[key] { return known.name }
        if statements.count >= Self.statementLimit {
            try run(script: "DEALLOCATE ALL")
            statements.removeAll(keepingCapacity: true)
        }
        statementCount += 1
        let name = "s\(statementCount)"
        let result = unsafe PQprepare(handle, name, key.text, Int32(key.types.count), key.types)
        defer { unsafe PQclear(result) }
        try unsafe check(result, key.text)
        statements[key] = Statement(name: name, columns: nil)
        return name
    }

    /// The result, unless it is a failure: then the transaction is spoilt.
    @discardableResult
    private func check(
        _ result: OpaquePointer?,
        _ statement: String?
    ) throws(DatabaseError) -> OpaquePointer {
        let status = unsafe PQresultStatus(result)
        if let result = unsafe result,
            [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY].contains(status)
        {
            // In a spoilt transaction nothing succeeds but the way back.
            failure = nil
            return unsafe result
        }
        var error = DatabaseError(kind: .disconnected, code: 0, statement: statement)
        if let field = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C"))) {
            error = unsafe DatabaseError(state: String(cString: field), statement: statement)
        } else if unsafe PQstatus(handle) == CONNECTION_OK {
            error = DatabaseError(kind: .other, code: 0, statement: statement)
        }
        failure = failure ?? error
        throw error
    }
}
