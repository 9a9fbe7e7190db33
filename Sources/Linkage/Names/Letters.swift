/// What the letters of the scripts are in the plain alphabet, and how they sound.
///
/// A table is written as `letter=folded` where the sounds follow from the folded letters as they do in Latin, or as
/// `letter=folded/sounds`. The sounds are letters of `Sounds`: `C` is ch, `S` sh, `Z` zh, `J` dzh, `x` kh, `G` gh, `c` ts.
/// The folded forms are those of passports (ICAO Doc 9303) and of BGN/PCGN without marks, the sounds are what all
/// romanisations of a letter have in common.
struct Letters: Sendable {
    struct Reading: Sendable {
        let folded: [UInt8]
        let sounds: [UInt8]
    }

    private let readings: [UInt32: Reading]

    subscript(letter: Unicode.Scalar) -> Reading? { readings[letter.value] }

    init(_ table: String) {
        var readings: [UInt32: Reading] = [:]
        for entry in table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let sides = entry.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2 else { continue }
            let parts = sides[1].split(separator: "/", omittingEmptySubsequences: false)
            let folded = Array(parts[0].utf8)
            let reading = Reading(
                folded: folded,
                sounds: parts.count > 1 ? Array(parts[1].utf8) : folded
            )
            for letter in sides[0].unicodeScalars { readings[letter.value] = reading }
        }
        // Letters in the shapes of old printing, by Unicode's order: a name in them is the same name.
        for (shape, letter) in Self.shapes { readings[shape] = readings[letter] }
        self.readings = readings
    }

    /// The shapes of Arabic letters, U+FE80 to U+FEF4, and what they are.
    private static let shapes: [(UInt32, UInt32)] = {
        let letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي".unicodeScalars
        let single: Set<Unicode.Scalar> = ["ء"]
        let double: Set<Unicode.Scalar> = [
            "آ", "أ", "ؤ", "إ", "ا", "ة", "د", "ذ", "ر", "ز", "و", "ى",
        ]
        var shapes: [(UInt32, UInt32)] = []
        var next: UInt32 = 0xFE80
        for letter in letters {
            for _ in 0..<(single.contains(letter) ? 1 : double.contains(letter) ? 2 : 4) {
                shapes.append((next, letter.value))
                next += 1
            }
        }
        return shapes
    }()

    static func of(_ script: Script) -> Letters? {
        switch script {
        case .latin: latin
        case .cyrillic: cyrillic
        case .greek: greek
        case .georgian: georgian
        case .armenian: armenian
        case .arabic: arabic
        case .hebrew: hebrew
        case .other: nil
        }
    }

    /// Letters with marks; their sounds are read together with their neighbours', as plain letters are.
    static let latin = Letters(
        """
        áàâãāăąǎạảấầẩẫậắằẳẵặȧ=a ä=a/a å=a/a æǣ=ae/e ç=c/Q ćĉċč=c/C ďḍḏ=d đ=d ðḏ=d/D éèêëēĕėęěẹẻẽếềểễệə=e
        ĝǧ=g/J ğ=g/G ġģ=g/g ĥḥḫħẖ=h/h íìîïĩīĭįıỉịǐ=i ĵ=j/Z ķ=k/k ḳ=k/q ĺļľłḷ=l ńņňṇṅ=n ñ=n/ny óòôõōŏőọỏốồổỗộơớờởỡợǒ=o
        öø=o/O œ=oe/O ŕŗřṛ=r śŝšș=s/S ş=s/S ṣ=s ß=ss/s ťṭṯ=t țţ=t/c þ=th/T úùûũūŭůűųụủưứừửữựǔ=u ü=u/U ŵ=w ýÿŷỳỵỷỹ=y
        źżžẓ=z/Z ż=z/Z ẓ=z/z
        """
    )

    static let cyrillic = Letters(
        """
        а=a б=b в=v г=g/N ґ=g/g ғ=g/G д=d ђ=dj/J ѓ=gj/J е=e э=e ё=e/yo є=ye/e ж=zh/Z җӂӝ=zh/J з=z ѕ=dz и=i і=i ї=yi/i й=y/y ј=j/y
        к=k қҡ=q/q ќ=kj/k л=l љ=lj/ly м=m н=n ң=ng/n њ=nj/ny о=o ө=o/O п=p р=r с=s т=t ћ=c/C у=u ў=u/w ұ=u ү=u/U ф=f
        х=kh/x ҳһ=h/h ц=ts/c ч=ch/C ҷӌ=j/J џ=dz/J ш=sh/S щ=shch/SC ъь’=/ ы=y/i ю=yu/yu я=ya/ya ә=a/a ѣ=e
        """
    )

    static let greek = Letters(
        """
        αά=a β=v γ=g/B δ=d/D εέ=e ζ=z ηή=i/i θ=th/T ιίϊΐ=i κ=k/k λ=l μ=m ν=n ξ=x/ks οόωώ=o π=p ρ=r σς=s τ=t υύϋΰ=y/y φ=f
        χ=ch/x ψ=ps
        """
    )

    static let georgian = Letters(
        """
        ა=a ბ=b გ=g/g დ=d ე=e ვ=v ზ=z თტ=t ი=i კ=k/k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh/Z რ=r ს=s უ=u ფ=p/F ქ=k/k ღ=gh/G ყ=q/q
        შ=sh/S ჩჭ=ch/C ცწ=ts/c ძ=dz ხ=kh/x ჯ=j/J ჰ=h
        """
    )

    static let armenian = Letters(
        """
        ա=a բ=b գ=g/g դ=d ե=e զ=z է=e ը=y/e թ=t ժ=zh/Z ի=i լ=l խ=kh/x ծ=ts/c կ=k/k հ=h ձ=dz ղ=gh/G ճ=ch/C մ=m յ=y ն=n
        շ=sh/S ո=o չ=ch/C պ=p ջ=j/J ռր=r ս=s վ=v տ=t ց=ts/c ւ=w/u փ=p/p ք=k/k օ=o ֆ=f և=ev
        """
    )

    /// Arabic, with the letters of Persian, Urdu, Kurdish and Pashto.
    ///
    /// A letter that stands for several sounds has one of its own: `b` and `p` are both written with ب (`1`), `f` and
    /// `v` with ف (`2`), `k` and `g` with ك (`3`), `g` and `j` with ج (`4`).
    static let arabic = Letters(
        """
        اأإٱ=a/A آ=a/a ب=b/1 پ=p ت=t/t ٹ=t ث=th/T ج=j/4 چ=ch/C ح=h/h خ=kh/x د=d/d ڈ=d ذ=dh/D ر=r ڑړ=r ز=z/z ژ=zh/Z ږ=zh/Z س=s/s
        ش=sh/S ښ=sh/S ص=s/s ض=d/d ط=t/t ظ=z/z ع=a/E غ=gh/G ف=f/2 ڤ=v ق=q/q كک=k/3 گ=g/g ڭ=ng/g ل=l م=m ن=n ں=n ه=h/H ہھۀ=h/H
        ة=a/H ۃ=a/H وۋ=w/W ؤ=w/W ۆ=o/W ۇ=u/W يی=y/Y ئ=y/Y ې=e/Y ێ=e/Y ے=e/Y ى=a/a ء=/ ـ=/ َ=a ُ=u ِ=i ً=an ٌ=un ٍ=in
        ّ=/ ْ=/ ٰ=a/a ە=e
        """
    )

    /// Hebrew: ב is `b` or `v` (`V`), פ `p` or `f` (`F`), כ `k` or `kh` (`K`), ש `sh` or `s` (`5`).
    static let hebrew = Letters(
        """
        א=a/A ב=v/V ג=g/g ד=d/d ה=h/H ו=v/W ז=z/z ח=h/x ט=t/t י=y/Y כך=k/K ל=l מם=m נן=n ס=s/s ע=a/E פ=p/F ף=f צץ=ts/c ק=k/k
        ר=r ש=sh/5 ת=t/t װ=v/v ױ=oy/Y ײ=ey/Y
        """
    )
}
