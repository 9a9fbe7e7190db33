/// One row of a result.
package struct Row: Sendable {
    private let columns: Columns
    /// The values in the order of the columns.
    package let values: [SQLValue]

    /// Names of a statement's columns, shared by its rows.
    package final class Columns: Sendable {
        let positions: [String: Int]
        /// How many there are, those of one name counted each.
        let count: Int

        /// Names in the order of the columns; of two alike the first is found.
        package init(_ names: [String]) {
            count = names.count
            positions = Dictionary(
                names.enumerated().map { ($1, $0) },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    package init(columns: Columns, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// Every column that isn't null, in no order.
    package var present: [(name: String, value: SQLValue)] {
        columns.positions.compactMap { values[$1] == .null ? nil : ($0, values[$1]) }
    }

    /// The value of a column.
    ///
    /// - Throws: `RowError` when there is no such column.
    package func value(_ name: String) throws(RowError) -> SQLValue {
        guard let position = columns.positions[name] else { throw RowError(column: name) }
        return values[position]
    }

    /// A text column.
    package func text(_ name: String) throws(RowError) -> String {
        guard case .text(let value) = try value(name) else { throw RowError(column: name) }
        return value
    }

    /// An integer column.
    package func integer(_ name: String) throws(RowError) -> Int64 {
        guard case .integer(let value) = try value(name) else { throw RowError(column: name) }
        return value
    }

    /// A binary column.
    package func blob(_ name: String) throws(RowError) -> [UInt8] {
        guard case .blob(let value) = try value(name) else { throw RowError(column: name) }
        return value
    }

    /// A text column that may be null.
    package func optionalText(_ name: String) throws(RowError) -> String? {
        try value(name) == .null ? nil : try text(name)
    }

    /// An integer column that may be null.
    package func optionalInteger(_ name: String) throws(RowError) -> Int64? {
        try value(name) == .null ? nil : try integer(name)
    }

    /// A binary column that may be null.
    package func optionalBlob(_ name: String) throws(RowError) -> [UInt8]? {
        try value(name) == .null ? nil : try blob(name)
    }
}

/// A column is missing or holds no valid value.
package struct RowError: Error, Hashable {
    /// The column.
    package let column: String

    package init(column: String) { self.column = column }
}
