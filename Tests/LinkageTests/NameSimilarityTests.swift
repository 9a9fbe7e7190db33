import Testing

@testable import Linkage

/// How alike names are.
struct NameSimilarityTests {
    private static let seed: UInt64 = 2_024

    private func names(_ one: String, _ other: String) -> Double {
        NameSimilarity.names(PersonName(one), PersonName(other))
    }

    private func words(_ one: String, _ other: String) throws -> Double {
        let (name, otherName) = (PersonName(word: one), PersonName(word: other))
        return try NameSimilarity.tokens(
            #require(name.tokens.first),
            of: name,
            #require(otherName.tokens.first),
            of: otherName
        )
    }

    @Test(
        arguments: [
            ("Mikhail", "Михаил"), ("Tschernyschewski", "Chernyshevsky"), ("Khaled", "خالد"),
            ("Shimon", "שמעון"), ("Giorgi", "გიორგი"), ("Hakobyan", "Հակոբյան"),
            ("Papadopoulos", "Παπαδόπουλος"), ("Zelenskyy", "Зеленський"), ("Qaddafi", "Gaddafi"),
            ("Yousef", "يوسف"), ("Schmidt", "Шмидт"), ("Jamal", "Djamal"), ("Abiy", "ዐቢይ"),
            ("George", "ג'ורג'"), ("Đorđević", "Djordjevic"), ("Đorđević", "Dordevic"),
            ("Țurcanu", "Turcanu"),
            ("Reza", "رضا"), ("Riyad", "رياض"), ("Müller", "Mueller"), ("Jäger", "Jaeger"),
        ]
    )
    func `a word is itself in every script and romanisation`(one: String, other: String) throws {
        #expect(try words(one, other) > 0.75)
    }

    @Test(
        arguments: [
            ("Gela", "Gelashvili"), ("Mikhail", "Сергей"), ("Khaled", "سمير"), ("Anna", "Olga"),
            ("Ivanov", "Petrov"), ("Shimon", "דוד"), ("Giorgi", "თამარ"), ("Nar", "Nursultan"),
        ]
    )
    func `other words are not alike`(one: String, other: String) throws {
        #expect(try words(one, other) < 0.7)
    }

    @Test(
        arguments: [
            ("Саша", "Александр"), ("Alex", "Alexander"), ("Bill", "William"), ("Misha", "Михаил"),
            ("Youssef", "Joseph"), ("Yosef", "Giuseppe"), ("John", "Ivan"), ("Giovanni", "Juan"),
            ("Jan", "Иван"), ("Ted", "Theodore"), ("Катя", "Ekaterina"), ("Masha", "Марія"),
            ("Dato", "დავით"), ("Nastya", "Анастасия"), ("Peggy", "Margaret"), ("Yosef", "יוסף"),
            ("Ibrahim", "אברהם"), ("Fati", "فاطمة"),
        ]
    )
    func `names that are one name are alike but never the same`(one: String, other: String) throws {
        let found = try words(one, other)
        #expect(found >= 0.84 && found < 1)
    }

    @Test(
        arguments: [
            ("Olaf Scholz", "Olaf Schloz"), ("Usama bin Ladin", "Osama bin Laden"),
            ("Barack Obama", "Барак Хусеин Обама"),
            ("Vladimir Putin", "Vladimir Vladimirovich Putin"),
            ("V. Putin", "Vladimir Putin"), ("Jean Marie Le Pen", "Jean-Marie Le Pen"),
            ("JanDaniel Bothma", "Jan Daniel Bothma"), ("Dr. Rami Makhlouf", "Rami Makhlouf"),
            ("Abdurrahman Khan", "Abd al-Rahman Khan"), ("JC Juncker", "Jean-Claude Juncker"),
            ("Nino Gelashvili", "ნინო გელაშვილი"), ("Sasha Petrenko", "Олександр Петренко"),
            ("محمد الراوي", "Muhammad al-Rawi"), ("Elena Ivanova", "Ivanov Elena"),
        ]
    )
    func `a person is found in another writing`(one: String, other: String) {
        #expect(names(one, other) >= 0.7)
    }

    @Test(
        arguments: [
            ("Barack Obama", "Michelle Obama"), ("Igor Deripaska", "Oleg Deripaska"),
            ("Sergey Viktorovich Lavrov", "Sergey Ivanovich Lavrov"), ("Pol Pot", "Paul Murphy"),
            ("Salman bin Muhammad al-Rawi", "Muhammad bin Salman al-Rawi"),
            ("Hans O Friedrich", "Hans Joachim Friedrich"), ("N.N.", "Nursultan Nazarbayev"),
            ("Gela Beridze", "Gelashvili Beridze"), ("Anna Ivanova", "Anna Petrova"),
            ("Tahir Jalil Habbush al-Tikriti", "Tahir Jalil Habbush al-Dulaimi"),
            ("Ben Johnson", "Tom Johnson"), ("Anna Major", "Anna Miller"),
            ("习近朋", "习近平"), ("Olena Kovalenko", "Olena Kovalchuk"), ("Maria", "Olga Petrova"),
            ("Dr.", "Anna"),
        ]
    )
    func `another person is not found, however much they share`(one: String, other: String) {
        #expect(names(one, other) < 0.7)
    }

    @Test func `a letter that slipped is forgiven, but not between two known names`() throws {
        #expect(try words("Nadar", "Nadal") >= 0.8)
        #expect(try words("Asasd", "Assad") >= 0.7)
        #expect(try words("Maria", "Marta") < 0.7)
        #expect(try words("Maria", "Marina") < 0.8)
        #expect(try words("Hassan", "حسين") < 0.7)
        #expect(try words("Khalid", "Khalil") < 0.8)
    }

    @Test func `a spelling is not another name, though both are one in other languages`() throws {
        let (one, other) = (PersonName("Ivan"), PersonName("John"))
        let (first, second) = try (
            #require(one.tokens.first), #require(other.tokens.first)
        )
        #expect(NameSimilarity.spellings(first, of: one, second, of: other) < 0.7)
        #expect(NameSimilarity.tokens(first, of: one, second, of: other) > 0.9)
    }

    @Test func `the same name is the same, and nothing is like nothing`() {
        #expect(names("Ana María de la Cruz", "Ana María de la Cruz") == 1)
        #expect(names("ანა", "ანა") == 1)
        #expect(names("", "") == 0 && names("Anna", "") == 0 && names("", "Anna") == 0)
    }

    @Test func `a crossed order is a level below the same`() {
        let crossed = names("Nino Beridze", "Beridze Nino")
        #expect(crossed < 1 && crossed > 0.9)
        #expect(names("Nino Beridze", "Beridze, Nino") == crossed)
    }

    @Test func `a word that is missing counts less than a word that contradicts`() {
        let missing = names("Ana Maria Cruz", "Ana Cruz")
        #expect(missing > names("Ana Maria Cruz", "Ana Sofia Cruz"))
        #expect(missing < 1)
        // One word alone is a family, not a person.
        #expect(names("Cruz", "Ana Cruz") <= 0.7)
    }

    @Test func `words beyond the twelfth do not count, and do not harm`() {
        let long = (0..<40).map { "Name\($0)" }.joined(separator: " ")
        #expect(names(long, long) > 0.9)
        let endless = String(repeating: "abcdefgh", count: 500)
        #expect(names(endless, endless) == 1)
    }

    private static let stock = [
        "Anna", "Анна", "Ivan", "Юсуф", "يوسف", "محمد", "bin", "al", "Dr.", "J.", "van", "ნინო",
        "Beridze", "Petrovich", "Иванович", "Sasha", "Alexander", "שרה", "Sara", "Sarah", "O'Neil",
        "习近平", "Abd", "Rahman", "Abdurrahman", "Scholz", "Schulz", "Maria", "Marie", "Ali",
    ]

    private func random(_ random: inout SeededNumbers) -> [String] {
        (0..<Int.random(in: 1...5, using: &random)).map { _ in
            Self.stock.randomElement(using: &random) ?? ""
        }
    }

    @Test func `two names are as alike in one direction as in the other`() {
        print("seed \(Self.seed)")
        var generator = SeededNumbers(state: Self.seed)
        for _ in 0..<5_000 {
            let (one, other) = (random(&generator), random(&generator))
            let found = names(one.joined(separator: " "), other.joined(separator: " "))
            #expect(found >= 0 && found <= 1)
            #expect(
                found == names(other.joined(separator: " "), one.joined(separator: " ")),
                "\(one) \(other)"
            )
            #expect(
                found == names(one.joined(separator: " "), other.joined(separator: " ")),
                "a second time"
            )
        }
    }

    @Test func `two words are as alike in one direction as in the other`() throws {
        for one in Self.stock {
            for other in Self.stock {
                let found = try words(one, other)
                #expect(try found == words(other, one), "\(one) \(other)")
                #expect(found >= 0 && found <= 1)
            }
            #expect(try words(one, one) == 1)
        }
    }

    @Test func `the order in which a name is written changes only a level`() {
        print("seed \(Self.seed)")
        var generator = SeededNumbers(state: Self.seed)
        let plain = ["Anna", "Ivan", "Beridze", "Юсуф", "Scholz", "Olga", "Kowalski", "Mehmet"]
        for _ in 0..<1_000 {
            let words = Array(plain.shuffled(using: &generator).prefix(4))
            let mixed = words.shuffled(using: &generator)
            let found = names(words.joined(separator: " "), mixed.joined(separator: " "))
            #expect(found == (words == mixed ? 1 : 0.96), "\(words) \(mixed)")
        }
    }
}
