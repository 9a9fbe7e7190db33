/// What the names of a set sound like: each different name is read once.
struct NameForms: Sendable {
    /// For each value of the pool its name, as it was read.
    private let names: [PersonName]
    /// For each value its key by sound, and its consonants; numbers of a pool of their own, equal where they are equal.
    private let sounds: [UInt32]
    private let skeletons: [UInt32]
    private let keys: ValuePool
    /// For each value what is asked first.
    private let shapes: [Shape]

    /// What tells most names apart before they are compared.
    private struct Shape: Sendable {
        /// Which classes of consonants a name has, a bit each.
        var classes: UInt32 = 0
        /// What its sounds weigh.
        var weight: UInt16 = 0
        /// Whether every letter is one of a to z.
        var isPlain = false
        /// Whether it is one word, and no initial.
        var isSingle = false
        /// Whether the dictionary has one of its words.
        var isKnown = false
        /// Of a single word, what it is written in and a number that equal plain letters share.
        var script = Script.other
        var folded: UInt32 = 0
    }

    /// The sounds of single words, a row each: how many, and the first 31 of them.
    private let sounding: [UInt8]
    private static let row = 32

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
        var shapes: [Shape] = []
        var sounding = [UInt8](repeating: 0, count: names.count * Self.row)
        for (id, name) in names.enumerated() {
            let words = name.tokens.filter { $0.kind != .title && $0.kind != .particle }
            sounds.append(keys.add(words.flatMap { Array(name.phonetic($0)) }))
            skeletons.append(keys.add([0] + words.flatMap { Array(name.skeleton($0)) }))
            var shape = Shape()
            for word in words {
                shape.classes |= word.classes
                shape.isKnown = shape.isKnown || word.groups[0] != 0
                for sound in name.sounds(word) {
                    shape.weight &+= UInt16(SoundTable.shared.alone[Int(sound)])
                }
            }
            shape.isPlain = pool.bytes(of: UInt32(id)).allSatisfy { $0 < 128 }
            shape.isSingle = name.tokens.count == 1 && name.tokens[0].kind == .name
            if shape.isSingle {
                let token = name.tokens[0]
                (shape.script, shape.folded) = (
                    token.script, UInt32(truncatingIfNeeded: token.foldedHash)
                )
                let heard = name.sounds(token).prefix(SoundDistance.longest)
                sounding[id * Self.row] = UInt8(heard.count)
                for (place, sound) in heard.enumerated() {
                    sounding[id * Self.row + 1 + place] = sound
                }
            }
            shapes.append(shape)
        }
        self.names = names
        self.sounds = sounds
        self.skeletons = skeletons
        self.keys = keys
        self.shapes = shapes
        self.sounding = sounding
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
        let arePlain = shapes[first].isPlain && shapes[second].isPlain
        // An edit makes at most two letters differ.
        var distance = Int.max
        if arePlain, apart <= 4 {
            distance = pool.withBytes(of: one, other) { EditDistance.optimalAlignment($0, $1) }
            if distance == 1 { return .oneEdit }
        }
        if sounds[first] == sounds[second], sounds[first] != 0 { return .sound }
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
        let (one, other) = (shapes[first], shapes[second])
        guard one.isSingle, other.isSingle else {
            return NameSimilarity.names(names[first], names[second])
        }
        // Where neither the dictionary nor a slip of the pen has a say, sounds decide.
        if !(one.isKnown && other.isKnown), one.script != .characters || other.script != .characters
        {
            if one.classes & other.classes == 0, one.classes != 0, other.classes != 0 { return 0.2 }
            let sounds = sounding.span
            let heard = SoundDistance.similarity(
                sounds.extracting(heard(first)),
                sounds.extracting(heard(second)),
                withoutVowels: one.script.leavesOutVowels || other.script.leavesOutVowels,
                SoundTable.shared,
                least: NameSimilarity.slippedLeast
            )
            if heard >= 0.98 { return heard }
            if one.script == other.script, one.folded == other.folded { return 0.98 }
            if heard >= NameSimilarity.slipped || heard <= NameSimilarity.slippedLeast
                || one.script != other.script
            {
                return NameComparison.left(of: heard)
            }
        }
        return NameSimilarity.singles(names[first], names[second])
    }

    private func heard(_ id: Int) -> Range<Int> {
        let start = id * Self.row + 1
        return start..<(start + Int(sounding[start - 1]))
    }

    /// Whether two names may agree at all: unless they have too many consonants that the other lacks.
    ///
    /// Each consonant that only one has costs at least half of what leaving it out costs; names in the dictionary may be
    /// one whatever they sound like.
    func mayAgree(_ one: UInt32, _ other: UInt32) -> Bool {
        let (first, second) = (shapes[Int(one)], shapes[Int(other)])
        let apart = (first.classes ^ second.classes).nonzeroBitCount
        if apart < 4 || (first.isKnown && second.isKnown) { return true }
        return apart < 6 && apart * 66 <= Int(first.weight) + Int(second.weight)
    }

    /// Whether two names may be the same but for a slip.
    func mayBeClose(_ one: UInt32, _ other: UInt32) -> Bool {
        (shapes[Int(one)].classes ^ shapes[Int(other)].classes).nonzeroBitCount < 3
    }
}
