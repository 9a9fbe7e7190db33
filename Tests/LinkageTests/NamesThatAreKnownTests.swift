import Testing

import Linkage

/// Names that anybody who knows them would call one, or two: names of no person in particular.
struct NamesThatAreKnownTests {
    /// From here on two names are taken for one person's.
    private static let same = 0.7

    private func similarity(_ one: String, _ other: String) -> Double {
        let found = NameSimilarity.names(PersonName(one), PersonName(other))
        #expect(NameSimilarity.names(PersonName(other), PersonName(one)) == found)
        return found
    }

    @Test(arguments: [
        ("Александр Кузнецов", "Aleksandr Kuznetsov"),
        ("Саша Кузнецов", "Alexander Kuznetsov"),
        ("Yousef Haddad", "Yusuf Hadad"),
        ("يوسف حداد", "Youssef Haddad"),
        ("Юлія Шевченко", "Yuliia Shevchenko"),
        ("Ioulia Chevtchenko", "Yuliya Shevchenko"),
        ("ნინო ბერიძე", "Nino Beridze"),
        ("Արմեն Պետրոսյան", "Armen Petrosyan"),
        ("Ελένη Παππά", "Eleni Pappa"),
        ("Mohamed Ali Hassan", "Muhammad Ali Hasan"),
        ("Maria Popescu", "Popescu Maria"),
        ("Anna Maria Kowalska", "Anna Kowalska"),
        ("Abd al-Rahman Nasser", "Abdurrahman Nasser"),
        ("Mrs. Elena Dimitrova", "Elena Dimitrova"),
    ])
    func `one name in two spellings`(one: String, other: String) {
        #expect(similarity(one, other) >= Self.same)
    }

    @Test(arguments: [
        ("Gela Beridze", "Gelashvili Beridze"),
        ("Maria Popescu", "Mihai Popescu"),
        ("Nino Beridze", "Nana Beridze"),
        ("Karim Haddad", "Kamil Haddad"),
        ("Анна Иванова", "Анна Петрова"),
        ("Omar bin Khalid", "Khalid bin Omar"),
        ("John Smith", "Jane Smith"),
        ("Oksana Bondar", "Олена Бондар"),
        ("Armen Petrosyan", "Armen Sargsyan"),
        ("Li Wei", "Wang Fang"),
    ])
    func `two names, however near`(one: String, other: String) {
        #expect(similarity(one, other) < Self.same)
    }

    /// A word, how it is written elsewhere, and a word that is another there.
    @Test(arguments: [
        ("Mariam", "مريم", "ماريا"), ("Khalid", "خالد", "خليل"), ("Tamar", "თამარ", "თემურ"),
        ("Yitzhak", "יצחק", "יעקב"), ("Hovhannes", "Հովհաննես", "Հարություն"),
        ("Zhanna", "Жанна", "Яна"), ("Georgios", "Γεώργιος", "Γρηγόριος"),
        ("Shevchuk", "Шевчук", "Савчук"),
    ])
    func `a word is nearer to itself in another script than to its neighbour`(
        word: String,
        same: String,
        other: String
    ) throws {
        func spelled(_ text: String) throws -> Double {
            let (one, other) = (PersonName(word: word), PersonName(word: text))
            return try NameSimilarity.spellings(
                #require(one.tokens.first),
                of: one,
                #require(other.tokens.first),
                of: other
            )
        }
        #expect(try spelled(same) > spelled(other))
        #expect(try spelled(same) > 0.7)
    }
}
