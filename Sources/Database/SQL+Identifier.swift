extension SQL.StringInterpolation {
    /// Splices the name of a table or a column, quoted; never one that anybody typed.
    ///
    /// Traps on anything but small letters, digits and underscores.
    package mutating func appendInterpolation(identifier name: String) {
        let isSafe = name.utf8.allSatisfy { byte in
            (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5f
        }
        precondition(isSafe && !name.isEmpty, "a name in the schema has small letters only")
        appendLiteral("\"\(name)\"")
    }

    /// Splices names, with commas between them.
    package mutating func appendInterpolation(identifiers names: [String]) {
        for (index, name) in names.enumerated() {
            if index > 0 { appendLiteral(", ") }
            appendInterpolation(identifier: name)
        }
    }

    /// Splices `name = excluded.name` for each column that an upsert replaces.
    package mutating func appendInterpolation(replacing names: [String]) {
        for (index, name) in names.enumerated() {
            if index > 0 { appendLiteral(", ") }
            appendInterpolation(identifier: name)
            appendLiteral(" = excluded.")
            appendInterpolation(identifier: name)
        }
    }

    /// Binds values, with commas between them.
    package mutating func appendInterpolation(values: [SQLValue]) {
        for (index, value) in values.enumerated() {
            if index > 0 { appendLiteral(", ") }
            appendInterpolation(value)
        }
    }
}

extension SQLValue: SQLConvertible {
    package var sqlValue: SQLValue { self }
}
