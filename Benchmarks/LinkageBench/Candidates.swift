import Cryptography
import Foundation
import Linkage

/// Measures how often the right person is among the candidates that a search of fingerprints finds.
enum Candidates {
    /// Does what the first argument asks for; false where that is none of these.
    static func run(_ arguments: [String]) throws -> Bool {
        switch (arguments.first, arguments.count) {
        case ("candidates", 2): try Asked.allCases.forEach { try recall(arguments[1], $0) }
        case ("candidate-words", 3): try words(arguments[1], arguments[2])
        case ("candidate-times", 2): try times(arguments[1])
        default: return false
        }
        return true
    }

    /// A row of the made files.
    struct Person {
        let cluster: String
        let script: String
        let particulars: Particulars
    }

    /// What of a person is known to who asks.
    private enum Asked: String, CaseIterable {
        case all
        case namesAndYear = "names and year"
        case names
        case oneName = "one name and date"
        case noName = "no name"

        func of(_ whole: Particulars) -> Particulars {
            let year = Particulars.Birth(year: whole.birth.year, month: nil, day: nil)
            let first = whole.names[0].split(separator: " ").prefix(1).map(String.init)
            return switch self {
            case .all: whole
            case .namesAndYear:
                Particulars(names: whole.names, birth: year, sex: "", citizenships: [])
            case .names: Particulars(names: whole.names, birth: .unknown, sex: "", citizenships: [])
            case .oneName:
                Particulars(names: first, birth: whole.birth, sex: whole.sex, citizenships: [])
            case .noName:
                Particulars(
                    names: [],
                    birth: whole.birth,
                    sex: whole.sex,
                    citizenships: whole.citizenships
                )
            }
        }
    }

    static let encoder = Fingerprints.encoder()

    static func persons(_ path: String) throws -> [Person] {
        let table = try Table(String(contentsOfFile: path, encoding: .utf8))
        let columns = [
            "cluster", "script", "given_name", "surname", "sex", "date_of_birth", "nationality",
        ]
        let places = try columns.map { column in
            guard let place = table.head.firstIndex(of: column) else {
                throw CocoaError(.fileReadCorruptFile)
            }
            return place
        }
        return table.rows.map { row in
            let cells = places.map { row[$0] }
            return Person(
                cluster: cells[0],
                script: cells[1],
                particulars: particulars(cells[2], cells[3], cells[4], cells[5], cells[6])
            )
        }
    }

    static func particulars(
        _ given: String,
        _ surname: String,
        _ sex: String,
        _ birth: String,
        _ nationality: String
    ) -> Particulars {
        let date = birth.split(separator: "-").map { Int($0) }
        return Particulars(
            names: ["\(given) \(surname)"],
            birth: date.count == 3
                ? .init(year: date[0], month: date[1], day: date[2]) : .unknown,
            sex: sex,
            citizenships: nationality.isEmpty ? [] : [nationality]
        )
    }

    /// The one fingerprint of a person; an empty one where nothing is known.
    static func fingerprint(
        _ particulars: Particulars,
        _ encoder: FingerprintEncoder = encoder
    ) -> Fingerprint {
        encoder.encode(particulars).first
            ?? encoder.encode(givenName: "", surname: "", birthDate: "", code: "")
    }

    /// Asks for 2,000 records of which the person has others, and prints the share of these among the first fifty.
    private static func recall(_ path: String, _ asked: Asked) throws {
        let persons = try persons(path)
        let begun = ContinuousClock.now
        let index = FingerprintIndex(persons.map { fingerprint($0.particulars) })
        let made = LinkageBench.seconds(ContinuousClock.now - begun)
        let members = Dictionary(grouping: persons.indices, by: { persons[$0].cluster })
        let queries = persons.indices.filter { (members[persons[$0].cluster]?.count ?? 0) > 1 }
        var counts: [String: (found: Int, scanned: Int, all: Int)] = [:]
        for place in stride(from: 0, to: queries.count, by: max(1, queries.count / 2_000)) {
            let query = queries[place]
            let print = fingerprint(asked.of(persons[query].particulars))
            let found = Set(index.candidates(for: print, limit: 51).map(\.number))
                .subtracting([query])
            let scanned = Set(index.nearest(to: print, limit: 51).map(\.other))
            for other in members[persons[query].cluster] ?? [] where other != query {
                let scripts = [persons[query].script, persons[other].script].sorted()
                for key in ["all", scripts.joined(separator: "-")] {
                    var count = counts[key] ?? (0, 0, 0)
                    count.all += 1
                    if found.contains(other) { count.found += 1 }
                    if scanned.contains(other) { count.scanned += 1 }
                    counts[key] = count
                }
            }
        }
        for (scripts, count) in counts.sorted(by: { $0.key < $1.key }) {
            print(
                """
                {"asked": "\(asked.rawValue)", "scripts": "\(scripts)", "pairs": \(count.all), \
                "recall_50": \(share(count.found, count.all)), \
                "recall_50_unweighed": \(share(count.scanned, count.all)), \
                "made_per_s": \(Int(Double(persons.count) / made))}
                """
            )
        }
    }

    static func share(_ part: Int, _ whole: Int) -> Double {
        (Double(part) / Double(max(whole, 1)) * 10_000).rounded() / 10_000
    }

    /// Hides persons with two Latin words for a name among those of a file, asks for them with the same words of another
    /// script, and prints how often they are among the first fifty.
    private static func words(_ path: String, _ pairs: String) throws {
        let persons = try persons(path)
        var seen: Set<Substring> = []
        let rows = try String(contentsOfFile: pairs, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: "\t") }
            .filter { $0.count > 1 && seen.insert($0[0]).inserted }.prefix(4_000)
        func name(_ number: Int, _ column: Int) -> String {
            (0..<2).map { rows[number * 2 + $0][column].replacing(" ", with: "") }
                .joined(separator: " ")
        }
        func birth(_ number: Int, _ isWhole: Bool) -> Particulars.Birth {
            .init(
                year: 1_960 + number * 7 % 50,
                month: isWhole ? 1 + number % 12 : nil,
                day: isWhole ? 1 + number % 28 : nil
            )
        }
        var index = FingerprintIndex(persons.map { fingerprint($0.particulars) })
        let count = rows.count / 2
        func particulars(_ name: String, _ birth: Particulars.Birth) -> Particulars {
            Particulars(names: [name], birth: birth, sex: "", citizenships: [])
        }
        for number in 0..<count {
            index.append(fingerprint(particulars(name(number, 0), birth(number, true))))
        }
        for known in ["name", "name and year", "name and date"] {
            let found = (0..<count).count { number in
                let born = known == "name" ? .unknown : birth(number, known == "name and date")
                return index.candidates(
                    for: fingerprint(particulars(name(number, 1), born)),
                    limit: 50
                ).contains { $0.number == persons.count + number }
            }
            print(
                """
                {"set": "\(URL(filePath: pairs).deletingPathExtension().lastPathComponent)", \
                "asked": "\(known)", "persons": \(count), "recall_50": \(share(found, count))}
                """
            )
        }
    }

    /// How long candidates take among all persons of a file, ten times over where there are fewer than a million.
    private static func times(_ path: String) throws {
        let persons = try persons(path)
        let prints = persons.map { fingerprint($0.particulars) }
        let before = Fingerprints.residentBytes()
        var index = FingerprintIndex(capacity: 1_000_000)
        while index.count < 1_000_000 { for print in prints { index.append(print) } }
        let memory = Double(Fingerprints.residentBytes() - before) / Double(index.count)
        var milliseconds: [Double] = []
        for number in stride(from: 0, to: prints.count, by: max(1, prints.count / 400)) {
            let begun = ContinuousClock.now
            let found = index.candidates(
                for: fingerprint(persons[number].particulars),
                limit: 50
            )
            milliseconds.append(LinkageBench.seconds(ContinuousClock.now - begun) * 1e3)
            precondition(!found.isEmpty)
        }
        milliseconds.sort()
        print(
            """
            {"n": \(index.count), "p50_ms": \(milliseconds[milliseconds.count / 2]), \
            "p95_ms": \(milliseconds[milliseconds.count * 95 / 100]), "bytes_per_print": \(memory)}
            """
        )
    }
}
