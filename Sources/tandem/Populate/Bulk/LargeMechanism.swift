/// The demonstration's mechanism with many more agencies, as the text of a mechanism file.
///
/// A country of districts, each with units that meet people and units that help them. Everything is invented.
struct LargeMechanism {
    /// How many agencies the file has in all.
    let agencyCount: Int
    private let base: [Substring]
    private let baseCount: Int

    /// A unit that every district has.
    private struct Unit {
        let id: String
        let name: String
        let kind: String
        let mandates: String
        var service: (name: String, kind: String)?
    }

    private static let units = [
        Unit(
            id: "case-managers",
            name: "Case managers",
            kind: "ngo",
            mandates: "detect, refer, support",
            service: ("One person who stays with you", "case-management")
        ),
        Unit(
            id: "shelter",
            name: "Shelter",
            kind: "shelter",
            mandates: "support",
            service: ("Safe place for adults", "safe-accommodation")
        ),
        Unit(
            id: "police",
            name: "Police unit against trafficking",
            kind: "police",
            mandates: "detect, refer"
        ),
        Unit(
            id: "inspectorate",
            name: "Labour inspectorate",
            kind: "labour-inspectorate",
            mandates: "detect, refer"
        ),
        Unit(
            id: "outreach",
            name: "Outreach",
            kind: "outreach",
            mandates: "detect, refer, support",
            service: ("Somebody comes to you", "crisis-intervention")
        ),
        Unit(
            id: "legal-aid",
            name: "Legal aid",
            kind: "legal-aid",
            mandates: "support, represent",
            service: ("Legal advice", "legal-aid")
        ),
        Unit(
            id: "clinic",
            name: "Open clinic",
            kind: "health-service",
            mandates: "detect, refer, support",
            service: ("Clinic without papers", "health-care")
        ),
        Unit(
            id: "social-service",
            name: "Social service",
            kind: "social-service",
            mandates: "detect, refer, support",
            service: ("Help with daily life", "material")
        ),
    ]

    /// Enlarges a mechanism file that has `agencies`, `areas`, `services` and `agreements` of its own.
    init(enlarging file: [UInt8], agencies base: Int, to agencyCount: Int) {
        self.base = String(decoding: file, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        baseCount = base
        self.agencyCount = max(agencyCount, base)
    }

    /// The identifiers of the agencies that were added, district by district.
    var added: [String] {
        (0..<agencyCount - baseCount).map { index in
            "\(Self.units[index % Self.units.count].id)-\(index / Self.units.count + 1)"
        }
    }

    /// The whole file.
    var text: String {
        let parts = [
            "areas:": areas, "agencies:": agencies, "services:": services,
            "agreements:": agreements,
        ]
        return base.flatMap { line in [String(line)] + (parts[String(line)] ?? []) }
            .joined(separator: "\n")
    }
}

extension LargeMechanism {
    private var districtCount: Int {
        (agencyCount - baseCount + Self.units.count - 1) / Self.units.count
    }

    private func units(of district: Int) -> ArraySlice<Unit> {
        Self.units.prefix(agencyCount - baseCount - (district - 1) * Self.units.count)
    }

    /// The nearest district with a unit of that sort: only the last may be without.
    private func district(with unit: String, near district: Int) -> Int? {
        let here = units(of: district).contains { $0.id == unit } ? district : district - 1
        return here > 0 ? here : nil
    }

    private static let source = "    source: Invented for this demonstration"

    private var areas: [String] {
        let regions = ["capital", "north", "south"]
        return stride(from: 1, through: districtCount, by: 1).flatMap { number in
            [
                "  - id: district-\(number)", "    name: District \(number)",
                "    region: \(regions[number % regions.count])",
            ]
        }
    }

    private var agencies: [String] {
        stride(from: 1, through: districtCount, by: 1).flatMap { number in
            units(of: number).flatMap { unit in
                [
                    "  - id: \(unit.id)-\(number)", "    name: '\(unit.name), district \(number)'",
                    "    kind: \(unit.kind)", "    mandates: [\(unit.mandates)]",
                    "    areas: [district-\(number)]",
                    "    contact:", "      intake: Through the helpline", Self.source,
                ]
            }
        }
    }

    private var services: [String] {
        stride(from: 1, through: districtCount, by: 1).flatMap { number in
            units(of: number).flatMap { unit in
                unit.service.map { service in
                    [
                        "  - id: \(unit.id)-help-\(number)", "    agency: \(unit.id)-\(number)",
                        "    name: '\(service.name), district \(number)'",
                        "    kind: \(service.kind)", "    areas: [district-\(number)]",
                        "    location: mobile", Self.source,
                    ]
                } ?? []
            }
        }
    }

    /// What a district's units have agreed with those that help, and with the authority that decides.
    private var agreements: [String] {
        let kinds: [(unit: String?, purpose: String, compartments: String)] = [
            ("case-managers", "support", "identity, contact, support, safety"),
            ("shelter", "support", "contact, support, safety"),
            ("clinic", "support", "contact, health, safety"),
            ("social-service", "support", "contact, support"),
            ("legal-aid", "legal-representation", "contact, justice, identification"),
            (nil, "formal-identification", "identity, contact, account, identification"),
        ]
        return stride(from: 1, through: districtCount, by: 1).flatMap { number in
            kinds.flatMap { agreement($0.unit, $0.purpose, $0.compartments, number) }
        }
    }

    /// One agreement of a district; without a unit, with the competent authority.
    private func agreement(
        _ unit: String?,
        _ purpose: String,
        _ compartments: String,
        _ number: Int
    ) -> [String] {
        var recipient = "competent-authority"
        if let unit {
            guard let place = district(with: unit, near: number) else { return [] }
            recipient = "\(unit)-\(place)"
        }
        let senders = units(of: number).filter { "\($0.id)-\(number)" != recipient }
            .map { "\($0.id)-\(number)" }
        guard !senders.isEmpty else { return [] }
        return [
            "  - id: to-\(unit ?? "authority")-\(number)",
            "    from: [\(senders.joined(separator: ", "))]", "    to: [\(recipient)]",
            "    purpose: \(purpose)", "    compartments: [\(compartments)]",
            "    answer-within: 1 working-day", "    basis: gdpr-6-1-e", Self.source,
        ]
    }
}
