extension Letters {
    /// Letters with marks; their sounds are read together with their neighbours', as plain letters are.
    static let latin = Letters(
        """
        áàâãāăąǎạảấầẩẫậắằẳẵặȧ=a ä=a/a å=a/a æǣ=ae/e ç=c/Q ćĉċč=c/C ďḍḏ=d đ=d/8 ðḏ=d/D éèêëēĕėęěẹẻẽếềểễệə=e
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
        ش=sh/S ښ=sh/S ص=s/s ض=d/9 ط=t/t ظ=z/z ع=a/E غ=gh/G ف=f/2 ڤ=v ق=q/q كک=k/3 گ=g/g ڭ=ng/g ل=l م=m ن=n ں=n ه=h/H ہھۀ=h/H
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

    /// Ethiopic, for Amharic and Tigrinya: a consonant in each row of eight, a vowel in each column.
    ///
    /// The vowel of the sixth column is short or none.
    static let ethiopic: Letters = {
        let rows =
            "h l h m s r s sh q qw q q b v t ch h h n ny a k kw k k w a z zh y d d j g gw g t ch p ts ts f p"
        let sounds =
            "h l h m s r s S k kw k k b v t C h h n ny - k kw k k w - z Z y d d J g gw g t C p c c f p"
        let vowels = ["e", "u", "i", "a", "e", "", "o", "wa"]
        let heard = ["e", "u", "i", "a", "e", "E", "o", "wa"]
        var readings: [(letter: UInt32, folded: String, sounds: String)] = []
        for (row, pair) in zip(rows.split(separator: " "), sounds.split(separator: " "))
            .enumerated()
        {
            for column in vowels.indices {
                let isBare = pair.1 == "-"
                let vowel = isBare && column == 0 ? "a" : vowels[column]
                readings.append(
                    (
                        0x1200 + UInt32(row * 8 + column),
                        (isBare ? "" : String(pair.0)) + vowel,
                        (isBare ? "" : String(pair.1))
                            + (isBare && column == 0 ? "a" : heard[column])
                    )
                )
            }
        }
        return Letters(readings)
    }()
}
