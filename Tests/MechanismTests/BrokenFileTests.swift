import Mechanism
import Testing
import YAML

/// One change to the minimal file, and what must be said about it.
struct Breakage: CustomTestStringConvertible, Sendable {
    /// A part of the minimal file.
    let part: String
    let replacement: String
    let rule: Finding.Rule
    /// How many lines after the first changed line the finding lies.
    let offset: Int

    init(_ part: String, _ replacement: String, _ rule: Finding.Rule, offset: Int = 0) {
        self.part = part
        self.replacement = replacement
        self.rule = rule
        self.offset = offset
    }

    var testDescription: String { "\(part) → \(replacement)" }
}

private let breakages = [
    Breakage("tandem: 1", "tandem: 2", .unsupportedVersion),
    Breakage("country: XX", "country: xx", .identifierSyntax),
    Breakage("country: XX", "contry: XX", .unknownKey),
    Breakage("name: {en: Land, fr: Pays}", "name: {en: Land, de: Land}", .danglingReference),
    Breakage("name: {en: Land, fr: Pays}", "name: {fr: Pays}", .missingLanguage),
    Breakage("name: {en: Land, fr: Pays}", "name: ''", .emptyText),
    Breakage("name: {en: Land, fr: Pays}", "name: [Land]", .wrongType),
    Breakage("Europe/Sofia", "Sofia time", .identifierSyntax),
    Breakage("languages: [en, fr]", "languages: [en, fr, en]", .duplicate),
    Breakage("languages: [en, fr]", "languages: [en, fr, English]", .identifierSyntax),
    Breakage("weekend: [saturday, sunday]", "weekend: [saturday, sonntag]", .unknownCode),
    Breakage(
        "weekend: [saturday, sunday]",
        "weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]",
        .weekend
    ),
    Breakage("2026-05-01]", "2026-02-30]", .holiday),
    Breakage("2026-05-01]", "1926-05-01]", .holiday),
    Breakage("2026-05-01]", "2026-01-01]", .duplicate),
    Breakage("  source: law\ndefinition", "  sources: law\ndefinition", .unknownKey),
    Breakage("acts: all", "acts: [recruiting]", .unknownCode),
    Breakage("adult-from: 18", "adult-from: eighteen", .wrongType),
    Breakage("adult-from: 18", "adult-from: 81", .outOfRange),
    Breakage("presumes-minority: true", "presumes-minority: 'true'", .wrongType),
    Breakage("verified: false", "verified: perhaps", .wrongType),
    Breakage("name: Harbour, region: west", "name: Harbour, region: wst", .danglingReference),
    Breakage("name: Harbour, region: west", "name: Harbour, region: harbour", .area),
    Breakage("id: inspectorate, name", "id: Inspectorate!, name", .identifierSyntax),
    Breakage("id: police, name", "id: raiders, name", .duplicate),
    Breakage("kind: police", "kind: polise", .unknownCode),
    Breakage("mandates: [detect]", "mandates: [detect, identify]", .unknownCode),
    Breakage("mandates: [detect]", "mandates: [detect, detect]", .duplicate),
    Breakage(", represents: MD", "", .represents),
    Breakage("mandates: [detect]", "mandates: [detect], represents: MD", .represents),
    Breakage("mandates: [detect]", "mandates: [detect], areas: [east]", .danglingReference),
    Breakage("{intake: By the helpline}", "{phone: 000}", .missingIntake),
    Breakage(
        "{intake: By the helpline}",
        "{intake: By phone, address: 1 Street}",
        .confidentialPlace
    ),
    Breakage(
        "mandates: [support]",
        "mandates: [support]\n    areas: [harbour]",
        .confidentialPlace,
        offset: 1
    ),
    Breakage("compartments: [account], source: law", "compartments: [account]", .missingSource),
    Breakage("compartments: [account]", "compartments: []", .agreement),
    Breakage("agency: shelter", "agency: shelterr", .danglingReference),
    Breakage("kind: safe-accommodation", "kind: safe-accomodation", .unknownCode),
    Breakage("sex: [female]", "gender: [female]", .unknownKey),
    Breakage("areas: [west]", "areas: [harbour]", .confidentialPlace),
    Breakage("capacity: 4", "capacity: -4", .outOfRange),
    Breakage(
        "location: confidential",
        "location: confidential\n    address: 1 Street",
        .confidentialPlace,
        offset: 1
    ),
    Breakage("location: confidential", "location: secret", .unknownCode),
    Breakage("location: mobile", "location: address", .missingKey),
    Breakage("condition: cooperation, source: law", "condition: cooperation", .missingSource),
    Breakage("starts: identification-request", "starts: identification", .unknownCode),
    Breakage("ends: reasonable-grounds-decision", "ends: identification-request", .impossibleClock),
    Breakage("maximum: 5 working-days", "maximum: 0 working-days", .impossibleClock),
    Breakage("maximum: 5 working-days", "maximum: -5 working-days", .impossibleClock),
    Breakage("maximum: 5 working-days", "maximum: 5 workdays", .unknownCode),
    Breakage("maximum: 5 working-days", "maximum: soon", .wrongType),
    Breakage("maximum: 5 working-days", "maximum: 5 working-dayss", .unknownCode),
    Breakage("minimum: 30 calendar-days", "minimum: 720 hours", .clockUnit),
    Breakage(
        "    maximum: 5 working-days\n",
        "    maximum: 5 working-days\n    minimum: 1 working-days\n",
        .impossibleClock
    ),
    Breakage("decided-by: [authority]", "decided-by: [police]", .decisionWithoutMandate),
    Breakage("decided-by: [authority]", "decided-by: [nobody]", .danglingReference),
    Breakage("    decided-by: [authority]\n", "", .missingKey, offset: -4),
    Breakage("to: [shelter]", "to: [inspectorate]", .agreement),
    Breakage("to: [shelter]", "to: []", .agreement),
    Breakage("to: [shelter]", "to: [raiders]", .immigrationWall),
    Breakage(
        "to: [shelter]",
        "to: [raiders]\n    provision: order",
        .immigrationWall
    ),
    Breakage("basis: gdpr-6-1-e", "basis: consent", .unknownCode),
    Breakage(
        "to: [shelter]\n    purpose: support\n    compartments: [contact, support]\n"
            + "    answer-within: 4 hours\n    basis: gdpr-6-1-e",
        "to: [police]\n    purpose: support\n    compartments: [contact, support]\n"
            + "    answer-within: 4 hours\n    basis: gdpr-6-1-a",
        .enforcementConsent,
        offset: 4
    ),
    Breakage("compartments: [contact, support]", "compartments: [contact, spine]", .agreement),
    Breakage("duty-to-notify: false", "duty-to-notify: no", .wrongType),
    Breakage("{en: Because, fr: Parce que}", "{en: Because}", .missingLanguage),
    Breakage("{en: Because, fr: Parce que}", "Because", .missingLanguage),
    Breakage("phone: 000, languages: [ru], source: law", "phone: 000", .missingSource),
    Breakage("name: Beds", "name: Beds: warm", .yaml),
    Breakage("id: why", "id: &why why", .yaml),
    Breakage("id: beds\n", "id: beds\n    id: beds\n", .yaml, offset: 1),
]

@Suite struct BrokenFileTests {
    @Test func `the minimal file is valid`() throws {
        let mechanism = try Mechanism(reading: Array(minimalFile.utf8))
        #expect(mechanism.agencies.count == 6)
        #expect(mechanism.services.count == 2)
        #expect(mechanism.clocks.map(\.decidedBy) == [[Agency.ID("authority")], []])
        #expect(mechanism.hotlines.map(\.languages) == [[LanguageCode("ru")]])
        #expect(mechanism.definition.source == Source(reference: "law", isVerified: false))
        #expect(!mechanism.definition.purposes.contains(.unknown))
        #expect(!mechanism.isFictitious)
    }

    @Test(arguments: breakages)
    func `a broken file is refused with its line and its rule`(breakage: Breakage) throws {
        let range = try #require(minimalFile.firstRange(of: breakage.part))
        var text = minimalFile
        text.replaceSubrange(range, with: breakage.replacement)
        var start = range.lowerBound
        // A part that begins with the line break or indentation of a line means that line.
        while minimalFile[start].isNewline { start = minimalFile.index(after: start) }
        let line = minimalFile[..<start].filter(\.isNewline).count + 1 + breakage.offset
        let findings = try #require(throws: MechanismFindings.self) {
            try Mechanism(reading: Array(text.utf8))
        }
        #expect(
            findings.all.contains { $0.mark.line == line && $0.rule == breakage.rule },
            "expected \(breakage.rule.rawValue) on line \(line): \(findings)"
        )
        for finding in findings.all {
            #expect(finding.sentence.hasSuffix(".") && finding.sentence.count > 20)
            #expect([".", "?"].contains(finding.remedy.last.map(String.init)))
        }
    }

    @Test func `every rule is broken by some file`() {
        let broken = Set(breakages.map(\.rule))
        #expect(Finding.Rule.allCases.filter { !broken.contains($0) }.isEmpty)
    }

    @Test func `leaving out any required key is noted where its mapping begins`() throws {
        let root = try Node(parsing: minimalFile)
        let optional: Set = ["areas", "provisions", "services", "clocks", "agreements", "hotlines"]
        for entry in try #require(root.entries) where !optional.contains(entry.key.text) {
            let left = try #require(root.entries).filter { $0.key.text != entry.key.text }
            let findings = try #require(throws: MechanismFindings.self) {
                try Mechanism(reading: Node(mark: root.mark, content: .mapping(left)))
            }
            #expect(findings.all.contains { $0.rule == .missingKey && $0.mark == root.mark })
        }
    }

    @Test func `all findings come in one pass, by line`() throws {
        var text = minimalFile
        for breakage in breakages where [.unknownCode, .outOfRange].contains(breakage.rule) {
            text = text.replacing(breakage.part, with: breakage.replacement)
        }
        let findings = try #require(throws: MechanismFindings.self) {
            try Mechanism(reading: Array(text.utf8))
        }
        #expect(findings.all.count >= 8)
        #expect(findings.all.map(\.mark) == findings.all.map(\.mark).sorted())
    }

    @Test func `a mistyped word gets the word that was meant`() throws {
        let text = minimalFile.replacing("kind: police", with: "kind: polise")
        let report = MechanismCheck.report(fileName: "x.yaml", bytes: Array(text.utf8))
        #expect(!report.isValid)
        #expect(
            report.lines == [
                "x.yaml:24:38: There is no kind of agency 'polise'. Did you mean 'police'?",
                "x.yaml: 1 finding; nothing was loaded.",
            ]
        )
    }

    @Test func `a minimum that outlasts a maximum between the same events is impossible`() throws {
        let clock = """
              - id: earliest
                starts: identification-request
                ends: reasonable-grounds-decision
                minimum: 2 months
                decided-by: [authority]
                source: law
            agreements:
            """
        let text = minimalFile.replacing("agreements:", with: clock)
        let findings = try #require(throws: MechanismFindings.self) {
            try Mechanism(reading: Array(text.utf8))
        }
        #expect(findings.all.map(\.rule) == [.impossibleClock])
        let line = try #require(findings.all.first?.mark.line)
        #expect(text.split(separator: "\n")[line - 1].contains("minimum: 2 months"))
        let possible = text.replacing("minimum: 2 months", with: "minimum: 2 working-days")
        _ = try Mechanism(reading: Array(possible.utf8))
    }

    /// The seed is fixed and printed with a failure.
    @Test(arguments: [UInt64(11), 12])
    func `no mutation of a file crashes the reader`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let lines = minimalFile.split(separator: "\n").map(String.init)
        for _ in 0..<300 {
            var changed = lines
            for _ in 0...(random.next() % 3) {
                let from = Int(random.next() % UInt64(changed.count))
                let to = Int(random.next() % UInt64(changed.count))
                switch random.next() % 3 {
                case 0: changed.remove(at: from)
                case 1: changed.swapAt(from, to)
                default: changed.insert(changed[from], at: to)
                }
            }
            let bytes = Array(changed.joined(separator: "\n").utf8)
            let report = MechanismCheck.report(fileName: "x", bytes: bytes)
            #expect(report.isValid == (report.lines.count == 1), "seed \(seed)")
        }
    }
}

/// A seeded generator.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
