/// Keys that many spellings of a name share, for blocking and for looking up.
enum Phonetic {
    private static let letters: [UInt8] = {
        var table = (0..<256).map { UInt8($0) }
        let pairs =
            "1b 2f 3k 4i 6z 7s 8d 9d Vv Ff Kk 5s Wu Yi yi ji Ji xh Xc Hh Cc Qc Ss Zz Gg Ng Bg qk Tt Dd Oo Uu Aa Ea wv"
        for pair in pairs.split(separator: " ") {
            let sides = Array(pair.utf8)
            table[Int(sides[0])] = sides[1]
        }
        return table
    }()

    private static let classes: [UInt8] = {
        var table = (0..<256).map { UInt8($0) }
        let pairs = "a0 e0 i0 o0 u0 bp vp fp dt gk zs cs"
        for pair in pairs.split(separator: " ") {
            let sides = Array(pair.utf8)
            table[Int(sides[0])] = sides[1] == UInt8(ascii: "0") ? 0 : sides[1]
        }
        return table
    }()

    /// The key that is the same in all romanisations.
    static func key(_ sounds: [UInt8]) -> [UInt8] {
        Sounds.single(sounds.map { letters[Int($0)] })
    }

    /// The classes of consonants of a key.
    static func skeleton(_ key: [UInt8]) -> [UInt8] {
        Sounds.single(key.map { classes[Int($0)] }.filter { $0 != 0 })
    }
}
