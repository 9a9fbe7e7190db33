import Linkage

/// What is known before anything was learned: a short list can't say how rare its names are.
///
/// The shorter a list, the more shipped weights count beside those that were learned from it.
struct ColdStart {
    /// Up to so many records all pairs are compared; lists beyond teach enough.
    static let most = 1_500
    /// A list of so many records counts as much as the shipped weights do.
    private static let halfway = 500.0
    /// What is assumed of pairs that the learned weights gave up.
    private static let floor = -7.0

    private let records: ListRecords
    private let persons: [PreparedPerson]
    private let others: [(use: ColumnMapping.Use, values: [String])]
    private let compare: PersonComparison

    init(_ records: ListRecords) {
        self.records = records
        let places = (0..<records.set.count).map { records.place(of: $0) }
        let sexes = records.part(.sex)
        let citizenships = records.part(.nationality)
        persons = places.map { list, row in
            func text(_ part: Int?) -> String {
                part.map { records.text(records.mapping.parts[$0], list: list, row: row) } ?? ""
            }
            let citizenship = text(citizenships)
            return PreparedPerson(
                Particulars(
                    names: records.names(list: list, row: row),
                    birth: records.birth(list: list, row: row),
                    sex: text(sexes),
                    citizenships: citizenship.isEmpty ? [] : [citizenship]
                )
            )
        }
        others = records.mapping.parts.enumerated().compactMap { place, part in
            guard [.code, .text, .identifier].contains(part.use), place != sexes,
                place != citizenships
            else { return nil }
            return (
                part.use,
                places.map { HeadingWords.folded(records.text(part, list: $0.list, row: $0.row)) }
            )
        }
        // About every fifth record has another of its person.
        compare = PersonComparison(expectedMatches: 0.2, among: max(records.set.count, 10))
    }

    /// Blends what was learned with what is shipped.
    func pairs(
        _ learned: [Matching.Pair]
    ) -> [(one: Int, other: Int, probability: Double)] {
        let count = records.set.count
        var known: [Int: Double] = [:]
        for pair in learned { known[pair.one * count + pair.other] = pair.logOdds }
        let share = Double(count) / (Double(count) + Self.halfway)
        var pairs: [(one: Int, other: Int, probability: Double)] = []
        for one in 0..<(records.boundary ?? count) {
            for other in max(one + 1, records.boundary ?? 0)..<max(count, one + 1) {
                let before = known[one * count + other] ?? Self.floor
                let odds = share * before + (1 - share) * logOdds(one, other)
                guard odds > Self.floor else { continue }
                pairs.append((one, other, Likeness.probability(logOdds: odds)))
            }
        }
        return pairs
    }

    private func logOdds(_ one: Int, _ other: Int) -> Double {
        var odds = compare(persons[one], persons[other]).logOdds
        for (use, values) in others where !values[one].isEmpty && !values[other].isEmpty {
            let isSame = values[one] == values[other]
            switch use {
            // Hardly anybody shares a telephone or a document; but people get new ones.
            case .identifier: odds += isSame ? 6.5 : -0.8
            case .text: odds += isSame ? 1.5 : -0.4
            default: odds += isSame ? 0.7 : -1
            }
        }
        return odds
    }
}
