import Foundation

/// What an attacker has learned of which bits belong to which token, and how likely that makes a fingerprint.
///
/// Bits are taken one by one, as independent. Source of the idea: Christen, Ranbaduge, Vatsalan and Schnell, "Precise and
/// fast cryptanalysis for Bloom filter based PPRL" (2018); here with probabilities, so that hardening doesn't stop it by
/// being unforeseen.
struct AttackModel {
    /// How a bit comes of its tokens.
    enum Rule: String, CaseIterable {
        /// Set if any of them sets it.
        case any
        /// Set if an odd number of them sets it, as folding by exclusive or nearly has it.
        case odd
        /// No matter how: how often it is set beside each token, as if tokens were independent.
        case naive
    }

    static let width = 1_024
    let rule: Rule
    private let ranges: [Range<Int>]
    /// For each token and bit of its range the chance that it sets it; for `naive` the share of the bit beside it.
    private var chances: [[Float]]
    private var shares: [Float]
    /// The chance that a bit is other than its tokens say.
    private let error: Float

    /// Learns from fingerprints whose tokens are known, or are believed to be.
    init(
        _ rule: Rule,
        _ ranges: [Range<Int>],
        error: Float,
        _ known: [(tokens: [Int], bits: [UInt64])]
    ) {
        self.rule = rule
        self.ranges = ranges
        self.error = error
        shares = [Float](repeating: 1, count: Self.width)
        for bit in 0..<Self.width {
            let set = known.count { Self.isSet($0.bits, bit) }
            shares[bit] = (Float(set) + 0.3) / (Float(known.count) + 1)
        }
        chances = ranges.map { range in
            [Float](repeating: rule == .naive ? 0 : 8 / Float(range.count), count: range.count)
        }
        rule == .naive ? count(known) : (0..<6).forEach { _ in improve(known) }
    }

    private static func isSet(_ words: [UInt64], _ bit: Int) -> Bool {
        words[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    private mutating func count(_ known: [(tokens: [Int], bits: [UInt64])]) {
        var seen = [Float](repeating: 0, count: ranges.count)
        for (tokens, bits) in known {
            for token in tokens {
                seen[token] += 1
                for bit in ranges[token] where Self.isSet(bits, bit) {
                    chances[token][bit - ranges[token].lowerBound] += 1
                }
            }
        }
        for token in ranges.indices {
            for (place, bit) in ranges[token].enumerated() {
                chances[token][place] =
                    (chances[token][place] + 2 * shares[bit]) / (seen[token] + 2)
            }
        }
    }

    /// One round of expectation maximisation: how much more likely the bits are if a token sets a bit, given the others.
    private mutating func improve(_ known: [(tokens: [Int], bits: [UInt64])]) {
        var odds = ranges.map { range in
            let prior = 8 / Float(range.count)
            return [Float](repeating: Float(log(Double(prior / (1 - prior)))), count: range.count)
        }
        var seen = [Bool](repeating: false, count: ranges.count)
        for (tokens, bits) in known {
            let without = products(tokens)
            for token in tokens {
                seen[token] = true
                for (place, bit) in ranges[token].enumerated() {
                    let rest = without[bit] / factor(chances[token][place])
                    let (yes, no) = probabilities(rest)
                    odds[token][place] +=
                        Self.isSet(bits, bit) ? log(yes / no) : log((1 - yes) / (1 - no))
                }
            }
        }
        for token in ranges.indices where seen[token] {
            for place in odds[token].indices {
                let odds = min(max(odds[token][place], -12), 12)
                chances[token][place] = 1 / (1 + exp(-odds))
            }
        }
    }

    private func factor(_ chance: Float) -> Float {
        switch rule {
        case .any: max(1 - chance * (1 - error), error)
        // Never nothing: it is divided by.
        case .odd:
            abs(1 - 2 * chance) < 0.02 ? 0.02 : 1 - 2 * chance
        case .naive: 1
        }
    }

    /// For each bit the product of its tokens' factors.
    private func products(_ tokens: [Int]) -> [Float] {
        var products = [Float](repeating: 1, count: Self.width)
        for token in tokens {
            for (place, bit) in ranges[token].enumerated() {
                products[bit] *= factor(chances[token][place])
            }
        }
        return products
    }

    /// The chances of a set bit if one more token sets it and if not.
    private func probabilities(_ rest: Float) -> (yes: Float, no: Float) {
        switch rule {
        case .any:
            return (1 - error, min(max(1 - (1 - error) * rest, error), 1 - error))
        default:
            let no = min(max((1 - rest) / 2, error), 1 - error)
            return (1 - no, no)
        }
    }

    /// How likely tokens make fingerprints: a weight for each set bit, and the rest.
    func weights(_ tokens: [Int], within bits: [Range<Int>]) -> (set: [SIMD8<Float>], rest: Float) {
        var weights = [SIMD8<Float>](repeating: SIMD8(), count: Self.width / 8)
        var rest: Float = 0
        func add(_ bit: Int, _ chance: Float, base: Float? = nil) {
            let one = log(chance / (base ?? 1)), other = log((1 - chance) / (1 - (base ?? 0)))
            weights[bit >> 3][bit & 7] += one - other
            rest += other
        }
        if rule == .naive {
            for token in tokens {
                for (place, bit) in ranges[token].enumerated() {
                    add(bit, chances[token][place], base: shares[bit])
                }
            }
            return (weights, rest)
        }
        let products = products(tokens)
        var isMet = [Bool](repeating: false, count: Self.width)
        for token in tokens { for bit in ranges[token] { isMet[bit] = true } }
        for range in bits {
            for bit in range where isMet[bit] { add(bit, probabilities(products[bit]).no) }
        }
        return (weights, rest)
    }
}
