import Testing

@testable import Linkage

/// How names are read.
struct NameSpellingTests {
    private func folded(_ text: String) -> [String] {
        let name = PersonName(text)
        return name.tokens.map { String(decoding: name.folded($0), as: UTF8.self) }
    }

    private func phonetic(_ text: String) -> String {
        let name = PersonName(word: text)
        return name.tokens.first.map { String(decoding: name.phonetic($0), as: UTF8.self) } ?? ""
    }

    private func skeleton(_ text: String) -> String {
        let name = PersonName(word: text)
        return name.tokens.first.map { String(decoding: name.skeleton($0), as: UTF8.self) } ?? ""
    }

    private func kinds(_ text: String) -> [PersonName.Kind] { PersonName(text).tokens.map(\.kind) }

    @Test(
        arguments: [
            ("Шевченко", "shevchenko"), ("Ющенко", "yushchenko"), ("Гамсахурдия", "gamsakhurdiya"),
            ("გელაშვილი", "gelashvili"), ("ღვინიაშვილი", "ghviniashvili"),
            ("Խաչատրյան", "khachatryan"),
            ("Παπαδόπουλος", "papadopoylos"), ("Łukasz", "lukasz"), ("Şahin", "sahin"),
            ("Işık", "isik"),
            ("Nguyễn", "nguyen"), ("Müller", "muller"), ("Großmann", "grossmann"),
            ("Čapek", "capek"),
            ("ዐቢይ", "abiy"),
        ]
    )
    func `every script of ours has plain letters`(text: String, expected: String) {
        #expect(folded(text) == [expected])
    }

    @Test func `a script without a table keeps its own letters`() {
        #expect(folded("習近平") == ["習近平"])
        #expect(folded("মোহাম্মদ") == ["মোহাম্মদ"])
    }

    @Test(
        arguments: [
            ["Chernyshevsky", "Tschernyschewski", "Čerňyševskij", "Чернышевский"],
            ["Mikhail", "Mihail", "Михаил"],
            ["Shevchuk", "Schewtschuk", "Ševčuk", "Шевчук"],
            ["Yuri", "Juri", "Iuri", "Юри"], ["Suleyman", "Sulejman", "Сулейман"],
            ["Vakhtang", "Vahtang", "Вахтанг", "ვახტანგ"],
            ["Boutros", "Butros"], ["Zhanna", "Žanna", "Жанна"], ["Khachatryan", "Хачатрян"],
            ["Sekou", "Seku"], ["Xhesika", "Jesika"],
        ]
    )
    func `a phonetic key is the same in all romanisations`(spellings: [String]) {
        let keys = spellings.map(phonetic)
        #expect(Set(keys).count == 1, "\(zip(spellings, keys).map { "\($0) \($1)" })")
    }

    @Test(
        arguments: [
            ("Ivan", "Igor"), ("Maria", "Marta"), ("Karim", "Karam"), ("Gela", "Gelashvili"),
            ("Anna", "Inna"),
        ]
    )
    func `other names have other keys`(one: String, other: String) {
        #expect(phonetic(one) != phonetic(other))
    }

    @Test(
        arguments: [
            ("Muhammad", "محمد"), ("Salman", "سلمان"), ("Karim", "كريم"), ("Rahmani", "رحماني"),
            ("Shimon", "שמעון"), ("Netanyahu", "נתניהו"), ("Sara", "שרה"),
        ]
    )
    func `a skeleton is what writing without vowels leaves`(latin: String, other: String) {
        #expect(
            skeleton(latin).replacing("h", with: "") == skeleton(other).replacing("h", with: "")
        )
    }

    @Test func `marks of their own are joined to their letters`() {
        #expect(folded("Zoe\u{308} C\u{30C}apek") == ["zoe", "capek"])
        #expect(phonetic("C\u{30C}apek") == phonetic("Čapek"))
        #expect(phonetic("и\u{306}ван") == phonetic("йван"))
        #expect(phonetic("إِبْرَاهِيم").isEmpty == false)
        // The shapes of old printing.
        #expect(folded("ﺑﺪﻳﻊ") == folded("بديع"))
    }

    @Test func `words are told apart by what they are`() {
        #expect(kinds("Dr. Ludwig van Beethoven") == [.title, .name, .particle, .name])
        #expect(kinds("Usama bin Laden") == [.name, .particle, .name])
        #expect(kinds("Bashar al-Assad") == [.name, .particle, .name])
        #expect(kinds("V. V. Putin") == [.initial, .initial, .name])
        #expect(kinds("JC Juncker") == [.initial, .initial, .name])
        #expect(kinds("Сергей Викторович Лавров") == [.name, .patronymic, .name])
        #expect(kinds("Olena Ivanivna Koval") == [.name, .patronymic, .name])
        #expect(kinds("Jean-Marie") == [.name, .name])
        #expect(PersonName("Jean-Marie").tokens.map(\.isJoined) == [false, true])
    }

    @Test func `a title begins a name, and elsewhere is a name`() {
        #expect(kinds("General Dr. Anna Koch") == [.title, .title, .name, .name])
        #expect(kinds("Anna Major") == [.name, .name])
        #expect(kinds("John Smith Jr.") == [.name, .name, .title])
        #expect(kinds("Ben Johnson") == [.name, .name])
        #expect(kinds("Zine Ben Ali") == [.name, .particle, .name])
        #expect(kinds("José Ortega y Gasset") == [.name, .name, .particle, .name])
    }

    @Test func `a name of particles or titles only is a name`() {
        #expect(kinds("Van") == [.name])
        #expect(kinds("Major") == [.name])
        #expect(kinds("Li") == [.name])
        #expect(kinds("Jo") == [.name] && kinds("JO") == [.name])
    }

    @Test func `apostrophes belong to words, and other marks part them`() {
        #expect(folded("O'Brien") == ["obrien"] && folded("San‘ani") == ["sanani"])
        #expect(folded("NURISTANI, Abdul Aziz") == ["nuristani", "abdul", "aziz"])
        #expect(folded("AlisherUsmanov") == ["alisher", "usmanov"])
        #expect(folded("McDonald") == ["mcdonald"])
        #expect(folded("Anna (Анна)") == ["anna", "anna"])
    }

    @Test(arguments: ["", " ", "…", "-", "'", "\u{301}", "1", "٣", "😀", "\u{0}", "\u{FE0F}"])
    func `what is no name has no words`(text: String) {
        #expect(PersonName(text).tokens.isEmpty && PersonName(word: text).tokens.isEmpty)
    }

    @Test func `any text can be read, and what is folded of Latin is plain`() {
        let seed: UInt64 = 1_999
        print("seed \(seed)")
        var random = SeededNumbers(state: seed)
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &random))
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            let name = PersonName(String(text))
            for token in name.tokens where token.script != .other && token.script != .characters {
                #expect(name.folded(token).allSatisfy { $0 < 128 })
                #expect(name.phonetic(token).allSatisfy { $0 < 128 })
            }
        }
    }
}
