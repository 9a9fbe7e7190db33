import Mechanism

/// Published counts of people referred, by responder, exploitation, age, sex and nationality.
///
/// Read from a table as it is published (CSV, with a sum beside every count) or from the compact
/// table of this repository (`Tables/`, made by `scripts/compact-tables.py`). A table that does
/// not add up to its own published total is refused: either a count is missing or a sum was
/// counted as people.
struct PopulationTable: Sendable {
    /// Who made a referral, as the table names it.
    struct Responder: Hashable, Sendable {
        /// The published responder type, such as `Local Authority`.
        let type: String
        let name: String
    }

    /// What people who are counted together have in common.
    struct Profile: Hashable, Sendable {
        let responder: Responder
        let exploitation: Set<ExploitationForm>
        /// `nil` where the table says 'not specified or unknown'.
        let ageAtExploitation: AgeBand?
        let sex: Sex
        /// One published word or, for more than one nationality, several: see `Demonym`.
        let nationality: String
    }

    /// A number of people with one profile; never zero.
    struct Cell: Hashable, Sendable {
        let profile: Profile
        let people: Int
    }

    private(set) var cells: [Cell] = []
    /// Published totals by responder type.
    private(set) var totals: [String: Int] = [:]

    var people: Int { cells.reduce(0) { $0 + $1.people } }

    /// Reads one file, in either form.
    ///
    /// - Throws: `Failure` with the line where the file can't be read or does not add up.
    init(parsing text: String, file: String) throws(Failure) {
        // A carriage return and a line feed are one Character.
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        switch lines.first {
        case CompactForm.firstLine: try readCompact(lines, file: file)
        case .some(let line) where PublishedForm.isHeader(line):
            try readPublished(lines, file: file)
        default: throw Failure(file: file, line: 1, problem: .unknownForm)
        }
    }

    /// Joins the tables of one quarter, one a responder type.
    ///
    /// - Throws: `Failure` where two files count the same responder type.
    init(files: [(name: String, text: String)]) throws(Failure) {
        for (name, text) in files {
            let table = try Self(parsing: text, file: name)
            for (type, total) in table.totals {
                guard totals.updateValue(total, forKey: type) == nil else {
                    throw Failure(file: name, line: 1, problem: .countedTwice(type))
                }
            }
            cells += table.cells
        }
    }

    mutating func add(_ profile: Profile, people: Int) {
        cells.append(Cell(profile: profile, people: people))
    }

    mutating func setTotal(_ people: Int, of type: String) -> Bool {
        totals.updateValue(people, forKey: type) == nil
    }

    /// Refuses a table whose counts are not its published totals.
    func requireTotals(file: String, line: Int) throws(Failure) {
        var sums: [String: Int] = [:]
        for cell in cells { sums[cell.profile.responder.type, default: 0] += cell.people }
        for type in Set(sums.keys).union(totals.keys).sorted() {
            guard let published = totals[type] else {
                throw Failure(file: file, line: line, problem: .noTotal(type))
            }
            let counted = sums[type] ?? 0
            guard counted == published else {
                let problem = Failure.Problem.wrongTotal(
                    type,
                    counted: counted,
                    published: published
                )
                throw Failure(file: file, line: line, problem: problem)
            }
        }
    }
}

extension PopulationTable.Responder {
    /// The kind of agency of a mechanism that plays this responder.
    var kind: AgencyKind {
        switch type {
        case "Police": .police
        case "Local Authority": .localAuthority
        case "NGO and third sector": .ngo
        default: governmentKind
        }
    }

    private var governmentKind: AgencyKind {
        if name.contains("Border Force") { return .borderGuard }
        if name.contains("Immigration Enforcement") { return .immigrationEnforcement }
        if name.contains("Visas and Immigration") { return .immigrationService }
        if name.contains("Labour Abuse") || name.contains("Fair Work") {
            return .labourInspectorate
        }
        return .police
    }
}
