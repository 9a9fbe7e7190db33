import Foundation

extension Attacks {
    /// Learns from so many persons whose fingerprint is known, and looks for others in a list that has them all.
    ///
    /// The list has everybody with a fingerprint and nobody else: the worst that can be.
    func knownPairs(_ count: Int) {
        let chosen = sample(count + 400, UInt64(count))
        let (known, asked) = (chosen.prefix(count), Array(chosen.dropFirst(count)))
        let pairs = known.map { (tokens: town.targets[$0].tokens, bits: town.prints[$0]) }
        var best = (right: -1, rule: AttackModel.Rule.any)
        for rule in rules {
            let model = AttackModel(rule, town.ranges, error: error, pairs)
            let found = likeliest(
                model,
                among: town.targets.map(\.tokens),
                for: asked.map { town.prints[$0] },
                within: [0..<AttackModel.width]
            )
            let right = zip(asked, found).count { asked, found in
                found.entry == asked
                    || town.targets[found.entry].tokens == town.targets[asked].tokens
            }
            if right > best.right { best = (right, rule) }
        }
        report(
            "known pairs",
            "\(count), \(best.rule.rawValue)",
            right: best.right,
            of: asked.count,
            chance: 1 / Double(town.targets.count)
        )
    }

    /// For each fingerprint the entry that makes it likeliest, and by how much it is likelier than the next.
    func likeliest(
        _ model: AttackModel,
        among entries: [[Int]],
        priors: [Float]? = nil,
        for prints: [[UInt64]],
        within bits: [Range<Int>]
    ) -> [(entry: Int, score: Float, lead: Float)] {
        let rows = prints.map { words in
            (0..<AttackModel.width / 8).map { place in
                var eight = SIMD8<Float>()
                for bit in 0..<8 {
                    let number = place * 8 + bit
                    eight[bit] = words[number >> 6] >> UInt64(number & 63) & 1 == 1 ? 1 : 0
                }
                return eight
            }
        }
        let places = bits.flatMap { Array($0.lowerBound / 8..<$0.upperBound / 8) }
        var best = prints.map { _ in (entry: 0, score: -Float.infinity, lead: Float.infinity) }
        for (entry, tokens) in entries.enumerated() {
            let weights = model.weights(tokens, within: bits)
            let base = weights.rest + (priors?[entry] ?? 0)
            for row in rows.indices {
                var sum = SIMD8<Float>()
                let print = rows[row]
                for place in places { sum += print[place] * weights.set[place] }
                let score = base + sum.sum()
                if score > best[row].score {
                    best[row] = (entry, score, score - best[row].score)
                } else {
                    best[row].lead = min(best[row].lead, best[row].score - score)
                }
            }
        }
        return best
    }
}
