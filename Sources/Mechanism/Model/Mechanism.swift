/// A National Referral Mechanism as its country wrote it down.
package struct Mechanism: Sendable {
    /// An area of the country, and the region that it lies in, if it is finer than a region.
    package struct Area: Hashable, Sendable {
        /// Its name in the file.
        package let id: AreaID
        /// What it is called.
        package let name: LocalizedText
        /// The region that it lies in; `nil` where it is a region itself.
        package let region: AreaID?

        package init(id: AreaID, name: LocalizedText, region: AreaID?) {
            self.id = id
            self.name = name
            self.region = region
        }
    }

    /// Rules of procedure that differ between countries.
    package struct Rules: Hashable, Sendable {
        /// True where whoever refers may not take the formal decision on the same person.
        package let decisionMakerDiffersFromReferrer: Bool
        /// True where an adult's refusal of the formal procedure must be notified without a name.
        package let hasDutyToNotify: Bool
        /// The law or practice, or who approved the text.
        package let source: Source?

        package init(
            decisionMakerDiffersFromReferrer: Bool,
            hasDutyToNotify: Bool,
            source: Source?
        ) {
            self.decisionMakerDiffersFromReferrer = decisionMakerDiffersFromReferrer
            self.hasDutyToNotify = hasDutyToNotify
            self.source = source
        }
    }

    /// The version of the file format.
    package let version: Int
    /// Whose mechanism it is; `XX` and `ZZ` are no country.
    package let country: CountryCode
    /// What it is called.
    package let name: LocalizedText
    /// True for demonstrations: every page says that all of it is invented.
    package let isFictitious: Bool
    /// IANA name of the zone in which the country's calendar dates begin.
    package let timeZone: String
    /// Languages of the texts, the first one first.
    package let languages: [LanguageCode]
    /// Which days the country works.
    package let calendar: WorkingCalendar
    /// What its law recognises as trafficking.
    package let definition: LegalDefinition
    /// Its parts, in the order of the file.
    package let areas: [Area]
    /// Its agencies, in the order of the file.
    package let agencies: [Agency]
    /// Help that there is, in the order of the file.
    package let services: [Service]
    /// Time limits, in the order of the file.
    package let clocks: [Clock]
    /// What agencies share, in the order of the file.
    package let agreements: [Agreement]
    /// Laws that allow a disclosure without consent.
    package let provisions: [Provision]
    /// Rules of procedure.
    package let rules: Rules
    /// What is read to a person before anything is asked, by section, in every language.
    package let explanation: [ExplanationSection]
    /// Numbers that anybody may call, in the order in which they are shown.
    package let hotlines: [Hotline]
    /// What the public holidays are called, where the file says it.
    package let holidayNames: [CalendarDate: LocalizedText]
    /// Where the public holidays come from.
    package let calendarSource: Source?

    package init(
        version: Int,
        country: CountryCode,
        name: LocalizedText,
        isFictitious: Bool,
        timeZone: String,
        languages: [LanguageCode],
        calendar: WorkingCalendar,
        definition: LegalDefinition,
        areas: [Area],
        agencies: [Agency],
        services: [Service],
        clocks: [Clock],
        agreements: [Agreement],
        provisions: [Provision],
        rules: Rules,
        explanation: [ExplanationSection],
        hotlines: [Hotline] = [],
        holidayNames: [CalendarDate: LocalizedText] = [:],
        calendarSource: Source? = nil
    ) {
        self.version = version
        self.country = country
        self.name = name
        self.isFictitious = isFictitious
        self.timeZone = timeZone
        self.languages = languages
        self.calendar = calendar
        self.definition = definition
        self.areas = areas
        self.agencies = agencies
        self.services = services
        self.clocks = clocks
        self.agreements = agreements
        self.provisions = provisions
        self.rules = rules
        self.explanation = explanation
        self.hotlines = hotlines
        self.holidayNames = holidayNames
        self.calendarSource = calendarSource
    }
}

/// One part of the explanation that is read to a person.
package struct ExplanationSection: Hashable, Sendable {
    /// Its name in the file.
    package let id: String
    /// What it is about, in every language.
    package let heading: LocalizedText
    /// What is read, in every language, to 'you'.
    package let text: LocalizedText
    /// The law or practice, or who approved the text.
    package let source: Source?

    package init(id: String, heading: LocalizedText, text: LocalizedText, source: Source?) {
        self.id = id
        self.heading = heading
        self.text = text
        self.source = source
    }
}

/// A number that anybody may call, without a name and without a referral.
package struct Hotline: Hashable, Sendable {
    /// Who answers.
    package let name: LocalizedText
    /// The number as it is dialled in the country.
    package let phone: String
    /// When somebody answers; `nil` where the file doesn't say.
    package let hours: LocalizedText?
    /// Languages that are spoken; empty where the file doesn't say.
    package let languages: [LanguageCode]
    /// Where the number was found.
    package let source: Source

    package init(
        name: LocalizedText,
        phone: String,
        hours: LocalizedText?,
        languages: [LanguageCode],
        source: Source
    ) {
        self.name = name
        self.phone = phone
        self.hours = hours
        self.languages = languages
        self.source = source
    }
}

extension Mechanism {
    /// The agency with this id.
    ///
    /// Linear in the number of agencies.
    package func agency(_ id: Agency.ID) -> Agency? { agencies.first { $0.id == id } }

    /// The service with this id.
    ///
    /// Linear in the number of services.
    package func service(_ id: Service.ID) -> Service? { services.first { $0.id == id } }

    /// The provision of law with this id.
    package func provision(_ id: Provision.ID) -> Provision? { provisions.first { $0.id == id } }
}
