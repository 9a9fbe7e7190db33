import Foundation
import Linkage

/// The benchmarks of names: persons in pairs, and words across scripts.
enum NamesBench {
    /// Whether a text belongs to the half that rules were tuned on.
    static func isTuned(_ text: String) -> Bool {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return (hash >> 20) & 1 == 0
    }

    /// Finds for each Latin word the right one among all words of another script, and prints how often it is the first.
    ///
    /// As the peers count: a word is right first if no other is more similar. `strict` counts it only if no other is as
    /// similar either.
    static func tokens(_ path: String) throws {
        var right: [String: Set<String>] = [:]
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            right[String(columns[0]), default: []]
                .insert(columns[1].replacingOccurrences(of: " ", with: ""))
        }
        let words = Set(right.values.flatMap(\.self)).sorted()
        let candidates = words.map { PersonName(word: $0) }
        let places = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
        let queries = right.keys.sorted()
        var counts: [Bool: (first: Int, strict: Int, all: Int)] = [:]
        let begun = ContinuousClock.now
        for query in queries {
            let name = PersonName(word: query)
            var counted = counts[isTuned(query)] ?? (0, 0, 0)
            counted.all += 1
            if let token = name.tokens.first {
                let scores = candidates.map { candidate in
                    candidate.tokens.first.map {
                        NameSimilarity.spellings(token, of: name, $0, of: candidate)
                    } ?? 0
                }
                let rights = (right[query] ?? []).compactMap { places[$0] }
                let best = rights.map { scores[$0] }.max() ?? 0
                let better = scores.count { $0 > best }
                let equal = scores.indices.contains { scores[$0] == best && !rights.contains($0) }
                if better == 0 { counted.first += 1 }
                if better == 0, !equal { counted.strict += 1 }
            }
            counts[isTuned(query)] = counted
        }
        let spent = microseconds(ContinuousClock.now - begun)
        let tuned = counts[true] ?? (0, 0, 0)
        let held = counts[false] ?? (0, 0, 0)
        let all = (
            first: tuned.first + held.first, strict: tuned.strict + held.strict,
            all: tuned.all + held.all
        )
        print(
            """
            {"set": "\(URL(filePath: path).deletingPathExtension().lastPathComponent)", \
            "queries": \(all.all), "candidates": \(words.count), \
            "top1": \(share(all.first, all.all)), "top1_strict": \(share(all.strict, all.all)), \
            "tuned_half": \(share(tuned.first, tuned.all)), "held_out_half": \(share(held.first, held.all)), \
            "us_per_pair": \(rounded(spent / Double(max(all.all * words.count, 1))))}
            """
        )
    }

    /// Scores the judged pairs of persons' names, and prints how well the best threshold tells them apart.
    static func names(_ path: String) throws {
        let rows = quoted(try String(contentsOfFile: path, encoding: .utf8))
        guard let head = rows.first, let schema = head.firstIndex(of: "schema"),
            let first = head.firstIndex(of: "name1"), let second = head.firstIndex(of: "name2"),
            let match = head.firstIndex(of: "is_match")
        else { throw CocoaError(.fileReadCorruptFile) }
        let persons = rows.dropFirst().filter { $0.count == head.count && $0[schema] == "Person" }
        // The tables are read at their first use, which is no name's doing.
        precondition(PersonName("Anna Анна Άννα ანა Աննա آنا אנה").tokens.count == 7)
        let begun = ContinuousClock.now
        let pairs = persons.map { (PersonName($0[first]), PersonName($0[second])) }
        let read = ContinuousClock.now
        var best = Double.infinity
        var scores: [Double] = []
        for _ in 0..<20 {
            let start = ContinuousClock.now
            scores = pairs.map { NameSimilarity.names($0.0, $0.1) }
            best = min(best, microseconds(ContinuousClock.now - start))
        }
        let judged = persons.enumerated().map { offset, row in
            Judged(
                score: scores[offset],
                isMatch: row[match].lowercased() == "true",
                isTuned: isTuned(row[first] + "|" + row[second])
            )
        }
        let tuned = Judged.best(judged.filter(\.isTuned))
        let held = judged.filter { !$0.isTuned }
        let all = Judged.best(judged)
        print(
            """
            {"pairs": \(judged.count), "positive": \(judged.count(where: \.isMatch)), \
            "best_f1": \(rounded(all.f1)), "threshold": \(rounded(all.threshold)), \
            "f1_at_0.7": \(rounded(Judged.f1(judged, 0.7))), \
            "tuned_half": \(rounded(tuned.f1)), "tuned_threshold": \(rounded(tuned.threshold)), \
            "held_out_half": \(rounded(Judged.best(held).f1)), \
            "held_out_half_at_tuned_threshold": \(rounded(Judged.f1(held, tuned.threshold))), \
            "us_per_pair": \(rounded(best / Double(pairs.count))), \
            "us_to_read_a_name": \(rounded(microseconds(read - begun) / Double(2 * pairs.count)))}
            """
        )
    }

    private struct Judged {
        let score: Double
        let isMatch: Bool
        let isTuned: Bool

        static func f1(_ pairs: [Judged], _ threshold: Double) -> Double {
            let found = pairs.filter { $0.score >= threshold }
            let right = found.count(where: \.isMatch)
            return 2 * Double(right) / Double(max(found.count + pairs.count(where: \.isMatch), 1))
        }

        static func best(_ pairs: [Judged]) -> (f1: Double, threshold: Double) {
            Set(pairs.map(\.score)).sorted().map { (f1(pairs, $0), $0) }
                .max { $0.0 < $1.0 } ?? (0, 0)
        }
    }

    /// The rows of a file of comma-separated values, some in quotes.
    private static func quoted(_ text: String) -> [[String]] {
        var (rows, row, value): ([[String]], [String], String) = ([], [], "")
        var isQuoted = false
        for letter in text {
            switch letter {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(value)
                value = ""
            case "\n" where !isQuoted, "\r\n" where !isQuoted:
                rows.append(row + [value])
                (row, value) = ([], "")
            default: value.append(letter)
            }
        }
        return value.isEmpty && row.isEmpty ? rows : rows + [row + [value]]
    }

    static func share(_ part: Int, _ whole: Int) -> Double {
        rounded(Double(part) / Double(max(whole, 1)))
    }

    static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

    static func microseconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) * 1e6 + Double(duration.components.attoseconds) / 1e12
    }
}
