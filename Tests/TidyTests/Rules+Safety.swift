extension Rule {
    /// Escapes from the compiler's proofs that no source needs.
    static func escapes(in file: SourceFile) -> [Finding] {
        let swift = file.swift
        return swift.tokens.indices.compactMap { index in
            let word = swift[index]
            guard word.kind == .word else { return nil }
            let isForced =
                (word.text == "try" || word.text == "as") && swift.isSymbol("!", at: index + 1)
            let isFatal = word.text == "fatalError" && swift.isSymbol("(", at: index + 1)
            guard isForced || isFatal else { return nil }
            let what = isFatal ? "fatalError" : word.text + "!"
            return Finding(path: file.path, line: word.line, what: what)
        }
    }

    /// Output to the terminal, which only commands may write.
    static func output(in file: SourceFile) -> [Finding] {
        let calls: Set<String> = ["print", "debugPrint", "dump", "fputs", "NSLog", "perror"]
        let streams: Set<String> = ["stderr", "stdout", "standardError", "standardOutput"]
        let swift = file.swift
        return swift.tokens.indices.compactMap { index in
            let word = swift[index]
            guard word.kind == .word, !swift.isWord("func", at: index - 1) else { return nil }
            let isCall =
                calls.contains(word.text) && swift.isSymbol("(", at: index + 1)
                && !swift.isSymbol(".", at: index - 1)
            guard isCall || streams.contains(word.text) else { return nil }
            return Finding(path: file.path, line: word.line, what: word.text)
        }
    }

    /// Places where the compiler is told to believe that something is safe to share.
    static func unprovenSharing(in file: SourceFile) -> [Finding] {
        let swift = file.swift
        return swift.tokens.indices.compactMap { index in
            let isUnchecked =
                swift.isSymbol("@", at: index) && swift.isWord("unchecked", at: index + 1)
            let isUnsafe =
                swift.isWord("nonisolated", at: index) && swift.isWord("unsafe", at: index + 2)
            guard isUnchecked || isUnsafe else { return nil }
            let what = isUnchecked ? "@unchecked Sendable" : "nonisolated(unsafe)"
            return Finding(path: file.path, line: swift[index].line, what: what)
        }
    }

    /// Those of `unprovenSharing` without a comment on the line or within four lines above.
    static func unexplainedSharing(in file: SourceFile) -> [Finding] {
        unprovenSharing(in: file).filter { finding in
            (finding.line - 4...finding.line).allSatisfy {
                !file.swift.commentedLines.contains($0)
            }
        }
    }
}
