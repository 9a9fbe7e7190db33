import Foundation
import Mechanism
import Testing
import YAML

private let names = ["bulgaria", "demonstration", "template", "united-kingdom"]

/// The mechanisms that are shipped, each with what it must hold.
@Suite struct ShippedMechanismTests {
    @Test func `every file in the folder of mechanisms is tested here`() throws {
        let folder = repository.appending(path: "mechanisms").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.filter { $0.hasSuffix(".yaml") }.sorted() == names.map { "\($0).yaml" })
    }

    @Test(arguments: names)
    func `a shipped mechanism loads without a finding`(name: String) throws {
        let report = MechanismCheck.report(fileName: name, bytes: try bytes(of: name))
        #expect(report.isValid, "\(report.lines.joined(separator: "\n"))")
        #expect(report.lines.count == 1)
    }

    @Test(arguments: names)
    func `only invented countries are fictitious, and their codes are no country's`(
        name: String
    ) throws {
        let mechanism = try Mechanism(reading: bytes(of: name))
        let isInvented = ["XX", "ZZ"].contains(mechanism.country.rawValue)
        #expect(mechanism.isFictitious == isInvented)
    }

    @Test(arguments: names)
    func `the holidays of this and the next years are there`(name: String) throws {
        let mechanism = try Mechanism(reading: bytes(of: name))
        let years = Set(mechanism.calendar.holidays.map(\.parts.year))
        #expect(years.isSuperset(of: [2026, 2027]))
    }

    @Test func `the public list of first responders of the United Kingdom is there`() throws {
        let mechanism = try Mechanism(reading: bytes(of: "united-kingdom"))
        let counts = Dictionary(grouping: mechanism.agencies, by: \.kind).mapValues(\.count)
        #expect(counts[.immigrationEnforcement] == 15)
        #expect(counts[.immigrationService] == 7)
        #expect(counts[.police].map { $0 > 43 } == true)
        let listed = mechanism.agencies.filter {
            $0.source?.reference.hasPrefix("law/uk-form-") == true
        }
        #expect(listed.count == 526)
    }

    @Test func `the demonstration explains itself in every language, in text of its own`() throws {
        let mechanism = try Mechanism(reading: bytes(of: "demonstration"))
        #expect(mechanism.languages.map(\.rawValue) == ["en", "bg", "ru", "fr", "ar"])
        for section in mechanism.explanation {
            for text in [section.heading, section.text] {
                #expect(Set(text.texts.values).count == mechanism.languages.count)
            }
        }
        #expect((6...9).contains(mechanism.explanation.count))
    }
}

/// The bytes of a shipped mechanism.
func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: repository.appending(path: "mechanisms/\(name).yaml")))
}

/// The folder of the package.
let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
