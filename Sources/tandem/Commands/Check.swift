import Foundation
import Mechanism

/// `tandem check`: reads a mechanism file and says all that is wrong with it.
struct Check {
    private let path: String

    init(parsing arguments: [String]) throws(UsageError) {
        let options = try Options(arguments, values: [], flags: ["syntax"])
        guard options.operands.count == 1, let path = options.operands.first else {
            throw UsageError("tandem check takes one file: tandem check FILE [--syntax]")
        }
        self.path = path
    }

    func run() throws -> Int32 {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path) can't be read: check the path and the permissions.")
        }
        let report = MechanismCheck.report(fileName: path, bytes: [UInt8](data))
        report.lines.forEach(CommandLineTool.say)
        return report.isValid ? 0 : 1
    }
}
