extension FingerprintEncoder {
    /// Something that is hashed into bits: a pair of sounds, a part of a date, a country.
    ///
    /// What tokens a person has is known to everybody who has the program; which bits a token has, to the key's holder.
    package struct Token: Hashable, Sendable {
        /// Where its bits are, by the order of the parts.
        package let part: UInt8
        /// What it is.
        package let number: UInt64
    }

    /// The tokens of the names, of the date and of the rest of a person's first fingerprint; to measure attacks with.
    package static func tokens(of particulars: Particulars) -> [Token] {
        var found: Set<Token> = []
        if let text = particulars.names.first {
            let name = PersonName(text)
            for word in name.tokens.prefix(mostWords) {
                tokens(of: word, name) { token, part, _ in
                    found.insert(Token(part: part == .sounds ? 0 : 3, number: token))
                }
            }
        }
        tokens(of: particulars.birth) { token, _ in found.insert(Token(part: 2, number: token)) }
        if !particulars.sex.isEmpty {
            found.insert(Token(part: 4, number: number(1, particulars.sex.utf8)))
        }
        for country in particulars.citizenships.prefix(mostCitizenships) {
            found.insert(Token(part: 4, number: number(2, country.utf8)))
        }
        return Array(found)
    }

    /// The tokens of four fields, the names' in the part of both and each in its own; to measure attacks with.
    package static func tokens(
        givenName: String,
        surname: String,
        birthDate: String,
        code: String
    ) -> [Token] {
        var found: Set<Token> = []
        for (part, name) in [(UInt8(0), givenName), (1, surname)] {
            tokens(ofName: name) { token, isNeighbours in
                found.insert(Token(part: part, number: token))
                if isNeighbours { found.insert(Token(part: 3, number: token)) }
            }
        }
        tokens(ofDate: birthDate) { token, _ in found.insert(Token(part: 2, number: token)) }
        tokens(ofName: code) { token, _ in found.insert(Token(part: 4, number: token)) }
        return Array(found)
    }
}
