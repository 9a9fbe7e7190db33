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

    init(_ one: Fingerprint, _ other: Fingerprint) {
        sounds = Part(one, other, linkage_given..<linkage_birth)
        bones = Part(one, other, linkage_shared..<linkage_code)
        birth = Part(one, other, linkage_birth..<linkage_shared)
        code = Part(one, other, linkage_code..<linkage_words)
    }

    /// How much speaks for one person, about a logarithm of odds without its constant.
    ///
    /// The shares of the smaller and of the larger number of bits are what strangers have in common who are found by the
    /// scan. The larger counts for less where a part is often known in part only. Source: logistic regression on invented
    /// persons (`nrm`, seed 7), rounded.
    var score: Double {
        sounds.weight(0.09, smaller: 0.55, larger: 0.45)
            + bones.weight(0.14, smaller: 0.55, larger: 0.2)
            + birth.weight(0.37, smaller: 0.5, larger: 0.1)
            + code.weight(0.5, smaller: 0.8, larger: 0)
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
