import Casefile
import Mechanism
import Store

/// Rows of every table, made from a seed that a failing test prints.
struct Random: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }

    /// Between no bytes and a few hundred.
    mutating func sealed() -> [UInt8] { bytes(Int.random(in: 0...300, using: &self)) }

    mutating func id<Kind>() -> Identifier<Kind> {
        guard let id = Identifier<Kind>(bytes: bytes(16)) else { preconditionFailure("16 bytes") }
        return id
    }

    mutating func flag() -> Bool { Bool.random(using: &self) }

    mutating func instant() -> Instant {
        Instant(milliseconds: Int64.random(in: 0...4_000_000_000_000, using: &self))
    }

    mutating func day() -> CalendarDate {
        CalendarDate(daysSinceEpoch: Int.random(in: 18_000...25_000, using: &self))
    }

    mutating func text() -> String {
        let letters = ["a", "Ж", "é", "'", " ", "👩🏽‍⚕️", "-", "ש", "%", ";"]
        return (0..<Int.random(in: 1...12, using: &self))
            .map { _ in letters[Int.random(in: 0..<letters.count, using: &self)] }.joined()
    }

    mutating func member(of agency: Agency.ID) -> MemberRow {
        MemberRow(
            id: id(),
            agency: agency,
            loginDigest: bytes(32),
            sealedName: sealed(),
            agreementPublic: bytes(32),
            signingPublic: bytes(32),
            salt: bytes(16),
            parameters: text(),
            verifier: bytes(32),
            sealedKeys: sealed(),
            capabilities: "record refer",
            isKeyholder: flag(),
            isConfirmed: flag(),
            isActive: flag(),
            createdAt: instant()
        )
    }

    mutating func caseFile(openedBy agency: Agency.ID) -> CaseFileRow {
        CaseFileRow(
            id: id(),
            code: "C" + String(next(), radix: 36),
            openedBy: agency,
            isPractice: flag(),
            lastSequence: Int.random(in: 0...9, using: &self),
            lastLink: bytes(32)
        )
    }

    mutating func strand(
        of caseID: Case.ID,
        _ compartment: Compartment,
        owner: Agency.ID,
        thread: Referral.ID? = nil
    ) -> StrandRow {
        StrandRow(
            strand: Strand(
                id: id(),
                caseID: caseID,
                compartment: compartment,
                owner: owner,
                thread: thread
            ),
            epoch: 1,
            mustRotate: false
        )
    }

    mutating func grant(
        _ strand: Strand.ID,
        epoch: Int = 1,
        to agency: Agency.ID,
        for referral: Referral.ID? = nil,
        isHeld: Bool = false,
        until: CalendarDate? = nil,
        by member: Member.ID
    ) -> GrantRow {
        GrantRow(
            strand: strand,
            epoch: epoch,
            agency: agency,
            agencyEpoch: Int.random(in: 1...9, using: &self),
            sealed: bytes(80),
            referral: referral,
            isHeld: isHeld,
            until: until,
            grantedBy: member,
            signature: bytes(64)
        )
    }

    mutating func work(
        of agency: Agency.ID,
        in caseID: Case.ID,
        for member: Member.ID?,
        due: CalendarDate
    ) -> WorkRow {
        WorkRow(
            id: bytes(32),
            agency: agency,
            assignee: member,
            due: due,
            caseID: caseID,
            sealed: sealed(),
            digest: bytes(32)
        )
    }
}
