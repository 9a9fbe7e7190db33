import YAML

extension MechanismReader {
    /// The working calendar of a country with the names of its holidays.
    struct NamedCalendar {
        let working: WorkingCalendar
        let names: [CalendarDate: LocalizedText]
        let source: Source?
    }

    mutating func languages(_ file: Record) -> [LanguageCode] {
        guard let node = required("languages", of: file) else { return [] }
        let codes = languageCodes(node)
        if node.items?.isEmpty == true {
            note(
                .missingKey,
                at: node.mark,
                "The mechanism has no language.",
                "List at least one, such as [en]; plain texts are in the first."
            )
        }
        return codes
    }

    /// A list of ISO 639-1 codes.
    mutating func languageCodes(_ node: Node) -> [LanguageCode] {
        var codes: [LanguageCode] = []
        for item in items(node, of: "'languages'") {
            guard let text = string(item, of: "'languages'") else { continue }
            guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
                note(
                    .identifierSyntax,
                    at: item.mark,
                    "\(quoted(text)) is no language code.",
                    "Write an ISO 639-1 code of two lower-case letters, such as en or bg."
                )
                continue
            }
            if codes.contains(LanguageCode(text)) {
                noteRepetition(text, at: item.mark)
            } else {
                codes.append(LanguageCode(text))
            }
        }
        return codes
    }

    /// An ISO 3166-1 alpha-2 code.
    mutating func countryCode(_ node: Node, of what: String) -> CountryCode? {
        guard let text = string(node, of: what) else { return nil }
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            note(
                .identifierSyntax,
                at: node.mark,
                "\(quoted(text)) is no country code.",
                "Write an ISO 3166-1 code of two capital letters, such as BG."
            )
            return nil
        }
        return CountryCode(text)
    }

    mutating func timeZone(_ node: Node) -> String? {
        guard let text = string(node, of: "'time-zone'") else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isName =
            text == "UTC"
            || (2...3).contains(parts.count)
                && parts.allSatisfy { part in
                    !part.isEmpty
                        && part.unicodeScalars.allSatisfy {
                            $0.isASCII
                                && ($0.properties.isAlphabetic
                                    || "0123456789_+-".unicodeScalars.contains($0))
                        }
                }
        guard isName else {
            note(
                .identifierSyntax,
                at: node.mark,
                "\(quoted(text)) is no time zone.",
                "Write the IANA name, such as Europe/Sofia."
            )
            return nil
        }
        return text
    }

    mutating func calendar(_ node: Node) -> NamedCalendar? {
        guard let fields = record(node, "calendar", keys: ["weekend", "holidays", "source"]) else {
            return nil
        }
        let source = source(of: fields, isRequired: true)
        let weekendNode = required("weekend", of: fields)
        let weekend = weekendNode.map { codes($0, of: "weekday", as: Weekday.self) } ?? []
        if weekend.count == Weekday.allCases.count, let weekendNode {
            note(
                .weekend,
                at: weekendNode.mark,
                "All seven days are weekend.",
                "List the days on which nobody works, usually two."
            )
            return nil
        }
        let names = required("holidays", of: fields).map { holidays($0) } ?? [:]
        return NamedCalendar(
            working: WorkingCalendar(weekend: weekend, holidays: Set(names.keys)),
            names: names.compactMapValues { $0 },
            source: source
        )
    }

    /// Holidays as a list of dates, or as a mapping from date to name.
    private mutating func holidays(_ node: Node) -> [CalendarDate: LocalizedText?] {
        var names: [CalendarDate: LocalizedText?] = [:]
        if let entries = node.entries {
            for entry in entries {
                let name = text(entry.value, of: "a holiday")
                guard let date = holiday(entry.key.text, at: entry.key.mark) else { continue }
                names[date] = .some(name)
            }
            return names
        }
        for item in items(node, of: "'holidays'") {
            guard let text = string(item, of: "'holidays'"),
                let date = holiday(text, at: item.mark)
            else { continue }
            if names.updateValue(nil, forKey: date) != nil {
                noteRepetition(text, at: item.mark)
            }
        }
        return names
    }

    private mutating func holiday(_ text: String, at mark: Mark) -> CalendarDate? {
        guard let date = CalendarDate(iso: text) else {
            note(
                .holiday,
                at: mark,
                "\(quoted(text)) is no date.",
                "Write a day that exists as YYYY-MM-DD."
            )
            return nil
        }
        guard (1990...2100).contains(date.parts.year) else {
            note(
                .holiday,
                at: mark,
                "The year of \(date) can't be meant.",
                "Write a year from 1990 to 2100."
            )
            return nil
        }
        return date
    }

    mutating func hotline(_ node: Node) -> Hotline? {
        let keys = ["name", "phone", "hours", "languages", "source"]
        guard let fields = record(node, "hotline", keys: keys) else { return nil }
        let source = source(of: fields, isRequired: true)
        let name = required("name", of: fields).flatMap { text($0, of: "'name'") }
        let phone = required("phone", of: fields).flatMap { string($0, of: "'phone'") }
        let hours = fields["hours"].flatMap { text($0, of: "'hours'") }
        let languages = fields["languages"].map { languageCodes($0) } ?? []
        guard let name, let phone, let source else { return nil }
        return Hotline(
            name: name,
            phone: phone,
            hours: hours,
            languages: languages,
            source: source
        )
    }

    /// All areas, each with its region checked.
    mutating func areaList(_ file: Record) -> [Mechanism.Area] {
        let read = list("areas", of: file) { reader, node -> (area: Mechanism.Area, mark: Mark)? in
            let what = reader.title(of: node, "area")
            guard let fields = reader.record(node, what, keys: ["id", "name", "region"]) else {
                return nil
            }
            let id = reader.declare(fields, "area")
            let name = reader.required("name", of: fields)
                .flatMap { reader.text($0, of: "'name'") }
            let region = reader.string("region", of: fields)
            guard let id else { return nil }
            let area = Mechanism.Area(
                id: AreaID(id),
                name: name ?? LocalizedText([:]),
                region: region.map { AreaID($0) }
            )
            reader.areas[area.id] = area
            return (area, fields["region"]?.mark ?? fields.mark)
        }
        for (area, mark) in read {
            guard let region = area.region else { continue }
            guard let found = areas[region] else {
                let near = nearest(to: region.rawValue, among: areas.keys.map(\.rawValue).sorted())
                note(
                    .danglingReference,
                    at: mark,
                    "There is no area \(quoted(region.rawValue)) in this file.",
                    near.map { "Did you mean '\($0)'?" } ?? "Add the region, or correct the name."
                )
                continue
            }
            guard found.region == nil else {
                note(
                    .area,
                    at: mark,
                    "\(quoted(region.rawValue)) is not a region: it lies in one itself.",
                    "Name the region that it lies in."
                )
                continue
            }
        }
        return read.map(\.area)
    }
}
