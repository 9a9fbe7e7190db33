import Foundation

/// A reader of Prometheus' text format 0.0.4 that takes nothing but what its rules allow.
struct StrictExposition {
    struct Refusal: Error, CustomStringConvertible {
        let line: String
        let rule: String
        var description: String { "'\(line)': \(rule)" }
    }

    struct Series: Hashable {
        let name: String
        let labels: [String: String]
    }

    private(set) var kinds: [String: String] = [:]
    private(set) var values: [Series: Double] = [:]
    private var helped: Set<String> = []
    private var family = ""

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Refusal(line: "", rule: "the last line must end") }
        for line in text.dropLast().components(separatedBy: "\n") {
            if line.hasPrefix("# HELP ") {
                try begin(line)
            } else if line.hasPrefix("# TYPE ") {
                try type(line)
            } else {
                try sample(line)
            }
        }
        try checkHistograms()
    }

    private mutating func begin(_ line: String) throws {
        let name = String(line.dropFirst(7).prefix { $0 != " " })
        guard helped.insert(name).inserted else { throw Refusal(line: line, rule: "said twice") }
        let help = line.dropFirst(8 + name.count)
        guard try !Self.unescaped(help, quotes: false, in: line).isEmpty else {
            throw Refusal(line: line, rule: "help says something")
        }
        family = name
    }

    private mutating func type(_ line: String) throws {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 4, words[2] == family, kinds[family] == nil,
            ["counter", "gauge", "histogram"].contains(words[3])
        else { throw Refusal(line: line, rule: "a type follows its help, once") }
        guard (words[3] == "counter") == family.hasSuffix("_total") else {
            throw Refusal(line: line, rule: "counters, and nothing else, end in _total")
        }
        kinds[family] = words[3]
    }

    private mutating func sample(_ line: String) throws {
        var rest = line[...]
        let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" })
        rest = rest.dropFirst(name.count)
        let suffixes = kinds[family] == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        guard kinds[family] != nil, suffixes.contains(where: { name == family + $0 }) else {
            throw Refusal(line: line, rule: "a sample stands in its family")
        }
        let labels = rest.first == "{" ? try Self.labels(&rest, in: line) : [:]
        guard rest.first == " ", let value = Self.value(rest.dropFirst()) else {
            throw Refusal(line: line, rule: "one blank, then a number, then nothing")
        }
        guard values.updateValue(value, forKey: Series(name: name, labels: labels)) == nil else {
            throw Refusal(line: line, rule: "a series stands once")
        }
    }

    private static func labels(_ rest: inout Substring, in line: String) throws -> [String: String]
    {
        var labels: [String: String] = [:]
        rest = rest.dropFirst()
        while rest.first != "}" {
            let name = String(rest.prefix { $0.isASCII && ($0.isLetter || $0 == "_") })
            rest = rest.dropFirst(name.count)
            guard !name.isEmpty, !name.hasPrefix("__"), rest.hasPrefix("=\"") else {
                throw Refusal(line: line, rule: "a label is name=\"value\"")
            }
            rest = rest.dropFirst(2)
            var raw = ""
            while let character = rest.popFirst(), character != "\"" {
                raw.append(character)
                if character == "\\", let next = rest.popFirst() { raw.append(next) }
            }
            guard
                labels.updateValue(try unescaped(raw[...], quotes: true, in: line), forKey: name)
                    == nil
            else { throw Refusal(line: line, rule: "a label stands once") }
            if rest.first == "," {
                rest = rest.dropFirst()
            } else if rest.first != "}" {
                throw Refusal(line: line, rule: "labels end with a brace")
            }
        }
        rest = rest.dropFirst()
        return labels
    }

    private static func unescaped(
        _ text: Substring,
        quotes: Bool,
        in line: String
    ) throws -> String {
        var result = ""
        var rest = text
        while let character = rest.popFirst() {
            guard character == "\\" else {
                result.append(character)
                continue
            }
            switch rest.popFirst() {
            case "\\": result += "\\"
            case "n": result += "\n"
            case "\"" where quotes: result += "\""
            default: throw Refusal(line: line, rule: "an escape that there is not")
            }
        }
        return result
    }

    private static func value(_ text: Substring) -> Double? {
        switch text {
        case "+Inf": .infinity
        case "-Inf": -.infinity
        case "NaN": .nan
        default: text.allSatisfy { "0123456789.eE+-".contains($0) } ? Double(text) : nil
        }
    }

    /// Buckets grow, and the last one counts all.
    private func checkHistograms() throws {
        for name in kinds.filter({ $0.value == "histogram" }).keys {
            let buckets = values.filter { $0.key.name == "\(name)_bucket" }
            let groups = Dictionary(grouping: buckets) { $0.key.labels.filter { $0.key != "le" } }
            guard !groups.isEmpty else { throw Refusal(line: name, rule: "it has buckets") }
            for (labels, buckets) in groups {
                let sorted = try buckets.map { bucket in
                    guard let bound = Self.value(Substring(bucket.key.labels["le"] ?? "")) else {
                        throw Refusal(line: name, rule: "'le' is a number")
                    }
                    return (bound: bound, count: bucket.value)
                }.sorted { $0.bound < $1.bound }
                let counts = sorted.map(\.count)
                let total = values[Series(name: "\(name)_count", labels: labels)]
                guard counts == counts.sorted(), sorted.last?.bound == .infinity,
                    counts.last == total,
                    values[Series(name: "\(name)_sum", labels: labels)] != nil
                else { throw Refusal(line: name, rule: "buckets grow up to the count") }
            }
        }
    }
}
