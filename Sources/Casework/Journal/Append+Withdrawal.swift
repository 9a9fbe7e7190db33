import Casefile
import Database
import Mechanism
import Store

extension Append {
    /// Stops what rests on a consent in threads that whoever withdraws it can't open.
    ///
    /// Offers are taken back and return to their referrers. What a unit of enforcement was given on the
    /// consent ends too: it has no spine, so nothing else tells of it.
    func stopOffers(restingOn consent: Consent.ID) throws {
        let offers = OfferTable(session)
        for offer in try offers.offers(in: open.file.id, restingOn: consent) {
            if offer.state == .accepted {
                try stopEnforcement(offer)
            } else {
                try StrandTable(session).drop(offer.referral)
                try takeBack(offer)
            }
            try offers.set(offer.referral, to: .closed)
        }
    }

    private func stopEnforcement(_ offer: OfferRow) throws {
        guard installation.agencies[offer.to]?.kind.isEnforcement == true else { return }
        for row in open.strands
        where row.strand.owner == offer.from && row.strand.thread == nil
            && row.strand.compartment != .spine
        {
            try StrandTable(session).revoke(offer.to, from: row.strand.id)
        }
    }

    private func takeBack(_ offer: OfferRow) throws {
        let work = WorkTable(session)
        for (kind, agency) in [
            (WorkTask.Kind.answerReferral, offer.to), (.awaitAnswer, offer.from),
            (.approveDisclosure, offer.from),
        ] {
            let key = WorkTask.Key(kind, of: agency, in: open.file.id, about: offer.referral)
            try work.delete(installation.workID(key))
        }
        let returned = WorkTask(
            key: .init(.referralReturned, of: offer.from, in: open.file.id, about: offer.referral),
            due: now.today,
            assignee: nil
        )
        for row in try installation.sealWork([returned], in: session) { try work.insert(row) }
    }
}

extension Outcome {
    /// The consent that an offer among the writes rests on.
    var consentOfOffer: Consent.ID? {
        for write in writes {
            if case .referralOffered(let offered) = write.payload,
                case .consent(let consent) = offered.authority
            {
                return consent
            }
        }
        return nil
    }
}
