import Mechanism
import YAML

/// One input: a mechanism file that a stranger wrote.
///
/// At file scope, as C calls it. Reading ends in a tree or in an error with a line and a remedy, and so does the
/// reading of the mechanism; nothing traps.
func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    do {
        _ = try Node(parsing: input, limits: .init(bytes: 65_536, depth: 32, nodes: 10_000))
    } catch {
        precondition(error.mark.line >= 1 && error.mark.column >= 1)
        precondition(!error.message.isEmpty && !error.remedy.isEmpty)
    }
    let report = MechanismCheck.report(fileName: "input.yaml", bytes: input)
    precondition(!report.lines.isEmpty)
    return 0
}
