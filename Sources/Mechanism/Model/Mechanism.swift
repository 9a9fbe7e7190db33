/// A National Referral Mechanism as its country wrote it down.
package struct Mechanism: Sendable {
    /// An area of the country, and the region that it lies in, if it is finer than a region.
    package struct Area: Hashable, Sendable {
        package let id: AreaID
        package let name: LocalizedText
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

    package let version: Int
    package let country: CountryCode
    package let name: LocalizedText
    /// True for demonstrations: every page says that all of it is invented.
    package let isFictitious: Bool
    /// IANA name of the zone in which the country's calendar dates begin.
    package let timeZone: String
    package let languages: [LanguageCode]
    package let calendar: WorkingCalendar
    package let definition: LegalDefinition
    package let areas: [Area]
    package let agencies: [Agency]
    package let services: [Service]
    package let clocks: [Clock]
    package let agreements: [Agreement]
    package let provisions: [Provision]
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
    package let id: String
    package let heading: LocalizedText
    package let text: LocalizedText
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
