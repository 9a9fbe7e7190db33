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
    /// Posts of other States are not told of somebody who may seek asylum.
    case postOfAsylumSeeker = "post-of-asylum-seeker"
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

    /// What is known of who the person is: of each field the latest that says something, and all names.
    ///
    /// With it when an age was stated, which it counts from.
    package var identity: (stated: IdentityStated, ageStatedAt: Instant)? {
        let latest = Array(identities.reversed())
        guard let last = latest.first else { return nil }
        // Names said earlier are names too: an alias, another spelling, another document.
        var names: [IdentityStated.Name] = []
        for name in latest.flatMap(\.value.names)
        where !names.contains(where: { $0.text == name.text }) { names.append(name) }
        let aged = latest.first { $0.value.statedAge != nil }
        let stated = IdentityStated(
            names: names,
            birth: latest.lazy.map(\.value.birth).first { $0 != .unknown } ?? .unknown,
            statedAge: aged?.value.statedAge,
            sex: latest.lazy.map(\.value.sex).first { $0 != .notStated } ?? .notStated,
            citizenships: latest.lazy.map(\.value.citizenships).first { !$0.isEmpty } ?? [],
            languages: latest.lazy.map(\.value.languages).first { !$0.isEmpty } ?? [],
            residence: last.value.residence,
            documents: last.value.documents
        )
        return (stated, (aged ?? last).header.recordedAt)
    }

    /// Asks whether the mechanism knows the person: explained, agreed to for itself, and not too often.
    package func ask(
        _ check: CheckAsked,
        under mechanism: Mechanism,
        by author: Author,
        now: Now
    ) throws(CheckRefusal) -> Outcome {
        guard closures[author.agency.id] == nil else { throw .alreadyClosed }
        guard !explanations.isEmpty else { throw .purposeNotExplained }
        guard let identity, identity.stated.tellsWhoItIs else { throw .nothingToAsk }
        guard !check.mayTell.isEmpty else { throw .nobodyToTell }
        if check.mayTell.contains(.consular), maySeekAsylum { throw .postOfAsylumSeeker }
        try confirm(check, under: mechanism)
        let dayAgo = now.instant.adding(seconds: -86_400)
        let recent = checks.filter {
            $0.header.authorAgency == author.agency.id && $0.header.recordedAt > dayAgo
        }
        guard recent.count < Self.checksADay else { throw .tooMany }
        return Outcome(writes: [.init(.checkAsked(check))])
    }

    /// Records that the person does not want the mechanism to be asked.
    package func declineCheck(by author: Author) throws(CheckRefusal) -> Outcome {
        guard closures[author.agency.id] == nil else { throw .alreadyClosed }
        guard !explanations.isEmpty else { throw .purposeNotExplained }
        return Outcome(writes: [.init(.checkDeclined(CheckDeclined()))])
    }

    private func confirm(
        _ check: CheckAsked,
        under mechanism: Mechanism
    ) throws(CheckRefusal) {
        switch check.basis {
        case .person:
            if age.isTreatedAsChild { throw .guardianMustConsent }
        case .guardian(let assent):
            guard age.isTreatedAsChild, guardian?.step == .appointed else { throw .noGuardian }
            guard assent != .refused else { throw .childMustNotRefuse }
        case .law(let id):
            // For an adult nothing but the person's own word does; and no law tells, by this way, whom one may have to fear.
            guard age.isTreatedAsChild, let provision = mechanism.provision(id),
                provision.compartments.contains(.identity),
                check.mayTell.isSubset(of: HolderGroup.unlessSaidOtherwise)
            else { throw .lawDoesNotAllow }
        }
    }
}

extension IdentityStated {
    /// False only where it is known that the person seeks no asylum.
    package var maySeekAsylum: Bool { residence == .unknown || residence == .asylumSeeker }

    /// True where a name or a time of birth is known: without either anybody would be found.
    package var tellsWhoItIs: Bool {
        names.contains { !$0.text.isBlank } || birth != .unknown || statedAge != nil
    }
}
