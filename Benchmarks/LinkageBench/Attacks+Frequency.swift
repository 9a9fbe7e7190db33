import Foundation
import Linkage

extension Attacks {
    /// Puts bit patterns that are alike together, and says the n-th most frequent pattern is the n-th most frequent name.
    ///
    /// How many bits a name of so many tokens has is looked at too. The attacker chooses how alike is the same; the best
    /// choice counts, and what follows when its guesses are learned from.
    func frequency() {
        let dictionary = dictionary()
        let chance = chanceOfNames(dictionary)
        var best: (right: Int, detail: String, guesses: [Int]) = (-1, "", [])
        for least in [1, 0.85, 0.7] where town.hardening.flipsPerSegment > 0 || least == 1 {
            let guesses = align(clusters(least), dictionary)
            let right = zip(town.targets, guesses).count { $0.name == $1 }
            if right > best.right { best = (right, "alike \(least)", guesses) }
        }
        report(
            "frequency",
            best.detail,
            right: best.right,
            of: town.targets.count,
            chance: chance
        )
        for most in [8, 20] {
            let frequent = Set(dictionary.prefix(most).map(\.entry.name))
            let start = town.targets.indices.filter { frequent.contains(best.guesses[$0]) }
            bootstrap(
                "frequency, \(most) names learned",
                start.map { ($0, best.guesses[$0]) },
                dictionary
            )
        }
    }

    /// Groups of fingerprints by what of them is guessed, the largest first.
    private func clusters(_ least: Double) -> [[Int]] {
        var leaders: [(bits: [UInt64], count: Int, members: [Int])] = []
        var exact: [[UInt64]: Int] = [:]
        for number in town.targets.indices {
            let bits = town.namePattern(number)
            if let leader = exact[bits] {
                leaders[leader].members.append(number)
                continue
            }
            let count = bits.reduce(0) { $0 + $1.nonzeroBitCount }
            var found: (place: Int, share: Double)?
            if least < 1 {
                for (place, leader) in leaders.enumerated() {
                    var common = 0
                    for word in bits.indices {
                        common += (bits[word] & leader.bits[word]).nonzeroBitCount
                    }
                    let share = Double(2 * common) / Double(count + leader.count)
                    if share >= least, share > found?.share ?? 0 { found = (place, share) }
                }
            }
            if let found {
                leaders[found.place].members.append(number)
            } else {
                exact[bits] = leaders.count
                leaders.append((bits, count, [number]))
            }
        }
        return leaders.map(\.members).sorted { $0.count > $1.count }
    }

    /// A guess for each fingerprint.
    private func align(
        _ clusters: [[Int]],
        _ dictionary: [(entry: AttackTown.Entry, share: Double)]
    ) -> [Int] {
        var guesses = [Int](
            repeating: dictionary.first?.entry.name ?? -1,
            count: town.targets.count
        )
        // How many bits so many tokens make: about as many as in the mean of all.
        let bits = clusters.map { cluster in
            Double(town.namePattern(cluster[0]).reduce(0) { $0 + $1.nonzeroBitCount })
        }
        let tokens = dictionary.map { Double($0.entry.nameTokens.count) }
        func mean(_ values: [Double]) -> Double {
            values.reduce(0, +) / Double(max(values.count, 1))
        }
        let ratio = mean(bits) / max(mean(tokens), 1)
        var isTaken = [Bool](repeating: false, count: dictionary.count)
        let total = Double(town.targets.count)
        for (place, cluster) in clusters.prefix(3_000).enumerated() {
            var best = (score: -Double.infinity, entry: -1)
            for entry in max(0, place - 100)..<min(dictionary.count, place + 100)
            where !isTaken[entry] {
                let expected = max(dictionary[entry].share * total, 0.3)
                let apart = (bits[place] - ratio * tokens[entry]) / (3 + 0.08 * bits[place])
                let score =
                    Double(cluster.count) * log(expected) - expected - apart * apart / 2
                if score > best.score { best = (score, entry) }
            }
            guard best.entry >= 0 else { continue }
            isTaken[best.entry] = true
            for number in cluster { guesses[number] = dictionary[best.entry].entry.name }
        }
        return guesses
    }

    /// Learns from guesses, guesses anew, and goes on with the surest.
    func bootstrap(
        _ attack: String,
        _ start: [(number: Int, name: Int)],
        _ dictionary: [(entry: AttackTown.Entry, share: Double)]
    ) {
        let names = Array(dictionary.prefix(2_500))
        var tokens: [Int: [Int]] = [:]
        for name in dictionary { tokens[name.entry.name] = name.entry.nameTokens }
        let asked = sample(1_500, 7)
        let priors = names.map { Float(log($0.share)) }
        var best = (right: -1, detail: "")
        for rule in rules {
            var known = Array(start.prefix(1_500))
            for round in 1...5 where !known.isEmpty {
                let pairs = known.compactMap { pair in
                    tokens[pair.name].map { (tokens: $0, bits: town.prints[pair.number]) }
                }
                let model = AttackModel(rule, town.ranges, error: error, pairs)
                let found = likeliest(
                    model,
                    among: names.map(\.entry.nameTokens),
                    priors: priors,
                    for: asked.map { town.prints[$0] },
                    within: town.nameBits
                )
                let right = zip(asked, found).count {
                    town.targets[$0].name == names[$1.entry].entry.name
                }
                if right > best.right { best = (right, "\(rule.rawValue), round \(round)") }
                // Those that one name explains much better than any other.
                known = zip(asked, found).filter { $1.lead > 6 }
                    .map { ($0, names[$1.entry].entry.name) }
            }
        }
        report(
            attack,
            best.detail,
            right: max(best.right, 0),
            of: asked.count,
            chance: chanceOfNames(dictionary)
        )
    }
}
