import CSQLite

/// An SQLite database file, opened with write-ahead log and full synchronisation.
@safe package final class SQLiteConnection: Connection {
    /// How a file is opened.
    package struct Options: Sendable {
        /// False for readers.
        package var isWritable = true
        /// True where deleted rows are overwritten with zeros.
        package var erasesDeleted = false
        /// False only for demonstrations that nobody would miss.
        package var isDurable = true
        /// The most memory for pages of a writer, in MiB.
        package var cacheMiB = 31
        /// With whom the file is shared.
        package var hold = Hold.shared

        package init(
            isWritable: Bool = true,
            erasesDeleted: Bool = false,
            isDurable: Bool = true,
            cacheMiB: Int = 31,
            hold: Hold = .shared
        ) {
            self.isWritable = isWritable
            self.erasesDeleted = erasesDeleted
            self.isDurable = isDurable
            self.cacheMiB = cacheMiB
            self.hold = hold
        }
    }

    /// Lists of many lengths make many texts, so prepared statements are forgotten at this number.
    private static let statementLimit = 256

    private let handle: OpaquePointer
    private var statements: [String: Statement] = [:]

    @safe private struct Statement {
        let pointer: OpaquePointer
        let columns: Row.Columns
    }

    /// Opens a file, which is created when it may be written.
    ///
    /// - Throws: `DatabaseError` of kind `cannotOpen` when the file can't be opened, of kind `busy` when
    ///   another program's hold, or one that is to be alone, forbids it.
    package init(path: String, options: Options = Options()) throws(DatabaseError) {
        var opened: OpaquePointer?
        let mode =
            options.isWritable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE
        let code = unsafe sqlite3_open_v2(path, &opened, mode | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            unsafe _ = sqlite3_close_v2(opened)
            throw DatabaseError(kind: .cannotOpen, code: code, statement: nil)
        }
        unsafe handle = opened
        unsafe _ = sqlite3_extended_result_codes(opened, 1)
        unsafe _ = sqlite3_busy_timeout(opened, 10_000)
        guard unsafe csqlite_harden(opened) == SQLITE_OK else {
            throw DatabaseError(kind: .cannotOpen, code: SQLITE_ERROR, statement: nil)
        }
        if options.hold == .alone { try run(script: Self.aloneScript) }
        try run(script: Self.pragmas(options))
    }

    deinit {
        forgetStatements()
        unsafe _ = sqlite3_close_v2(handle)
    }

    private static func pragmas(_ options: Options) -> String {
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = \(options.isDurable ? "FULL" : "OFF");
        PRAGMA foreign_keys = ON;
        PRAGMA secure_delete = \(options.erasesDeleted ? "ON" : "OFF");
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = \(-1_024 * options.cacheMiB);
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA query_only = \(options.isWritable ? "OFF" : "ON");
        """
    }

    package func rows(_ sql: SQL) throws(DatabaseError) -> [Row] {
        let statement = try prepared(sql)
        defer { unsafe _ = sqlite3_reset(statement.pointer) }
        try unsafe bind(sql, to: statement.pointer)
        var rows: [Row] = []
        var columns = statement.columns
        while true {
            let step = unsafe sqlite3_step(statement.pointer)
            if step == SQLITE_DONE { return rows }
            guard step == SQLITE_ROW else { throw failure(step, sql.text) }
            // Another process changed the table: the engine prepared the statement anew by itself.
            if rows.isEmpty, unsafe Int(sqlite3_column_count(statement.pointer)) != columns.count {
                columns = unsafe Self.columns(of: statement.pointer)
                statements[sql.text] = unsafe Statement(
                    pointer: statement.pointer,
                    columns: columns
                )
            }
            rows.append(unsafe Self.read(statement.pointer, columns))
        }
    }

    package func scan(_ sql: SQL, _ body: ([Row]) throws -> Void) throws {
        // A statement of its own: the body may run the same one.
        var opened: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(handle, sql.text, -1, 0, &opened, nil)
        guard code == SQLITE_OK, let pointer = unsafe opened else {
            throw failure(code, sql.text)
        }
        defer { unsafe _ = sqlite3_finalize(pointer) }
        try unsafe bind(sql, to: pointer)
        let columns = unsafe Self.columns(of: pointer)
        var (rows, size) = ([Row](), 0)
        var step = unsafe sqlite3_step(pointer)
        while step == SQLITE_ROW {
            let row = unsafe Self.read(pointer, columns)
            size += Portion.size(of: row)
            rows.append(row)
            if rows.count >= Portion.rows || size >= Portion.bytes {
                try body(rows)
                rows.removeAll(keepingCapacity: true)
                size = 0
            }
            step = unsafe sqlite3_step(pointer)
        }
        guard step == SQLITE_DONE else { throw failure(step, sql.text) }
        if !rows.isEmpty { try body(rows) }
    }

    @discardableResult
    package func execute(_ sql: SQL) throws(DatabaseError) -> Int {
        // The difference, because a statement that changes nothing leaves the last count standing.
        let before = unsafe sqlite3_total_changes(handle)
        _ = try rows(sql)
        return unsafe Int(sqlite3_total_changes(handle) - before)
    }

    package func run(script: String) throws(DatabaseError) {
        let code = unsafe sqlite3_exec(handle, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, nil) }
    }

    private func prepared(_ sql: SQL) throws(DatabaseError) -> Statement {
        if let statement = statements[sql.text] { return statement }
        if statements.count >= Self.statementLimit { forgetStatements() }
        var pointer: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(
            handle,
            sql.text,
            -1,
            UInt32(SQLITE_PREPARE_PERSISTENT),
            &pointer,
            nil
        )
        guard code == SQLITE_OK, let pointer = unsafe pointer else {
            throw failure(code, sql.text)
        }
        let statement = unsafe Statement(pointer: pointer, columns: Self.columns(of: pointer))
        statements[sql.text] = statement
        return statement
    }

    private static func columns(of pointer: OpaquePointer) -> Row.Columns {
        unsafe Row.Columns(
            (0..<sqlite3_column_count(pointer)).map {
                unsafe String(cString: sqlite3_column_name(pointer, $0))
            }
        )
    }

    private func forgetStatements() {
        for statement in statements.values { unsafe _ = sqlite3_finalize(statement.pointer) }
        statements.removeAll(keepingCapacity: true)
    }

    private func bind(_ sql: SQL, to pointer: OpaquePointer) throws(DatabaseError) {
        for (index, value) in sql.values.enumerated() {
            let position = Int32(index + 1)
            let code: Int32
            switch value {
            case .null: code = unsafe sqlite3_bind_null(pointer, position)
            case .integer(let number): code = unsafe sqlite3_bind_int64(pointer, position, number)
            case .text(let text):
                // PostgreSQL keeps no NUL in text, and a C string would end there unnoticed.
                guard !text.utf8.contains(0) else {
                    throw DatabaseError(
                        kind: .invalidText,
                        code: SQLITE_MISMATCH,
                        statement: sql.text
                    )
                }
                code = unsafe sqlite3_bind_text(pointer, position, text, -1, csqlite_transient())
            case .blob(let bytes):
                // A null pointer would bind NULL, so an empty blob is bound as such.
                code =
                    unsafe bytes.isEmpty
                    ? sqlite3_bind_zeroblob(pointer, position, 0)
                    : sqlite3_bind_blob64(
                        pointer,
                        position,
                        bytes,
                        UInt64(bytes.count),
                        csqlite_transient()
                    )
            }
            guard code == SQLITE_OK else { throw failure(code, sql.text) }
        }
    }

    private static func read(_ pointer: OpaquePointer, _ columns: Row.Columns) -> Row {
        let values: [SQLValue] = unsafe (0..<sqlite3_column_count(pointer)).map { column in
            switch unsafe sqlite3_column_type(pointer, column) {
            case SQLITE_INTEGER: return unsafe .integer(sqlite3_column_int64(pointer, column))
            case SQLITE_TEXT:
                // The text first: asking for it may convert it, and change its length.
                guard let start = unsafe sqlite3_column_text(pointer, column) else { return .null }
                let count = unsafe Int(sqlite3_column_bytes(pointer, column))
                let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
                return unsafe .text(String(decoding: bytes, as: UTF8.self))
            case SQLITE_BLOB:
                let count = unsafe Int(sqlite3_column_bytes(pointer, column))
                guard count > 0, let start = unsafe sqlite3_column_blob(pointer, column) else {
                    return .blob([])
                }
                return unsafe .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
            default: return .null
            }
        }
        return Row(columns: columns, values: values)
    }

    private func failure(_ code: Int32, _ statement: String?) -> DatabaseError {
        let kind: DatabaseError.Kind
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: kind = .busy
        case SQLITE_FULL: kind = .full
        case SQLITE_READONLY: kind = .readOnly
        case SQLITE_CORRUPT, SQLITE_NOTADB: kind = .corrupt
        case SQLITE_CONSTRAINT:
            // SQLITE_CONSTRAINT_UNIQUE and _PRIMARYKEY, macros that Swift can't import.
            kind = [2067, 1555].contains(code) ? .uniqueViolation : .constraintViolation
        default: kind = .other
        }
        return DatabaseError(kind: kind, code: code, statement: statement)
    }
}
