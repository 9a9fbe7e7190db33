import Casefile
import Cryptography
import Database
import Mechanism
import Store

extension Append {
    mutating func carryOut(_ opening: Outcome.Opening) throws {
        for row in open.strands {
            let strand = row.strand
            let isNamed =
                strand.owner == actor.agency.id && strand.thread == nil
                && opening.compartments.contains(strand.compartment)
            let isSpine = opening.includesSpine && strand.compartment == .spine
            let isThread = opening.thread != nil && strand.thread == opening.thread
            guard isNamed || isSpine || isThread else { continue }
            try grant(strand, to: opening.to, heldFor: opening.heldFor, until: opening.until)
        }
    }

    /// Wraps every epoch that the actor can open: a grant covers history.
    mutating func grant(
        _ strand: Strand,
        to agency: Agency.ID,
        heldFor referral: Referral.ID? = nil,
        until: CalendarDate? = nil
    ) throws {
        for epoch in (open.keys[strand.id] ?? [:]).keys.sorted() {
            try wrap(strand, epoch: epoch, to: agency, heldFor: referral, until: until)
        }
    }

    private mutating func sealingKey(
        of agency: Agency.ID
    ) throws -> (epoch: Int, key: AgreementPublicKey) {
        if let known = sealingKeys[agency] { return known }
        let key = try installation.directory.sealingKey(
            of: agency,
            in: session,
            anchor: installation.anchor
        )
        sealingKeys[agency] = key
        return key
    }

    mutating func wrap(
        _ strand: Strand,
        epoch: Int,
        to agency: Agency.ID,
        heldFor referral: Referral.ID?,
        until: CalendarDate?
    ) throws {
        guard let key = open.keys[strand.id]?[epoch] else { throw JournalError.noSuchStrand }
        let recipient = try sealingKey(of: agency)
        func row(_ signature: [UInt8]) -> GrantRow {
            GrantRow(
                strand: strand.id,
                epoch: epoch,
                agency: agency,
                agencyEpoch: recipient.epoch,
                sealed: sealed,
                referral: referral,
                isHeld: referral != nil,
                until: until,
                grantedBy: actor.member,
                signature: signature
            )
        }
        let sealed = HPKE.seal(
            key.firstHalf,
            to: recipient.key,
            info: StrandSealing.context(strand, epoch: epoch),
            associatedData: []
        )
        let body = StrandSealing.grantBody(row([]), commitment: key.commitment)
        let signature = actor.keys.signing.sign(body, domain: "grant").bytes
        installation.directory.remember(
            signature,
            body,
            by: actor.keys.signing.publicKey,
            domain: "grant"
        )
        try StrandTable(session).grant(row(signature))
        if agency != actor.agency.id {
            try installation.log(
                LogLeaf(
                    .grant,
                    by: actor,
                    in: strand.caseID,
                    detail: "\(strand.compartment.rawValue) \(agency.rawValue)",
                    at: now.instant
                ),
                in: session,
                envelope: envelope
            )
        }
    }

    func carryOut(_ stop: Outcome.Stop) throws {
        for row in open.strands {
            let strand = row.strand
            let isNamed =
                strand.owner == stop.owner && strand.thread == nil
                && stop.compartments.contains(strand.compartment)
            let isSpine =
                stop.includesSpine && strand.compartment == .spine && strand.owner != stop.reader
            guard isNamed || isSpine else { continue }
            try StrandTable(session).revoke(stop.reader, from: strand.id)
        }
        try installation.log(
            LogLeaf(
                .revocation,
                by: actor,
                in: open.file.id,
                detail: stop.reader.rawValue,
                at: now.instant
            ),
            in: session,
            envelope: envelope
        )
    }

    func carryOutGate(_ outcome: Outcome) throws {
        let offers = OfferTable(session)
        let strands = StrandTable(session)
        for referral in outcome.drops.sorted() {
            try strands.drop(referral)
            try offers.set(referral, to: .closed)
        }
        switch outcome.gate {
        case nil: break
        case .hold(let referral, let to, let answerBy, let awaitsApproval):
            try offers.insert(
                OfferRow(
                    referral: referral,
                    caseID: open.file.id,
                    from: actor.agency.id,
                    to: to,
                    answerBy: answerBy,
                    consent: outcome.consentOfOffer,
                    state: awaitsApproval ? .awaitingApproval : .offered
                )
            )
        case .approve(let referral): try offers.set(referral, to: .offered)
        case .release(let referral):
            try strands.release(referral)
            try offers.set(referral, to: .accepted)
        case .drop(let referral):
            try strands.drop(referral)
            try offers.set(referral, to: .closed)
        }
    }
}
