import Foundation

/// What was said beside the command line: by the environment, and below it by a file.
///
/// The precedence is one for every command: option, `TANDEM_…` variable, file, default.
struct Configuration {
    /// A value and the place that said it, for messages that must not show the value.
    struct Setting: Equatable {
        let value: String
        let place: String
    }

    /// The options with a value that may be set outside a command line.
    static let values: Set<String> = [
        "address", "data", "database", "drain", "log", "login", "mechanism", "metrics", "origin",
        "password-file", "port", "shred", "witness",
    ]
    /// The flags that may be set outside a command line, as yes or no.
    static let flags: Set<String> = ["access-log", "timing"]
    /// What holds where nothing is said; the other options have nothing then.
    static let defaults = [
        "access-log": "no", "address": "127.0.0.1", "data": "data", "drain": "0", "log": "text",
        "login": "keyholder", "port": "8080", "timing": "no",
    ]
    /// The file that is read where none is named.
    static let standardFile = "/etc/tandem/tandem.conf"

    private let lines: [String: Setting]
    private let environment: [String: String]

    /// Reads the text of a file: lines of `name = value`, empty ones, and comments after `#`.
    ///
    /// - Throws: `UsageError` with the line, never with what stands on it, which may be a password.
    init(
        text: String = "",
        file: String = standardFile,
        environment: [String: String]
    ) throws(UsageError) {
        var lines: [String: Setting] = [:]
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let place = "\(file), line \(number)"
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, !parts[1].isEmpty else {
                throw UsageError("\(place): write 'name = value', or '#' before a comment.")
            }
            guard Self.values.union(Self.flags).contains(parts[0]) else {
                let names = Self.values.union(Self.flags).sorted().joined(separator: ", ")
                throw UsageError("\(place): there is no such setting. There are \(names).")
            }
            guard lines[parts[0]] == nil else {
                throw UsageError("\(place): a line above says '\(parts[0])' already.")
            }
            lines[parts[0]] = Setting(value: parts[1], place: "\(place): \(parts[0])")
        }
        self.lines = lines
        self.environment = environment
    }

    /// Reads the file that an option or `TANDEM_CONFIG` names, else the standard one if it is there.
    static func read(
        named name: String?,
        environment: [String: String],
        standardFile: String = standardFile
    ) throws(UsageError) -> Configuration {
        let named = name ?? environment[variable("config")].flatMap { $0.isEmpty ? nil : $0 }
        let file = named ?? standardFile
        if named == nil, !FileManager.default.fileExists(atPath: file) {
            return try Configuration(environment: environment)
        }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw UsageError("\(file) can't be read: check the path and the permissions.")
        }
        return try Configuration(text: text, file: file, environment: environment)
    }

    /// What the environment says, else the file; an empty variable says nothing.
    func setting(_ name: String) -> Setting? {
        let variable = Self.variable(name)
        if let value = environment[variable], !value.isEmpty {
            return Setting(value: value, place: variable)
        }
        return lines[name]
    }

    /// Whether a flag is set: 'yes', or 'no' as where nothing is said.
    func isSet(_ flag: String) throws(UsageError) -> Bool {
        guard let setting = setting(flag) else { return false }
        guard ["yes", "no"].contains(setting.value) else {
            throw UsageError("\(setting.place) takes yes or no.")
        }
        return setting.value == "yes"
    }

    private static func variable(_ name: String) -> String {
        "TANDEM_" + name.uppercased().replacingOccurrences(of: "-", with: "_")
    }
}
