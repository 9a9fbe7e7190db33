import Mechanism

extension CaseState {
    /// Folds entries in order of the journal.
    ///
    /// Linear in their number.
    ///
    /// A correction counts only when the agency that wrote the entry wrote the correction, in the same
    /// strand and of the same kind; the latest one wins. A payload counts only in its own compartment,
    /// so that whoever writes one strand can't state the facts of another.
    package init(folding entries: [Entry]) {
        self.init()
        let corrections = Self.corrections(in: entries)
        for entry in entries {
            let correction = corrections[entry.id]
            timeline.append(TimelineItem(entry: entry, correction: correction))
            if let correction {
                if let replacement = correction.value.replacement {
                    apply(replacement, entry.header)
                }
            } else if entry.payload.compartment == entry.header.compartment {
                apply(entry.payload, entry.header)
            }
        }
        endDisclosuresOfWithdrawnConsents()
    }

    private static func corrections(in entries: [Entry]) -> [Entry.ID: Stated<Correction>] {
        let originals = Dictionary(entries.map { ($0.id, $0) }) { first, _ in first }
        var corrections: [Entry.ID: Stated<Correction>] = [:]
        for entry in entries {
            guard case .correction(let correction) = entry.payload,
                let original = originals[correction.corrects],
                original.header.authorAgency == entry.header.authorAgency,
                original.header.strand == entry.header.strand,
                correction.fits(original)
            else { continue }
            corrections[correction.corrects] = Stated(value: correction, header: entry.header)
        }
        return corrections
    }

    private mutating func apply(_ payload: Payload, _ header: EntryHeader) {
        switch payload {
        case .purposeExplained(let value):
            explanations.append(Stated(value: value, header: header))
        case .contactMade(let value): contacts.append(Stated(value: value, header: header))
        case .indicatorObserved(let value): indicators.append(Stated(value: value, header: header))
        case .childViewRecorded(let value): childViews.append(Stated(value: value, header: header))
        case .needStated(let value): needs.append(Stated(value: value, header: header))
        case .serviceStarted(let value): services.append(Stated(value: value, header: header))
        case .safeContact(let value): safeContacts.append(Stated(value: value, header: header))
        case .identityStated(let value): identities.append(Stated(value: value, header: header))
        case .note(let value): notes.append(Stated(value: value, header: header))
        case .attachmentAdded(let value): applyAttachment(Stated(value: value, header: header))
        case .identificationRequested(let value):
            requests.append(Stated(value: value, header: header))
        case .decisionTaken(let value): decisions.append(Stated(value: value, header: header))
        case .reflectionStarted(let value):
            reflection = ReflectionState(started: Stated(value: value, header: header))
        case .reflectionEnded(let value): reflection?.ended = value
        case .referralOffered, .referralApproved, .referralAccepted, .referralDeclined,
            .referralAnswered, .referralWithdrawn:
            applyReferral(payload, header)
        case .checkAsked, .checkDeclined, .checkAnswered, .caseLinked, .caseUnlinked:
            applyOnce(payload, header)
        case .correction: break
        default: applySpine(payload, header)
        }
    }

    /// A file counts only beside an entry of the same strand and agency; of two with one identifier the first stands.
    private mutating func applyAttachment(_ file: Stated<AttachmentAdded>) {
        guard !attachments.contains(where: { $0.value.id == file.value.id }),
            let owner = timeline.first(where: { $0.id == file.value.entry })?.entry,
            owner.payload.isAttachable, owner.header.strand == file.header.strand,
            owner.header.authorAgency == file.header.authorAgency
        else { return }
        attachments.append(file)
    }

    private mutating func applyOnce(_ payload: Payload, _ header: EntryHeader) {
        switch payload {
        case .checkAsked(let value): checks.append(Stated(value: value, header: header))
        case .checkDeclined(let value): declinedChecks.append(Stated(value: value, header: header))
        case .checkAnswered(let value): checkAnswers.append(Stated(value: value, header: header))
        case .caseLinked(let value) where !links.contains { $0.made.value.id == value.id }:
            links.append(LinkState(made: Stated(value: value, header: header)))
        case .caseUnlinked(let value):
            // Only whoever made a link ends it.
            guard
                let index = links.firstIndex(where: { $0.made.value.id == value.link }),
                links[index].made.header.authorAgency == header.authorAgency,
                links[index].ended == nil
            else { return }
            links[index].ended = Stated(value: value, header: header)
        default: break
        }
    }

    private mutating func applySpine(_ payload: Payload, _ header: EntryHeader) {
        switch payload {
        case .caseOpened(let value): opened = opened ?? Stated(value: value, header: header)
        // Of two statements with one identifier the first stands: none brings a withdrawn one back.
        case .consentGiven(let value) where consents[value.id] == nil:
            consents[value.id] = ConsentState(given: Stated(value: value, header: header))
        case .consentWithheld(let value): withheld.append(Stated(value: value, header: header))
        case .consentWithdrawn(let value): consents[value.consent]?.withdrawal = header
        case .ageRecorded(let value): age = value.status
        case .guardianStep(let value): applyGuardian(value)
        case .wishExpressed(let value): wish = Stated(value: value, header: header)
        case .supportOpened(let value):
            supportOpenedOn = min(supportOpenedOn ?? value.occurredOn, value.occurredOn)
        case .disclosureMade(let value) where disclosures[value.id] == nil:
            disclosures[value.id] = DisclosureState(made: Stated(value: value, header: header))
        case .disclosureReviewed(let value):
            if !value.isUpheld { disclosures[value.disclosure]?.hasEnded = true }
        case .caseClosed(let value): closures[header.authorAgency] = value
        default: break
        }
    }

    private mutating func applyGuardian(_ step: GuardianStep) {
        guardian = step
        guard let agency = step.agency else { return }
        switch step.step {
        case .conflicted:
            conflictedGuardians.insert(agency)
            for (id, disclosure) in disclosures where disclosure.made.value.to == agency {
                disclosures[id]?.hasEnded = true
            }
        case .appointed: conflictedGuardians.remove(agency)
        case .requested, .ended: break
        }
    }

    /// Each step counts from the party whose step it is; of contradicting answers the first stands.
    private mutating func applyReferral(_ payload: Payload, _ header: EntryHeader) {
        switch payload {
        case .referralOffered(let value):
            guard value.from == header.authorAgency, referrals[value.id] == nil else { return }
            referrals[value.id] = ReferralState(
                offered: Stated(value: value, header: header),
                needsApproval: value.needsSecondApprover
            )
        case .referralApproved(let value):
            guard let offer = referrals[value.referral]?.offered,
                offer.value.from == header.authorAgency, offer.header.author != header.author
            else { return }
            referrals[value.referral]?.approval = header
        case .referralAccepted(let value):
            guard isOpen(value.referral), isReceiver(header, of: value.referral) else { return }
            referrals[value.referral]?.accepted = Stated(value: value, header: header)
        case .referralDeclined(let value):
            guard isOpen(value.referral), isReceiver(header, of: value.referral) else { return }
            referrals[value.referral]?.declined = Stated(value: value, header: header)
        case .referralAnswered(let value):
            guard isReceiver(header, of: value.referral) else { return }
            referrals[value.referral]?.answers.append(Stated(value: value, header: header))
        case .referralWithdrawn(let value):
            // Either party may: the receiver where the person withdraws consent there.
            guard isOpen(value.referral) else { return }
            referrals[value.referral]?.withdrawn = header
        default: break
        }
    }

    private func isOpen(_ id: Referral.ID) -> Bool {
        guard let referral = referrals[id] else { return false }
        return referral.accepted == nil && referral.declined == nil && referral.withdrawn == nil
    }

    private func isReceiver(_ header: EntryHeader, of id: Referral.ID) -> Bool {
        referrals[id]?.offered.value.to == header.authorAgency
    }

    private mutating func endDisclosuresOfWithdrawnConsents() {
        for (id, disclosure) in disclosures {
            guard case .consent(let consent) = disclosure.made.value.authority,
                consents[consent]?.withdrawal != nil
            else { continue }
            disclosures[id]?.hasEnded = true
        }
    }
}

extension Correction {
    /// True where the replacement is a statement of the same kind and compartment.
    fileprivate func fits(_ original: Entry) -> Bool {
        guard compartment == original.header.compartment else { return false }
        guard let replacement else { return true }
        return replacement.kind == original.payload.kind && replacement.compartment == compartment
    }
}
