package import Mechanism

/// What one agency can open of another's, and who authorised it.
struct Access: Hashable, Sendable {
    /// The owner of the strands.
    let owner: Agency.ID
    /// Who can open them.
    let reader: Agency.ID
    /// Which compartments.
    let compartments: Set<Compartment>
    /// Who authorised it.
    let authority: DisclosureAuthority
    /// The referral that it belongs to.
    let referral: Referral.ID?
    /// True where the reader is a party that reads the spine.
    let includesSpine: Bool
}

extension CaseState {
    /// Access that is open on a day, in a fixed order.
    ///
    /// An enforcement unit writes no spine, so its accepted referral is the record of its access.
    func accesses(on today: CalendarDate) -> [Access] {
        let recorded = disclosures.values.filter { $0.holds(on: today) }.map(\.made.value)
            .sorted { $0.id < $1.id }
        let known = Set(disclosures.values.compactMap(\.made.value.referral))
        let unrecorded = referrals.values.map(\.offered.value)
            .filter { !known.contains($0.id) && isOpen($0.id, on: today) }
            .sorted { $0.id < $1.id }
        return recorded.map {
            Access(
                owner: $0.from,
                reader: $0.to,
                compartments: $0.compartments,
                authority: $0.authority,
                referral: $0.referral,
                includesSpine: true
            )
        }
            + unrecorded.map {
                Access(
                    owner: $0.from,
                    reader: $0.to,
                    compartments: $0.compartments,
                    authority: $0.authority,
                    referral: $0.id,
                    includesSpine: false
                )
            }
    }

    /// Ends access, but for what the reader may open on another authority.
    ///
    /// The spine is lost with the last of it, except by the agency that opened the case.
    func stop(
        _ outcome: inout Outcome,
        in caseID: Case.ID,
        now: Now,
        where ends: (Access) -> Bool
    ) {
        let all = accesses(on: now.today)
        let left = all.filter { !ends($0) }
        for access in all where ends(access) {
            let others = left.filter { $0.reader == access.reader }
            let kept = others.filter { $0.owner == access.owner }
                .reduce(into: Set<Compartment>()) { $0.formUnion($1.compartments) }
            let lost = access.compartments.subtracting(kept)
            let losesSpine =
                access.includesSpine && others.isEmpty
                && opened?.header.authorAgency != access.reader
            guard !lost.isEmpty || losesSpine else { continue }
            outcome.stops.append(
                .init(
                    owner: access.owner,
                    reader: access.reader,
                    compartments: lost,
                    includesSpine: losesSpine
                )
            )
            outcome.tasks.append(
                WorkTask(
                    key: .init(.accessEnded, of: access.reader, in: caseID, about: access.referral),
                    due: now.today,
                    assignee: nil
                )
            )
        }
    }

    /// Takes back open offers, which return to their referrers' work.
    func takeBack(
        _ outcome: inout Outcome,
        in caseID: Case.ID,
        now: Now,
        where rests: (ReferralOffered) -> Bool
    ) {
        let open = referrals.values.filter {
            [.offered, .awaitingApproval].contains($0.status(on: now.today))
                && rests($0.offered.value)
        }
        for referral in open.sorted(by: { $0.offered.value.id < $1.offered.value.id }) {
            let offered = referral.offered.value
            outcome.add(
                .referralWithdrawn(ReferralWithdrawn(referral: offered.id)),
                .thread(offered.id)
            )
            outcome.drops.insert(offered.id)
            outcome.done += [
                .init(.answerReferral, of: offered.to, in: caseID, about: offered.id),
                .init(.awaitAnswer, of: offered.from, in: caseID, about: offered.id),
                .init(.approveDisclosure, of: offered.from, in: caseID, about: offered.id),
            ]
            outcome.tasks.append(
                WorkTask(
                    key: .init(.referralReturned, of: offered.from, in: caseID, about: offered.id),
                    due: now.today,
                    assignee: referral.offered.header.author
                )
            )
        }
    }

    /// Whether what a referral opened is open on a day, as far as the reader's strands tell.
    package func isOpen(_ id: Referral.ID, on today: CalendarDate) -> Bool {
        guard let referral = referrals[id], referral.status(on: today) == .accepted else {
            return false
        }
        let made = disclosures.values.filter { $0.made.value.referral == id }
        if !made.isEmpty { return made.contains { $0.holds(on: today) } }
        let offered = referral.offered.value
        return !isWithdrawn(offered.authority) && offered.until.map { today <= $0 } ?? true
    }

    /// Looks once more at the authority of a referral, now that its receiver can open the spine.
    ///
    /// A consent may have been taken back, or a guardian marked conflicted, where the receiver could not
    /// see it; then nothing is accepted. A unit without a spine has nothing more to look at.
    package func confirmAuthority(of id: Referral.ID, now: Now) throws(ReferralRefusal) {
        guard let offered = referrals[id]?.offered.value else { throw .noSuchReferral }
        guard opened != nil else { return }
        if conflictedGuardians.contains(offered.to) { throw .disclosure(.guardianConflicted) }
        guard case .consent(let consent) = offered.authority else { return }
        guard let given = consents[consent] else { throw .disclosure(.consentMissing) }
        guard given.holds(on: now.today) else { throw .disclosure(.consentNotInForce) }
    }

    private func isWithdrawn(_ authority: DisclosureAuthority) -> Bool {
        guard case .consent(let id) = authority else { return false }
        return consents[id]?.withdrawal != nil
    }
}
