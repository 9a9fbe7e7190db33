import Mechanism

extension CaseState {
    /// Folds entries in order of the journal.
    ///
    /// Linear in their number.
    ///
    /// A correction counts only when the agency that wrote the entry wrote the correction, in the same
    /// strand; the latest one wins.
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
            } else {
                apply(entry.payload, entry.header)
            }
        }
        endDisclosuresOfWithdrawnConsents()
    }

    private static func corrections(in entries: [Entry]) -> [Entry.ID: Stated<Correction>] {
        let headers = Dictionary(entries.map { ($0.id, $0.header) }) { first, _ in first }
        var corrections: [Entry.ID: Stated<Correction>] = [:]
        for entry in entries {
            guard case .correction(let correction) = entry.payload,
                let corrected = headers[correction.corrects],
                corrected.authorAgency == entry.header.authorAgency,
                corrected.strand == entry.header.strand
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
        case .identificationRequested(let value):
            requests.append(Stated(value: value, header: header))
        case .decisionTaken(let value): decisions.append(Stated(value: value, header: header))
        case .reflectionStarted(let value):
            reflection = ReflectionState(started: Stated(value: value, header: header))
        case .reflectionEnded(let value): reflection?.ended = value
        case .referralOffered, .referralApproved, .referralAccepted, .referralDeclined,
            .referralAnswered, .referralWithdrawn:
            applyReferral(payload, header)
        case .correction: break
        default: applySpine(payload, header)
        }
    }

    private mutating func applySpine(_ payload: Payload, _ header: EntryHeader) {
        switch payload {
        case .caseOpened(let value): opened = opened ?? Stated(value: value, header: header)
        case .consentGiven(let value):
            consents[value.id] = ConsentState(given: Stated(value: value, header: header))
        case .consentWithheld(let value): withheld.append(Stated(value: value, header: header))
        case .consentWithdrawn(let value): consents[value.consent]?.withdrawal = header
        case .ageRecorded(let value): age = value.status
        case .guardianStep(let value): applyGuardian(value)
        case .wishExpressed(let value): wish = Stated(value: value, header: header)
        case .supportOpened(let value):
            supportOpenedOn = min(supportOpenedOn ?? value.occurredOn, value.occurredOn)
        case .disclosureMade(let value):
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
        if step.step == .conflicted {
            conflictedGuardians.insert(agency)
        } else {
            conflictedGuardians.remove(agency)
        }
    }

    /// The first answer to an offer stands: a later contradicting one changes nothing.
    private mutating func applyReferral(_ payload: Payload, _ header: EntryHeader) {
        switch payload {
        case .referralOffered(let value):
            referrals[value.id] = ReferralState(
                offered: Stated(value: value, header: header),
                needsApproval: value.needsSecondApprover
            )
        case .referralApproved(let value):
            guard let offer = referrals[value.referral]?.offered,
                offer.header.author != header.author
            else { return }
            referrals[value.referral]?.approval = header
        case .referralAccepted(let value):
            guard referrals[value.referral]?.declined == nil,
                referrals[value.referral]?.withdrawn == nil
            else { return }
            referrals[value.referral]?.accepted = Stated(value: value, header: header)
        case .referralDeclined(let value):
            guard referrals[value.referral]?.accepted == nil else { return }
            referrals[value.referral]?.declined = Stated(value: value, header: header)
        case .referralAnswered(let value):
            referrals[value.referral]?.answers.append(Stated(value: value, header: header))
        case .referralWithdrawn(let value):
            guard referrals[value.referral]?.accepted == nil else { return }
            referrals[value.referral]?.withdrawn = header
        default: break
        }
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
