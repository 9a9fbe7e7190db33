import Documents
package import Linkage

/// Lists of which it is known who is who, as far as records and persons say.
package struct LinkedLists: Sendable {
    /// The lists and what is compared.
    package let records: ListRecords
    /// Which records are of one person.
    package internal(set) var clusters: Clusters

    /// Takes what the engine found; of a short list beside what is known without one.
    package init(
        _ records: ListRecords,
        _ matching: Matching,
        rule: DecisionRule
    ) {
        if records.set.count <= ColdStart.most {
            self.init(records, pairs: ColdStart(records).pairs(matching.pairs), rule: rule)
        } else {
            let pairs = matching.pairs.lazy.map {
                (one: $0.one, other: $0.other, probability: $0.probability)
            }
            self.init(records, pairs: pairs, rule: rule)
        }
    }

    init(
        _ records: ListRecords,
        pairs: some Sequence<(one: Int, other: Int, probability: Double)>,
        rule: DecisionRule
    ) {
        self.records = records
        clusters = Clusters(count: records.set.count, boundary: records.boundary, rule: rule)
        clusters.add(pairs)
    }

    /// Takes decisions of an earlier run; of each two rows the last counts.
    ///
    /// A row that has moved is found by its digest, if no other row is the same.
    /// - Returns: how many decisions fit no row any more.
    package mutating func take(_ decisions: [RecordedDecision]) -> Int {
        var finder = RowFinder(records)
        var lost = 0
        for decision in decisions where decision.verdict != .left {
            guard let one = finder.record(decision.one), let other = finder.record(decision.other),
                one != other
            else {
                lost += 1
                continue
            }
            clusters.decide(one, other, Clusters.Verdict(rawValue: decision.verdict.rawValue))
        }
        return lost
    }

    /// A decision on two records, for the decisions file.
    func decision(
        _ one: Int,
        _ other: Int,
        _ verdict: RecordedDecision.Verdict,
        at time: String
    ) -> RecordedDecision {
        func row(_ record: Int) -> RecordedDecision.Row {
            let place = records.place(of: record)
            return RecordedDecision.Row(
                list: place.list + 1,
                number: place.row + 1,
                digest: records.tables[place.list].digest(row: place.row)
            )
        }
        return RecordedDecision(time: time, verdict: verdict, one: row(one), other: row(other))
    }

    /// How many clusters have several records, and how many records these are.
    package var counts: (clusters: Int, records: Int) {
        var sizes = [Int32](repeating: 0, count: clusters.count)
        for record in 0..<clusters.count { sizes[clusters.cluster(of: record)] += 1 }
        let several = sizes.filter { $0 > 1 }
        return (several.count, several.reduce(0) { $0 + Int($1) })
    }
}

/// Finds rows by number, and by their cells where they have moved.
private struct RowFinder {
    private let records: ListRecords
    /// For each list the record of each digest; nil for what several rows share.
    private var places: [[String: Int?]?]

    init(_ records: ListRecords) {
        self.records = records
        places = records.tables.map { _ in nil }
    }

    mutating func record(_ row: RecordedDecision.Row) -> Int? {
        let list = row.list - 1
        guard records.tables.indices.contains(list) else { return nil }
        let table = records.tables[list]
        if row.number <= table.rowCount, table.digest(row: row.number - 1) == row.digest {
            return records.record(list: list, row: row.number - 1)
        }
        let found = places[list] ?? index(list)
        places[list] = found
        return found[row.digest].flatMap(\.self)
    }

    private func index(_ list: Int) -> [String: Int?] {
        var places: [String: Int?] = [:]
        for row in 0..<records.tables[list].rowCount {
            let digest = records.tables[list].digest(row: row)
            places[digest] = .some(
                places[digest] == nil ? records.record(list: list, row: row) : nil
            )
        }
        return places
    }
}
