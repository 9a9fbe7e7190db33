import Foundation

/// `tandem config`: prints each setting, its value, and what said so.
struct ConfigurationListing {
    private let options: Options

    init(parsing arguments: [String]) throws(UsageError) {
        options = try Options(
            arguments,
            values: Configuration.values,
            flags: Configuration.flags
        )
        guard options.operands.isEmpty else {
            throw UsageError("tandem config takes options only. Try 'tandem help'.")
        }
    }

    init(_ options: Options) { self.options = options }

    func run() -> Int32 {
        let width = lines.map(\.setting.count).max() ?? 0
        for line in lines {
            let gap = String(repeating: " ", count: width - line.setting.count)
            CommandLineTool.say("\(line.setting)\(gap)  (\(line.place))")
        }
        return 0
    }

    /// Each setting as a configuration file would have it, in the order of names.
    var lines: [(setting: String, place: String)] {
        let all = Configuration.values.union(Configuration.flags)
        return all.sorted().map { name in
            if let said = options.source(of: name) {
                return ("\(name) = \(Self.masked(said.value))", said.place)
            }
            guard let value = Configuration.defaults[name] else { return ("\(name) =", "not set") }
            return ("\(name) = \(value)", "default")
        }
    }
}

extension ConfigurationListing {
    private static let mask = "***"

    /// A value without the passwords that an address of a database may carry, in either of libpq's notations.
    ///
    /// Rather too much is masked than too little.
    static func masked(_ value: String) -> String {
        guard let scheme = value.firstRange(of: "://") else { return maskingWords(of: value) }
        var value = value
        if let end = value[scheme.upperBound...].lastIndex(of: "@"),
            let colon = value[scheme.upperBound..<end].firstIndex(of: ":")
        {
            value.replaceSubrange(value.index(after: colon)..<end, with: mask)
        }
        let parts = value.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return value }
        let items = parts[1].split(separator: "&", omittingEmptySubsequences: false).map { item in
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(sides[0]).removingPercentEncoding ?? "password"
            return sides.count == 2 && name.lowercased().contains("password")
                ? "\(sides[0])=\(mask)" : String(item)
        }
        return "\(parts[0])?\(items.joined(separator: "&"))"
    }

    /// The notation of words, `host=a password='b c'`.
    private static func maskingWords(of value: String) -> String {
        var result = ""
        var rest = value[...]
        while let name = rest.firstRange(of: "password") {
            let blanks = rest[name.upperBound...].drop(while: \.isWhitespace)
            guard blanks.first == "=" else {
                result += rest[..<name.upperBound]
                rest = rest[name.upperBound...]
                continue
            }
            let secret = blanks.dropFirst().drop(while: \.isWhitespace)
            result += rest[..<secret.startIndex] + mask
            rest = afterWord(secret)
        }
        return result + rest
    }

    /// What follows a word, which may stand in quotes and hold quoted characters.
    private static func afterWord(_ text: Substring) -> Substring {
        let isQuoted = text.first == "'"
        var rest = isQuoted ? text.dropFirst() : text
        while let character = rest.first {
            if isQuoted ? character == "'" : character.isWhitespace {
                return isQuoted ? rest.dropFirst() : rest
            }
            rest = rest.dropFirst(character == "\\" ? 2 : 1)
        }
        return rest
    }
}
