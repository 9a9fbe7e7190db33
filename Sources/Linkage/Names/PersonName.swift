/// A person's name in any script, read once so that it can be compared often.
///
/// Names are kept as tokens in the order in which they were written. All of a name's letters are in one array: to compare
/// two names takes no memory.
package struct PersonName: Sendable {
    /// What a word of a name is.
    package enum Kind: UInt8, Sendable {
        case name
        /// One letter that stands for a name.
        case initial
        /// Belongs to the next name, as van, bin and al- do.
        case particle
        /// The father's name, as Russian and Ukrainian names have it.
        case patronymic
        /// A form of address, which says nothing of who it is.
        case title
    }

    /// A word of a name.
    package struct Token: Sendable {
        /// What it is written in.
        package let script: Script
        /// What it is in this name.
        package internal(set) var kind: Kind
        /// Whether a hyphen stands before it.
        package let isJoined: Bool
        let folded: Range<Int>
        let sounds: Range<Int>
        let phonetic: Range<Int>
        let skeleton: Range<Int>
        /// A bit a consonant class that occurs.
        let classes: UInt32
        /// A number that equal sounds share.
        let hash: UInt64
        /// The same of the folded letters.
        let foldedHash: UInt64
        var groups: NameGroups.Membership
    }

    /// The words, in the order in which they were written.
    package internal(set) var tokens: [Token] = []
    private(set) var bytes: [UInt8] = []

    /// Reads a name; what is neither letter nor mark only separates.
    package init(_ text: String) {
        for word in NameWords(text).words { add(word) }
        settleKinds()
    }

    /// Reads a text as one word of a name, whatever separates its parts.
    package init(word text: String) {
        let words = NameWords(text).words
        guard var whole = words.first else { return }
        for word in words.dropFirst() { whole.letters += word.letters }
        add(whole)
    }

    /// The plain letters of a token, a to z; of a script without a table of ours its own letters in UTF-8.
    package func folded(_ token: Token) -> ArraySlice<UInt8> { bytes[token.folded] }

    /// A token's key that is the same whatever romanisation was used: č, ч, ch and tsch are `c`, х, kh and h are `h`.
    package func phonetic(_ token: Token) -> ArraySlice<UInt8> { bytes[token.phonetic] }

    /// A token's classes of consonants, for scripts that leave out vowels.
    package func skeleton(_ token: Token) -> ArraySlice<UInt8> { bytes[token.skeleton] }

    func sounds(_ token: Token) -> ArraySlice<UInt8> { bytes[token.sounds] }

    /// Whether a word says that the next is the father's name.
    private(set) var namesFather = false

    private mutating func add(_ word: NameWords.Word) {
        let spelling = Spelling(word.letters, word.script)
        guard !spelling.sounds.isEmpty || !spelling.folded.isEmpty else { return }
        let phonetic = Phonetic.key(spelling.sounds)
        let skeleton = Phonetic.skeleton(phonetic)
        tokens.append(
            Token(
                script: word.script,
                kind: NameKinds.kind(of: word, spelling.folded),
                isJoined: word.isJoined,
                folded: keep(spelling.folded),
                sounds: keep(spelling.sounds),
                phonetic: keep(phonetic),
                skeleton: keep(skeleton),
                classes: skeleton.reduce(0) { $0 | 1 << UInt32($1 & 31) },
                hash: Self.hash(spelling.sounds),
                foldedHash: Self.hash(spelling.folded),
                groups: NameGroups.shared.membership(of: phonetic)
            )
        )
    }

    /// Fowler, Noll and Vo's hash.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private mutating func keep(_ part: [UInt8]) -> Range<Int> {
        let start = bytes.count
        bytes += part
        return start..<bytes.count
    }

    private static let sonOf: Set<String> = ["bin", "ibn", "ben", "bint", "binti"]

    /// Makes names of what stands where no title or particle does, and of titles and particles alone.
    private mutating func settleKinds() {
        var begins = true
        for index in tokens.indices {
            let token = tokens[index]
            let text = String(decoding: folded(token), as: UTF8.self)
            if !NameKinds.isInPlace(text, token.kind, begins: begins) { tokens[index].kind = .name }
            begins = begins && tokens[index].kind == .title
        }
        namesFather = tokens.contains {
            $0.kind == .particle && Self.sonOf.contains(String(decoding: folded($0), as: UTF8.self))
        }
        guard !tokens.contains(where: { $0.kind == .name }) else { return }
        let hasInitial = tokens.contains { $0.kind == .initial }
        for index in tokens.indices
        where tokens[index].kind != .initial || (!hasInitial && tokens.count == 1) {
            tokens[index].kind = .name
        }
    }
}
