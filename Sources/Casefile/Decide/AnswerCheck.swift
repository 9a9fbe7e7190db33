package import Mechanism

extension CaseState {
    /// The decision that every agency recognises, if there is one.
    ///
    /// A conclusive one before one on reasonable grounds, and of those the latest; a conclusive refusal by the same
    /// authority ends what it had found on reasonable grounds. A decision against the person is never told.
    package var recognisable: RecognisedDecision? {
        func latest(_ stage: DecisionTaken.Stage) -> Stated<DecisionTaken>? {
            decisions.last { $0.value.stage == stage && $0.value.result == .positive }
        }
        if let found = latest(.conclusive) { return RecognisedDecision(found) }
        guard let found = latest(.reasonableGrounds) else { return nil }
        let isOver = decisions.contains {
            $0.header.authorAgency == found.header.authorAgency && $0.value.stage == .conclusive
        }
        return isOver ? nil : RecognisedDecision(found)
    }

    /// Answers another agency's question about the person of this case.
    ///
    /// Whoever says that it is the same person links the cases: `asker` tells the other's code.
    package func answer(
        _ check: CheckAsked.ID,
        of asker: Agency.ID,
        with answer: CheckAnswer,
        by author: Author
    ) throws(CheckRefusal) -> Outcome {
        let isAnswered = checkAnswers.contains {
            $0.value.check == check && $0.header.authorAgency == author.agency.id
        }
        guard !isAnswered else { throw .alreadyAnswered }
        switch answer {
        case .contactMe(let how):
            guard !how.isBlank else { throw .wordsMissing }
        case .recognised(let decision, let how):
            guard decision == recognisable else { throw .noPositiveDecision }
            guard !how.isBlank else { throw .wordsMissing }
        case .notTheSame: break
        }
        let answered = CheckAnswered(check: check, asker: asker, answer: answer)
        return Outcome(writes: [.init(.checkAnswered(answered))])
    }
}

extension RecognisedDecision {
    fileprivate init(_ taken: CaseState.Stated<DecisionTaken>) {
        self.init(
            stage: taken.value.stage,
            occurredOn: taken.value.occurredOn,
            authority: taken.header.authorAgency
        )
    }
}
