extension Rule {
    /// `package` declarations without a documentation comment, sorted by what they are.
    struct Undocumented {
        var declarations: [Finding] = []
        /// Properties and constants that only hold a value: name and type may say enough.
        var values: [Finding] = []
    }

    /// Names that the target's own protocols require, and so explain.
    static func requirements(in files: [SourceFile]) -> Set<String> {
        var names: Set<String> = []
        for file in files {
            for place in requirementPlaces(in: file.swift) {
                names.insert(Declaration(keywordAt: place, in: file.swift).name)
            }
        }
        return names
    }

    /// The places of the keywords that declare requirements of protocols.
    private static func requirementPlaces(in swift: SwiftText) -> [Int] {
        let kinds: Set<String> = ["func", "init", "subscript", "var"]
        var places: [Int] = []
        for index in swift.tokens.indices where swift.isWord("protocol", at: index) {
            guard
                let open = (index..<swift.tokens.count).first(where: { swift.isSymbol("{", at: $0) }
                )
            else { continue }
            places += (open..<swift.end(ofBracketAt: open)).filter {
                swift[$0].kind == .word && kinds.contains(swift[$0].text)
            }
        }
        return places
    }

    /// Finds `package` declarations without `///` or `/** */` above them.
    ///
    /// Exempt: enum cases, imports and extensions (which carry no `package` of their own),
    /// witnesses of the standard protocols and of the target's own `requirements`, which are
    /// themselves documented, and initialisers that only store their arguments.
    static func undocumented(
        in file: SourceFile,
        requirements: Set<String> = []
    ) -> Undocumented {
        let swift = file.swift
        var found = Undocumented()
        for place in requirementPlaces(in: swift) {
            let requirement = Declaration(keywordAt: place, in: swift)
            guard !requirement.isWitness(in: swift),
                !isDocumented(line: swift[place].line, in: swift)
            else { continue }
            let what = "requirement \(requirement.name)"
            found.declarations.append(Finding(path: file.path, line: swift[place].line, what: what))
        }
        for index in swift.tokens.indices
        where swift.isWord("package", at: index) && !swift.isSymbol(".", at: index - 1) {
            guard let declaration = Declaration(at: index, in: swift),
                !declaration.isWitness(in: swift), !requirements.contains(declaration.name),
                !declaration.onlyStores(in: swift),
                !isDocumented(line: swift[index].line, in: swift)
            else { continue }
            let finding = Finding(
                path: file.path,
                line: swift[index].line,
                what: "\(declaration.kind) \(declaration.name)"
            )
            if declaration.isValue(in: swift) {
                found.values.append(finding)
            } else {
                found.declarations.append(finding)
            }
        }
        return found
    }

    private static func isDocumented(line: Int, in swift: SwiftText) -> Bool {
        var above = line - 2
        while above >= 0 {
            let text = swift.lines[above].drop { $0 == " " }
            if text.hasPrefix("///") || text.hasSuffix("*/") { return true }
            guard text.hasPrefix("@") || text.hasPrefix("#if") || text.hasPrefix("// swift") else {
                return false
            }
            above -= 1
        }
        return false
    }
}

/// What stands after the word `package`.
private struct Declaration {
    let kind: String
    let name: String
    /// The place of the keyword.
    let at: Int

    private static let kinds: Set<String> = [
        "actor", "class", "enum", "func", "init", "let", "protocol", "struct", "subscript",
        "typealias", "var",
    ]

    init?(at package: Int, in swift: SwiftText) {
        var at = package + 1
        // Over modifiers such as `static`, `private(set)` and `@MainActor` to the keyword.
        while at < swift.tokens.count {
            let word = swift[at]
            let isModifyingClass =
                word.text == "class"
                && ["func", "subscript", "var"].contains(swift[at + 1].text)
            if word.kind == .word, Self.kinds.contains(word.text), !isModifyingClass { break }
            guard !["import", "extension"].contains(word.text) else { return nil }
            guard word.kind == .word || ["@", "("].contains(word.text) else { return nil }
            at = word.text == "(" ? swift.end(ofBracketAt: at) + 1 : at + 1
        }
        guard at < swift.tokens.count else { return nil }
        self.init(keywordAt: at, in: swift)
    }

    init(keywordAt at: Int, in swift: SwiftText) {
        self.at = at
        kind = swift[at].text
        var name = swift[at + 1].text
        if swift[at + 1].kind == .symbol, kind == "func" {
            var next = at + 2
            while swift[next].kind == .symbol,
                !["(", "<"].contains(swift[next].text)
                    || (swift[next].text == "<" && next == at + 2 && name != "<")
            {
                name += swift[next].text
                next += 1
            }
        }
        self.name = kind == "init" ? swift[at + 2].text : name
    }

    /// A member that a standard protocol asks for and explains.
    func isWitness(in swift: SwiftText) -> Bool {
        switch kind {
        case "func":
            ["==", "<", "hash", "encode", "makeIterator", "next", "index", "callAsFunction"]
                .contains(name)
        case "var":
            [
                "debugDescription", "description", "endIndex", "errorDescription", "hashValue",
                "customMirror", "id", "rawValue", "startIndex", "unownedExecutor",
            ].contains(name)
        case "let": ["id", "rawValue"].contains(name)
        case "struct", "typealias": ["Element", "ID", "Index", "RawValue"].contains(name)
        case "init":
            [
                "arrayLiteral", "booleanLiteral", "dictionaryLiteral", "from", "integerLiteral",
                "literalCapacity", "rawValue", "stringInterpolation", "stringLiteral",
            ].contains(name)
        default: false
        }
    }

    /// An initialiser whose body does nothing but `self.name = name`.
    func onlyStores(in swift: SwiftText) -> Bool {
        guard kind == "init" else { return false }
        var at = at + 1
        while at < swift.tokens.count, !swift.isSymbol("{", at: at) {
            at = swift.isSymbol("(", at: at) ? swift.end(ofBracketAt: at) + 1 : at + 1
        }
        let end = swift.end(ofBracketAt: at)
        at += 1
        while at < end {
            guard swift.isWord("self", at: at), swift.isSymbol(".", at: at + 1),
                swift.isSymbol("=", at: at + 3), swift[at + 2].text == swift[at + 4].text
            else { return false }
            at += 5
        }
        return true
    }

    /// A property or constant that has no body on its line.
    func isValue(in swift: SwiftText) -> Bool {
        guard kind == "let" || kind == "var" else { return false }
        var next = at + 1
        while next < swift.tokens.count, swift[next].line == swift[at].line {
            if swift.isSymbol("{", at: next) { return false }
            next += 1
        }
        return true
    }
}
