import Foundation

/// Options of a command line: `--name value`, `--flag`, and operands.
///
/// Where the command line is silent, the environment and the configuration file speak.
struct Options {
    private(set) var values: [String: [String]] = [:]
    private(set) var flags: Set<String> = []
    private(set) var operands: [String] = []
    private let givenFlags: Set<String>
    private var settings: [String: Configuration.Setting] = [:]

    /// Parses arguments against the names that a command knows.
    ///
    /// `lists`: options that take every argument up to the next option.
    /// - Throws: `UsageError` for an unknown option or a missing value.
    init(
        _ arguments: [String],
        values known: Set<String>,
        flags knownFlags: Set<String> = [],
        lists: Set<String> = [],
        environment: [String: String] = ProcessInfo.processInfo.environment,
        standardFile: String = Configuration.standardFile
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
            } else if known.contains(name) || name == "config" {
                guard index < arguments.count else {
                    throw UsageError("\(argument) needs a value.")
                }
                values[name, default: []].append(arguments[index])
                index += 1
            } else {
                throw UsageError("There is no option \(argument) here. Try 'tandem help'.")
            }
        }
        givenFlags = flags
        let others = known.intersection(Configuration.values)
        let otherFlags = knownFlags.intersection(Configuration.flags)
        // A command that nothing can be set for must not stumble over a file that others use.
        if others.isEmpty, otherFlags.isEmpty, values["config"] == nil { return }
        let configuration = try Configuration.read(
            named: values["config"]?.last,
            environment: environment,
            standardFile: standardFile
        )
        for name in others { settings[name] = configuration.setting(name) }
        for flag in otherFlags {
            settings[flag] = configuration.setting(flag)
            if try configuration.isSet(flag) { flags.insert(flag) }
        }
    }

    /// What the command line says, else the environment, else the configuration file.
    func value(_ name: String) -> String? { values[name]?.last ?? settings[name]?.value }

    /// What the command line says, else the environment or the file, else the default that there must be.
    func valueOrDefault(_ name: String) -> String {
        guard let value = value(name) ?? Configuration.defaults[name] else {
            preconditionFailure("--\(name) has no default")
        }
        return value
    }

    /// What an option or flag is set to and what set it; nil where the default holds.
    func source(of name: String) -> Configuration.Setting? {
        if givenFlags.contains(name) { return .init(value: "yes", place: "option") }
        return values[name]?.last.map { .init(value: $0, place: "option") } ?? settings[name]
    }

    /// A number in a range.
    func number(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        try value(name).map { text throws(UsageError) in try number(text, of: name, in: range) }
    }

    /// A number in a range, or the default that there must be.
    func numberOrDefault(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int {
        try number(valueOrDefault(name), of: name, in: range)
    }

    private func number(
        _ text: String,
        of name: String,
        in range: ClosedRange<Int>
    ) throws(UsageError) -> Int {
        guard let number = Int(text), range.contains(number) else {
            let place = values[name] == nil ? settings[name]?.place : nil
            throw UsageError(
                "\(place ?? "--\(name)") takes a number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }
}
