package import Casefile
import Cryptography
import Database
package import Mechanism
import Store

/// How far an agency has come.
package enum AgencyProgress: String, CaseIterable, Hashable, Sendable {
    case notInvited = "not-invited"
    case invited
    case awaitsFingerprint = "awaits-fingerprint"
    case practice
    case live
}

/// An agency as the coordinating agency sees it.
package struct AgencyOverview: Sendable {
    package let agency: Agency
    package let progress: AgencyProgress
    package let fingerprint: String?
}

extension Installation {
    /// All agencies of the mechanism and how far each has come.
    package func agencyOverviews(for actor: Actor) async throws -> [AgencyOverview] {
        let now = currentTime()
        return try await database.read { session in
            _ = try actor.authorise(.use(.confirmAgencies), in: session)
            return try self.mechanism.agencies.map { agency in
                let row = try AgencyTable(session).find(agency.id)
                let progress: AgencyProgress
                if let row {
                    let isTrusted = row.isPinned || row.rootPublic == self.anchor.bytes
                    progress =
                        !isTrusted ? .awaitsFingerprint : row.isLive ? .live : .practice
                } else {
                    let isInvited =
                        try InvitationTable(session).openCount(of: agency.id, at: now) > 0
                    progress = isInvited ? .invited : .notInvited
                }
                return AgencyOverview(
                    agency: agency,
                    progress: progress,
                    fingerprint: row.map { Fingerprint.text(of: $0.rootPublic) }
                )
            }
        }
    }

    /// Pins an agency's root once its fingerprint was compared by voice.
    ///
    /// `fingerprint`: the one that was compared; another root is not pinned.
    /// - Throws: `AccessRefusal`; hidden where there is nothing to pin.
    package func confirmAgency(
        _ id: Agency.ID,
        fingerprint: String,
        by actor: Actor
    ) async throws {
        try await database.write { session in
            _ = try actor.authorise(.use(.confirmAgencies), in: session)
            guard actor.isKeyholder else { throw MembershipRefusal.notAKeyholder }
            guard let row = try AgencyTable(session).find(id), !row.isPinned,
                row.rootPublic != self.anchor.bytes
            else { throw AccessRefusal.hidden }
            guard fingerprint == Fingerprint.text(of: row.rootPublic) else {
                throw MembershipRefusal.fingerprintDiffers
            }
            let signature = actor.keys.signing.sign(
                Certificate.pin(of: id, root: row.rootPublic),
                domain: "pin"
            )
            try AgencyTable(session).pin(
                id,
                by: actor.member,
                signature: signature.bytes,
                at: self.currentTime()
            )
            try self.log(
                LogLeaf(.certificate, by: actor, detail: "pin", at: self.currentTime()),
                in: session
            )
        }
    }
}

/// A colleague, as members of the same agency see each other.
package struct MemberOverview: Sendable, Identifiable {
    package let id: Member.ID
    package let name: String
    /// The fingerprint of the member's keys, to be compared by voice before they are confirmed.
    package let fingerprint: String
    package let capabilities: Set<Capability>
    package let isKeyholder: Bool
    package let isConfirmed: Bool
    package let isActive: Bool
}

extension Installation {
    /// The members of the actor's own agency.
    package func members(for actor: Actor) async throws -> [MemberOverview] {
        try await database.read { session in
            _ = try actor.authorise(.use(.manageMembers), in: session)
            return try MemberTable(session).all(of: actor.agency.id).map { row in
                MemberOverview(
                    id: row.id,
                    name: MemberName.open(row, with: actor.agencyKeys) ?? "",
                    fingerprint: Fingerprint.text(of: Certificate.body(ofMember: row)),
                    capabilities: Capability.parse(row.capabilities),
                    isKeyholder: row.isKeyholder,
                    isConfirmed: row.isConfirmed,
                    isActive: row.isActive
                )
            }
        }
    }
}
