import Casefile
import HTTP
import Mechanism
import Testing

@testable import Web

private let today = CalendarDate(daysSinceEpoch: 20_515)
private let context = FirstContactReader.Context(
    areas: [AreaID("north")],
    guardians: [Agency.ID("guardians")],
    today: today
)

private func draft(_ fields: [String: String]) -> FirstContactDraft {
    FirstContactDraft(fields: fields.mapValues { [$0] })
}

private let least = [
    "language": "vi", "interpretation": "remote", "agreement": "yes", "met": "inspection",
    "met-on-day": "1", "met-on-month": "3", "met-on-year": "2026",
]

private func read(
    _ fields: [String: String]
) -> (contact: FirstContact?, faults: [FirstContactReader.Fault]) {
    var reader = FirstContactReader(draft(fields), context)
    let contact = reader.contact()
    return (contact, reader.faults)
}

/// A first contact with a random part of everything that the form has room for.
private func randomContact(_ random: inout SeededNumbers) -> FirstContact {
    let age = random.pick(AgeStatus.allCases)
    let isVital = random.isHeads()
    let guardian: GuardianStep? =
        age.isTreatedAsChild && random.isHeads()
        ? GuardianStep(
            step: random.isHeads() ? .requested : .appointed,
            agency: random.isHeads() ? Agency.ID("guardians") : nil
        ) : nil
    let mayTell = !isVital && (!age.isTreatedAsChild || guardian != nil)
    return FirstContact(
        contact: ContactMade(
            occurredOn: random.isHeads() ? .day(today) : .month(year: 2026, month: 2),
            place: random.text(),
            area: random.isHeads() ? AreaID("north") : nil,
            how: random.pick(MeetingKind.allCases),
            paperFormOf: random.isHeads() ? today.adding(days: -1) : nil
        ),
        explanation: isVital
            ? nil
            : PurposeExplained(
                language: random.pick(Words.spokenLanguages),
                interpretation: random.pick(PurposeExplained.Interpretation.allCases),
                questions: random.text()
            ),
        cannotConsentReason: isVital ? "unconscious" : "",
        needs: NeedKind.allCases.filter { _ in random.isHeads() }.map {
            NeedStated(
                kind: $0,
                urgency: random.pick(NeedStated.Urgency.allCases),
                detail: random.text()
            )
        },
        safeContacts: isVital || random.isHeads()
            ? []
            : [SafeContact(channel: .phone, value: "+359 2", isSafe: true, rules: random.text())],
        identity: isVital || random.isHeads() ? nil : randomIdentity(&random),
        age: age,
        guardian: guardian,
        childView: age.isTreatedAsChild ? "did not want to say" : "",
        indicators: Indicator.allCases.filter { _ in random.isHeads() }.map {
            IndicatorObserved(
                indicator: $0,
                basis: mayTell && random.isHeads() ? .told : .seen,
                detail: random.text()
            )
        },
        account: mayTell ? random.text() : "",
        wish: isVital || random.isHeads() ? nil : .helpWithoutFormal
    )
}

private func randomIdentity(_ random: inout SeededNumbers) -> IdentityStated {
    IdentityStated(
        names: [
            .init(text: "Nguyễn Thị Ánh", kind: .asSaid), .init(text: "Lan", kind: .alias),
            .init(text: "ليلى", kind: .alias), .init(text: "NGUYEN", kind: .inDocument),
        ],
        birth: random.isHeads() ? .year(1999) : .unknown,
        statedAge: random.isHeads() ? 26 : nil,
        sex: random.pick(Sex.allCases),
        citizenships: [CountryCode("VN"), CountryCode("MD")],
        languages: [LanguageCode("vi")],
        residence: random.pick(ResidenceStatus.allCases),
        documents: [
            .init(
                name: "passport",
                number: random.text(),
                holder: random.pick(IdentityStated.Document.Holder.allCases)
            )
        ]
    )
}

/// SplitMix64, so that a failing case can be run again.
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func isHeads() -> Bool { next() & 1 == 0 }
    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int(next() % UInt64(values.count))]
    }
    mutating func text() -> String { isHeads() ? "" : "текст <\(next() % 100)> \"&" }
}

struct `A first contact as typed` {
    @Test(arguments: [1, 20_260_303, 77] as [UInt64])
    func `reads back as it was written`(seed: UInt64) throws {
        var random = SeededNumbers(state: seed)
        for round in 0..<50 {
            let contact = randomContact(&random)
            var reader = FirstContactReader(FirstContactDraft(contact), context)
            let read = reader.contact()
            #expect(read == contact, "seed \(seed) round \(round): \(reader.faults)")
        }
    }

    @Test
    func `skips the account where the mechanism is asked first, and loses none that was told`() {
        let asking = least.merging(
            ["name-said": "Mirela", "known": "yes", "known-tell": "help", "answered": "known"]
        ) { $1 }
        #expect(!draft(asking).steps.contains(.account))
        let told = asking.merging(["account": "Told before"]) { $1 }
        #expect(draft(told).steps.contains(.account))
        #expect(read(told).contact?.account == "Told before")
        guard case .ask(let check)? = read(asking).contact?.known else {
            Issue.record("nothing is asked")
            return
        }
        #expect(check.mayTell == [.help] && check.basis == .person)
        let consulate = asking.merging(["known-tell": "consular"]) { $1 }
        #expect(read(consulate).faults.map(\.name) == ["known-tell"])
    }

    @Test func `needs a language, how the person was met and a date, and nothing else`() throws {
        let contact = try #require(read(least).contact)
        #expect(contact.explanation?.language == LanguageCode("vi"))
        #expect(contact.identity == nil && contact.needs.isEmpty && contact.account.isEmpty)
        #expect(contact.age == .unknown && contact.wish == nil)
        for name in ["language", "interpretation", "agreement", "met", "met-on-year"] {
            var fields = least
            fields[name] = nil
            #expect(read(fields).contact == nil, "\(name)")
        }
    }

    @Test(arguments: [
        ("language", "xx"), ("interpretation", "by-the-employer"), ("agreement", "perhaps"),
        ("need", "money"), ("urgency.food", "later"), ("met", "dream"), ("area", "moon"),
        ("age", "old"), ("channel-1", "pigeon"), ("sex", "x"), ("citizenship-1", "XX"),
        ("citizenship-2", "bg"), ("spoken-3", "tlh"), ("residence", "x"), ("holder-1", "x"),
        ("indicator.general.debt-bondage", "guessed"), ("wish", "no-help"),
        ("wish", "leave-formal"),
        ("stated-age", "121"), ("stated-age", "-1"), ("stated-age", "x"), ("birth-year", "99"),
        ("birth-year", "2027"), ("met-on-year", "2027"),
    ])
    func `takes no code that the form does not offer, and says where`(name: String, value: String) {
        var fields = least.merging(["need": "food", "document-1": "passport"]) { $1 }
        fields[name] = value
        let (contact, faults) = read(fields)
        #expect(contact == nil)
        #expect(!faults.isEmpty && faults.allSatisfy { $0.name.hasPrefix(name.prefix(5)) })
    }

    @Test(arguments: [
        ("place", 1_000), ("contact-rules-2", 1_000), ("name-said", 1_000), ("account", 15_000),
        ("questions", 15_000), ("indicator-detail.general.debt-bondage", 1_000),
    ])
    func `names the limit of a text that is too long`(name: String, limit: Int) throws {
        var fields = least.merging(
            ["channel-2": "in-person", "indicator.general.debt-bondage": "seen"]
        ) { $1 }
        fields[name] = String(repeating: "я", count: limit)
        #expect(read(fields).faults == [])
        fields[name] = String(repeating: "я", count: limit + 1)
        let fault = try #require(read(fields).faults.first)
        #expect(fault.name == name && fault.message.arguments["count"] == String(limit))
    }

    @Test func `of a person who can't take it in, only what is urgent and what is seen remains`()
        throws
    {
        let fields = least.merging([
            "agreement": "cannot", "cannot-reason": "unconscious", "need": "urgent-medical",
            "name-said": "Ana", "account": "a story", "wish": "formal-identification",
            "channel-1": "phone", "contact-1": "123", "indicator.general.debt-bondage": "told",
            "indicator.general.fear-or-anxiety": "seen",
        ]) { $1 }
        let contact = try #require(read(fields).contact)
        #expect(contact.explanation == nil && contact.cannotConsentReason == "unconscious")
        #expect(contact.needs.map(\.kind) == [.urgentMedical])
        #expect(contact.identity == nil && contact.account.isEmpty && contact.wish == nil)
        #expect(contact.safeContacts.isEmpty)
        #expect(contact.indicators.map(\.indicator) == [.fearOrAnxiety])
        let kept = draft(fields)
        #expect(kept.steps == [.purpose, .needs, .meeting, .age, .indicators, .check])
        #expect(kept.withheld == [.contact, .identity, .indicators, .account])
        #expect(read(fields.merging(["cannot-reason": " "]) { $1 }).contact == nil)
    }

    @Test(arguments: ["minor", "disputed"])
    func `of a child what happened waits for a guardian, and the view is always needed`(
        age: String
    ) throws {
        var fields = least.merging([
            "age": age, "account": "a story", "indicator.child.travels-alone": "told",
            "need": "shelter", "guardian": "not-yet",
        ]) { $1 }
        #expect(read(fields).faults.map(\.name) == ["child-view"])
        fields["child-view"] = "wants to sleep"
        let waiting = try #require(read(fields).contact)
        #expect(waiting.guardian == nil && waiting.account.isEmpty && waiting.indicators.isEmpty)
        #expect(waiting.needs.map(\.kind) == [.shelter])
        #expect(draft(fields).withheld == [.indicators, .account])
        fields["guardian"] = "requested"
        fields["guardian-agency"] = "guardians"
        let told = try #require(read(fields).contact)
        #expect(told.guardian == GuardianStep(step: .requested, agency: Agency.ID("guardians")))
        #expect(told.account == "a story" && told.indicators.count == 1)
        for (name, value) in [
            ("guardian", "conflicted"), ("guardian", "ended"), ("guardian-agency", "police"),
        ] {
            #expect(read(fields.merging([name: value]) { $1 }).contact == nil, "\(value)")
        }
    }

    @Test func `an adult keeps nothing of what is asked of children`() throws {
        let fields = least.merging([
            "age": "adult", "guardian": "requested", "child-view": "typed by mistake",
        ]) { $1 }
        let contact = try #require(read(fields).contact)
        #expect(contact.guardian == nil && contact.childView.isEmpty)
    }

    @Test func `a paper form keeps both dates, and needs its own`() throws {
        var fields = least.merging(["from-paper": "yes"]) { $1 }
        #expect(read(fields).faults.map(\.name) == ["paper-on-day"])
        fields["paper-on-month"] = "2"
        fields["paper-on-year"] = "2026"
        #expect(read(fields).faults.map(\.name) == ["paper-on-day"])
        fields["paper-on-day"] = "28"
        let contact = try #require(read(fields).contact)
        #expect(contact.contact.paperFormOf == CalendarDate(year: 2026, month: 2, day: 28))
        fields["from-paper"] = nil
        #expect(try #require(read(fields).contact).contact.paperFormOf == nil)
    }
}

struct `The steps of a first contact` {
    @Test func `nothing opens before the explanation, or a reason why not`() {
        #expect(!draft([:]).isOpened)
        #expect(!draft(["language": "ar"]).isOpened)
        #expect(!draft(["language": "ar", "agreement": "yes"]).isOpened)
        #expect(
            !draft(["language": "xx", "interpretation": "remote", "agreement": "yes"]).isOpened
        )
        #expect(!draft(["agreement": "cannot"]).isOpened)
        #expect(!draft(["language": "ar", "interpretation": "remote", "agreement": "no"]).isOpened)
        #expect(draft(least).isOpened)
        #expect(draft(["agreement": "cannot", "cannot-reason": "asleep"]).isOpened)
    }

    @Test func `a form changes the fields of its own step and of no other`() {
        var draft = draft(least)
        draft.take(
            FormBody([
                .init("need", "food"), .init("need", "shelter"), .init("account", "smuggled in"),
                .init("next-step", "check"), .init("language", "xx"),
            ]),
            .needs
        )
        #expect(draft.all("need") == ["food", "shelter"])
        #expect(draft.text("account").isEmpty && draft.language == LanguageCode("vi"))
        #expect(draft.next == .purpose && draft.wasAnswered(.needs) && !draft.wasAnswered(.age))
        draft.take(FormBody(), .needs)
        #expect(draft.all("need").isEmpty)
    }

    @Test func `no field belongs to two steps, and each has a name`() {
        let steps = Route.FirstContactStep.allCases
        let names = steps.flatMap { FirstContactDraft.names(of: $0) }
        #expect(Set(names).count == names.count)
        // Only the boxes of dates go by the name of their date.
        let boxes = ["-day", "-month", "-year", "-unknown"]
        for name in names where !boxes.contains(where: name.hasSuffix) {
            #expect(!Words(.english).label(ofFirstContact: name).contains("⟦"), "\(name)")
        }
    }

    @Test func `once everything was asked, a change leads back to the summary`() {
        var draft = draft(least)
        #expect(draft.step(after: .purpose) == .needs && draft.step(after: .account) == .check)
        #expect(draft.step(before: .purpose) == nil && draft.step(before: .check) == .account)
        draft.reach(.check)
        draft.reach(.meeting)
        #expect(draft.next == .check && draft.step(after: .meeting) == .check)
        #expect(draft.step(after: .purpose) == .needs)
    }
}

struct `The table of countries` {
    @Test func `has the 249 codes of ISO 3166-1, each once and with a name`() {
        #expect(Country.all.count == 249 && Set(Country.all.map(\.code)).count == 249)
        #expect(Country.all.allSatisfy { $0.name.count > 2 && $0.code.rawValue.count == 2 })
        for code in ["BG", "GB", "MD", "PH", "UA", "VN"] {
            #expect(Country.isAssigned(CountryCode(code)))
        }
        for code in ["XX", "UK", "bg", "", "XK", "SU"] {
            #expect(!Country.isAssigned(CountryCode(code)))
        }
        #expect(Country.name(of: CountryCode("MD")) == "Moldova")
    }
}
