import Mechanism

/// A nationality in the words of the published tables.
///
/// One demonym, several for several nationalities ('Eritrean Ethiopian'), or 'Unknown'.
struct Demonym: Hashable, Sendable {
    /// ISO 3166-1 codes, in the published order.
    ///
    /// Kosovo is `XK`, a user-assigned code.
    let countries: [CountryCode]
    /// A language that a person with the first nationality plausibly speaks.
    let language: LanguageCode?
    /// True where the tables say that a nationality, or one of them, is not known.
    let isPartlyUnknown: Bool

    /// Reads the tables' words; `nil` where one of them is not listed here.
    init?(_ words: String) {
        let parts = words.split(separator: " ").map(String.init)
        guard let entries = Self.split(parts[...]) else { return nil }
        let known = entries.compactMap { $0 }
        countries = known.map(\.country)
        language = known.first?.language
        isPartlyUnknown = known.count < entries.count
    }

    /// The words of a table that no entry explains, sorted.
    static func unmapped(in table: PopulationTable) -> [String] {
        Set(table.cells.map(\.profile.nationality)).filter { Demonym($0) == nil }.sorted()
    }

    /// Entries whose demonyms together make up the words; a `nil` entry stands for 'Unknown'.
    private static func split(_ words: ArraySlice<String>) -> [Entry?]? {
        guard !words.isEmpty else { return nil }
        for length in stride(from: words.count, through: 1, by: -1) {
            let head = words.prefix(length).joined(separator: " ")
            guard head == "Unknown" || entries[head] != nil else { continue }
            let rest = words.dropFirst(length)
            if rest.isEmpty { return [entries[head]] }
            if let others = split(rest) { return [entries[head]] + others }
        }
        return nil
    }
}

extension Demonym {
    fileprivate struct Entry {
        let country: CountryCode
        let language: LanguageCode
    }

    /// Demonym, country and language; the language is a plausible one, not the only one.
    fileprivate static let entries: [String: Entry] = {
        var entries: [String: Entry] = [:]
        for line in listed.split(separator: "\n") {
            let fields = line.split(separator: "|").map(String.init)
            entries[fields[0]] = Entry(country: .init(fields[1]), language: .init(fields[2]))
        }
        return entries
    }()

    private static let listed = """
        Afghan|AF|fa
        Albanian|AL|sq
        Algerian|DZ|ar
        American|US|en
        Angolan|AO|pt
        Argentine|AR|es
        Armenian|AM|hy
        Australian|AU|en
        Austrian|AT|de
        Azerbaijani|AZ|az
        Bangladeshi|BD|bn
        Barbadian|BB|en
        Belarusian|BY|ru
        Belgian|BE|fr
        Belizean|BZ|en
        Beninese|BJ|fr
        Bermudian|BM|en
        Bolivian|BO|es
        Bosnian|BA|bs
        Botswanan|BW|en
        Brazilian|BR|pt
        Bulgarian|BG|bg
        Burkinan|BF|fr
        Burmese|MM|my
        Burundian|BI|fr
        Cambodian|KH|km
        Cameroonian|CM|fr
        Canadian|CA|en
        Cape Verdean|CV|pt
        Central African|CF|fr
        Chadian|TD|ar
        Chilean|CL|es
        Chinese|CN|zh
        Citizen of Seychelles|SC|fr
        Citizen of the Dominican Republic|DO|es
        Colombian|CO|es
        Comoran|KM|fr
        Congolese (Congo)|CG|fr
        Congolese (Drc)|CD|fr
        Costa Rican|CR|es
        Croatian|HR|hr
        Cuban|CU|es
        Cypriot|CY|el
        Czech|CZ|cs
        Danish|DK|da
        Djiboutian|DJ|fr
        Dominican|DM|en
        Dutch|NL|nl
        Ecuadorean|EC|es
        Egyptian|EG|ar
        Eritrean|ER|ti
        Estonian|EE|et
        Ethiopian|ET|am
        Fijian|FJ|en
        Filipino|PH|tl
        Finnish|FI|fi
        French|FR|fr
        Gabonese|GA|fr
        Gambian|GM|en
        Georgian|GE|ka
        German|DE|de
        Ghanaian|GH|en
        Greek|GR|el
        Grenadian|GD|en
        Guatemalan|GT|es
        Guinean|GN|fr
        Guyanese|GY|en
        Haitian|HT|fr
        Honduran|HN|es
        Hong Konger|HK|zh
        Hungarian|HU|hu
        Indian|IN|hi
        Indonesian|ID|id
        Iranian|IR|fa
        Iraqi|IQ|ar
        Irish|IE|en
        Israeli|IL|he
        Italian|IT|it
        Ivorian|CI|fr
        Jamaican|JM|en
        Japanese|JP|ja
        Jordanian|JO|ar
        Kazakh|KZ|ru
        Kenyan|KE|sw
        Kosovan|XK|sq
        Kuwaiti|KW|ar
        Kyrgyz|KG|ru
        Laotian|LA|lo
        Latvian|LV|lv
        Lebanese|LB|ar
        Liberian|LR|en
        Libyan|LY|ar
        Lithuanian|LT|lt
        Macedonian|MK|mk
        Malagasy|MG|fr
        Malawian|MW|en
        Malaysian|MY|ms
        Malian|ML|fr
        Mauritanian|MR|ar
        Mauritian|MU|en
        Mexican|MX|es
        Moldovan|MD|ro
        Mongolian|MN|mn
        Montserratian|MS|en
        Moroccan|MA|ar
        Mozambican|MZ|pt
        Namibian|NA|en
        Nepalese|NP|ne
        New Zealander|NZ|en
        Nicaraguan|NI|es
        Nigerian|NG|en
        Nigerien|NE|fr
        North Korean|KP|ko
        Norwegian|NO|no
        Pakistani|PK|ur
        Palestinian|PS|ar
        Panamanian|PA|es
        Paraguayan|PY|es
        Peruvian|PE|es
        Polish|PL|pl
        Portuguese|PT|pt
        Romanian|RO|ro
        Russian|RU|ru
        Rwandan|RW|fr
        Salvadorean|SV|es
        Saudi Arabian|SA|ar
        Senegalese|SN|fr
        Serbian|RS|sr
        Sierra Leonean|SL|en
        Singaporean|SG|en
        Slovak|SK|sk
        Slovenian|SI|sl
        Somali|SO|so
        South African|ZA|en
        South Korean|KR|ko
        South Sudanese|SS|ar
        Spanish|ES|es
        Sri Lankan|LK|si
        St Lucian|LC|en
        Sudanese|SD|ar
        Swazi|SZ|en
        Swedish|SE|sv
        Swiss|CH|de
        Syrian|SY|ar
        Taiwanese|TW|zh
        Tajik|TJ|ru
        Tanzanian|TZ|sw
        Thai|TH|th
        Togolese|TG|fr
        Trinidadian|TT|en
        Tunisian|TN|ar
        Turkish|TR|tr
        Turkmen|TM|ru
        UK|GB|en
        Ugandan|UG|en
        Ukrainian|UA|uk
        Uruguayan|UY|es
        Uzbek|UZ|ru
        Venezuelan|VE|es
        Vietnamese|VN|vi
        Vincentian|VC|en
        Yemeni|YE|ar
        Zambian|ZM|en
        Zimbabwean|ZW|en
        """
}
