import Mechanism

/// The form of the tables in this repository: tab-separated, words coded once.
///
/// A line is, by its first field: `total` (responder type, people), `responder` (code, type,
/// name), `exploitation` or `nationality` (code, words), or `cell` (three codes with age and sex
/// in words between them, and people). A line that begins with `#` is a remark.
enum CompactForm {
    static let firstLine = "tandem-population\t1"

    /// The words that codes stand for, as far as they were read.
    struct Words {
        var responders: [String: PopulationTable.Responder] = [:]
        var exploitation: [String: Set<ExploitationForm>] = [:]
        var nationalities: [String: String] = [:]
    }
}

extension PopulationTable {
    /// Adds the counts of a compact table and checks them against its published totals.
    mutating func readCompact(_ lines: [String], file: String) throws(Failure) {
        var words = CompactForm.Words()
        var seen: Set<[String]> = []
        for (offset, line) in lines.enumerated().dropFirst() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            do throws(Failure.Problem) {
                try read(fields, words: &words, seen: &seen)
            } catch {
                throw Failure(file: file, line: offset + 1, problem: error)
            }
        }
        try requireTotals(file: file, line: lines.count)
    }

    private mutating func read(
        _ fields: [String],
        words: inout CompactForm.Words,
        seen: inout Set<[String]>
    ) throws(Failure.Problem) {
        let widths = ["total": 3, "responder": 4, "exploitation": 3, "nationality": 3, "cell": 7]
        guard let width = widths[fields[0]] else {
            throw .word(fields[0], column: "kind of line")
        }
        guard fields.count == width else {
            throw .columns(expected: width, found: fields.count)
        }
        if let label = fields.dropFirst().first(where: PublishedForm.isSum) {
            throw .sumAsCell(label)
        }
        switch fields[0] {
        case "total":
            guard let people = Int(fields[2]), people >= 0 else { throw .count(fields[2]) }
            guard setTotal(people, of: fields[1]) else { throw .twice }
        case "responder":
            let responder = Responder(type: fields[2], name: fields[3])
            guard words.responders.updateValue(responder, forKey: fields[1]) == nil else {
                throw .twice
            }
        case "exploitation":
            guard let forms = PublishedForm.exploitation(fields[2]) else {
                throw .word(fields[2], column: "exploitation")
            }
            guard words.exploitation.updateValue(forms, forKey: fields[1]) == nil else {
                throw .twice
            }
        case "nationality":
            guard words.nationalities.updateValue(fields[2], forKey: fields[1]) == nil else {
                throw .twice
            }
        default:
            guard seen.insert(Array(fields[1...5])).inserted else { throw .twice }
            try readCell(fields, words: words)
        }
    }

    private mutating func readCell(
        _ fields: [String],
        words: CompactForm.Words
    ) throws(Failure.Problem) {
        guard let responder = words.responders[fields[1]] else {
            throw .code(fields[1], list: "responder")
        }
        guard let exploitation = words.exploitation[fields[2]] else {
            throw .code(fields[2], list: "exploitation")
        }
        guard let age = PublishedForm.age(fields[3]) else {
            throw .word(fields[3], column: "age")
        }
        guard let sex = PublishedForm.sex(fields[4]) else {
            throw .word(fields[4], column: "sex")
        }
        guard let nationality = words.nationalities[fields[5]] else {
            throw .code(fields[5], list: "nationality")
        }
        guard let people = Int(fields[6]), people > 0 else { throw .count(fields[6]) }
        let profile = Profile(
            responder: responder,
            exploitation: exploitation,
            ageAtExploitation: age,
            sex: sex,
            nationality: nationality
        )
        add(profile, people: people)
    }
}
