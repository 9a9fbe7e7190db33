package import Documents

extension ColumnMapping {
    /// How many rows are looked at to tell what a column holds.
    private static let sample = 500

    /// Guesses what columns say, by headings in some languages, and finds a date of birth by what a column holds.
    ///
    /// Of two lists only what both say is compared.
    /// - Throws: `Failure.tooLittle` where there are neither names nor identifiers.
    package init(guessing lists: [CSVTable]) throws(Failure) {
        let found = lists.map { Self.concepts(of: $0) }
        var parts: [Part] = []
        for concept in HeadingWords.Concept.allCases where concept != .otherName {
            let columns = found.map { concepts in
                let own = concepts[concept] ?? []
                return concept == .givenName && !own.isEmpty
                    ? own + (concepts[.otherName] ?? []) : own
            }
            guard columns.allSatisfy({ !$0.isEmpty }) else { continue }
            parts.append(Part(use: concept.use, columns: columns))
        }
        try self.init(parts)
    }

    private static func concepts(of table: CSVTable) -> [HeadingWords.Concept: [Int]] {
        var concepts: [HeadingWords.Concept: [Int]] = [:]
        for (column, heading) in table.headings.enumerated() {
            guard let concept = HeadingWords.concept(heading) else { continue }
            // Of everything but names the first column counts.
            if concept != .otherName, concepts[concept] != nil { continue }
            concepts[concept, default: []].append(column)
        }
        settleNames(&concepts)
        if concepts[.birthDate] == nil {
            let taken = Set(concepts.values.flatMap(\.self))
            let dates = (0..<table.columnCount).filter {
                !taken.contains($0) && holdsBirthDates(table, $0)
            }
            if dates.count == 1 { concepts[.birthDate] = dates }
        }
        return concepts
    }

    /// A given name without a surname, or the other way round, is a whole name: nom, nume and nombre are both.
    private static func settleNames(_ concepts: inout [HeadingWords.Concept: [Int]]) {
        switch (concepts[.name], concepts[.givenName], concepts[.surname]) {
        case (.some, .some, .some): concepts[.name] = nil
        case (.some, _, _): (concepts[.givenName], concepts[.surname]) = (nil, nil)
        case (nil, .some(let column), nil), (nil, nil, .some(let column)):
            (concepts[.givenName], concepts[.surname]) = (nil, nil)
            concepts[.name] = column
        default: break
        }
    }

    private static func holdsBirthDates(_ table: CSVTable, _ column: Int) -> Bool {
        let reading = BirthDates(table, [column], rows: sample)
        var (filled, dates) = (0, 0)
        for row in 0..<min(table.rowCount, sample) {
            let text = table[row, column]
            guard !text.isEmpty else { continue }
            filled += 1
            guard let digits = reading.digits(text), let date = Int(digits) else { continue }
            let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
            let isLong = text.utf8.count >= 8
            if isLong, (1900...2035).contains(year), (1...12).contains(month),
                (1...31).contains(day)
            {
                dates += 1
            }
        }
        return filled > 0 && dates * 10 >= filled * 8
    }
}

extension ColumnMapping {
    /// Says in lines what is compared with what, for a person to confirm.
    package func sentences(_ lists: [CSVTable]) -> [String] {
        var lines = parts.map { part in
            let columns = zip(lists, part.columns).map { list, columns in
                columns.map { "'\(list.headings[$0])'" }.joined(separator: " + ")
            }
            let name =
                part.use.rawValue + String(repeating: " ", count: 12 - part.use.rawValue.count)
            return "  \(name) \(columns.joined(separator: " with "))"
        }
        for (number, list) in lists.enumerated() {
            let left = unused(number, of: list.columnCount).map { "'\(list.headings[$0])'" }
            guard !left.isEmpty else { continue }
            let place = lists.count == 1 ? "" : number == 0 ? " of the first" : " of the second"
            lines.append("  not used\(place): \(left.joined(separator: ", "))")
        }
        return lines
    }
}
