/// What the names of a set sound like: each different name is read once.
struct NameForms: Sendable {
    /// For each value of the pool its name, as it was read.
    private let names: [PersonName]
    /// For each value its key by sound, and its consonants; numbers of a pool of their own, equal where they are equal.
    private let sounds: [UInt32]
    private let skeletons: [UInt32]
    private let keys: ValuePool
    /// For each value which classes of consonants it has, a bit each.
    private let classes: [UInt32]
    /// For each value whether every letter is one of a to z.
    private let isPlain: [Bool]

    init(_ pool: ValuePool) {
        var keys = ValuePool()
        var (names, sounds, skeletons) = ([PersonName](), [UInt32](), [UInt32]())
        var (classes, isPlain) = ([UInt32](), [Bool]())
        for id in 0..<UInt32(pool.count) {
            let bytes = Array(pool.bytes(of: id))
            let name = PersonName(String(decoding: bytes, as: UTF8.self))
            let words = name.tokens.filter { $0.kind != .title && $0.kind != .particle }
            names.append(name)
            sounds.append(keys.add(words.flatMap { Array(name.phonetic($0)) }))
            skeletons.append(keys.add([0] + words.flatMap { Array(name.skeleton($0)) }))
            classes.append(words.reduce(0) { $0 | $1.classes })
            isPlain.append(bytes.allSatisfy { $0 < 128 })
        }
        self.names = names
        self.sounds = sounds
        self.skeletons = skeletons
        self.keys = keys
        self.classes = classes
        self.isPlain = isPlain
    }

    /// A name's key by sound: the same in every script and romanisation.
    func sound(_ id: UInt32) -> ArraySlice<UInt8> { keys.bytes(of: sounds[Int(id)]) }

    /// A name's consonants.
    func skeleton(_ id: UInt32) -> ArraySlice<UInt8> { keys.bytes(of: skeletons[Int(id)]) }

    /// How two different names agree.
    func agreement(_ one: UInt32, _ other: UInt32, in pool: ValuePool) -> NameAgreement {
        let (first, second) = (Int(one), Int(other))
        let arePlain = isPlain[first] && isPlain[second]
        var distance = Int.max
        if arePlain {
            distance = pool.withBytes(of: one, other) { EditDistance.optimalAlignment($0, $1) }
            if distance == 1 { return .oneEdit }
        }
        if sounds[first] == sounds[second], sounds[first] != 0 { return .sound }
        let similarity = NameSimilarity.names(names[first], names[second])
        if similarity >= 0.9 { return .known }
        if distance == 2, pool.bytes(of: one).count > 3, pool.bytes(of: other).count > 3 {
            return .twoEdits
        }
        if similarity >= 0.8 { return .near }
        guard arePlain else {
            return similarity >= 0.7 ? .alike : similarity >= 0.55 ? .faint : .different
        }
        let text = pool.withBytes(of: one, other) { TextAgreement($0, $1) }
        switch text {
        case .beginning, .alike: return .alike
        case .faint: return .faint
        default: return similarity >= 0.65 ? .faint : .different
        }
    }

    /// So many classes of consonants that only one of two names has: nothing finds them alike, but a dictionary.
    func isFar(_ one: UInt32, _ other: UInt32) -> Bool {
        guard (classes[Int(one)] ^ classes[Int(other)]).nonzeroBitCount > 5 else { return false }
        return !names[Int(one)].tokens.contains { word in
            names[Int(other)].tokens.contains { NameGroups.similarity(word.groups, $0.groups) > 0 }
        }
    }
}
