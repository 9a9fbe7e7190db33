import Casefile
import Database
import Mechanism
import Store

/// Three agencies with a member each, and a case of the first with two strands.
struct World: Sendable {
    static let today = CalendarDate(daysSinceEpoch: 20_500)
    static let inspectorate = Agency.ID("inspectorate")
    static let shelter = Agency.ID("shelter")
    static let police = Agency.ID("police")

    var random: Random
    let members: [Agency.ID: MemberRow]
    let file: CaseFileRow
    let spine: StrandRow
    let account: StrandRow

    init(seed: UInt64, in session: DatabaseSession) throws {
        random = Random(seed: seed)
        var members: [Agency.ID: MemberRow] = [:]
        for agency in [Self.inspectorate, Self.shelter, Self.police] {
            try AgencyTable(session).insert(agency, rootPublic: random.bytes(32))
            let member = random.member(of: agency)
            try MemberTable(session).insert(member)
            members[agency] = member
        }
        self.members = members
        file = random.caseFile(openedBy: Self.inspectorate)
        try CaseFileTable(session).insert(file)
        spine = random.strand(of: file.id, .spine, owner: Self.inspectorate)
        account = random.strand(of: file.id, .account, owner: Self.inspectorate)
        for strand in [spine, account] { try add(strand, in: session) }
        for strand in [spine, account] {
            try grant(strand, to: Self.inspectorate, in: session)
        }
    }

    func member(_ agency: Agency.ID) -> Member.ID {
        guard let member = members[agency] else { preconditionFailure("no member") }
        return member.id
    }

    /// Adds a strand with its first epoch.
    mutating func add(_ strand: StrandRow, in session: DatabaseSession) throws {
        let table = StrandTable(session)
        try table.insert(strand)
        let commitment = random.bytes(32)
        try table.insertEpoch(strand.strand.id, epoch: 1, commitment: commitment)
    }

    mutating func grant(
        _ strand: StrandRow,
        epoch: Int = 1,
        to agency: Agency.ID,
        for referral: Referral.ID? = nil,
        isHeld: Bool = false,
        until: CalendarDate? = nil,
        in session: DatabaseSession
    ) throws {
        let row = random.grant(
            strand.strand.id,
            epoch: epoch,
            to: agency,
            for: referral,
            isHeld: isHeld,
            until: until,
            by: member(Self.inspectorate)
        )
        try StrandTable(session).grant(row)
    }

    /// Adds the coordination strand of a referral that the receiver can, or can't yet, open.
    mutating func thread(
        _ referral: Referral.ID,
        to agency: Agency.ID,
        isOpen: Bool = true,
        in session: DatabaseSession
    ) throws {
        let thread = random.strand(
            of: file.id,
            .coordination,
            owner: Self.inspectorate,
            thread: referral
        )
        try add(thread, in: session)
        try grant(thread, to: Self.inspectorate, in: session)
        if isOpen { try grant(thread, to: agency, in: session) }
    }

    mutating func offer(
        to agency: Agency.ID,
        _ state: OfferRow.State,
        in session: DatabaseSession
    ) throws -> OfferRow {
        let offer = OfferRow(
            referral: random.id(),
            caseID: file.id,
            from: Self.inspectorate,
            to: agency,
            answerBy: random.day(),
            consent: random.id(),
            state: state
        )
        try OfferTable(session).insert(offer)
        return offer
    }
}
