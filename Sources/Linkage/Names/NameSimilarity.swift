/// How alike names are, whatever script they are written in.
package enum NameSimilarity {
    /// Two words of names, from 0, nothing in common, to 1, the same. Symmetric.
    package static func tokens(
        _ one: PersonName.Token,
        of name: PersonName,
        _ other: PersonName.Token,
        of otherName: PersonName
    ) -> Double {
        let withoutVowels = one.script.leavesOutVowels || other.script.leavesOutVowels
        let (letters, others) = (name.bytes.span, otherName.bytes.span)
        return SoundDistance.similarity(
            letters.extracting(one.sounds),
            others.extracting(other.sounds),
            withoutVowels: withoutVowels,
            SoundTable.shared
        )
    }
}
