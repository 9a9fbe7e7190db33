package import Mechanism

/// Why the mechanism can't be asked, or a question not be answered so.
package enum CheckRefusal: String, Error, CaseIterable, Hashable, Sendable {
    case purposeNotExplained = "purpose-not-explained"
    /// Neither a name nor a time of birth is known.
    case nothingToAsk = "nothing-to-ask"
    case nobodyToTell = "nobody-to-tell"
    case guardianMustConsent = "guardian-must-consent"
    case childMustNotRefuse = "child-must-not-refuse"
    case noGuardian = "no-guardian"
    case lawDoesNotAllow = "law-does-not-allow"
    case tooMany = "too-many"
    case alreadyClosed = "already-closed"
    /// A decision is to be recognised that is not there, or was not in the person's favour.
    case noPositiveDecision = "no-positive-decision"
    case wordsMissing = "words-missing"
    case alreadyAnswered = "already-answered"
    case reasonMissing = "reason-missing"
    case noSuchLink = "no-such-link"
    case sameCase = "same-case"
    case alreadyLinked = "already-linked"
}

extension CaseState {
    /// How many questions about one person an agency asks in a day at the most.
    package static let checksADay = 3

    /// What is known of who the person is: the latest of each that was said to the agency.
    package var identity: IdentityStated? {
        guard var known = identities.last?.value else { return nil }
        // Names said earlier are names too: an alias, another spelling, another document.
        var names = known.names
        for earlier in identities.dropLast().reversed() {
            for name in earlier.value.names where !names.contains(where: { $0.text == name.text }) {
                names.append(name)
            }
        }
        known = IdentityStated(
            names: names,
            birth: known.birth,
            statedAge: known.statedAge,
            sex: known.sex,
            citizenships: known.citizenships,
            languages: known.languages,
            residence: known.residence,
            documents: known.documents
        )
        return known
    }

    /// Asks whether the mechanism knows the person: explained, agreed to for itself, and not too often.
    ///
    /// - Returns: what is written, and whom the question is about.
    package func ask(
        _ check: CheckAsked,
        under mechanism: Mechanism,
        by author: Author,
        now: Now
    ) throws(CheckRefusal) -> (outcome: Outcome, person: IdentityStated) {
        guard closures[author.agency.id] == nil else { throw .alreadyClosed }
        guard !explanations.isEmpty else { throw .purposeNotExplained }
        guard let identity, identity.tellsWhoItIs else { throw .nothingToAsk }
        guard !check.mayTell.isEmpty else { throw .nobodyToTell }
        try confirm(check.basis, under: mechanism)
        let dayAgo = now.instant.adding(seconds: -86_400)
        let recent = checks.filter {
            $0.header.authorAgency == author.agency.id && $0.header.recordedAt > dayAgo
        }
        guard recent.count < Self.checksADay else { throw .tooMany }
        return (Outcome(writes: [.init(.checkAsked(check))]), identity)
    }

    /// Records that the person does not want the mechanism to be asked.
    package func declineCheck(by author: Author) throws(CheckRefusal) -> Outcome {
        guard closures[author.agency.id] == nil else { throw .alreadyClosed }
        guard !explanations.isEmpty else { throw .purposeNotExplained }
        return Outcome(writes: [.init(.checkDeclined(CheckDeclined()))])
    }

    private func confirm(
        _ basis: CheckAsked.Basis,
        under mechanism: Mechanism
    ) throws(CheckRefusal) {
        switch basis {
        case .person:
            if age.isTreatedAsChild { throw .guardianMustConsent }
        case .guardian(let assent):
            guard age.isTreatedAsChild, guardian?.step == .appointed else { throw .noGuardian }
            guard assent != .refused else { throw .childMustNotRefuse }
        case .law(let id):
            // For an adult nothing but the person's own word does.
            guard age.isTreatedAsChild, let provision = mechanism.provision(id),
                provision.compartments.contains(.identity)
            else { throw .lawDoesNotAllow }
        }
    }
}

extension IdentityStated {
    /// True where a name or a time of birth is known: without either anybody would be found.
    package var tellsWhoItIs: Bool {
        names.contains { !$0.text.isBlank } || birth != .unknown || statedAge != nil
    }
}
