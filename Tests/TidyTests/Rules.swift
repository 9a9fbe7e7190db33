/// The rules of the house that a machine can see: pure functions over text.
enum Rule {
    /// Modules that a file imports without leave.
    static func imports(of file: SourceFile, allowed: Set<String>) -> [Finding] {
        let kinds: Set<String> = [
            "actor", "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
        ]
        let swift = file.swift
        return swift.tokens.indices.compactMap { index in
            guard swift.isWord("import", at: index), !swift.isSymbol(".", at: index - 1) else {
                return nil
            }
            let module = swift[kinds.contains(swift[index + 1].text) ? index + 2 : index + 1]
            guard module.text != "Swift", !allowed.contains(module.text) else { return nil }
            return Finding(
                path: file.path,
                line: module.line,
                what: "\(file.target) may not import \(module.text)"
            )
        }
    }

    /// Text files that are longer than a reader holds in mind.
    static func length(of file: TextFile, limit: Int = 400) -> [Finding] {
        let lines = file.lineCount
        guard lines > limit else { return [] }
        return [Finding(path: file.path, line: limit + 1, what: "\(lines) lines")]
    }

    /// Functions and initialisers of more lines than fit a screen, from their name to their brace.
    static func functionLength(in file: SourceFile, limit: Int = 70) -> [Finding] {
        let swift = file.swift
        return swift.tokens.indices.compactMap { index in
            guard let body = bodyOfFunction(at: index, in: swift) else { return nil }
            let first = swift[index].line
            let lines = swift[swift.end(ofBracketAt: body)].line - first + 1
            guard lines > limit else { return nil }
            return Finding(
                path: file.path,
                line: first,
                what: "\(swift[index].text) \(swift[index + 1].text): \(lines) lines"
            )
        }
    }

    /// The place of the brace that opens the function declared at a place, if one is.
    private static func bodyOfFunction(at index: Int, in swift: SwiftText) -> Int? {
        let isInit = swift.isWord("init", at: index) && !swift.isSymbol(".", at: index - 1)
        guard swift.isWord("func", at: index) || isInit else { return nil }
        let ends: Set<String> = ["func", "init", "package", "private", "var", "let", "static"]
        var at = index + 1
        while at < swift.tokens.count {
            if swift.isSymbol("{", at: at) { return at }
            if swift.isSymbol("}", at: at) { return nil }
            // A requirement of a protocol has no body.
            if swift[at].kind == .word, ends.contains(swift[at].text) { return nil }
            let opens = swift.isSymbol("(", at: at) || swift.isSymbol("[", at: at)
            at = opens ? swift.end(ofBracketAt: at) + 1 : at + 1
        }
        return nil
    }

    /// Types and files whose names say nothing of what they are.
    static func names(in file: SourceFile) -> [Finding] {
        let swift = file.swift
        var findings: [Finding] = []
        if let word = emptyWord(in: file.name.split(separator: ".").first.map(String.init) ?? "") {
            findings.append(Finding(path: file.path, line: 1, what: "a file named \(word)"))
        }
        let kinds: Set<String> = ["actor", "class", "enum", "protocol", "struct", "typealias"]
        let afterClass: Set<String> = ["func", "let", "subscript", "var"]
        for index in swift.tokens.indices where swift[index].kind == .word {
            let name = swift[index + 1]
            guard kinds.contains(swift[index].text), name.kind == .word,
                !afterClass.contains(name.text), let word = emptyWord(in: name.text)
            else { continue }
            findings.append(
                Finding(path: file.path, line: name.line, what: "\(name.text) says '\(word)'")
            )
        }
        return findings
    }

    /// A word in a name that stands in for a better one; the domain's own `Service` is none.
    private static func emptyWord(in name: String) -> String? {
        for word in ["Manager", "Helper", "Utils", "Utilities", "Handler"]
        where name.contains(word) { return word }
        return name.hasSuffix("Service") && name != "Service" ? "Service" : nil
    }
}
