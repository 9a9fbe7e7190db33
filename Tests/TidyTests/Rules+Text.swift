extension Rule {
    /// Markup that a strict content security policy refuses, in string literals of pages.
    static func inlineMarkup(in file: SourceFile) -> [Finding] {
        let banned = [
            "style=", "onclick", "onload", "onsubmit", "onchange", "onerror", "oninput",
            "javascript:", "<script>", "<style",
        ]
        return file.swift.tokens.compactMap { token in
            guard token.kind == .string else { return nil }
            let text = token.text.lowercased()
            guard text == "style" || banned.contains(where: text.contains) else { return nil }
            return Finding(path: file.path, line: token.line, what: "'\(token.text.prefix(40))'")
        }
    }

    /// 'she' or 'her' in string literals that a screen may show.
    static func gender(in file: SourceFile) -> [Finding] {
        file.swift.tokens.compactMap { token in
            guard token.kind == .string, let word = genderedWord(in: token.text) else { return nil }
            return Finding(path: file.path, line: token.line, what: "'\(word)'")
        }
    }

    /// 'she' or 'her' in a catalogue or another text that is shown as it is.
    static func gender(in file: TextFile) -> [Finding] {
        file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .compactMap { offset, line in
                genderedWord(in: String(line)).map {
                    Finding(path: file.path, line: offset + 1, what: "'\($0)'")
                }
            }
    }

    private static func genderedWord(in text: String) -> String? {
        text.lowercased().split { !$0.isLetter }.map(String.init)
            .first { ["she", "her", "hers", "herself"].contains($0) }
    }

    /// Folders of the machine that somebody happened to work on, and its name.
    static func machinePaths(in file: TextFile, host: String) -> [Finding] {
        // Put together so that this file does not find itself.
        let work = "/" + "work" + "/"
        var banned = ["/" + "root" + "/"]
        banned += ["main", "shared", "h-", "brief", "venv", "."].map { work + $0 }
        // The name of a person's machine can be a word of the text; a generated one is not.
        if host.count > 7, host.contains(where: { $0.isNumber || $0 == "-" }) {
            banned.append(host)
        }
        guard banned.contains(where: file.text.contains) else { return [] }
        return file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .compactMap { offset, line in
                banned.first(where: line.contains).map {
                    Finding(path: file.path, line: offset + 1, what: "'\($0)'")
                }
            }
    }

    /// Legal sources that are cited as `law/<key>` and not in the index.
    static func unknownLaw(in file: TextFile, keys: Set<String>) -> [Finding] {
        guard file.text.contains("law/") else { return [] }
        var findings: [Finding] = []
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        for (offset, line) in lines.enumerated() where line.contains("law/") {
            for key in lawKeys(in: String(line)) where !keys.contains(key) {
                findings.append(Finding(path: file.path, line: offset + 1, what: "law/\(key)"))
            }
        }
        return findings
    }

    /// The keys in `law/gdpr-6, law/led-8.`; a file such as `law/index.tsv` is no key.
    static func lawKeys(in line: String) -> [String] {
        var rest = line[...]
        var keys: [String] = []
        while let found = rest.firstRange(of: "law/") {
            let before = rest[..<found.lowerBound].last
            rest = rest[found.upperBound...]
            var key = rest.prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".")
            }
            let isFile = key.hasSuffix(".tsv")
            // A full stop ends the sentence; inside, as in a numbered measure, it belongs to the key.
            while key.last == "." { key.removeLast() }
            let isWhole = before.map { !$0.isLetter && !$0.isNumber && $0 != "/" } ?? true
            if !key.isEmpty, !isFile, isWhole { keys.append(String(key)) }
        }
        return keys
    }
}
