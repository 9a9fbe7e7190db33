/// Which records are of one person, from what is known of pairs of them.
///
/// Two clusters become one along a pair that is the same, if more of the pairs between them are the same than are different; a pair of
/// which nothing is known counts as different. So no chain of pairs joins what contradicts itself: a with b, b with c, but
/// not a with c, is a question for a person. What a person has said outweighs all else.
///
/// Pairs may be added at any time; only the clusters that they touch are made anew. The result depends on the pairs, not on their
/// order. Memory: 16 bytes a record and 32 a pair.
package struct Clusters: Sendable {
    /// What a person said of a pair.
    package enum Verdict: String, Hashable, Sendable {
        case same
        case different
    }

    struct Edge {
        let one: Int32
        let other: Int32
        var probability: Double
        var decision: Decision
        var verdict: Verdict?
        /// The next edge of each of its ends; less than 0 at the end.
        let next: Int32
        let nextOfOther: Int32
    }

    let rule: DecisionRule
    /// Where two lists are linked, the number of the first record of the second one.
    let boundary: Int?
    var edges: [Edge] = []
    /// For each record its first edge; less than 0 where it has none.
    private var firstEdge: [Int32]
    /// For each record the smallest one of its cluster.
    private(set) var clusters: [Int32]
    /// For each record a further one that a chain of pairs may lead to, all of them in a ring.
    private var ring: [Int32]
    /// For each record one that stands for its ring; itself where it stands for it.
    private var stands: [Int32]

    /// So many records, each by itself.
    ///
    /// Where two lists are linked only pairs of both say something: those of one list were never compared.
    package init(count: Int, boundary: Int? = nil, rule: DecisionRule) {
        precondition(count < Int(Int32.max), "records are numbered in 32 bits")
        self.rule = rule
        self.boundary = boundary
        clusters = Array(0..<Int32(count))
        ring = clusters
        stands = clusters
        firstEdge = [Int32](repeating: -1, count: count)
    }

    /// How many records there are.
    package var count: Int { clusters.count }

    /// The number of the cluster of a record: that of its first record.
    package func cluster(of record: Int) -> Int { Int(clusters[record]) }

    /// The records of a record's cluster, itself among them, in their order.
    ///
    /// Cost: that of all records that chains of pairs lead to.
    package func members(with record: Int) -> [Int] {
        var found = [record]
        var next = ring[record]
        while Int(next) != record {
            if clusters[Int(next)] == clusters[record] { found.append(Int(next)) }
            next = ring[Int(next)]
        }
        return found.sorted()
    }

    /// Adds pairs with their probabilities; of a pair that is given again the greater counts.
    ///
    /// Cost: that of sorting the pairs of the clusters that are touched.
    package mutating func add(
        _ pairs: some Sequence<(one: Int, other: Int, probability: Double)>
    ) {
        var touched: Set<Int32> = []
        for pair in pairs {
            let edge = edge(pair.one, pair.other)
            guard pair.probability > edges[edge].probability else { continue }
            edges[edge].probability = pair.probability
            edges[edge].decision = rule(probability: pair.probability)
            touch(edge, &touched)
        }
        settle(touched)
    }

    /// Takes a person's word on a pair, or takes it back.
    package mutating func decide(_ one: Int, _ other: Int, _ verdict: Verdict?) {
        var touched: Set<Int32> = []
        let edge = edge(one, other)
        edges[edge].verdict = verdict
        touch(edge, &touched)
        settle(touched)
    }

    /// The edge of two records, made where there is none.
    private mutating func edge(_ first: Int, _ second: Int) -> Int {
        precondition(first != second, "a record is the same as itself")
        let (one, other) = (Int32(min(first, second)), Int32(max(first, second)))
        var known = firstEdge[Int(one)]
        while known >= 0 {
            let here = edges[Int(known)]
            if here.one == one, here.other == other { return Int(known) }
            known = here.one == one ? here.next : here.nextOfOther
        }
        edges.append(
            Edge(
                one: one,
                other: other,
                probability: -1,
                decision: .different,
                verdict: nil,
                next: firstEdge[Int(one)],
                nextOfOther: firstEdge[Int(other)]
            )
        )
        firstEdge[Int(one)] = Int32(edges.count - 1)
        firstEdge[Int(other)] = Int32(edges.count - 1)
        return edges.count - 1
    }

    /// Hands over the edges of a record, the newest first.
    func eachEdge(of record: Int32, _ body: (Int, Edge) -> Void) {
        var place = firstEdge[Int(record)]
        while place >= 0 {
            let edge = edges[Int(place)]
            body(Int(place), edge)
            place = edge.one == record ? edge.next : edge.nextOfOther
        }
    }

    /// Brings the rings of a pair together where a chain may lead over it, and remembers to make their clusters anew.
    private mutating func touch(_ edge: Int, _ touched: inout Set<Int32>) {
        let here = edges[edge]
        let (one, other) = (standing(here.one), standing(here.other))
        if one != other, here.isLinking {
            ring.swapAt(Int(one), Int(other))
            stands[Int(max(one, other))] = min(one, other)
            touched.insert(min(one, other))
        } else if one == other {
            touched.insert(one)
        }
    }

    private mutating func standing(_ record: Int32) -> Int32 {
        var record = record
        while stands[Int(record)] != record {
            stands[Int(record)] = stands[Int(stands[Int(record)])]
            record = stands[Int(record)]
        }
        return record
    }

    /// Makes the clusters of rings anew.
    private mutating func settle(_ touched: Set<Int32>) {
        var done: Set<Int32> = []
        for record in touched {
            let standing = standing(record)
            guard done.insert(standing).inserted else { continue }
            var members = [standing]
            while let last = members.last, ring[Int(last)] != standing {
                members.append(ring[Int(last)])
            }
            for cluster in joined(members) {
                for member in cluster { clusters[Int(member)] = cluster.min() ?? member }
            }
        }
    }
}

extension Clusters.Edge {
    /// Whether two clusters may become one along it.
    var isLinking: Bool { verdict.map { $0 == .same } ?? (decision == .same) }
}
