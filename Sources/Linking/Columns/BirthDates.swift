import Documents

/// Reads the dates of a column, whatever order day, month and year have in it.
package struct BirthDates: Sendable {
    /// In which order a date is written.
    package enum Order: String, CaseIterable, Sendable {
        case yearFirst = "ymd"
        case dayFirst = "dmy"
        case monthFirst = "mdy"
    }

    /// The order of dates that don't begin with the year.
    package let order: Order
    /// Whether nothing in the column says which of day and month comes first, though it matters.
    package let isAssumed: Bool

    /// Reads by a given order.
    package init(_ order: Order) { (self.order, isAssumed) = (order, false) }

    /// Finds the order in columns: a number above 12 is no month.
    init(_ table: CSVTable, _ columns: [Int], rows: Int = .max) {
        var (dayFirst, monthFirst, either) = (0, 0, 0)
        for column in columns {
            for row in 0..<min(rows, table.rowCount) {
                let text = table[row, column]
                if Self.isPlain(text) { continue }
                let groups = Self.groups(text)
                guard groups.count >= 3, groups[0].count <= 2, groups[1].count <= 2,
                    let first = Int(groups[0]), let second = Int(groups[1])
                else { continue }
                either += 1
                if first > 12, second <= 12 { dayFirst += 1 }
                if second > 12, first <= 12 { monthFirst += 1 }
            }
        }
        order = monthFirst > dayFirst ? .monthFirst : .dayFirst
        isAssumed = either > 0 && dayFirst == monthFirst
    }

    /// Whether a text is year, month and day with hyphens, as most lists have it: that needs no closer look.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        guard bytes.count == 10 else { return false }
        for index in bytes.indices {
            let isHyphen = index == 4 || index == 7
            guard isHyphen ? bytes[index] == 0x2D : (0x30...0x39).contains(bytes[index]) else {
                return false
            }
        }
        return true
    }

    /// The groups of digits in a text, as ASCII.
    private static func groups(_ text: String) -> [String] {
        var (groups, group) = ([String](), "")
        for scalar in text.unicodeScalars {
            let value: UInt32? =
                switch scalar.value {
                case 0x30...0x39: scalar.value - 0x30
                // Arabic and Persian digits.
                case 0x660...0x669: scalar.value - 0x660
                case 0x6F0...0x6F9: scalar.value - 0x6F0
                default: nil
                }
            if let value {
                group += String(value)
            } else if !group.isEmpty {
                groups.append(group)
                group = ""
            }
        }
        return group.isEmpty ? groups : groups + [group]
    }

    /// Year, month and day as eight digits; nil where the text is no date.
    ///
    /// Of a year alone the first of January, as records say where the day is not known. Days that don't exist stay: they differ from the
    /// right one by a slip.
    func digits(_ text: String) -> String? {
        if Self.isPlain(text) { return String(text.filter { $0 != "-" }) }
        let groups = Self.groups(text)
        switch groups.count {
        case 1 where groups[0].count == 8: return eight(groups[0])
        case 1 where groups[0].count == 4: return groups[0] + "0101"
        case 2 where groups[0].count == 4 && groups[1].count <= 2:
            return groups[0] + two(groups[1]) + "01"
        case 2 where groups[1].count == 4 && groups[0].count <= 2:
            return groups[1] + two(groups[0]) + "01"
        case 3...: break
        default: return nil
        }
        let parts = Array(groups.prefix(3))
        if parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2 {
            return parts[0] + two(parts[1]) + two(parts[2])
        }
        guard parts[0].count <= 2, parts[1].count <= 2 else { return nil }
        if order == .yearFirst, parts[2].count <= 2 {
            return year(parts[0]).map { $0 + two(parts[1]) + two(parts[2]) }
        }
        let (day, month) = order == .monthFirst ? (parts[1], parts[0]) : (parts[0], parts[1])
        return year(parts[2]).map { $0 + two(month) + two(day) }
    }

    /// Eight digits in a row: the year comes first if it can.
    private func eight(_ text: String) -> String {
        let isYear = text.hasPrefix("19") || text.hasPrefix("20")
        let last = text.suffix(4)
        guard !isYear || order == .yearFirst, last.hasPrefix("19") || last.hasPrefix("20") else {
            return text
        }
        let (one, two) = (text.prefix(2), text.dropFirst(2).prefix(2))
        return order == .monthFirst ? "\(last)\(one)\(two)" : "\(last)\(two)\(one)"
    }

    private func two(_ text: String) -> String { text.count == 1 ? "0" + text : text }

    /// A year of two digits lies between 1931 and 2030.
    private func year(_ text: String) -> String? {
        if text.count == 4 { return text }
        guard text.count == 2, let number = Int(text) else { return nil }
        return (number > 30 ? "19" : "20") + text
    }
}
