internal import CLinkage

/// How two fingerprints of persons agree, part by part.
struct PersonAgreement {
    /// What of the names is heard: given name's and surname's words, filled together.
    private let sounds: Part
    /// Their consonants.
    private let bones: Part
    private let birth: Part
    /// Sex and countries.
    private let code: Part
    /// Whether the upper halves of all parts are empty, as folding leaves them.
    private let isFolded: Bool

    init(_ one: Fingerprint, _ other: Fingerprint) {
        sounds = Part(one, other, linkage_given..<linkage_birth)
        bones = Part(one, other, linkage_shared..<linkage_code)
        birth = Part(one, other, linkage_birth..<linkage_shared)
        code = Part(one, other, linkage_code..<linkage_words)
        isFolded = [2, 3, 6, 7, 10, 11, 14].allSatisfy { one.words[$0] | other.words[$0] == 0 }
    }

    /// How much speaks for one person, about a logarithm of odds without its constant.
    ///
    /// The shares of the smaller and of the larger number of bits are what strangers have in common who are found by the
    /// scan. Source: logistic regression on invented persons (`nrm`, seed 7; two fifths with all that is known, the rest with
    /// less), rounded.
    var score: Double {
        isFolded
            ? sounds.weight(0.13, smaller: 0.68, larger: 0)
                + bones.weight(0.16, smaller: 0.76, larger: 0.06)
                + birth.weight(0.43, smaller: 0.65, larger: 0)
                + code.weight(0.7, smaller: 0.73, larger: 0.2)
            : sounds.weight(0.09, smaller: 0.6, larger: 0.28)
                + bones.weight(0.14, smaller: 0.68, larger: 0.06)
                + birth.weight(0.36, smaller: 0.54, larger: 0.06)
                + code.weight(0.6, smaller: 0.7, larger: 0.25)
    }

    /// Bits of a part, and how many are in both.
    private struct Part {
        private var common = 0
        private var one = 0
        private var other = 0

        init(_ one: Fingerprint, _ other: Fingerprint, _ words: Range<Int>) {
            for word in words {
                common += (one.words[word] & other.words[word]).nonzeroBitCount
                self.one += one.words[word].nonzeroBitCount
                self.other += other.words[word].nonzeroBitCount
            }
        }

        /// What the bits say; nothing where one of the two has none.
        func weight(_ each: Double, smaller: Double, larger: Double) -> Double {
            guard one > 0, other > 0 else { return 0 }
            let expected = smaller * Double(min(one, other)) + larger * Double(max(one, other))
            return each * (Double(common) - expected)
        }
    }
}
