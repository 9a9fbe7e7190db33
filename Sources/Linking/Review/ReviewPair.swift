import Documents
import Linkage

/// Two records side by side, as a page shows them.
struct ReviewPair: Sendable {
    /// How the two agree on one thing.
    enum Agreement: String, Sendable {
        case same
        /// Other letters, the same name.
        case alike
        case different
        case missing
    }

    /// One thing that is said of both.
    struct Line: Sendable {
        let label: String
        let one: String
        let other: String
        let agreement: Agreement
        /// Whether it was compared.
        let counts: Bool
    }

    /// Where a record stands.
    struct Place: Sendable {
        /// 1 or 2; nil where there is one list.
        let list: Int?
        /// From 1, below the headings.
        let row: Int
        /// How many other records are taken for the same person.
        let others: Int
    }

    let one: Int
    let other: Int
    let probability: Double
    let isContradicted: Bool
    let places: (Place, Place)
    let lines: [Line]

    init(_ lists: LinkedLists, _ question: Clusters.Question) {
        one = question.one
        other = question.other
        probability = question.probability
        isContradicted = question.isContradicted
        let records = lists.records
        func place(_ record: Int) -> Place {
            let place = records.place(of: record)
            return Place(
                list: records.tables.count > 1 ? place.list + 1 : nil,
                row: place.row + 1,
                others: lists.clusters.members(with: record).count - 1
            )
        }
        places = (place(one), place(other))
        lines = Self.lines(records, records.place(of: one), records.place(of: other))
    }

    private static func lines(
        _ records: ListRecords,
        _ one: (list: Int, row: Int),
        _ other: (list: Int, row: Int)
    ) -> [Line] {
        let (first, second) = (records.tables[one.list], records.tables[other.list])
        var lines = records.mapping.parts.map { part in
            let labels = [one.list, other.list].map { list in
                part.columns[list].map { records.tables[list].headings[$0] }
                    .joined(separator: " + ")
            }
            let texts = (
                records.text(part, list: one.list, row: one.row),
                records.text(part, list: other.list, row: other.row)
            )
            let isName = [.name, .givenName, .surname].contains(part.use)
            return Line(
                label: labels[0] == labels[1] ? labels[0] : labels.joined(separator: " / "),
                one: texts.0,
                other: texts.1,
                agreement: agreement(texts.0, texts.1, isName: isName),
                counts: true
            )
        }
        let unused = records.mapping.unused(one.list, of: first.columnCount)
        let others = records.mapping.unused(other.list, of: second.columnCount)
        for column in unused {
            let heading = first.headings[column]
            let partner =
                one.list == other.list ? column : others.first { second.headings[$0] == heading }
            let texts = (
                first[one.row, column], partner.map { second[other.row, $0] } ?? ""
            )
            lines.append(line(heading, texts))
        }
        if one.list != other.list {
            let headings = Set(unused.map { first.headings[$0] })
            for column in others where !headings.contains(second.headings[column]) {
                lines.append(line(second.headings[column], ("", second[other.row, column])))
            }
        }
        return lines.filter { !$0.one.isEmpty || !$0.other.isEmpty }
    }

    private static func line(_ heading: String, _ texts: (String, String)) -> Line {
        Line(
            label: heading,
            one: texts.0,
            other: texts.1,
            agreement: agreement(texts.0, texts.1, isName: false),
            counts: false
        )
    }

    private static func agreement(_ one: String, _ other: String, isName: Bool) -> Agreement {
        if one.isEmpty || other.isEmpty { return .missing }
        if one == other { return .same }
        guard isName else { return .different }
        let likeness = NameSimilarity.names(PersonName(one), PersonName(other))
        return likeness >= 0.9 ? .alike : .different
    }
}
