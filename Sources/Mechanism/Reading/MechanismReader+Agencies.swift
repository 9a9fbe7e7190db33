import YAML

extension MechanismReader {
    mutating func agency(_ node: Node) -> Agency? {
        let keys = [
            "id", "name", "unit-of", "kind", "mandates", "areas", "represents", "contact", "source",
        ]
        guard let fields = record(node, title(of: node, "agency"), keys: keys) else { return nil }
        let id = declare(fields, "agency").map { Agency.ID($0) }
        let source = source(of: fields, isRequired: false)
        let name = required("name", of: fields).flatMap { text($0, of: "'name'") }
        let kind = required("kind", of: fields)
            .flatMap { code($0, of: "kind of agency", as: AgencyKind.self) }
        let mandates: Set<Mandate> =
            required("mandates", of: fields).map { codes($0, of: "mandate") } ?? []
        let areas = areas("areas", of: fields)
        let unitOf = string("unit-of", of: fields)
        let represents = represents(fields, kind)
        let contactRecord = fields["contact"].flatMap {
            record($0, "contact", keys: ["phone", "email", "address", "intake"])
        }
        let contact = Agency.Contact(
            phone: contactRecord.flatMap { string("phone", of: $0) },
            email: contactRecord.flatMap { string("email", of: $0) },
            address: contactRecord.flatMap { string("address", of: $0) },
            intake: contactRecord.flatMap { string("intake", of: $0) }
        )
        if let id, agencies[id] == nil {
            agencies[id] = .some(nil)
            agencyRecords[id] = (fields, contactRecord)
        }
        guard let id, let name, let kind else { return nil }
        let agency = Agency(
            id: id,
            name: name,
            kind: kind,
            mandates: mandates,
            areas: areas,
            contact: contact,
            unitOf: unitOf,
            represents: represents,
            source: source
        )
        agencies[id] = agency
        return agency
    }

    /// The State that a post of another State represents, noted where it is missing or makes no sense.
    private mutating func represents(_ fields: Record, _ kind: AgencyKind?) -> CountryCode? {
        guard let node = fields["represents"] else {
            if kind?.isConsular == true {
                note(
                    .represents,
                    at: fields.mark,
                    "The \(fields.what) does not say which State it represents.",
                    "Write 'represents:' with a country code, such as MD."
                )
            }
            return nil
        }
        if let kind, !kind.isConsular {
            note(
                .represents,
                at: fields.mark(of: "represents"),
                "The \(fields.what) is no consulate or embassy, and represents no State.",
                "Remove 'represents', or correct the kind."
            )
        }
        return countryCode(node, of: "'represents'")
    }

    mutating func service(_ node: Node) -> Service? {
        let keys = [
            "id", "agency", "name", "kind", "for", "areas", "capacity", "location", "address",
            "requires", "ends-on", "source",
        ]
        guard let fields = record(node, title(of: node, "service"), keys: keys) else { return nil }
        let id = declare(fields, "service").map { Service.ID($0) }
        let source = source(of: fields, isRequired: false)
        let agency = required("agency", of: fields)
            .flatMap { reference($0, to: "agency", known: agencies.keys) }
        let name = required("name", of: fields).flatMap { text($0, of: "'name'") }
        let kind = required("kind", of: fields)
            .flatMap { code($0, of: "kind of service", as: ServiceKind.self) }
        let eligibility =
            fields["for"].flatMap { self.eligibility($0) } ?? Service.Eligibility.everybody
        let areas = areas("areas", of: fields)
        let capacity = fields["capacity"]
            .flatMap { number($0, of: "'capacity'", in: 0...100_000) }
        let location = location(fields)
        let requires = list("requires", of: fields) { $0.condition($1) }
        let endsOn = list("ends-on", of: fields) { $0.condition($1) }
        if location == .confidential { noteFineAreas(of: fields) }
        guard let id, let agency, let name, let kind, let location else { return nil }
        return Service(
            id: id,
            agency: agency,
            name: name,
            kind: kind,
            eligibility: eligibility,
            areas: areas,
            capacity: capacity,
            location: location,
            requires: requires,
            endsOn: endsOn,
            source: source
        )
    }

    private mutating func eligibility(_ node: Node) -> Service.Eligibility? {
        let keys = ["sex", "age", "exploitation", "residence", "languages"]
        guard let fields = record(node, "'for'", keys: keys) else { return nil }
        return Service.Eligibility(
            sexes: codes("sex", of: fields, what: "sex"),
            ages: codes("age", of: fields, what: "age"),
            exploitation: codes("exploitation", of: fields, what: "form of exploitation"),
            residence: codes("residence", of: fields, what: "residence status"),
            languages: Set(fields["languages"].map { languageCodes($0) } ?? [])
        )
    }

    private mutating func location(_ fields: Record) -> Service.Location? {
        guard let node = required("location", of: fields),
            let place = string(node, of: "'location'")
        else { return nil }
        let address = string("address", of: fields)
        switch place {
        case "confidential", "mobile":
            guard address == nil else {
                note(
                    place == "confidential" ? .confidentialPlace : .wrongType,
                    at: fields.mark(of: "address"),
                    "The \(fields.what) is \(place) and has an address.",
                    "Remove the address; a confidential place is reached through its agency's intake."
                )
                return nil
            }
            return place == "mobile" ? .mobile : .confidential
        case "address":
            guard let address else {
                _ = required("address", of: fields)
                return nil
            }
            return .address(address)
        default:
            let known = ["confidential", "mobile", "address"]
            note(
                .unknownCode,
                at: node.mark,
                "There is no location \(quoted(place)).",
                nearest(to: place, among: known).map { "Did you mean '\($0)'?" }
                    ?? "Use one of: \(known.joined(separator: ", "))."
            )
            return nil
        }
    }
}

extension MechanismReader {
    /// Notes areas that are finer than a region, where they would tell too much.
    private mutating func noteFineAreas(of fields: Record) {
        for item in fields["areas"]?.items ?? [] {
            guard let text = item.scalar?.text, let area = areas[AreaID(text)],
                let region = area.region
            else { continue }
            note(
                .confidentialPlace,
                at: item.mark,
                "The area '\(text)' tells where the \(fields.what) is, which is confidential.",
                "Name the region instead: '\(region)'."
            )
        }
    }

    /// Notes agencies with nothing but confidential places that give their place away themselves.
    mutating func noteRevealingAgencies(_ services: [Service]) {
        let byAgency = Dictionary(grouping: services, by: \.agency)
        for (id, services) in byAgency
        where services.allSatisfy({ $0.location == .confidential }) {
            guard let (fields, contact) = agencyRecords[id] else { continue }
            noteFineAreas(of: fields)
            if let contact, contact["address"] != nil {
                note(
                    .confidentialPlace,
                    at: contact.mark(of: "address"),
                    "The \(fields.what) has an address, although its services are confidential.",
                    "Remove the address."
                )
            }
            if contact?["intake"] == nil {
                note(
                    .missingIntake,
                    at: fields.mark(of: "contact"),
                    "The \(fields.what) has no intake, although its services are confidential.",
                    "Write 'intake:' under 'contact': who takes a referral, without telling the place."
                )
            }
        }
    }
}
