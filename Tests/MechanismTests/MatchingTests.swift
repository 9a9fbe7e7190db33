import Mechanism
import Testing

@Suite struct MatchingTests {
    private let mechanism: Mechanism

    init() throws {
        mechanism = try Mechanism(reading: bytes(of: "demonstration"))
    }

    private func match(_ service: String, _ person: PersonProfile) throws -> ServiceMatch {
        let service = try #require(mechanism.service(Service.ID(service)))
        return mechanism.match(service, person)
    }

    @Test func `an unknown fact never excludes, and is said`() {
        for match in mechanism.match(need: [], person: PersonProfile()) {
            #expect(match.fits)
        }
        let unknown = PersonProfile(
            sex: .notStated,
            exploitation: [.unknown],
            residence: .unknown
        )
        let matches = mechanism.match(need: [], person: unknown)
        #expect(matches.allSatisfy { $0.fits })
        #expect(matches.contains { $0.cautions.contains(.unknown(.sex)) })
        #expect(matches.contains { $0.cautions.contains(.unknown(.residence)) })
    }

    @Test func `each reason is named for the fact that speaks against a service`() throws {
        let person = PersonProfile(
            sex: .male,
            ageBand: .child,
            exploitation: [.begging],
            residence: .irregular,
            languages: [LanguageCode("vi")],
            area: AreaID("north")
        )
        #expect(try match("women-places", person).reasons == [.sex, .age, .area])
        #expect(try match("children-places", person).fits)
        #expect(try match("survivors-group", person).reasons == [.age, .exploitation, .area])
        #expect(try match("job-matching", person).reasons == [.age, .residence])
        #expect(try match("psychological-help", person).reasons == [.language, .area])
        #expect(try match("helpline", person).reasons == [.language])
    }

    @Test func `one fact that fits is enough`() throws {
        let person = PersonProfile(
            exploitation: [.begging, .labour],
            languages: [LanguageCode("vi"), LanguageCode("ru")]
        )
        #expect(try match("labour-rights", person).fits)
        #expect(try match("helpline", person).fits)
        #expect(try match("helpline", person).cautions.isEmpty)
    }

    @Test func `a district lies in its region, and a region may hold the district`() throws {
        let inCapital = PersonProfile(area: AreaID("novgrad"))
        let inRegion = try match("women-places", inCapital)
        #expect(!inRegion.cautions.contains(.unknown(.area)))
        #expect(inRegion.fits)
        #expect(try match("women-places", PersonProfile(area: AreaID("south"))).reasons == [.area])
    }

    @Test func `a sex that a service does not name is asked about, not turned away`() throws {
        let person = PersonProfile(sex: .other, ageBand: .adult)
        #expect(try match("women-places", person).fits)
        #expect(try match("women-places", person).cautions.contains(.unknown(.sex)))
    }

    @Test func `a condition of law is listed and never makes a service unfit`() throws {
        let person = PersonProfile(ageBand: .adult, residence: .irregular, area: AreaID("novgrad"))
        let housing = try match("municipal-housing", person)
        #expect(housing.fits)
        #expect(housing.conditions.map(\.kind) == [.residencePermit])
        #expect(housing.conditions.allSatisfy { !$0.source.reference.isEmpty })
    }

    @Test func `what fits comes first, whatever the order of needs`() {
        let person = PersonProfile(sex: .male, ageBand: .adult, area: AreaID("orchard-valley"))
        let needs: [ServiceKind] = [.safeAccommodation, .legalAid, .psychological]
        let matches = mechanism.match(need: needs, person: person)
        #expect(matches == mechanism.match(need: needs.reversed(), person: person))
        #expect(matches.map(\.fits) == matches.map(\.fits).sorted { $0 && !$1 })
        #expect(matches.allSatisfy { needs.contains($0.service.kind) })
        #expect(matches.first?.fits == true)
    }

    @Test func `whatever is known, knowing less never closes a service`() {
        for sex in Sex.allCases {
            for age in AgeBand.allCases {
                for form in ExploitationForm.allCases {
                    let known = PersonProfile(sex: sex, ageBand: age, exploitation: [form])
                    var less = known
                    less.sex = nil
                    let open = Set(
                        mechanism.match(need: [], person: known).filter(\.fits).map(\.service.id)
                    )
                    let openWithLess = Set(
                        mechanism.match(need: [], person: less).filter(\.fits).map(\.service.id)
                    )
                    #expect(open.isSubset(of: openWithLess))
                }
            }
        }
    }
}

@Suite struct LookupTests {
    private let mechanism: Mechanism

    init() throws {
        mechanism = try Mechanism(reading: bytes(of: "demonstration"))
    }

    @Test func `a clock gives the deadline of the event that it starts`() throws {
        let clocks = mechanism.clocks(startingWith: .positiveReasonableGrounds)
        #expect(
            clocks.map(\.id.rawValue) == ["reflection", "conclusive-earliest", "conclusive-latest"]
        )
        let start = try #require(CalendarDate(iso: "2026-09-10"))
        let first = try #require(mechanism.clocks(startingWith: .identificationRequest).first)
        // 15 September is Founding Day.
        #expect(mechanism.deadline(for: first, from: start).description == "2026-09-18")
        #expect(mechanism.clocks(startingWith: .referral).isEmpty)
    }

    @Test func `the first line reaches shelter, legal aid and authority, and no wall is open`() {
        let inspectorate = Agency.ID("labour-inspectorate")
        for (receiver, unit) in [
            ("shelter-women", Period(4, .hours)), ("legal-aid", Period(1, .workingDays)),
            ("competent-authority", Period(1, .workingDays)),
        ] {
            let agreements = mechanism.agreements(from: inspectorate, to: Agency.ID(receiver))
            #expect(agreements.map(\.answerWithin) == [unit])
        }
        let toEnforcement = mechanism.agencies.flatMap {
            mechanism.agreements(from: $0.id, to: Agency.ID("immigration-enforcement"))
        }
        #expect(toEnforcement.isEmpty)
        #expect(
            mechanism.agreements(
                from: inspectorate,
                to: Agency.ID("shelter-women"),
                purpose: .investigation
            ).isEmpty
        )
    }

    @Test func `who decides formally neither detects nor refers`() {
        let deciders = mechanism.agencies(with: .identifyFormally)
        #expect(deciders.map(\.id.rawValue) == ["competent-authority", "child-decision-panel"])
        #expect(deciders.allSatisfy { $0.mandates == [.identifyFormally] })
    }

    private func conflicts(
        _ receiver: String,
        referrer: String = "labour-inspectorate",
        _ purpose: Agreement.Purpose = .support,
        _ citizenships: Set<CountryCode> = [],
        _ residence: ResidenceStatus? = nil
    ) -> [Conflict] {
        mechanism.conflicts(
            receiver: Agency.ID(receiver),
            referrer: Agency.ID(referrer),
            purpose: purpose,
            citizenships: citizenships,
            residence: residence
        )
    }

    @Test func `the post of an asylum seeker's own State is refused, and of no other`() {
        let moldova: Set<CountryCode> = [CountryCode("MD")]
        let seeker = conflicts("consulate-moldova", .support, moldova, .asylumSeeker)
        #expect(seeker == [.consulateOfOrigin])
        #expect(conflicts("consulate-moldova", .support, moldova, nil) == [.consulateOfOrigin])
        #expect(conflicts("consulate-moldova", .support, [], .asylumSeeker) == [.consulateOfOrigin])
        #expect(conflicts("consulate-moldova", .support, moldova, .regular).isEmpty)
        #expect(conflicts("embassy-philippines", .support, moldova, .asylumSeeker).isEmpty)
    }

    @Test func `the wall and the separation of roles stand`() {
        #expect(conflicts("immigration-enforcement") == [.immigrationWall])
        let own = conflicts(
            "competent-authority",
            referrer: "competent-authority",
            .formalIdentification
        )
        #expect(own == [.decisionMakerRefers])
        #expect(conflicts("competent-authority", .formalIdentification).isEmpty)
        #expect(conflicts("shelter-women").isEmpty)
    }
}
