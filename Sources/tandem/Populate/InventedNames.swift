import Mechanism

/// A name that nobody was given: a common given name and a family name made of two things in
/// nature.
///
/// Every family name is a compound such as 'Rivermoon', put together here so that no list of real
/// people can hold it.
struct InventedName: Hashable, Sendable {
    /// As the person writes it, in the script of the language.
    let written: String
    /// In Latin letters; the same where the script is Latin.
    let latin: String
    let language: LanguageCode

    /// Draws a name that fits a language and, where it is stated, a sex.
    init(language: LanguageCode?, sex: Sex, using generator: inout SplitMix64) {
        let region = NameRegion(of: language)
        let given =
            switch sex {
            case .female: generator.element(of: region.female)
            case .male: generator.element(of: region.male)
            case .other, .notStated: generator.element(of: region.female + region.male)
            }
        let first = generator.element(of: region.nature)
        let others = region.nature.filter { $0 != first }
        let second = generator.element(of: others)
        let family = first.joined(with: second, capitalised: region.isCased)
        let parts = region.isFamilyFirst ? [family, given] : [given, family]
        written = parts.map(\.written).joined(separator: region.separator)
        latin = parts.map(\.latin).joined(separator: " ")
        self.language = region.language
    }
}

/// The words that names of one language are made of.
struct NameRegion: Sendable {
    /// A word in its own script and in Latin letters.
    struct Word: Hashable, Sendable {
        let written: String
        let latin: String

        /// Reads `written=latin`, or one word for both.
        init(_ text: String) {
            let parts = text.split(separator: "=").map(String.init)
            written = parts[0]
            latin = parts[parts.count - 1]
        }

        private init(written: String, latin: String) {
            self.written = written
            self.latin = latin
        }

        func joined(with other: Self, capitalised: Bool) -> Self {
            Self(
                written: capitalised
                    ? (written + other.written).capitalisedFirst : written + other.written,
                latin: (latin + other.latin).capitalisedFirst
            )
        }
    }

    let language: LanguageCode
    let female: [Word]
    let male: [Word]
    /// Things in nature, two of which make a family name.
    let nature: [Word]

    var isCased: Bool {
        !["am", "ar", "bn", "fa", "hi", "th", "ti", "ur", "zh"].contains(language.rawValue)
    }
    var isFamilyFirst: Bool { ["vi", "zh"].contains(language.rawValue) }
    var separator: String { language.rawValue == "zh" ? "" : " " }

    /// The region of a language, or of the nearest that has a list; English where there is none.
    init(of language: LanguageCode?) {
        let wanted = language.map { Self.near[$0.rawValue] ?? $0.rawValue }
        self = Self.listed[wanted ?? "en"] ?? Self.english
    }

    init(language: String, female: String, male: String, nature: String) {
        func words(_ text: String) -> [Word] { text.split(separator: " ").map { Word(String($0)) } }
        self.language = LanguageCode(language)
        self.female = words(female)
        self.male = words(male)
        self.nature = words(nature)
    }

    private static let near: [String: String] = [
        "be": "ru", "bs": "pl", "cs": "pl", "hr": "pl", "mk": "bg", "ms": "tl", "id": "tl",
        "ne": "hi", "ps": "fa", "sk": "pl", "sl": "pl", "sr": "bg",
    ]
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension NameRegion {
    private static let english = Self(
        language: "en",
        female: "Abena Alice Blessing Grace Hope Joy Maya Ruth",
        male: "Daniel Emeka Joseph Kofi Moses Peter Samuel Tom",
        nature: "river moon stone fern cloud heron willow frost"
    )

    private static let listed: [String: Self] = Dictionary(
        uniqueKeysWithValues: ([english] + latin + cyrillic + asian).map {
            ($0.language.rawValue, $0)
        }
    )

    private static let latin: [Self] = [
        Self(
            language: "sq",
            female: "Arta Besa Drita Elira Lule Mira Teuta Vjosa",
            male: "Agron Arben Dritan Ilir Luan Petrit Skender Vigan",
            nature: "lumë hënë gur yll re mal ujë pyll"
        ),
        Self(
            language: "fr",
            female: "Aminata Awa Claire Fatou Léa Mariam Rose Solange",
            male: "Amadou Bakary Didier Ibrahima Louis Moussa Paul Yao",
            nature: "rive lune pierre étoile neige aube mer mont"
        ),
        Self(
            language: "es",
            female: "Ana Carmen Elena Isabel Lucía Marta Rosa Sofía",
            male: "Andrés Carlos Diego Javier Luis Mateo Pablo Raúl",
            nature: "río luna piedra nube cielo monte mar flor"
        ),
        Self(
            language: "pt",
            female: "Amélia Beatriz Clara Inês Joana Luísa Rita Teresa",
            male: "António Bruno Duarte João Miguel Nuno Rui Tiago",
            nature: "rio lua pedra nuvem céu monte mar flor"
        ),
        Self(
            language: "ro",
            female: "Alina Daria Elena Ioana Mihaela Oana Sorina Teodora",
            male: "Andrei Bogdan Cristian Ion Mihai Radu Sorin Vlad",
            nature: "râu lună piatră stea nor munte mare floare"
        ),
        Self(
            language: "pl",
            female: "Agata Barbara Danuta Ewa Kinga Magda Olga Zofia",
            male: "Adam Bartosz Filip Jakub Kamil Marek Piotr Tomasz",
            nature: "rzeka księżyc kamień chmura góra morze las śnieg"
        ),
        Self(
            language: "tr",
            female: "Aylin Ceren Defne Elif Leyla Nur Selin Zeynep",
            male: "Ali Baran Can Deniz Emre Kerem Murat Yusuf",
            nature: "ırmak ay taş bulut dağ deniz yıldız çiçek"
        ),
        Self(
            language: "so",
            female: "Amina Asha Fadumo Hodan Ifrah Leyla Safiya Ubah",
            male: "Abdi Bashir Cali Farah Geedi Jama Nuur Warsame",
            nature: "webi dayax dhagax daruur buur bad xiddig ubax"
        ),
        Self(
            language: "sw",
            female: "Amani Asha Imani Neema Pendo Rehema Subira Zawadi",
            male: "Baraka Faraji Jabari Juma Kito Rajabu Simba Tumaini",
            nature: "mto mwezi jiwe wingu mlima bahari nyota ua"
        ),
        Self(
            language: "tl",
            female: "Amihan Corazon Dalisay Ligaya Luz Maria Rosario Tala",
            male: "Amado Danilo Jose Makisig Mario Ramon Rodel Tomas",
            nature: "ilog buwan bato ulap bundok dagat bituin bulaklak"
        ),
        Self(
            language: "vi",
            female: "An Bình Hà Lan Linh Mai Thảo Yến",
            male: "Dũng Hải Hùng Long Minh Nam Quang Tuấn",
            nature: "sông trăng đá mây núi biển sao hoa"
        ),
        Self(
            language: "hu",
            female: "Anna Eszter Ilona Judit Katalin Réka Sára Zsófia",
            male: "Ádám Balázs Ferenc Gábor István László Péter Zoltán",
            nature: "folyó hold kő felhő hegy tenger csillag virág"
        ),
        Self(
            language: "lt",
            female: "Aistė Daiva Eglė Ieva Jurga Lina Rasa Ugnė",
            male: "Andrius Darius Jonas Lukas Mantas Rytis Tomas Vytas",
            nature: "upė mėnulis akmuo debesis kalnas jūra žvaigždė gėlė"
        ),
        Self(
            language: "it",
            female: "Chiara Elena Giulia Lucia Marta Nina Paola Sara",
            male: "Andrea Dario Fabio Luca Marco Nico Paolo Sergio",
            nature: "fiume luna pietra nuvola monte mare stella fiore"
        ),
    ]
}
