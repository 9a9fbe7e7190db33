import Foundation
import Mechanism
import Testing

@testable import tandem

/// The tables as published, where this checkout stands beside the shared folder.
private let published = repository.appending(path: "../shared/data/uk-nrm").standardizedFileURL
private let isPublishedHere = FileManager.default.fileExists(atPath: published.path)

private let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

private let header =
    "First responder type,First responder,Exploitation type,Age at exploitation,Gender,Nationality,People"

private func quarter() throws -> PopulationTable {
    let name = "uk_nrm_2023_q4.tsv"
    let file = repository.appending(path: "Sources/tandem/Populate/Tables/\(name)")
    return try PopulationTable(parsing: String(contentsOf: file, encoding: .utf8), file: name)
}

private func people(
    in table: PopulationTable,
    where isCounted: (PopulationTable.Profile) -> Bool
) -> Int {
    table.cells.filter { isCounted($0.profile) }.reduce(0) { $0 + $1.people }
}

struct `The published quarter` {
    @Test func `counts the people that the Home Office published`() throws {
        let table = try quarter()
        #expect(table.people == 4_141)
        #expect(
            table.totals == [
                "Government agency": 1_908, "Local Authority": 1_017, "NGO and third sector": 221,
                "Police": 995,
            ]
        )
        #expect(people(in: table) { $0.ageAtExploitation == .adult } == 1_978)
        #expect(people(in: table) { $0.ageAtExploitation == .child } == 1_944)
        #expect(people(in: table) { $0.ageAtExploitation == nil } == 219)
        #expect(people(in: table) { $0.nationality == "Vietnamese" } > 162)
    }

    @Test func `has no nationality without a country`() throws {
        #expect(Demonym.unmapped(in: try quarter()) == [])
    }

    // Needs the published files, which stay outside the repository.
    @Test(.enabled(if: isPublishedHere, "the published tables are not beside this checkout"))
    func `says the same as the published tables`() throws {
        let names = ["government", "local-authority", "ngo"].map {
            "nrm_referrals_\($0)_2023_q4.csv"
        }
        let files = try names.map {
            ($0, try String(contentsOf: published.appending(path: $0), encoding: .utf8))
        }
        let raw = try PopulationTable(files: files)
        #expect(raw.people == 3_146)
        let compact = try quarter().cells.filter { $0.profile.responder.type != "Police" }
        #expect(Set(raw.cells) == Set(compact))
    }

    @Test func `is drawn exactly when everybody is drawn`() throws {
        let table = try quarter()
        let drawn = table.draw(table.people, seed: 1)
        var counts: [PopulationTable.Profile: Int] = [:]
        for profile in drawn { counts[profile, default: 0] += 1 }
        var expected: [PopulationTable.Profile: Int] = [:]
        for cell in table.cells { expected[cell.profile, default: 0] += cell.people }
        #expect(counts == expected)
    }

    @Test(arguments: [UInt64(1), 7, 2_023])
    func `is drawn alike from one seed and differently from another`(seed: UInt64) throws {
        let table = try quarter()
        #expect(table.draw(40, seed: seed) == table.draw(40, seed: seed))
        #expect(table.draw(40, seed: seed) != table.draw(40, seed: seed + 1))
        #expect(table.draw(40, seed: seed) == Array(table.draw(400, seed: seed).prefix(40)))
        #expect(table.draw(5_000, seed: seed).count == 5_000)
        #expect(table.draw(0, seed: seed) == [])
    }

    @Test func `gives everybody a name in a script, and again the same from the same seed`() throws
    {
        let profiles = try quarter().draw(400, seed: 3)
        func names() -> [InventedName] {
            var generator = SplitMix64(seed: 3)
            return profiles.map {
                InventedName(
                    language: Demonym($0.nationality)?.language,
                    sex: $0.sex,
                    using: &generator
                )
            }
        }
        let drawn = names()
        #expect(drawn == names())
        #expect(drawn.allSatisfy { !$0.written.isEmpty && $0.latin.contains(" ") })
        #expect(Set(drawn.map(\.language)).count > 8)
    }
}

struct `A table` {
    @Test func `leaves sums out and keeps the words within quotation marks`() throws {
        let text = """
            \(header)
            Police,A Police,"Sexual, Labour & Criminal",Adult (18 or over),Female,Afghan,2
            Police,A Police,"Sexual, Labour & Criminal",Adult (18 or over),Female,Total,2
            Police,A Police,Labour,Not specified or unknown,Male,Afghan Italian,0
            Police,Police total,Total,Total,Total,Total,2
            """
        let table = try PopulationTable(parsing: text, file: "a.csv")
        let cell = try #require(table.cells.first)
        #expect(table.cells.count == 1)
        #expect(cell.people == 2)
        #expect(cell.profile.exploitation == [.sexual, .labour, .criminal])
        #expect(cell.profile.responder.kind == .police)
    }

    @Test(
        arguments: [
            ("Police,A,Labour,Adult (18 or over),Male,Afghan", 2, "6 columns instead of 7"),
            ("Police,A,Labour,Adult (18 or over),Male,Afghan,two", 2, "not a number of people"),
            ("Police,A,Labour,Adult (18 or over),Male,Afghan,-1", 2, "not a number of people"),
            ("Police,A,\"Labour,Adult (18 or over),Male,Afghan,1", 2, "not closed"),
            ("Police,A,Mining,Adult (18 or over),Male,Afghan,1", 2, "'Mining' is not known"),
            ("Police,A,Labour,Old,Male,Afghan,1", 2, "'Old' is not known"),
            ("Police,A,Labour,Adult (18 or over),M,Afghan,1", 2, "'M' is not known"),
            ("Police,A,Labour,Adult (18 or over),Male,Afghan,1", 2, "no published total"),
            (
                "Police,A,Labour,Adult (18 or over),Male,Afghan,1\nPolice,A total,Total,Total,Total,Total,2",
                3, "add up to 1 but the published total is 2"
            ),
            (
                "Police,A,Labour,Adult (18 or over),Male,Afghan,1\nPolice,A,Labour,Adult (18 or over),Male,Afghan,1",
                3, "counted on a line above"
            ),
        ]
    )
    func `that is wrong is refused with its line`(row: String, line: Int, words: String) throws {
        let failure = #expect(throws: PopulationTable.Failure.self) {
            try PopulationTable(parsing: "\(header)\n\(row)", file: "a.csv")
        }
        #expect(failure?.line == line)
        #expect(failure?.description.contains(words) == true)
    }

    @Test func `of neither form is refused`() {
        #expect(throws: PopulationTable.Failure(file: "a", line: 1, problem: .unknownForm)) {
            try PopulationTable(parsing: "a,b\n1,2", file: "a")
        }
    }

    @Test(
        arguments: [
            ("total\tPolice\t1\nresponder\t0\tPolice\tPolice total", 3, "is a sum"),
            ("total\tPolice\t1\ntotal\tPolice\t1", 3, "counted on a line above"),
            ("cell\t0\t0\tadult\tmale\t0\t1", 2, "no responder line above"),
            ("people\t3", 2, "'people' is not known"),
        ]
    )
    func `of our own form that is wrong is refused with its line`(
        rows: String,
        line: Int,
        words: String
    ) {
        let failure = #expect(throws: PopulationTable.Failure.self) {
            try PopulationTable(parsing: "tandem-population\t1\n\(rows)", file: "a.tsv")
        }
        #expect(failure?.line == line)
        #expect(failure?.description.contains(words) == true)
    }

    @Test func `given twice is refused`() throws {
        let text = """
            \(header)
            Police,A,Labour,Adult (18 or over),Male,Afghan,1
            Police,A total,Total,Total,Total,Total,1
            """
        #expect(throws: PopulationTable.Failure.self) {
            try PopulationTable(files: [("a.csv", text), ("b.csv", text)])
        }
    }
}

struct `A demonym` {
    @Test(
        arguments: [
            ("Vietnamese", ["VN"], false), ("Eritrean Ethiopian", ["ER", "ET"], false),
            ("South Sudanese Sudanese", ["SS", "SD"], false), ("Unknown", [], true),
            ("Congolese (Congo) Unknown", ["CG"], true), ("Unknown UK", ["GB"], true),
            ("Citizen of the Dominican Republic", ["DO"], false),
        ]
    )
    func `is read as its countries`(
        words: String,
        countries: [String],
        isPartlyUnknown: Bool
    )
        throws
    {
        let demonym = try #require(Demonym(words))
        #expect(demonym.countries.map(\.rawValue) == countries)
        #expect(demonym.isPartlyUnknown == isPartlyUnknown)
    }

    @Test(arguments: ["", "Martian", "Afghan Martian", "afghan"])
    func `that nobody listed is not guessed`(words: String) {
        #expect(Demonym(words) == nil)
    }
}
