extension Clusters {
    /// How often pairs that were refused are tried again, after others were joined.
    private static let rounds = 8

    /// The clusters of some records, all that chains of pairs lead to from one of them.
    ///
    /// What a person called the same comes first, then the most likely pairs.
    func joined(_ members: [Int32]) -> [[Int32]] {
        guard members.count > 1 else { return [members] }
        var joining = Joining(members)
        var linking: [Int] = []
        for member in members {
            eachEdge(of: member) { place, edge in
                if edge.one == member, edge.isLinking { linking.append(place) }
            }
        }
        linking.sort { precedes(edges[$0], edges[$1]) }
        for _ in 0..<Self.rounds {
            let before = joining.joins
            linking.removeAll { edge in
                let here = edges[edge]
                guard let (one, other) = joining.places(here.one, here.other) else { return true }
                guard mayJoin(one, other, here, joining) else { return false }
                joining.join(one, other)
                return true
            }
            if joining.joins == before || linking.isEmpty { break }
        }
        return joining.clusters
    }

    private func precedes(_ one: Edge, _ other: Edge) -> Bool {
        let (first, second) = (one.verdict != nil, other.verdict != nil)
        if first != second { return first }
        if one.probability != other.probability { return one.probability > other.probability }
        return (one.one, one.other) < (other.one, other.other)
    }

    /// Whether two clusters may become one along a pair.
    private func mayJoin(_ one: Int, _ other: Int, _ edge: Edge, _ joining: Joining) -> Bool {
        var (same, undecided, isForbidden) = (0, 0, false)
        for member in joining.smaller(one, other) {
            eachEdge(of: member) { _, here in
                let partner = here.one == member ? here.other : here.one
                guard joining.isBetween(one, other, member, partner) else { return }
                isForbidden = isForbidden || here.verdict == .different
                if here.isLinking {
                    same += 1
                } else if here.decision == .ask {
                    undecided += 1
                }
            }
        }
        guard !isForbidden else { return false }
        if edge.verdict == .same { return true }
        return same > joining.pairs(one, other, boundary) - same - undecided
    }
}

/// Clusters in the making.
private struct Joining {
    private(set) var joins = 0
    private var lists: [[Int32]]
    private var placeOf: [Int32: Int] = [:]

    init(_ members: [Int32]) {
        lists = members.map { [$0] }
        for (place, member) in members.enumerated() { placeOf[member] = place }
    }

    var clusters: [[Int32]] { lists.filter { !$0.isEmpty } }

    /// The clusters of two records; nil where it is one.
    func places(_ one: Int32, _ other: Int32) -> (Int, Int)? {
        guard let first = placeOf[one], let second = placeOf[other], first != second else {
            return nil
        }
        return (first, second)
    }

    func smaller(_ one: Int, _ other: Int) -> [Int32] {
        lists[one].count <= lists[other].count ? lists[one] : lists[other]
    }

    func isBetween(_ one: Int, _ other: Int, _ member: Int32, _ partner: Int32) -> Bool {
        guard let place = placeOf[partner] else { return false }
        return place == (placeOf[member] == one ? other : one)
    }

    /// How many pairs there are between two clusters that may have been compared.
    func pairs(_ one: Int, _ other: Int, _ boundary: Int?) -> Int {
        guard let boundary else { return lists[one].count * lists[other].count }
        let first = lists[one].count { $0 < boundary }
        let second = lists[other].count { $0 < boundary }
        return first * (lists[other].count - second) + (lists[one].count - first) * second
    }

    mutating func join(_ one: Int, _ other: Int) {
        let (into, from) = lists[one].count >= lists[other].count ? (one, other) : (other, one)
        for member in lists[from] { placeOf[member] = into }
        lists[into] += lists[from]
        lists[from] = []
        joins += 1
    }
}
