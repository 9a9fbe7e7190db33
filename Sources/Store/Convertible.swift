package import Casefile
package import Database
package import Mechanism

extension Identifier: SQLConvertible {
    package var sqlValue: SQLValue { .blob(bytes) }
}

extension Agency.ID: SQLConvertible {}
extension Service.ID: SQLConvertible {}
extension Compartment: SQLConvertible {}

extension CalendarDate: SQLConvertible {
    package var sqlValue: SQLValue { .text(description) }
}

extension Instant: SQLConvertible {
    package var sqlValue: SQLValue { .integer(milliseconds) }
}

extension Row {
    /// An identifier column.
    func identifier<Kind>(_ name: String) throws(RowError) -> Identifier<Kind> {
        guard let id = Identifier<Kind>(bytes: try blob(name)) else { throw RowError(column: name) }
        return id
    }

    /// An identifier column that may be null.
    func optionalIdentifier<Kind>(_ name: String) throws(RowError) -> Identifier<Kind>? {
        try value(name) == .null ? nil : try identifier(name)
    }

    func agency(_ name: String) throws(RowError) -> Agency.ID { Agency.ID(try text(name)) }

    func flag(_ name: String) throws(RowError) -> Bool { try integer(name) != 0 }

    func instant(_ name: String) throws(RowError) -> Instant {
        Instant(milliseconds: try integer(name))
    }

    func day(_ name: String) throws(RowError) -> CalendarDate {
        guard let date = CalendarDate(iso: try text(name)) else { throw RowError(column: name) }
        return date
    }

    func count(_ name: String) throws(RowError) -> Int { Int(try integer(name)) }
}
