/// How alike names are, whatever script they are written in.
package enum NameSimilarity {
    /// Two words of names, from 0, nothing in common, to 1, the same.
    ///
    /// Names that are one in other languages, and short forms, are alike whatever they sound like.
    /// Symmetric. Cost: the product of their lengths.
    package static func tokens(
        _ one: PersonName.Token,
        of name: PersonName,
        _ other: PersonName.Token,
        of otherName: PersonName
    ) -> Double {
        words(one, name.bytes.span, other, otherName.bytes.span, SoundTable.shared)
    }

    /// Two words as spellings of one form of a name, from 0 to 1: Yuri is Юрий, but is not Георгий.
    ///
    /// Symmetric. Cost: the product of their lengths.
    package static func spellings(
        _ one: PersonName.Token,
        of name: PersonName,
        _ other: PersonName.Token,
        of otherName: PersonName
    ) -> Double {
        heard(one, name.bytes.span, other, otherName.bytes.span, SoundTable.shared)
    }

    /// Two names of persons, from 0, different, to 1, the same.
    ///
    /// Symmetric. Words that one name lacks count little, words that contradict each other much, however many others agree.
    /// Names in another order are as alike as in the same but for a constant: never the same by that alone.
    /// Cost: the product of the words, of which the first twelve count.
    package static func names(_ one: PersonName, _ other: PersonName) -> Double {
        var comparison = NameComparison(one, other)
        return comparison.similarity()
    }

    /// Two names of one word each: what `names` comes to.
    static func singles(_ one: PersonName, _ other: PersonName) -> Double {
        let (token, partner) = (one.tokens[0], other.tokens[0])
        guard NameComparison.areComparable(token, partner) else { return 0.2 }
        let found = words(
            token,
            one.bytes.span,
            partner,
            other.bytes.span,
            SoundTable.shared,
            least: slippedLeast
        )
        return NameComparison.left(of: found)
    }

    static func words(
        _ one: PersonName.Token,
        _ letters: Span<UInt8>,
        _ other: PersonName.Token,
        _ others: Span<UInt8>,
        _ table: borrowing SoundTable,
        least: Double = 0
    ) -> Double {
        let areKnown = one.groups[0] != 0 && other.groups[0] != 0
        let heard = heard(one, letters, other, others, table, least: areKnown ? 0 : least)
        // Marks that were lost change no name.
        if heard < 0.98, one.script == other.script, one.foldedHash == other.foldedHash {
            return 0.98
        }
        // Another character is another name.
        if one.script == .characters, other.script == .characters { return max(0, 2 * heard - 1) }
        let group = NameGroups.similarity(one.groups, other.groups)
        // Among names of one group those that sound alike come first.
        if group > 0 { return max(heard, group + 0.04 * heard) }
        // Two known names are two names, however near.
        if areKnown, heard < 1 { return heard * 0.85 }
        return isSlip(one, letters, other, others, heard) ? slipped : heard
    }

    private static func heard(
        _ one: PersonName.Token,
        _ letters: Span<UInt8>,
        _ other: PersonName.Token,
        _ others: Span<UInt8>,
        _ table: borrowing SoundTable,
        least: Double = 0
    ) -> Double {
        if one.hash == other.hash, one.script == other.script { return 1 }
        return SoundDistance.similarity(
            letters.extracting(one.sounds),
            others.extracting(other.sounds),
            withoutVowels: one.script.leavesOutVowels || other.script.leavesOutVowels,
            table,
            least: least
        )
    }

    /// How alike two words must be heard before a slip of the pen is looked for.
    static let slippedLeast = 0.4

    /// How alike two words are at least where the pen or the finger slipped once.
    static let slipped = 0.8

    /// Whether two longer words are a letter apart.
    private static func isSlip(
        _ one: PersonName.Token,
        _ letters: Span<UInt8>,
        _ other: PersonName.Token,
        _ others: Span<UInt8>,
        _ heard: Double
    ) -> Bool {
        guard heard < slipped, heard > slippedLeast, one.script == other.script,
            one.folded.count > 3,
            other.folded.count > 3
        else { return false }
        return EditDistance.optimalAlignment(
            letters.extracting(one.folded),
            others.extracting(other.folded)
        ) == 1
    }
}
