import Foundation
import Linkage

/// The shipped weights against a list whose truth is known: how often pairs of a probability are one person.
enum PersonsBench {
    /// Compares all pairs of a list, and prints how well probabilities say what is so.
    ///
    /// The columns are those of the benchmark's lists in five scripts.
    static func run(_ path: String) throws {
        let table = try Table(String(contentsOfFile: path, encoding: .utf8))
        func column(_ name: String) -> Int { table.head.firstIndex(of: name) ?? 0 }
        let (given, surname) = (column("given_name"), column("surname"))
        let (born, sex) = (column("date_of_birth"), column("sex"))
        let (nationality, truth) = (column("nationality"), column("cluster"))
        let persons = table.rows.map { row in
            let date = row[born].split(separator: "-").map { Int($0) }
            let name = [row[given], row[surname]].filter { !$0.isEmpty }.joined(separator: " ")
            return PreparedPerson(
                Particulars(
                    names: name.isEmpty ? [] : [name],
                    birth: date.count == 3
                        ? .init(year: date[0], month: date[1], day: date[2]) : .unknown,
                    sex: row[sex],
                    citizenships: row[nationality].isEmpty ? [] : [row[nationality]]
                )
            )
        }
        let truths = table.rows.map { $0[truth] }
        var matches = 0
        let counts = Dictionary(grouping: truths, by: \.self).values.map(\.count)
        for count in counts { matches += count * (count - 1) / 2 }
        let expected = 2 * Double(matches) / Double(persons.count)
        let compare = PersonComparison(expectedMatches: expected, among: persons.count)
        let bounds = [0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999, 1.1]
        var bands = bounds.map { _ in (pairs: 0, same: 0, sum: 0.0) }
        let begun = ContinuousClock.now
        for one in persons.indices {
            for other in persons.indices.dropFirst(one + 1) {
                let probability = compare(persons[one], persons[other]).probability
                let band = bounds.firstIndex { probability < $0 } ?? bounds.count - 1
                bands[band].pairs += 1
                bands[band].sum += probability
                if truths[one] == truths[other] { bands[band].same += 1 }
            }
        }
        let spent = NamesBench.microseconds(ContinuousClock.now - begun)
        let pairs = Double(persons.count * (persons.count - 1) / 2)
        print("us a pair:", NamesBench.rounded(spent / pairs))
        for (bound, band) in zip(bounds, bands) {
            print(
                "below \(bound): \(band.pairs) pairs, expected \(Int(band.sum.rounded())), are \(band.same)"
            )
        }
    }
}
