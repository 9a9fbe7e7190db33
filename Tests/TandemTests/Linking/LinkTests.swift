import Documents
import Foundation
import Linking
import Testing

@testable import tandem

/// `tandem link`, from arguments to files.
final class LinkTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "link-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Invented people, of whom every fourth stands there twice.
    private static let list: String = {
        let given = ["Olena", "Daryna", "Mykola", "Oksana", "Taras", "Iryna", "Bohdan", "Sofia"]
        let surnames = [
            "Petrenko", "Bondar", "Hrytsenko", "Melnyk", "Koval", "Shevchuk", "Lysenko",
        ]
        var lines = ["Given name;Surname;Date of birth;Phone"]
        for person in 0..<56 {
            let (name, surname) = (given[person % 8], surnames[person % 7])
            let date = "\(10 + person % 18).0\(1 + person % 9).\(1960 + person % 40)"
            lines.append("\(name);\(surname);\(date);555\(1_000 + 7 * person)")
            if person.isMultiple(of: 4) {
                lines.append("\(name);\(surname)a;\(date);555\(1_000 + 7 * person)")
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }()

    private func write(_ name: String, _ text: String = list) throws -> String {
        let path = "\(folder)/\(name)"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    private func table(_ path: String) throws -> CSVTable {
        var reader = CSVReader()
        try reader.read([UInt8](try #require(FileManager.default.contents(atPath: path))))
        return try reader.finish()
    }

    @Test func `a list comes back with clusters, for its owner alone`() async throws {
        let path = try write("people.csv")
        let status = try await Link(parsing: [path, "--yes"])
            .run(isTerminal: false)
        #expect(status == 0)
        let result = try table("\(folder)/people-linked.csv")
        #expect(
            result.headings
                == ["cluster", "certainty", "Given name", "Surname", "Date of birth", "Phone"]
        )
        #expect(result.separator == .semicolon)
        #expect(result.rowCount == 70)
        #expect(result[0, 0] == result[1, 0])
        #expect(Set((0..<70).map { result[$0, 0] }).count < 70)
        let attributes = try FileManager.default.attributesOfItem(
            atPath: "\(folder)/people-linked.csv"
        )
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `two lists are linked by named columns`() async throws {
        let (one, other) = (
            try write("a.csv"),
            try write("b.csv", "fam,vor,geb\nPetrenko,Olena,1960-01-10\nNobody,Known,1900-01-01\n")
        )
        let status = try await Link(parsing: [
            one, other, "--surname", "Surname=fam", "--given-name", "Given name=vor",
            "--birth-date", "Date of birth=geb", "--out", "\(folder)/both.csv",
        ]).run(isTerminal: false)
        #expect(status == 0)
        let result = try table("\(folder)/both.csv")
        #expect(result.rowCount == 72)
        #expect(result[70, 2] == "2")
    }

    @Test func `a guess is not taken without a word, nor against it`() async throws {
        let path = try write("people.csv")
        let command = try Link(parsing: [path])
        await #expect(throws: CommandFailure.self) { try await command.run(isTerminal: false) }
        #expect(try await command.run(isTerminal: true, answer: { "n" }) == 1)
        #expect(try await command.run(isTerminal: true, answer: { nil }) == 1)
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/people-linked.csv"))
        #expect(try await command.run(isTerminal: true, answer: { "y" }) == 0)
    }

    @Test func `decisions of before are used, and another file never taken for them`() async throws
    {
        let path = try write("people.csv")
        let decisions = "\(folder)/people-linked-decisions.csv"
        _ = try DecisionsFile(decisions)
        #expect(try await Link(parsing: [path, "--yes"]).run(isTerminal: false) == 0)
        try Self.list.write(toFile: decisions, atomically: false, encoding: .utf8)
        let command = try Link(parsing: [path, "--yes"])
        await #expect(throws: CommandFailure.self) { try await command.run(isTerminal: false) }
        #expect(try String(contentsOfFile: decisions, encoding: .utf8) == Self.list)
    }

    @Test(
        arguments: [
            [], ["a", "b", "c"], ["a", "--date-order", "x"], ["a", "--out", "a"],
            ["a", "--decisions", "./a"], ["a", "--review", "0.0.0.0:1"],
            ["a", "--wrong-costs", "0"],
            ["a", "--review", "example.org"], ["a", "--nonsense"],
        ]
    )
    func `what is not understood is refused`(arguments: [String]) {
        #expect(throws: UsageError.self) { try Link(parsing: arguments) }
    }

    @Test(
        arguments: [
            ("127.0.0.1", "127.0.0.1", 0), ("127.0.0.1:8081", "127.0.0.1", 8081),
            ("localhost:8081", "127.0.0.1", 8081), ("::1", "::1", 0), ("[::1]:8081", "::1", 8081),
            ("127.9.9.9", "127.9.9.9", 0),
        ]
    )
    func `a review has an address of this machine`(text: String, host: String, port: Int) throws {
        let address = try ReviewAddress(text)
        #expect(address.address == host && Int(address.port) == port)
    }

    @Test(
        arguments: [
            "0.0.0.0", "192.168.1.1", "::", "[::]:80", "example.org", "127.0.0.1:99999", "",
            "127.1",
            "127.0.0.1:", "127.0.0.1.evil.example", "[::1", "127.0.0.1x:80",
        ]
    )
    func `a review has no address that others reach`(text: String) {
        #expect(throws: UsageError.self) { try ReviewAddress(text) }
    }

    @Test func `errors and their places never repeat a cell`() async throws {
        let path = try write("people.csv", "name,dob\n\"Olena\" Petrenko,1\n")
        let command = try Link(parsing: [path, "--yes"])
        do {
            _ = try await command.run(isTerminal: false)
            Issue.record("must fail")
        } catch let failure as CommandFailure {
            #expect(failure.sentence.contains("line 2"))
            #expect(!failure.sentence.contains("Olena") && !failure.sentence.contains("Petrenko"))
        }
    }
}
