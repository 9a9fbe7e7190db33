/// How alike names are, whatever script they are written in.
package enum NameSimilarity {
    /// Two words of names, from 0, nothing in common, to 1, the same.
    ///
    /// Symmetric. Cost: the product of their lengths.
    package static func tokens(
        _ one: PersonName.Token,
        of name: PersonName,
        _ other: PersonName.Token,
        of otherName: PersonName
    ) -> Double {
        words(one, name.bytes.span, other, otherName.bytes.span, SoundTable.shared)
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

    static func words(
        _ one: PersonName.Token,
        _ letters: Span<UInt8>,
        _ other: PersonName.Token,
        _ others: Span<UInt8>,
        _ table: borrowing SoundTable
    ) -> Double {
        if one.hash == other.hash, one.script == other.script { return 1 }
        let withoutVowels = one.script.leavesOutVowels || other.script.leavesOutVowels
        let heard = SoundDistance.similarity(
            letters.extracting(one.sounds),
            others.extracting(other.sounds),
            withoutVowels: withoutVowels,
            table
        )
        // Another character is another name.
        if one.script == .characters, other.script == .characters { return max(0, 2 * heard - 1) }
        let group = NameGroups.similarity(one.groups, other.groups)
        // Among names of one group those that sound alike come first.
        return group > 0 ? max(heard, group + 0.04 * heard) : heard
    }
}
