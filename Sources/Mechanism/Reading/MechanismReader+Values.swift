import YAML

extension MechanismReader {
    /// One code of an enumeration.
    mutating func code<Code: CaseIterable & RawRepresentable<String>>(
        _ node: Node,
        of what: String,
        as type: Code.Type = Code.self
    ) -> Code? {
        guard let text = string(node, of: what) else { return nil }
        if let code = Code(rawValue: text) { return code }
        let known = Code.allCases.map(\.rawValue)
        note(
            .unknownCode,
            at: node.mark,
            "There is no \(what) \(quoted(text)).",
            nearest(to: text, among: known).map { "Did you mean '\($0)'?" }
                ?? "Use one of: \(known.joined(separator: ", "))."
        )
        return nil
    }

    /// A list of codes without repetition.
    ///
    /// Where `all` is given, the word `all` stands for those codes in place of a list.
    mutating func codes<Code: CaseIterable & RawRepresentable<String> & Hashable>(
        _ node: Node,
        of what: String,
        all: [Code]? = nil,
        as type: Code.Type = Code.self
    ) -> Set<Code> {
        if let all, node.scalar?.text == "all" { return Set(all) }
        var codes: Set<Code> = []
        for item in items(node, of: what) {
            guard let code = code(item, of: what, as: Code.self) else { continue }
            if !codes.insert(code).inserted { noteRepetition(code.rawValue, at: item.mark) }
        }
        return codes
    }

    /// Codes under a key that may be absent, which then stands for none.
    mutating func codes<Code: CaseIterable & RawRepresentable<String> & Hashable>(
        _ key: String,
        of record: Record,
        what: String,
        as type: Code.Type = Code.self
    ) -> Set<Code> {
        guard let node = record[key] else { return [] }
        return codes(node, of: what, as: Code.self)
    }

    mutating func noteRepetition(_ word: String, at mark: Mark) {
        note(
            .duplicate,
            at: mark,
            "\(quoted(word)) is named twice in one list.",
            "Remove one of the two."
        )
    }

    /// An identifier of our own: a lower-case word of letters, digits and single hyphens.
    mutating func identifier(_ node: Node, of what: String) -> String? {
        guard let text = string(node, of: what) else { return nil }
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        let isValid =
            text.utf8.count <= 64
            && text.utf8.first.map { (0x61...0x7A).contains($0) } == true
            && words.allSatisfy { word in
                !word.isEmpty
                    && word.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                    }
            }
        guard isValid else {
            note(
                .identifierSyntax,
                at: node.mark,
                "\(quoted(text)) can't be an identifier.",
                "Use lower-case letters a to z, digits and single hyphens, beginning with a letter,"
                    + " at most 64 characters."
            )
            return nil
        }
        return text
    }

    /// Names of things that stand elsewhere in the file, each of which must be known.
    mutating func references<ID: FileIdentifier>(
        _ node: Node,
        to what: String,
        known: some Collection<ID>
    ) -> Set<ID> {
        var found: Set<ID> = []
        for item in items(node, of: "'\(what)'") {
            guard let id = reference(item, to: what, known: known) else { continue }
            if !found.insert(id).inserted { noteRepetition(id.rawValue, at: item.mark) }
        }
        return found
    }

    /// The name of one thing that stands elsewhere in the file.
    mutating func reference<ID: FileIdentifier>(
        _ node: Node,
        to what: String,
        known: some Collection<ID>
    ) -> ID? {
        guard let text = string(node, of: what) else { return nil }
        if known.contains(ID(text)) { return ID(text) }
        let near = nearest(to: text, among: known.map(\.rawValue).sorted())
        note(
            .danglingReference,
            at: node.mark,
            "There is no \(what) \(quoted(text)) in this file.",
            near.map { "Did you mean '\($0)'?" } ?? "Add the \(what), or correct the name."
        )
        return nil
    }

    /// Areas under a key that may be absent, which then stands for the whole country.
    mutating func areas(_ key: String, of record: Record) -> Set<AreaID> {
        guard let node = record[key] else { return [] }
        return references(node, to: "area", known: areas.keys)
    }

    /// Text in languages: one text in the first language, or a mapping from language to text.
    ///
    /// Every language must have a text where it is to be complete, and the first one in any case.
    mutating func text(
        _ node: Node,
        of what: String,
        isComplete: Bool = false
    ) -> LocalizedText? {
        var texts: [LanguageCode: String] = [:]
        if node.scalar != nil, let first = languages.first {
            texts[first] = string(node, of: what)
            if texts.isEmpty { return nil }
        } else {
            let keys = languages.map(\.rawValue)
            for entry in node.entries ?? [] {
                guard keys.contains(entry.key.text) else {
                    note(
                        .danglingReference,
                        at: entry.key.mark,
                        "\(quoted(entry.key.text)) is not among the mechanism's languages.",
                        "Add it to 'languages', or remove the text."
                    )
                    continue
                }
                texts[LanguageCode(entry.key.text)] = string(entry.value, of: what)
            }
            guard node.entries != nil else {
                note(
                    .wrongType,
                    at: node.mark,
                    "The value of \(what) is not a text.",
                    "Write one text, or one text a language (en: …)."
                )
                return nil
            }
        }
        noteMissingLanguages(of: texts, what, at: node, isComplete: isComplete)
        return texts.isEmpty ? nil : LocalizedText(texts)
    }

    private mutating func noteMissingLanguages(
        of texts: [LanguageCode: String],
        _ what: String,
        at node: Node,
        isComplete: Bool
    ) {
        let present = node.entries?.map(\.key.text) ?? texts.keys.map(\.rawValue)
        let needed = isComplete ? languages[...] : languages.prefix(1)
        let missing = needed.map(\.rawValue).filter { !present.contains($0) }
        guard !missing.isEmpty else { return }
        note(
            .missingLanguage,
            at: node.mark,
            "The text of \(what) is missing in: \(missing.joined(separator: ", ")).",
            "Write it in each of these languages."
        )
    }

    /// Where a claim comes from: a reference in words, or a mapping with `verified`.
    mutating func source(of record: Record, isRequired: Bool) -> Source? {
        guard let node = record["source"] else {
            if isRequired {
                note(
                    .missingSource,
                    at: record.mark(of: "source"),
                    "The \(record.what) makes a claim without a source.",
                    "Write 'source:' with a key of law/index.tsv or a reference in words."
                )
            }
            return nil
        }
        guard node.scalar == nil else {
            return string(node, of: "'source'").map { Source(reference: $0, isVerified: true) }
        }
        guard let fields = self.record(node, "source", keys: ["reference", "verified"]) else {
            return nil
        }
        let reference = required("reference", of: fields)
            .flatMap { string($0, of: "'reference'") }
        let isVerified = fields["verified"].map { truth($0, of: "'verified'") } ?? true
        guard let reference, let isVerified else { return nil }
        return Source(reference: reference, isVerified: isVerified)
    }

    /// A length of time such as `5 working-days` or `1 month`.
    mutating func period(_ node: Node, of what: String) -> Period? {
        guard let text = string(node, of: what) else { return nil }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let count = Int(parts[0]) else {
            note(
                .wrongType,
                at: node.mark,
                "\(quoted(text)) is not a length of time.",
                "Write a number and a unit, such as '5 working-days' or '4 hours'."
            )
            return nil
        }
        guard (1...3_650).contains(count) else {
            note(
                .impossibleClock,
                at: node.mark,
                "A period of \(quoted(text)) can't be kept.",
                "Write a number from 1 to 3650."
            )
            return nil
        }
        let units = Period.Unit.allCases.map(\.rawValue)
        // Singular is readable too: 1 working-day.
        guard
            let unit = Period.Unit.allCases.first(where: {
                $0.rawValue == parts[1] || $0.rawValue.dropLast() == parts[1]
            })
        else {
            note(
                .unknownCode,
                at: node.mark,
                "There is no unit \(quoted(String(parts[1]))).",
                nearest(to: String(parts[1]), among: units).map { "Did you mean '\($0)'?" }
                    ?? "Use one of: \(units.joined(separator: ", "))."
            )
            return nil
        }
        guard unit != .hours || count <= 240 else {
            note(
                .clockUnit,
                at: node.mark,
                "A period of \(count) hours is longer than ten days.",
                "Write it in working-days, calendar-days or months, as the law does."
            )
            return nil
        }
        return Period(count, unit)
    }
}
