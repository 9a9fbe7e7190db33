import Foundation
import Linkage

/// Attacks on opened fingerprints, without their key.
///
///     LinkageBench attacks FILE.csv persons|fields HARDENING [known]
///
/// prints a line for each attack: the share of right guesses with the interval that holds it in 19 of 20 samples, and what
/// guessing without fingerprints gives. Whoever attacks knows the program, the hardening and a public list of as many persons
/// of the same population; in the last attacks also persons whose fingerprint is known. With `known` only these are tried.
struct Attacks {
    let town: AttackTown
    private let seed: UInt64 = 4_711

    static func run(_ arguments: [String]) throws -> Bool {
        guard (4...5).contains(arguments.count), arguments[0] == "attacks",
            let layout = AttackTown.Layout(rawValue: arguments[2])
        else { return false }
        let table = try Table(String(contentsOfFile: arguments[1], encoding: .utf8))
        let columns = ["cluster", "given_name", "surname", "sex", "date_of_birth", "nationality"]
        let places = columns.map { table.head.firstIndex(of: $0) }
        var seen: Set<String> = []
        // Who is known well enough to be guessed: both names and a date, one record a person.
        let rows = table.rows.map { row in places.map { $0.map { row[$0] } ?? "" } }
            .filter { !$0[1].isEmpty && !$0[2].isEmpty && !$0[4].isEmpty }
            .filter { seen.insert($0[0]).inserted }.map { Array($0.dropFirst()) }
        let hardening = Fingerprints.hardening(arguments[3])
        let attacks = Attacks(town: AttackTown(rows, layout, hardening, most: 10_000))
        if arguments.count == 4 {
            attacks.frequency()
            attacks.mining()
        }
        for known in [10, 100, 1_000] { attacks.knownPairs(known) }
        return true
    }

    /// The chance that a bit is other than its tokens say, as the attacker knows it.
    var error: Float {
        let share = Float(town.hardening.flipsPerSegment) / 256
        return min(0.45, share + 0.004)
    }

    var rules: [AttackModel.Rule] {
        switch town.hardening.shape {
        case .folded: [.odd, .naive]
        case .rehashed: [.naive, .any]
        default: [.any, .naive]
        }
    }

    func report(_ attack: String, _ detail: String, right: Int, of all: Int, chance: Double) {
        let (n, p) = (Double(all), Double(right) / Double(max(all, 1)))
        // Wilson's interval.
        let z = 1.96, middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
        print(
            """
            {"layout": "\(town.layout)", "shape": "\(town.hardening.shape)", \
            "flips": \(town.hardening.flipsPerSegment), "salted": \(town.hardening.isSaltedByYear), \
            "attack": "\(attack)", "detail": "\(detail)", "right": \(rounded(p)), \
            "from": \(rounded(max(0, middle - half))), "to": \(rounded(min(1, middle + half))), \
            "of": \(all), "chance": \(rounded(chance))}
            """
        )
    }

    /// Numbers of persons, other ones each time.
    func sample(_ count: Int, _ salt: UInt64) -> [Int] {
        var numbers = AttackNumbers(state: seed ^ salt)
        return Array(town.targets.indices.shuffled(using: &numbers).prefix(count))
    }

    /// The public names, the most frequent first, with their shares.
    func dictionary() -> [(entry: AttackTown.Entry, share: Double)] {
        var counts: [Int: (AttackTown.Entry, Int)] = [:]
        for entry in town.others { counts[entry.name, default: (entry, 0)].1 += 1 }
        return counts.values.sorted { ($1.1, $0.0.name) < ($0.1, $1.0.name) }
            .map { (entry: $0.0, share: Double($0.1) / Double(town.others.count)) }
    }

    /// What one reaches who says the most frequent name of each.
    func chanceOfNames(_ dictionary: [(entry: AttackTown.Entry, share: Double)]) -> Double {
        let first = dictionary.first?.entry.name
        return Double(town.targets.count { $0.name == first }) / Double(town.targets.count)
    }
}
