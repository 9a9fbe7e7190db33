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
    /// For each value whether it is one word, and no initial.
    private let isSingle: [Bool]

    /// Reads every name of a pool.
    init(_ pool: ValuePool) {
        self.init(reading: pool, Self.read(pool, 0..<UInt32(pool.count)))
    }

    /// Reads every name of a pool, so many parts of it at once.
    static func reading(_ pool: ValuePool, workers: Int) async -> NameForms {
        let parts = await inParts(pool.count, workers: workers) {
            read(pool, UInt32($0.lowerBound)..<UInt32($0.upperBound))
        }
        return NameForms(reading: pool, Array(parts.joined()))
    }

    private static func read(_ pool: ValuePool, _ ids: Range<UInt32>) -> [PersonName] {
        ids.map { PersonName(String(decoding: pool.bytes(of: $0), as: UTF8.self)) }
    }

    private init(reading pool: ValuePool, _ names: [PersonName]) {
        var keys = ValuePool()
        var (sounds, skeletons) = ([UInt32](), [UInt32]())
        var (classes, isPlain, isSingle) = ([UInt32](), [Bool](), [Bool]())
        for (id, name) in names.enumerated() {
            let words = name.tokens.filter { $0.kind != .title && $0.kind != .particle }
            sounds.append(keys.add(words.flatMap { Array(name.phonetic($0)) }))
            skeletons.append(keys.add([0] + words.flatMap { Array(name.skeleton($0)) }))
            classes.append(words.reduce(0) { $0 | $1.classes })
            isPlain.append(pool.bytes(of: UInt32(id)).allSatisfy { $0 < 128 })
            isSingle.append(name.tokens.count == 1 && name.tokens[0].kind == .name)
        }
        self.names = names
        self.sounds = sounds
        self.skeletons = skeletons
        self.keys = keys
        self.classes = classes
        self.isPlain = isPlain
        self.isSingle = isSingle
    }

    /// A name's key by sound: the same in every script and romanisation.
    func sound(_ id: UInt32) -> ArraySlice<UInt8> { keys.bytes(of: sounds[Int(id)]) }

    /// A name's consonants.
    func skeleton(_ id: UInt32) -> ArraySlice<UInt8> { keys.bytes(of: skeletons[Int(id)]) }

    /// A number that names of the same sounds share; 0 for a missing name.
    func group(_ id: UInt32) -> UInt32 {
        guard id != 0 else { return 0 }
        let sound = sounds[Int(id)]
        return sound != 0 ? sound : UInt32(keys.count) + id
    }

    /// How two different names agree, given how many letters only one of them has.
    func agreement(
        _ one: UInt32,
        _ other: UInt32,
        apart: Int,
        in pool: ValuePool
    ) -> NameAgreement {
        let (first, second) = (Int(one), Int(other))
        let arePlain = isPlain[first] && isPlain[second]
        // An edit makes at most two letters differ.
        var distance = Int.max
        if arePlain, apart <= 4 {
            distance = pool.withBytes(of: one, other) { EditDistance.optimalAlignment($0, $1) }
            if distance == 1 { return .oneEdit }
        }
        if sounds[first] == sounds[second], sounds[first] != 0 { return .sound }
        if isFar(one, other) { return .different }
        let similarity = similarity(first, second)
        if similarity >= 0.9 { return .known }
        if distance == 2, pool.length(of: one) > 3, pool.length(of: other) > 3 {
            return .twoEdits
        }
        if similarity >= 0.8 { return .near }
        guard arePlain else {
            return similarity >= 0.7 ? .alike : similarity >= 0.55 ? .faint : .different
        }
        let text =
            apart > 6
            ? .different : pool.withBytes(of: one, other) { TextAgreement($0, $1, distance) }
        switch text {
        case .beginning, .alike: return .alike
        case .faint: return .faint
        default: return similarity >= 0.65 ? .faint : .different
        }
    }

    /// As `NameSimilarity.names`, shorter where both names are one word.
    private func similarity(_ first: Int, _ second: Int) -> Double {
        guard isSingle[first], isSingle[second] else {
            return NameSimilarity.names(names[first], names[second])
        }
        return NameSimilarity.singles(names[first], names[second])
    }

    /// So many classes of consonants that only one of two names has: nothing finds them alike, but a dictionary.
    private func isFar(_ one: UInt32, _ other: UInt32) -> Bool {
        guard (classes[Int(one)] ^ classes[Int(other)]).nonzeroBitCount > 5 else { return false }
        return !names[Int(one)].tokens.contains { word in
            names[Int(other)].tokens.contains { NameGroups.similarity(word.groups, $0.groups) > 0 }
        }
    }
}
