package import Documents
package import Linkage

/// One list, or two, as records of the engine.
package struct ListRecords: Sendable {
    /// The lists as they were read.
    package let tables: [CSVTable]
    /// What is compared.
    package let mapping: ColumnMapping
    /// How the dates of each list are written; nil where there are none.
    package let dates: [BirthDates?]
    /// The records of all lists, one after the other.
    package private(set) var set: RecordSet
    /// How many dates of birth could not be read, and count as missing.
    package private(set) var unreadableDates = 0

    /// Reads the records of lists.
    ///
    /// - Parameters:
    ///   - tables: one list or two.
    ///   - mapping: which columns say what.
    ///   - order: how dates are written; found in the columns where it is nil.
    ///   - step: called after every hundred thousand records with how many there are.
    package init(
        _ tables: [CSVTable],
        _ mapping: ColumnMapping,
        order: BirthDates.Order? = nil,
        step: (Int) -> Void = { _ in }
    ) {
        self.tables = tables
        self.mapping = mapping
        let births = mapping.parts.first { $0.use == .birthDate }
        dates = tables.indices.map { list in
            births.map { part in
                order.map { BirthDates($0) } ?? BirthDates(tables[list], part.columns[list])
            }
        }
        set = RecordSet(mapping.fields)
        for list in tables.indices {
            for row in 0..<tables[list].rowCount {
                add(list, row)
                if set.count.isMultiple(of: 100_000) { step(set.count) }
            }
        }
    }

    /// The number of the first record of the second list; nil where there is one list.
    package var boundary: Int? { tables.count > 1 ? tables[0].rowCount : nil }

    /// The list of a record, and its row, both counted from 0.
    package func place(of record: Int) -> (list: Int, row: Int) {
        guard let boundary, record >= boundary else { return (0, record) }
        return (1, record - boundary)
    }

    /// The record of a row; nil where there is none.
    func record(list: Int, row: Int) -> Int? {
        guard tables.indices.contains(list), (0..<tables[list].rowCount).contains(row) else {
            return nil
        }
        return list == 0 ? row : tables[0].rowCount + row
    }

    /// What a part says of a record.
    func text(_ part: ColumnMapping.Part, list: Int, row: Int) -> String {
        let columns = part.columns[list]
        if columns.count == 1 { return tables[list][row, columns[0]] }
        return columns.map { tables[list][row, $0] }.filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private mutating func add(_ list: Int, _ row: Int) {
        var values: [String] = []
        for part in mapping.parts {
            let text = text(part, list: list, row: row)
            switch part.use {
            case .name:
                let name = WholeName(text)
                values += [name.given, name.surname]
            case .birthDate:
                let digits = dates[list]?.digits(text)
                if digits == nil, text.contains(where: { !$0.isWhitespace }) {
                    unreadableDates += 1
                }
                values.append(digits ?? "")
            case .givenName, .surname, .code, .text, .identifier: values.append(text)
            }
        }
        set.add(values)
    }
}

/// A whole name in two parts, as far as its writing says: the engine reads them exchanged too.
struct WholeName {
    let given: String
    let surname: String

    init(_ text: String) {
        if let comma = text.firstIndex(where: { $0 == "," || $0 == "،" }) {
            surname = String(text[..<comma].drop(while: \.isWhitespace))
            given = String(text[text.index(after: comma)...].drop(while: \.isWhitespace))
            return
        }
        let words = text.split(whereSeparator: \.isWhitespace)
        surname = words.count > 1 ? words.last.map(String.init) ?? "" : ""
        given = (words.count > 1 ? words.dropLast() : words[...]).joined(separator: " ")
    }
}
