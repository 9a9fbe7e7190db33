package import Casefile
import Cryptography
package import Mechanism

/// A signed-in member with unlocked keys, for the length of one request.
package struct Actor: Sendable {
    /// The member and the agency.
    package let author: Author
    /// What the member may do: stored capabilities that the agency's mandates still allow.
    package let capabilities: Set<Capability>
    package let isKeyholder: Bool
    /// False until a keyholder certified the member: then nothing can be opened yet.
    package let isConfirmed: Bool
    /// True while the agency has one keyholder only.
    package let isPractice: Bool
    /// The member's name as the agency knows it.
    package let name: String
    /// The day of the request: access that ran out before it is closed.
    let today: CalendarDate
    let keys: MemberKeys
    /// The agency's private keys by epoch.
    let agencyKeys: [Int: AgreementPrivateKey]

    /// The member.
    package var member: Member.ID { author.member }
    /// The member's agency.
    package var agency: Agency { author.agency }

    /// Whether the member may do something at all.
    package func may(_ capability: Capability) -> Bool {
        isConfirmed && capabilities.contains(capability)
    }
}

/// A member's private keys.
struct MemberKeys: Sendable {
    let agreement: AgreementPrivateKey
    let signing: SigningPrivateKey

    static func generate() -> MemberKeys {
        MemberKeys(agreement: .generate(), signing: .generate())
    }

    init(agreement: AgreementPrivateKey, signing: SigningPrivateKey) {
        self.agreement = agreement
        self.signing = signing
    }

    /// Both secrets, for sealing: 64 bytes.
    var secret: SecretBytes {
        SecretBytes(agreement.secret.exposedBytes() + signing.seed.exposedBytes())
    }

    init(secret: SecretBytes) throws(KeyError) {
        let bytes = secret.exposedBytes()
        guard bytes.count == 64 else { throw .wrongCount(expected: 64, found: bytes.count) }
        agreement = try AgreementPrivateKey(secret: SecretBytes(Array(bytes[..<32])))
        signing = try SigningPrivateKey(seed: SecretBytes(Array(bytes[32...])))
    }
}
