import Casefile
import Database
import Mechanism
import Store
import Synchronization

/// Which agencies' fingerprints are being renewed by this program, or need no look any more.
final class FingerprintRenewals: Sendable {
    private let agencies = Mutex<Set<Agency.ID>>([])

    /// Takes an agency on; false where somebody has.
    func begin(_ agency: Agency.ID) -> Bool { agencies.withLock { $0.insert(agency).inserted } }

    /// Lets somebody else try.
    func giveUp(_ agency: Agency.ID) { _ = agencies.withLock { $0.remove(agency) } }
}

extension Installation {
    /// Set where every statement of who somebody is has had fingerprints from the first day on.
    static let fingerprintedSetting = "fingerprinted"
    private static let renewedAtOnce = 50

    /// Makes an agency's fingerprints anew, while one of its members is there whose keys open what they are made of.
    ///
    /// Needed after a new linkage key, and once for cases that a release without fingerprints recorded. Nobody else can: the
    /// server opens no statement. One run an agency; a member who doesn't lead renews what is theirs.
    /// - Returns: how many were made.
    @discardableResult
    package func renewFingerprints(by actor: Actor) async throws -> Int {
        guard actor.may(.record), renewals.begin(actor.agency.id) else { return 0 }
        do {
            let (count, isWhole) = try await renewAll(by: actor)
            if !isWhole { renewals.giveUp(actor.agency.id) }
            return count
        } catch {
            renewals.giveUp(actor.agency.id)
            throw error
        }
    }

    private func renewAll(by actor: Actor) async throws -> (count: Int, isWhole: Bool) {
        let setting = "\(Self.fingerprintedSetting) \(actor.agency.id.rawValue)"
        let isKnown = try await database.read { session in
            try SettingTable(session).value(Self.fingerprintedSetting) != nil
                || SettingTable(session).value(setting) != nil
        }
        var (count, isWhole) = (0, true)
        let cases = try await casesToRenew(of: actor, all: !isKnown)
        if cases.isEmpty, isKnown { return (0, true) }
        for id in cases {
            try Task.checkCancellation()
            if let made = try await renew(id, by: actor) { count += made } else { isWhole = false }
            // Whoever works goes first.
            await Task.yield()
        }
        if isWhole, !isKnown, actor.may(.lead) {
            try await database.write { try SettingTable($0).set(setting, to: [1]) }
        }
        return (count, isWhole && actor.may(.lead))
    }

    /// Cases with fingerprints under an older key, or all of the agency's.
    private func casesToRenew(of actor: Actor, all: Bool) async throws -> [Case.ID] {
        try await database.read { session in
            if all {
                return try CaseFileTable(session).ids(
                    of: actor.agency.id,
                    assignedTo: actor.may(.lead) ? nil : actor.member,
                    limit: .max
                )
            }
            let rows = try FingerprintTable(session).outdated(
                of: actor.agency.id,
                before: self.linkageKeys.current,
                limit: .max
            )
            return Array(Set(rows.map(\.caseID))).sorted()
        }
    }

    /// Renews what the agency states in one case; nil where the member may not see it.
    private func renew(_ id: Case.ID, by actor: Actor) async throws -> Int? {
        let now = now()
        return try await database.write { session in
            guard let file = try actor.visibleCase(id, in: session) else { return nil }
            let open = try self.openCase(
                file,
                for: actor,
                in: session,
                now: now,
                only: .compartment(.identity)
            )
            let table = FingerprintTable(session)
            var count = 0
            for (header, identity) in open.state.identitySources
            where header.owner == actor.agency.id {
                let known = try table.generations(of: header.id, in: id)
                guard !known.contains(self.linkageKeys.current) else { continue }
                try table.destroy(of: header.id, in: id, at: now.instant)
                try self.keepFingerprints(of: identity, header, at: now, in: session)
                count += 1
            }
            return count
        }
    }

    /// How many rows of fingerprints there are under each linkage key.
    package func fingerprintCounts() async throws -> [(generation: Int, count: Int)] {
        try await database.read { try FingerprintTable($0).counts() }
    }
}

extension CaseState {
    /// Statements of who the person is that stand, each with the entry that makes it: itself, or its last correction.
    var identitySources: [(header: EntryHeader, identity: IdentityStated)] {
        timeline.compactMap { item in
            guard case .identityStated(let identity) = item.entry.payload else { return nil }
            guard let correction = item.correction else { return (item.entry.header, identity) }
            guard case .identityStated(let replacement)? = correction.value.replacement else {
                return nil
            }
            return (correction.header, replacement)
        }
    }
}
