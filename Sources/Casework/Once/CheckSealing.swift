package import Casefile
import Cryptography
package import Mechanism
import Store

/// Whom a question is about, as a holder reads it.
package struct CheckQuestion: Codable, Hashable, Sendable {
    /// What the person said to whoever asks; no documents, no place, no language.
    package let names: [String]
    package let birth: PartialDate
    package let statedAge: Int?
    package let sex: Sex
    package let citizenships: [CountryCode]
    /// The day on which it was said, which an age counts from.
    package let statedOn: CalendarDate
    /// The asker's case, by which both speak of it.
    package let code: String
    /// True where the asker's case is for practice: it is compared with such cases only.
    package let isPractice: Bool

    /// The same as a statement.
    package var identity: IdentityStated {
        IdentityStated(
            names: names.map { .init(text: $0, kind: .asSaid) },
            birth: birth,
            statedAge: statedAge,
            sex: sex,
            citizenships: citizenships,
            languages: [],
            residence: .unknown,
            documents: []
        )
    }
}

/// What waits until the holders are told.
struct CheckWaiting: Codable, Sendable {
    /// The question's own key, in base64url.
    let key: String
    let mayTell: Set<HolderGroup>
    /// Agencies that are never told, such as a guardian in conflict with the child.
    let hiddenFrom: Set<Agency.ID>
}

/// What one agency is told, or what looks like it.
struct CheckNotice: Sendable {
    /// How many of a holder's cases a notice names.
    static let mostCases = 4

    /// The question's own key; of a dummy random bytes.
    let key: SecretBytes
    /// Cases of the holder that may be meant; none in a dummy.
    let cases: [Case.ID]

    static func dummy() -> CheckNotice { CheckNotice(key: .random(count: 32), cases: []) }

    init(key: SecretBytes, cases: [Case.ID]) {
        self.key = key
        self.cases = Array(cases.prefix(Self.mostCases))
    }

    /// As many bytes for every notice.
    private var content: [UInt8] {
        let bytes = [UInt8(cases.count)] + key.exposedBytes() + cases.flatMap(\.bytes)
        return bytes + [UInt8](repeating: 0, count: Self.byteCount - bytes.count)
    }

    private static let byteCount = 1 + 32 + mostCases * 16
    private static let context = Array("tandem/v1/check-notice".utf8)

    func seal(
        for check: CheckAsked.ID,
        _ agency: Agency.ID,
        to recipient: AgreementPublicKey
    ) -> [UInt8] {
        HPKE.seal(
            content,
            to: recipient,
            info: Self.context,
            associatedData: Self.associatedData(check, agency)
        )
    }

    /// Opens a notice of the actor's agency; nil for one that nothing of the agency's opens.
    init?(_ row: CheckNoticeRow, for actor: Actor) {
        guard let key = actor.agencyKeys[row.agencyEpoch],
            let content = try? HPKE.open(
                row.sealed,
                with: key,
                info: Self.context,
                associatedData: Self.associatedData(row.check, row.agency)
            ),
            content.count == Self.byteCount
        else { return nil }
        let count = min(Int(content[0]), Self.mostCases)
        self.init(
            key: SecretBytes(Array(content[1..<33])),
            cases: (0..<count).compactMap { Case.ID(bytes: content[33 + $0 * 16..<49 + $0 * 16]) }
        )
    }

    private static func associatedData(_ check: CheckAsked.ID, _ agency: Agency.ID) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "check-notice/1")
        bytes.append(check.bytes)
        bytes.append(agency.rawValue)
        return bytes.bytes
    }
}

/// What a holder writes back.
struct CheckReply: Codable, Sendable {
    let answer: CheckAnswer
    /// The holder's case, where it is the same person.
    let code: String?

    private static let context = Array("tandem/v1/check-answer".utf8)

    func seal(
        for check: CheckAsked.ID,
        from holder: Agency.ID,
        to recipient: AgreementPublicKey
    ) throws -> [UInt8] {
        HPKE.seal(
            try PayloadCoding.encode(self),
            to: recipient,
            info: Self.context,
            associatedData: Self.associatedData(check, holder)
        )
    }

    /// Opens an answer to the actor's agency, under whichever of its keys it was sealed to.
    static func open(_ row: CheckAnswerRow, for actor: Actor) -> CheckReply? {
        for key in actor.agencyKeys.values {
            guard
                let content = try? HPKE.open(
                    row.sealed,
                    with: key,
                    info: context,
                    associatedData: associatedData(row.check, row.agency)
                )
            else { continue }
            return try? PayloadCoding.decode(CheckReply.self, from: content)
        }
        return nil
    }

    private static func associatedData(_ check: CheckAsked.ID, _ holder: Agency.ID) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "check-answer/1")
        bytes.append(check.bytes)
        bytes.append(holder.rawValue)
        return bytes.bytes
    }
}

extension CheckQuestion {
    func seal(for check: CheckAsked.ID, with key: SecretBytes) throws -> [UInt8] {
        Sealing.seal(
            try PayloadCoding.encode(self),
            key: key,
            associatedData: Self.associatedData(check)
        )
    }

    /// Opens a question with its own key; nil for any other.
    static func open(_ row: BlindCheckRow, with key: SecretBytes) -> CheckQuestion? {
        guard
            let content = try? Sealing.open(
                row.sealed,
                key: key,
                associatedData: associatedData(row.id)
            )
        else { return nil }
        return try? PayloadCoding.decode(CheckQuestion.self, from: content)
    }

    private static func associatedData(_ check: CheckAsked.ID) -> [UInt8] {
        var bytes = CanonicalBytes(domain: "check-question/1")
        bytes.append(check.bytes)
        return bytes.bytes
    }
}
