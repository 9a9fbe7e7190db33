/// Options of a command line: `--name value`, `--flag`, and operands.
struct Options {
    private(set) var values: [String: [String]] = [:]
    private(set) var flags: Set<String> = []
    private(set) var operands: [String] = []

    /// Parses arguments against the names that a command knows.
    ///
    /// `lists`: options that take every argument up to the next option.
    /// - Throws: `UsageError` for an unknown option or a missing value.
    init(
        _ arguments: [String],
        values known: Set<String>,
        flags knownFlags: Set<String> = [],
        lists: Set<String> = []
    ) throws(UsageError) {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            guard argument.hasPrefix("--") else {
                operands.append(argument)
                continue
            }
            let name = String(argument.dropFirst(2))
            if knownFlags.contains(name) {
                flags.insert(name)
            } else if lists.contains(name) {
                while index < arguments.count, !arguments[index].hasPrefix("--") {
                    values[name, default: []].append(arguments[index])
                    index += 1
                }
            } else if known.contains(name) {
                guard index < arguments.count else {
                    throw UsageError("\(argument) needs a value.")
                }
                values[name, default: []].append(arguments[index])
                index += 1
            } else {
                throw UsageError("There is no option \(argument) here. Try 'tandem help'.")
            }
        }
    }

    func value(_ name: String) -> String? { values[name]?.last }

    /// A number in a range.
    func number(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = value(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "--\(name) takes a number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }
}
