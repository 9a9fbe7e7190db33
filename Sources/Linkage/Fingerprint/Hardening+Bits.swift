internal import CLinkage

extension Hardening {
    /// The parts of a fingerprint, in words.
    private static let parts = [
        linkage_given..<linkage_surname, linkage_surname..<linkage_birth,
        linkage_birth..<linkage_shared, linkage_shared..<linkage_code,
    ]

    /// The fingerprint that is kept of one as it was hashed.
    func applied(to words: SIMD16<UInt64>, _ hash: KeyedHash) -> SIMD16<UInt64> {
        guard self != .none else { return words }
        var words = words
        for part in Self.parts where part.contains(where: { words[$0] != 0 }) {
            switch shape {
            case .plain: break
            case .folded: Self.halve(&words, part) { $0 ^ $1 }
            case .balanced:
                Self.halve(&words, part) { $0 | $1 }
                Self.addOpposites(&words, part)
            case .rehashed: Self.rehash(&words, part, hash)
            }
        }
        if flipsPerSegment > 0 { flip(&words, hash) }
        return words
    }

    /// Leaves of a part its lower half, made of both.
    private static func halve(
        _ words: inout SIMD16<UInt64>,
        _ part: Range<Int>,
        _ join: (UInt64, UInt64) -> UInt64
    ) {
        let first = part.lowerBound
        if part.count == 4 {
            for word in first..<first + 2 {
                words[word] = join(words[word], words[word + 2])
                words[word + 2] = 0
            }
        } else {
            // Half of three words are one and a half.
            let (one, two, three) = (words[first], words[first + 1], words[first + 2])
            words[first] = join(one, two >> 32 | three << 32)
            words[first + 1] = join(two, three >> 32) & 0xFFFF_FFFF
            words[first + 2] = 0
        }
    }

    private static func addOpposites(_ words: inout SIMD16<UInt64>, _ part: Range<Int>) {
        let first = part.lowerBound
        if part.count == 4 {
            for word in first..<first + 2 { words[word + 2] = ~words[word] }
        } else {
            words[first + 1] |= ~words[first] << 32
            words[first + 2] = ~words[first] >> 32 | ~words[first + 1] << 32
        }
    }

    private static func rehash(
        _ words: inout SIMD16<UInt64>,
        _ part: Range<Int>,
        _ hash: KeyedHash
    ) {
        var bits = FingerprintBits()
        for word in part {
            for byte in 0..<UInt64(8) {
                let eight = words[word] >> (byte * 8) & 0xFF
                guard eight != 0 else { continue }
                // The same names have the same bits as given name and as surname.
                let place = UInt64(word - part.lowerBound) << 3 | byte
                bits.insert(
                    hash(1 << 60 | UInt64(part.count) << 32 | place << 8 | eight),
                    count: 4,
                    base: part.lowerBound,
                    size: UInt64(part.count * 64)
                )
            }
        }
        let rehashed = bits.words
        for word in part { words[word] = rehashed[word] }
    }

    /// Turns over bits of the parts that are there.
    private func flip(_ words: inout SIMD16<UInt64>, _ hash: KeyedHash) {
        var seed: UInt64 = 2 << 60
        for word in words.indices { seed = hash(seed ^ words[word]) }
        let isHalf = shape == .folded
        for (number, part) in Self.parts.enumerated()
        where part.contains(where: { words[$0] != 0 }) {
            let size = UInt64(part.count * (isHalf ? 32 : 64))
            let flips = flipsPerSegment * Int(size) / 256
            var random: UInt64 = 0
            for flip in 0..<flips {
                if flip % 4 == 0 { random = hash(seed &+ UInt64(number << 8 | flip)) }
                let place = ((random & 0xFFFF) * size) >> 16
                words[part.lowerBound + Int(place >> 6)] ^= 1 << (place & 63)
                random >>= 16
            }
        }
    }
}
