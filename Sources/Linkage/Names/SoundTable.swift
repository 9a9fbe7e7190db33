/// How far sounds are from each other, from 0 to `whole`.
///
/// Written down are the pairs that one name's spellings exchange: what a letter of one script may stand for, what
/// languages spell differently, what is heard alike. All other pairs are a whole apart, vowels half.
struct SoundTable: Sendable {
    /// The distance of two sounds that have nothing in common.
    static let whole: UInt8 = 20

    static let shared = SoundTable()

    /// The distance of two sounds, at 256 × one + other.
    let between: [UInt8]
    /// What leaving out a sound costs where both scripts write vowels.
    let alone: [UInt8]
    /// The same where one of the scripts leaves out short vowels.
    let aloneWithoutVowels: [UInt8]

    private static let vowels = "aeiouOUAEWYyH"

    /// Pairs of sounds, each as near to each other as the number says; of a pair named twice the nearer counts.
    private static let near: [(pairs: String, cost: UInt8)] = [
        (
            "A:a A:e A:i A:o A:u W:u W:o W:v W:w Y:i Y:y 1:b 2:f 3:k 4:J 4:j V:v V:b F:f F:p K:k K:x 5:s 5:S"
                + " N:g H:a X:C E:a Q:s Q:c q:k O:o U:u y:i Y:j J:j T:t D:d 8:d 8:J 9:d 9:z",
            1
        ),
        (
            "H:e H:h E:e 3:g 1:p 2:v W:U W:O A:O A:U Y:e Q:C X:x X:S X:k x:h G:g B:g B:J B:4 4:g w:v w:u q:3 T:s"
                + " j:y j:i N:h N:G D:z U:i O:e K:X V:w a:e 5:Q c:z X:K E:i E:o E:u q:K J:Z 8:j 6:z 6:J 6:c 6:j 7:S 7:s 7:z B:j y:e A:y",
            4
        ),
        (
            "o:u e:i a:o C:c Q:k S:s Z:z j:Z j:h j:x b:v v:u S:C G:r q:g k:x 4:Z 4:B z:s c:s F:v F:b v:f"
                + " h:G X:h B:x B:Z Y:a W:a H:i H:o C:S T:z T:c q:x q:G J:C Q:S Z:S u:U o:O A:E C:t Z:C 4:C J:y 7:k 7:x 7:C 7:Z"
                + " y:j w:o w:W N:v N:k X:c",
            7
        ),
        ("b:p d:t g:k k:h g:h v:b T:f w:b z:c J:z f:p K:h C:k K:q 4:z 1:v 2:p V:u F:2 D:t", 11),
    ]

    private init() {
        let isVowel = Self.vowels.utf8.reduce(into: Array(repeating: false, count: 256)) {
            $0[Int($1)] = true
        }
        var between = Array(repeating: Self.whole, count: 65_536)
        for one in 0..<256 {
            for other in 0..<256 where isVowel[one] && isVowel[other] {
                between[one << 8 | other] = 10
            }
            between[one << 8 | one] = 0
        }
        for (pairs, cost) in Self.near.reversed() {
            for pair in pairs.split(separator: " ") {
                let sounds = Array(pair.utf8)
                between[Int(sounds[0]) << 8 | Int(sounds[2])] = cost
                between[Int(sounds[2]) << 8 | Int(sounds[0])] = cost
            }
        }
        self.between = between
        alone = Self.table("a9 e7 i8 o9 u9 O8 U8 y6 h8 H5 E5 A7 j12 w12 W10 Y8 '3")
        aloneWithoutVowels = Self.table("a3 e2 i4 o5 u5 O4 U4 y5 h8 H3 E4 A4 j12 w10 W7 Y6 '2")
    }

    private static func table(_ text: String) -> [UInt8] {
        var costs = Array(repeating: whole, count: 256)
        for entry in text.split(separator: " ") {
            costs[Int(entry.utf8.first ?? 0)] = UInt8(entry.dropFirst()) ?? whole
        }
        return costs
    }
}
