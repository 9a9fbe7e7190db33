import Mechanism

/// The form of the published tables: CSV with seven columns and every sum beside its counts.
enum PublishedForm {
    static let columns = [
        "First responder type", "First responder", "Exploitation type", "Age at exploitation",
        "Gender", "Nationality", "People",
    ]

    static func isHeader(_ line: String) -> Bool { fields(of: line) == columns }

    /// The fields of one line; `nil` where a quotation mark is not closed.
    ///
    /// The published tables never break a line within a field.
    static func fields(of line: String) -> [String]? {
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var characters = Substring(line.first == "\u{FEFF}" ? line.dropFirst() : line[...])
        while let character = characters.popFirst() {
            switch character {
            case "\"" where isQuoted && characters.first == "\"":
                characters.removeFirst()
                field.append("\"")
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                fields.append(field)
                field = ""
            default: field.append(character)
            }
        }
        fields.append(field)
        return isQuoted ? nil : fields
    }

    static func isSum(_ label: String) -> Bool { label == "Total" || label.hasSuffix(" total") }

    /// Forms named in words such as 'Sexual, Labour & Criminal'; `nil` where one is not known.
    static func exploitation(_ words: String) -> Set<ExploitationForm>? {
        if words == "Not specified or unknown" { return [.unknown] }
        var forms: Set<ExploitationForm> = []
        for part in words.split(whereSeparator: { $0 == "," || $0 == "&" }) {
            switch String(part).trimmed {
            case "Sexual": forms.insert(.sexual)
            case "Labour": forms.insert(.labour)
            case "Domestic": forms.insert(.domesticServitude)
            case "Criminal": forms.insert(.criminal)
            case "Organ Harvesting": forms.insert(.organRemoval)
            default: return nil
            }
        }
        return forms.isEmpty ? nil : forms
    }

    /// The age band of either form's words; `nil` within for unknown, `nil` for no such word.
    static func age(_ words: String) -> AgeBand?? {
        switch words {
        case "Adult (18 or over)", "adult": .some(.adult)
        case "Child (17 or under)", "child": .some(.child)
        case "Not specified or unknown", "unknown": .some(nil)
        default: nil
        }
    }

    /// The sex in either form's words; `nil` for no such word.
    static func sex(_ words: String) -> Sex? {
        switch words {
        case "Female", "female": .female
        case "Male", "male": .male
        case "Other", "other": .other
        case "Not specified or unknown", "unknown": .notStated
        default: nil
        }
    }
}

extension PopulationTable {
    /// Adds the counts of a published table, leaves its sums out and checks against its total.
    mutating func readPublished(_ lines: [String], file: String) throws(Failure) {
        var seen: Set<[String]> = []
        var lastLine = 1
        for (offset, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            lastLine = offset + 1
            func failure(_ problem: Failure.Problem) -> Failure {
                Failure(file: file, line: lastLine, problem: problem)
            }
            guard let fields = PublishedForm.fields(of: line) else {
                throw failure(.unclosedQuote)
            }
            let width = PublishedForm.columns.count
            guard fields.count == width else {
                throw failure(.columns(expected: width, found: fields.count))
            }
            guard let people = Int(fields[6]), people >= 0 else {
                throw failure(.count(fields[6]))
            }
            let sums = fields[1...5].filter(PublishedForm.isSum).count
            if sums == 5, !setTotal(people, of: fields[0]) { throw failure(.twice) }
            guard sums == 0 else { continue }
            guard seen.insert(Array(fields[..<6])).inserted else { throw failure(.twice) }
            guard people > 0 else { continue }
            guard let exploitation = PublishedForm.exploitation(fields[2]) else {
                throw failure(.word(fields[2], column: PublishedForm.columns[2]))
            }
            guard let age = PublishedForm.age(fields[3]) else {
                throw failure(.word(fields[3], column: PublishedForm.columns[3]))
            }
            guard let sex = PublishedForm.sex(fields[4]) else {
                throw failure(.word(fields[4], column: PublishedForm.columns[4]))
            }
            let profile = Profile(
                responder: Responder(type: fields[0], name: fields[1]),
                exploitation: exploitation,
                ageAtExploitation: age,
                sex: sex,
                nationality: fields[5]
            )
            add(profile, people: people)
        }
        try requireTotals(file: file, line: lastLine)
    }
}

extension String {
    /// Without spaces at either end.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
