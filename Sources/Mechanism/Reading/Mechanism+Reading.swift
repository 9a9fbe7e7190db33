package import YAML

extension Mechanism {
    /// The version of the file format that is read.
    package static let fileVersion = 1

    /// Reads a mechanism file.
    ///
    /// - Throws: `MechanismFindings` with everything that is wrong, in one pass; nothing is half-loaded.
    package init(reading node: Node) throws(MechanismFindings) {
        var reader = MechanismReader()
        let mechanism = reader.mechanism(node)
        if let mechanism, reader.findings.isEmpty {
            self = mechanism
            return
        }
        if reader.findings.isEmpty {
            preconditionFailure("a mechanism that could not be read has a finding")
        }
        throw MechanismFindings(reader.findings)
    }

    /// Reads a mechanism file from its bytes.
    ///
    /// - Throws: `MechanismFindings`; where the bytes are no YAML, with that one finding.
    package init(reading bytes: [UInt8]) throws(MechanismFindings) {
        let node: Node
        do {
            node = try Node(parsing: bytes)
        } catch {
            throw MechanismFindings([
                Finding(
                    mark: error.mark,
                    rule: .yaml,
                    sentence: error.message,
                    remedy: error.remedy
                )
            ])
        }
        try self.init(reading: node)
    }
}

extension MechanismReader {
    private static let keys = [
        "tandem", "country", "name", "fictitious", "time-zone", "languages", "hotlines", "calendar",
        "definition", "areas", "agencies", "provisions", "services", "clocks", "agreements",
        "rules", "explanation",
    ]

    /// The mechanism; `nil` where something was noted that leaves no mechanism.
    mutating func mechanism(_ node: Node) -> Mechanism? {
        guard let file = record(node, "file", keys: Self.keys) else { return nil }
        guard let version = version(file) else { return nil }
        languages = languages(file)
        let country = required("country", of: file).flatMap { countryCode($0, of: "'country'") }
        let name = required("name", of: file).flatMap { text($0, of: "'name'") }
        let isFictitious = file["fictitious"].map { truth($0, of: "'fictitious'") } ?? false
        let timeZone = required("time-zone", of: file).flatMap { self.timeZone($0) }
        let hotlines = list("hotlines", of: file) { $0.hotline($1) }
        let calendar = required("calendar", of: file).flatMap { self.calendar($0) }
        let definition = required("definition", of: file).flatMap { self.definition($0) }
        let areas = areaList(file)
        let agencies = list("agencies", of: file, isRequired: true) { $0.agency($1) }
        let provisions = list("provisions", of: file) { $0.provision($1) }
        let services = list("services", of: file) { $0.service($1) }
        let clocks = list("clocks", of: file) { $0.clock($1) }
        let agreements = list("agreements", of: file) { $0.agreement($1) }
        let rules = required("rules", of: file).flatMap { self.rules($0) }
        let explanation = list("explanation", of: file, isRequired: true) { $0.explanation($1) }
        noteRevealingAgencies(services)
        if let calendar {
            noteImpossibleClocks(clocks, calendar.working)
        }
        guard let country, let name, let isFictitious, let timeZone, let calendar, let definition,
            let rules
        else { return nil }
        return Mechanism(
            version: version,
            country: country,
            name: name,
            isFictitious: isFictitious,
            timeZone: timeZone,
            languages: languages,
            calendar: calendar.working,
            definition: definition,
            areas: areas,
            agencies: agencies,
            services: services,
            clocks: clocks.map(\.clock),
            agreements: agreements,
            provisions: provisions,
            rules: rules,
            explanation: explanation,
            hotlines: hotlines,
            holidayNames: calendar.names,
            calendarSource: calendar.source
        )
    }

    private mutating func version(_ file: Record) -> Int? {
        guard let node = required("tandem", of: file) else { return nil }
        guard node.scalar?.text == String(Mechanism.fileVersion) else {
            note(
                .unsupportedVersion,
                at: node.mark,
                "This program does not read version \(quoted(node.scalar?.text ?? "…")) of the"
                    + " file format.",
                "Write 'tandem: \(Mechanism.fileVersion)', or use the program that the file was"
                    + " written for."
            )
            return nil
        }
        return Mechanism.fileVersion
    }

    /// What a list under a key holds, without what could not be read.
    mutating func list<Element>(
        _ key: String,
        of record: Record,
        isRequired: Bool = false,
        _ read: (inout Self, Node) -> Element?
    ) -> [Element] {
        guard let node = isRequired ? required(key, of: record) : record[key] else { return [] }
        let nodes = items(node, of: "'\(key)'")
        if isRequired, node.items?.isEmpty == true {
            note(
                .missingKey,
                at: node.mark,
                "The list '\(key)' is empty.",
                "Add at least one item."
            )
        }
        return nodes.compactMap { read(&self, $0) }
    }

    /// What an item is called in messages: its noun, and its id if it has one.
    func title(of node: Node, _ noun: String) -> String {
        node["id"]?.scalar.map { "\(noun) \(quoted($0.text))" } ?? noun
    }

    /// The id of an item, noted where it is missing, malformed or taken.
    mutating func declare(_ record: Record, _ noun: String) -> String? {
        guard let node = required("id", of: record),
            let id = identifier(node, of: "'id'")
        else { return nil }
        if let line = declared[noun]?[id] {
            note(
                .duplicate,
                at: node.mark,
                "The \(noun) '\(id)' is already on line \(line).",
                "Give each \(noun) an id of its own."
            )
        } else {
            declared[noun, default: [:]][id] = node.mark.line
        }
        return id
    }
}
