/// SQL text together with the values bound to it.
///
/// Every interpolation is a bound value, so no caller can splice text into SQL. Placeholders are `$1`,
/// `$2`, …, which SQLite and PostgreSQL both bind.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The statement with placeholders.
    package private(set) var text: String
    /// The bound values, in order of their placeholders.
    package private(set) var values: [SQLValue]

    package init(stringLiteral value: String) {
        text = value
        values = []
    }

    /// The same statement with other values, as many as it has.
    func binding(_ values: [SQLValue]) -> SQL {
        precondition(
            values.count == self.values.count,
            "a statement binds as many values as it names"
        )
        var bound = self
        bound.values = values
        return bound
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// The same statement, which also returns the rows that it changed, whole.
    package var returningAll: SQL {
        var copy = self
        copy.text += " RETURNING *"
        return copy
    }

    /// Collects literals as text and interpolations as bound values.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
        }

        /// Appends text of the statement.
        package mutating func appendLiteral(_ literal: String) { text += literal }

        /// Binds one value.
        package mutating func appendInterpolation(_ value: some SQLConvertible) {
            values.append(value.sqlValue)
            text += "$\(values.count)"
        }

        /// Binds one value, or null.
        package mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            values.append(value?.sqlValue ?? .null)
            text += "$\(values.count)"
        }

        /// Binds a list, as for `IN (…)`; an empty list becomes `NULL`, which matches nothing.
        package mutating func appendInterpolation(list: [some SQLConvertible]) {
            guard !list.isEmpty else {
                text += "NULL"
                return
            }
            for (index, value) in list.enumerated() {
                if index > 0 { text += ", " }
                appendInterpolation(value)
            }
        }
    }
}

/// A value as both engines store it.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

/// A type that has one form in the database.
package protocol SQLConvertible {
    /// The value to bind.
    var sqlValue: SQLValue { get }
}

extension String: SQLConvertible {
    package var sqlValue: SQLValue { .text(self) }
}

extension Int64: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self) }
}

extension Int: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension [UInt8]: SQLConvertible {
    package var sqlValue: SQLValue { .blob(self) }
}

extension RawRepresentable where RawValue: SQLConvertible, Self: SQLConvertible {
    package var sqlValue: SQLValue { rawValue.sqlValue }
}
