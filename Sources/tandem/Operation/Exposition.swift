/// Figures as text in Prometheus' exposition format, version 0.0.4.
struct Exposition {
    /// The media type of the text.
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    enum Kind: String { case counter, gauge, histogram }

    /// One figure of a family.
    struct Sample {
        /// Behind the family's name: `_bucket`, `_sum` or `_count` of a histogram.
        var suffix = ""
        var labels: KeyValuePairs<String, String> = [:]
        let value: Double
    }

    private(set) var text = ""

    /// Adds a family with its samples; one without any is left out.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        precondition(Self.isName(name), "a family's name is letters, digits and underscores")
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            let labels = sample.labels.map { label in
                precondition(Self.isName(label.key), "a label's name is letters and underscores")
                return "\(label.key)=\"\(Self.escaped(label.value, inQuotes: true))\""
            }
            let braces = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            text += "\(name)\(sample.suffix)\(braces) \(Self.number(sample.value))\n"
        }
    }

    /// Adds a family of one figure.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        add(name, kind, help, [Sample(value: value)])
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5f
        }
    }

    private static func escaped(_ text: String, inQuotes: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where inQuotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A number as the format takes it; whole ones without a fraction.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
