/// Which words of names are particles, titles, initials and patronymics.
enum NameKinds {
    private static let particles: Set<String> = words(
        """
        van von der den de del della di da do dos das du la le les los el al as ad ar at an ash az bin ibn ben bint binti
        abu abou bou zu zum zur ter ten te af av y e i ul ur ud st san santa ap ab mac o oglu kyzy qizi ogly uulu
        """
    )

    private static let titles: Set<String> = words(
        """
        mr mrs ms miss mister dr doctor prof professor sir lady lord dame madam madame monsieur mme mlle herr frau sr sra
        senor senora president minister general gen colonel col captain capt major rev reverend father sheikh
        shaikh shaykh sheik cheikh hajj haji hajji hadji hadj mullah mulla maulvi mawlawi maulawi imam sayyid
        """
    )

    /// What follows a name and is none.
    private static let suffixes: Set<String> = words("jr junior sr ii iii iv phd md esq")

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
    }

    static func kind(of word: NameWords.Word, _ folded: [UInt8]) -> PersonName.Kind {
        if word.letters.count == 1, !word.isCapitals, isConjunction(word.letters[0]) {
            return .particle
        }
        if word.letters.count == 1, word.script != .other,
            word.script != .characters, word.script != .ethiopic
        {
            return .initial
        }
        guard folded.count <= 24 else { return .name }
        let text = String(decoding: folded, as: UTF8.self)
        if folded.count <= 6, particles.contains(text) { return .particle }
        if titles.contains(text) || suffixes.contains(text) { return .title }
        return isPatronymic(text, word.script) ? .patronymic : .name
    }

    /// And, between two names of a family.
    private static func isConjunction(_ letter: Unicode.Scalar) -> Bool {
        letter == "y" || letter == "e" || letter == "i" || letter == "и" || letter == "і"
    }

    /// Whether a word belongs where it stands: titles begin a name, what follows a name does not, and Ben Johnson is no
    /// son of Johnson.
    static func isInPlace(_ text: String, _ kind: PersonName.Kind, begins: Bool) -> Bool {
        switch kind {
        case .title: suffixes.contains(text) != begins
        case .particle: !(begins && text == "ben")
        default: true
        }
    }

    /// Names in -ovich are Russian fathers' names, but Serbian surnames: neither counts against a person if it is missing.
    private static func isPatronymic(_ text: String, _ script: Script) -> Bool {
        guard script == .cyrillic || script == .latin, text.count > 6 else { return false }
        return [
            "ovich", "evich", "ovych", "evych", "ovitch", "evitch", "owitsch", "ewitsch", "ovna",
            "evna",
            "ivna", "owna", "ewna", "ovyc", "ovic",
        ].contains { text.hasSuffix($0) && $0.count + 2 < text.count }
    }
}
