extension Clusters {
    /// A pair that a person should look at.
    package struct Question: Hashable, Sendable {
        /// The record with the smaller number.
        package let one: Int
        /// The other record.
        package let other: Int
        /// How likely the two are of one person.
        package let probability: Double
        /// Whether the two would be the same, but others of their clusters contradict it.
        package let isContradicted: Bool
    }

    /// What is to be asked, the most likely first: of each two clusters that are in doubt one pair.
    ///
    /// Two clusters of which a person called a pair different are in doubt no more.
    /// Cost: that of sorting the pairs in doubt.
    package var questions: [Question] {
        var settled: Set<UInt64> = []
        var doubtful: [Edge] = []
        for edge in edges where clusters[Int(edge.one)] != clusters[Int(edge.other)] {
            if edge.verdict == .different {
                settled.insert(between(edge))
            } else if edge.verdict == .same || edge.decision != .different {
                doubtful.append(edge)
            }
        }
        doubtful.sort {
            $0.probability == $1.probability
                ? ($0.one, $0.other) < ($1.one, $1.other) : $0.probability > $1.probability
        }
        return doubtful.compactMap { edge in
            guard settled.insert(between(edge)).inserted else { return nil }
            return Question(
                one: Int(edge.one),
                other: Int(edge.other),
                probability: max(0, edge.probability),
                isContradicted: edge.isLinking
            )
        }
    }

    /// Whether two records are of two clusters of which no person called a pair different.
    package func isOpen(_ one: Int, _ other: Int) -> Bool {
        guard clusters[one] != clusters[other] else { return false }
        var isOpen = true
        for member in members(with: one) {
            eachEdge(of: Int32(member)) { _, edge in
                let partner = Int(edge.one) == member ? edge.other : edge.one
                guard edge.verdict == .different else { return }
                isOpen = isOpen && clusters[Int(partner)] != clusters[other]
            }
        }
        return isOpen
    }

    /// A number for two clusters.
    private func between(_ edge: Edge) -> UInt64 {
        let (one, other) = (clusters[Int(edge.one)], clusters[Int(edge.other)])
        return UInt64(min(one, other)) << 32 | UInt64(max(one, other))
    }

    /// How certain it is, from 0 to 1, that a record belongs where it is.
    ///
    /// In a cluster how likely it is of one person with the nearest other of it; alone, how likely nobody else is that person.
    package func certainty(of record: Int) -> Double {
        var (within, outside) = (0.0, 0.0)
        eachEdge(of: Int32(record)) { _, edge in
            let sure = edge.verdict.map { $0 == .same ? 1.0 : 0 } ?? max(0, edge.probability)
            if clusters[Int(edge.one)] == clusters[Int(edge.other)] {
                within = max(within, sure)
            } else {
                outside = max(outside, sure)
            }
        }
        return within > 0 ? within : 1 - outside
    }
}
