import HTML
import Mechanism

/// Agencies, what each may do, and how it is reached.
struct AgencySection: Component {
    let mechanism: Mechanism
    let words: Words

    var body: Markup {
        Section(.id("agencies")) {
            H2(words("mechanism.agencies"))
            DataTable(
                caption: words("mechanism.agencies"),
                hidesCaption: true,
                columns: ["agency", "kind", "mandates", "contact"].map { words("mechanism.\($0)") },
                rows: mechanism.agencies.map { [name($0), kind($0), mandates($0), contact($0)] }
            )
        }.body
    }

    private func name(_ agency: Agency) -> Markup {
        Markup {
            Bdi(agency.name.text(in: [words.language] + mechanism.languages))
            if let whole = agency.unitOf { P(.class("hint")) { Bdi(whole) } }
            if let source = agency.source { SourceLine(source: source, words: words) }
        }
    }

    private func kind(_ agency: Agency) -> Markup { Markup(text: words.name(of: agency.kind)) }

    private func mandates(_ agency: Agency) -> Markup {
        let mandates = Mandate.allCases.filter(agency.mandates.contains)
        return Markup {
            if mandates.isEmpty {
                words("mechanism.only-receives")
            } else {
                Ul(.class("plain-list")) { mandates.map { Li(words.name(of: $0)) } }
            }
        }
    }

    private func contact(_ agency: Agency) -> Markup {
        let contact = agency.contact
        let isConfidential = isConfidential(agency)
        let lines =
            isConfidential
            ? [contact.intake] : [contact.intake, contact.phone, contact.email, contact.address]
        return Markup {
            if isConfidential { P(words("mechanism.confidential"), .class("hint")) }
            Ul(.class("plain-list")) {
                lines.compactMap { $0 }.map { line in Li { Bdi(line) } }
            }
        }
    }

    /// A unit that runs a confidential place is reached by its intake and by nothing else.
    private func isConfidential(_ agency: Agency) -> Bool {
        mechanism.services(of: agency.id).contains { $0.location == .confidential }
    }
}

/// What help there is, for whom, and what a law makes it depend on.
struct ServiceSection: Component {
    let mechanism: Mechanism
    let words: Words

    var body: Markup {
        Section(.id("services")) {
            H2(words("mechanism.services"))
            for pillar in Pillar.allCases {
                let services = mechanism.services.filter { $0.kind.pillar == pillar }
                if !services.isEmpty {
                    H3(words.name(of: pillar))
                    DataTable(
                        caption: words.name(of: pillar),
                        hidesCaption: true,
                        columns: ["service", "agency", "for", "where"].map {
                            words("mechanism.\($0)")
                        },
                        rows: services.map { [name($0), agency($0), eligible($0), place($0)] }
                    )
                }
            }
        }.body
    }

    private func name(_ service: Service) -> Markup {
        Markup {
            Bdi(service.name.text(in: [words.language] + mechanism.languages))
            P(words.name(of: service.kind), .class("hint"))
            for condition in service.requires {
                Notice(.law, heading: words("mechanism.law-requires")) {
                    P(words.name(of: condition.kind))
                    SourceLine(source: condition.source, words: words)
                }
            }
            for condition in service.endsOn {
                Notice(.law, heading: words("mechanism.law-ends")) {
                    P(words.name(of: condition.kind))
                    SourceLine(source: condition.source, words: words)
                }
            }
            if let source = service.source { SourceLine(source: source, words: words) }
        }
    }

    private func agency(_ service: Service) -> Markup {
        Markup { Bdi(mechanism.name(of: service.agency, in: words)) }
    }

    private func eligible(_ service: Service) -> Markup {
        let rule = service.eligibility
        let lines =
            Sex.allCases.filter(rule.sexes.contains).map { words.name(of: $0) }
            + AgeBand.allCases.filter(rule.ages.contains).map { words("age-band", of: $0) }
            + ExploitationForm.allCases.filter(rule.exploitation.contains)
            .map { words.name(of: $0) }
            + ResidenceStatus.allCases.filter(rule.residence.contains).map { words.name(of: $0) }
            + rule.languages.sorted().map { words.name(of: $0) }
        return Markup {
            if lines.isEmpty {
                words("mechanism.everybody")
            } else {
                Ul(.class("plain-list")) { lines.map { Li($0) } }
            }
        }
    }

    private func place(_ service: Service) -> Markup {
        let areas = mechanism.areas.filter { service.areas.contains($0.id) }
            .map { $0.name.text(in: [words.language] + mechanism.languages) }
        return Markup {
            switch service.location {
            case .confidential: P(words("mechanism.confidential"))
            case .mobile: P(words("mechanism.mobile"))
            case .address(let address): P { Bdi(address) }
            }
            if areas.isEmpty {
                P(words("mechanism.whole-country"), .class("hint"))
            } else {
                Ul(.class("plain-list")) { areas.map { area in Li { Bdi(area) } } }
            }
            if let capacity = service.capacity {
                P(words("mechanism.capacity", count: capacity), .class("hint"))
            }
        }
    }
}
