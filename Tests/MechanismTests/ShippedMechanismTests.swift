import Foundation
import Mechanism
import Testing
import YAML

/// The mechanisms that are shipped, each with what it must hold.
@Suite struct ShippedMechanismTests {
    static let names = ["bulgaria", "demonstration", "template", "united-kingdom"]

    @Test(arguments: names)
    func `a shipped mechanism loads without a finding`(name: String) throws {
        let report = MechanismCheck.report(fileName: name, bytes: try bytes(of: name))
        #expect(report.isValid, "\(report.lines.joined(separator: "\n"))")
        #expect(report.lines.count == 1)
    }
}

/// The bytes of a shipped mechanism.
func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: repository.appending(path: "mechanisms/\(name).yaml")))
}

/// The folder of the package.
let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
