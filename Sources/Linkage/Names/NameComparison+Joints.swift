extension NameComparison {
    /// Pairs words that one name writes in two and the other in one, as Abd al-Rahman and Abdurrahman.
    mutating func joinWords() {
        while openRows != 0, openColumns != 0 {
            var best = Joint(
                similarity: Self.agreeing,
                tie: .max,
                first: 0,
                last: 0,
                single: 0,
                ofOne: true
            )
            for isOne in [true, false] {
                let (name, open, count) =
                    isOne ? (one, openRows, rows) : (other, openColumns, columns)
                let (single, singles) = isOne ? (other, openColumns) : (one, openRows)
                for first in 0..<count where Self.isFree(name.tokens[first], first, open) {
                    for last in (first + 1)..<max(min(first + 3, count), first + 1) {
                        guard (first...last).allSatisfy({ Self.isFree(name.tokens[$0], $0, open) })
                        else { break }
                        guard (first...last).contains(where: { open & (1 << UInt16($0)) != 0 })
                        else { continue }
                        for place in 0..<Self.most where singles & (1 << UInt16(place)) != 0 {
                            let found = Self.joined(name, first, last, single, place)
                            let tie = single.tokens[place].hash &+ name.tokens[first].hash
                            if found > best.similarity
                                || (found == best.similarity && tie < best.tie)
                            {
                                best = Joint(
                                    similarity: found,
                                    tie: tie,
                                    first: first,
                                    last: last,
                                    single: place,
                                    ofOne: isOne
                                )
                            }
                        }
                    }
                }
            }
            guard best.last > 0 else { return }
            take(best)
        }
    }

    private struct Joint {
        var similarity: Double
        var tie: UInt64
        var first: Int
        var last: Int
        var single: Int
        var ofOne: Bool
    }

    private mutating func take(_ joint: Joint) {
        var parts: UInt16 = 0
        for index in joint.first...joint.last { parts |= 1 << UInt16(index) }
        let single: UInt16 = 1 << UInt16(joint.single)
        openRows &= ~(joint.ofOne ? parts : single)
        openColumns &= ~(joint.ofOne ? single : parts)
        count(min(joint.similarity, 0.98))
        agreedNames += 1
        let row = joint.ofOne ? joint.first : joint.single
        partners[row] = Int8(joint.ofOne ? joint.single : joint.first)
    }

    private static func isFree(_ token: PersonName.Token, _ index: Int, _ open: UInt16) -> Bool {
        token.kind == .particle || (open & (1 << UInt16(index)) != 0 && token.kind != .initial)
    }

    private static func joined(
        _ name: PersonName,
        _ first: Int,
        _ last: Int,
        _ single: PersonName,
        _ place: Int
    ) -> Double {
        var sounds = InlineArray<32, UInt8>(repeating: 0)
        var length = 0
        let letters = name.bytes.span
        for index in first...last {
            for at in name.tokens[index].sounds where length < 32 {
                let sound = letters[at]
                if length > 0, sounds[length - 1] == sound { continue }
                sounds[length] = sound
                length += 1
            }
        }
        let token = single.tokens[place]
        return SoundDistance.similarity(
            sounds.span.extracting(0..<length),
            single.bytes.span.extracting(token.sounds),
            withoutVowels: name.tokens[first].script.leavesOutVowels
                || token.script.leavesOutVowels,
            SoundTable.shared
        )
    }
}
