import Casefile
import Casework
import Mechanism

/// What pages about a case need beside the model: words, names, the day, and what the reader may do.
struct CaseReading: Sendable {
    /// When something was recorded, as the country's calendar and clock show it.
    struct Stamp: Hashable, Sendable {
        let day: CalendarDate
        let hour: Int
        let minute: Int
    }

    let words: Words
    let mechanism: Mechanism
    /// The reader's agency.
    let own: Agency.ID
    let capabilities: Set<Capability>
    let isKeyholder: Bool
    let today: CalendarDate
    let token: String
    /// The calendar date and time of a moment in the country.
    let stamp: @Sendable (Instant) -> Stamp

    func may(_ capability: Capability) -> Bool { capabilities.contains(capability) }

    /// The name of an agency in the reader's language, or in another.
    func name(of id: Agency.ID, in language: LanguageCode? = nil) -> String {
        mechanism.agency(id).map { text($0.name, in: language) } ?? id.rawValue
    }

    /// The name of a service in the reader's language.
    func name(of id: Service.ID) -> String {
        mechanism.service(id).map { text($0.name) } ?? id.rawValue
    }

    /// The name of a provision of law in the reader's language, or in another.
    func name(of id: Provision.ID, in language: LanguageCode? = nil) -> String {
        mechanism.provision(id).map { text($0.name, in: language) } ?? id.rawValue
    }

    /// The name of an area in the reader's language.
    func name(of id: AreaID) -> String {
        mechanism.area(id).map { text($0.name) } ?? id.rawValue
    }

    func text(_ text: LocalizedText, in language: LanguageCode? = nil) -> String {
        text.text(in: [language ?? words.language] + mechanism.languages)
    }

    /// Names of agencies after each other, in the order of their names.
    func list(_ agencies: some Sequence<Agency.ID>) -> String {
        agencies.map { name(of: $0) }.sorted().joined(separator: ", ")
    }

    /// Names of compartments after each other, in the order in which they are declared.
    func list(_ compartments: Set<Compartment>) -> String {
        Compartment.allCases.filter(compartments.contains).map { words.name(of: $0) }
            .joined(separator: ", ")
    }

    /// The day on which something was recorded.
    func day(of header: EntryHeader) -> String { words.date(stamp(header.recordedAt).day) }
}

extension Visit {
    /// What this visit knows for pages about a case.
    func reading(for actor: Actor) -> CaseReading {
        let installation = installation
        return CaseReading(
            words: words,
            mechanism: mechanism,
            own: actor.agency.id,
            capabilities: actor.isConfirmed ? actor.capabilities : [],
            isKeyholder: actor.isKeyholder,
            today: installation.now().today,
            token: token,
            stamp: { instant in
                let (hour, minute) = installation.time(of: instant)
                return CaseReading.Stamp(
                    day: installation.day(of: instant),
                    hour: hour,
                    minute: minute
                )
            }
        )
    }
}
