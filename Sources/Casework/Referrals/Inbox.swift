package import Casefile
import Database
import Mechanism
import Store

/// A referral as one of its two parties sees it.
package struct ReferralModel: Sendable {
    package let id: Referral.ID
    package let referral: ReferralState
    /// What has become of it today.
    package let status: ReferralState.Status
    /// True where the viewer's agency was asked.
    package let isReceiver: Bool
    /// True where the viewer made the offer, and so can't be its second approver.
    package let isOwnOffer: Bool
    /// The case, where the viewer may open it.
    package let caseID: Case.ID?
    /// The case's code, where the viewer may open it.
    package let code: String?
}

extension Installation {
    /// Offers that wait for the agency's answer, the earliest answer day first.
    ///
    /// - Throws: `AccessRefusal`.
    package func inbox(page number: Int, by actor: Actor) async throws -> Page<ReferralModel> {
        let now = now()
        let page = try await database.read { session in
            _ = try actor.authorise(.use(.answerReferrals), in: session)
            return try self.page(number) { limit, offset in
                try OfferTable(session)
                    .received(by: actor.agency.id, limit: limit, offset: offset)
            }.map { try self.referralModel(of: $0, for: actor, in: session, now: now) }
        }
        return try await logged(
            LogLeaf(.preview, by: actor, detail: "inbox", at: now.instant),
            page
        )
    }

    /// One referral.
    ///
    /// - Throws: `AccessRefusal.hidden` for anybody but its two parties.
    package func readReferral(_ id: Referral.ID, by actor: Actor) async throws -> ReferralModel {
        let now = now()
        let (caseID, model) = try await database.read { session in
            let access = try actor.authorise(.seeReferral(id), in: session)
            guard let offer = access.offer else { throw AccessRefusal.hidden }
            return (
                offer.caseID,
                try self.referralModel(of: offer, for: actor, in: session, now: now)
            )
        }
        return try await logged(
            LogLeaf(.preview, by: actor, in: caseID, detail: "referral", at: now.instant),
            model
        )
    }

    /// How many offers wait for the agency's answer.
    package func inboxCount(for actor: Actor) async throws -> Int {
        guard actor.may(.answerReferrals) else { return 0 }
        return try await database.read { try OfferTable($0).receivedCount(by: actor.agency.id) }
    }

    private func referralModel(
        of offer: OfferRow,
        for actor: Actor,
        in session: DatabaseSession,
        now: Now
    ) throws -> ReferralModel {
        guard let file = try CaseFileTable(session).head(offer.caseID) else {
            throw AccessRefusal.hidden
        }
        let open = try openCase(
            file,
            for: actor,
            in: session,
            now: now,
            only: .thread(offer.referral)
        )
        guard let referral = open.state.referrals[offer.referral] else {
            throw AccessRefusal.hidden
        }
        let isVisible: Bool
        do {
            isVisible = try actor.authorise(.see(file.id), in: session).caseFile != nil
        } catch is AccessRefusal {
            isVisible = false
        }
        return ReferralModel(
            id: offer.referral,
            referral: referral,
            status: referral.status(on: now.today),
            isReceiver: offer.to == actor.agency.id,
            isOwnOffer: referral.offered.header.author == actor.member,
            caseID: isVisible ? file.id : nil,
            code: isVisible ? file.code : nil
        )
    }
}
