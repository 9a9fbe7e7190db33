/// Names that are one name in other languages, and the short forms of names.
struct NameGroups: Sendable {
    /// The groups that a word belongs to.
    ///
    /// Up to four, 0 where there are fewer. Short forms have the highest bit.
    typealias Membership = SIMD4<UInt16>

    static let shared = NameGroups()

    private static let short: UInt16 = 0x8000
    private let memberships: [[UInt8]: Membership]

    /// The groups of a word by its phonetic key.
    func membership(of key: [UInt8]) -> Membership { memberships[key] ?? Membership(repeating: 0) }

    /// How alike two words are for being in one group: two full forms most, two short forms least; 0 where they share none.
    static func similarity(_ one: Membership, _ other: Membership) -> Double {
        guard one[0] != 0, other[0] != 0 else { return 0 }
        var best = 0.0
        for index in 0..<4 where one[index] != 0 {
            for place in 0..<4 where other[place] != 0 {
                guard (one[index] ^ other[place]) & ~short == 0 else { continue }
                let shorts = (one[index] & short != 0 ? 1 : 0) + (other[place] & short != 0 ? 1 : 0)
                best = max(best, shorts == 0 ? 0.92 : shorts == 1 ? 0.9 : 0.84)
            }
        }
        return best
    }

    private init() {
        var memberships: [[UInt8]: Membership] = [:]
        let groups =
            [Self.men, Self.women].flatMap { $0.split(separator: ";") }
            + Self.alone.split(whereSeparator: { $0 == " " || $0 == "\n" })
        for (number, group) in groups.enumerated() {
            for (place, side) in group.split(separator: "|").enumerated() {
                let membership = UInt16(number + 1) | (place > 0 ? Self.short : 0)
                for word in side.split(whereSeparator: { " \n=".contains($0) }) {
                    Self.add(String(word), membership, to: &memberships)
                }
            }
        }
        self.memberships = memberships
    }

    private static func add(
        _ word: String,
        _ group: UInt16,
        to memberships: inout [[UInt8]: Membership]
    ) {
        guard let word = NameWords(word).words.first else { return }
        let key = Phonetic.key(Spelling(word.letters, word.script).sounds)
        var membership = memberships[key] ?? Membership(repeating: 0)
        // A full form that is a short one too counts as full.
        guard !(0..<4).contains(where: { (membership[$0] ^ group) & ~short == 0 }),
            let free = (0..<4).first(where: { membership[$0] == 0 })
        else { return }
        membership[free] = group
        memberships[key] = membership
    }

    /// Names that are near to others in letters and are no other: each a group of its own, with
    /// how other scripts write it.
    private static let alone = """
        khalil jalil jamil kamil karam salman sulman nadir nazir hamad
        hammad majid farhad farouk hilal talal faisal fahad fuad jawad samad samih
         ramzi ramiz habib hashim hakim halim azim nazim munir mansur bashir idris ilham 
        akbar akram adnan zaki zaid yazid wasim imad iyad riyad nizar munther latif sharaf
        murat mert emre kemal cemal kenan hakan volkan orhan erhan burhan turgut tolga deniz engin ergin erdem erol birol
        ivo iva mila mira mara mina nino nani nana lika lela lali leri gela gocha goga malkhaz merab mamuka zaza
        serena selena marika malika salima amal ikram nida rana hania dalia dania jamileh
        farida fahima halima hamida karima latifa nabila rashida sabiha safia nasim yasmin jasmin
        ruslana roksolana sofiane zoran goran dejan dragan dragana bojan bojana milan milos milica jasna vesna
        karim=كريم=کریم kamal=كمال=کمال jamal=جمال samir=سمير=سمیر amir=أمير=امیر amin=أمين=امین nasir=ناصر hamid=حميد=حمید
        rashid=رشيد walid=وليد farid=فريد bilal=بلال jalal=جلال sami=سامي rami=رامي hisham=هشام bashar=بشار adil=عادل
        nabil=نبيل ziyad=زياد yasin=ياسين yasir=ياسر anwar=أنور murad=مراد nada=ندى rania=رانيا salma=سلمى
        huda=هدى mohsen=محسن muna=منى nasrin=نسرين shirin=شیرین parvin=پروین samira=سميرة nadia=نادية
        yael=יעל noa=נועה maya=מאיה shira=שירה tali=טלי orly=אורלי ronit=רונית galit=גלית avi=אבי uri=אורי amit=עמית
        eitan=איתן yair=יאיר nadav=נדב roi=רועי
        arta besa drita agim arben artan ardit besnik driton ilir luan flamur flutura adea era
        """
}
