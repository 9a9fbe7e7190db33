package import Mechanism

/// A hand-over to another agency, closed by its feedback.
package enum Referral {
    /// A referral's random identifier.
    package typealias ID = Identifier<Referral>

    /// What the receiver sees before accepting: never a name, a place or a safety fact.
    package struct Preview: Hashable, Codable, Sendable {
        /// Sex as far as services depend on it.
        package let sex: Sex
        /// What is known about the age.
        package let age: AgeStatus
        /// Languages, the best first.
        package let languages: [LanguageCode]
        /// How soon.
        package let urgency: NeedStated.Urgency
        /// Kinds of help asked for.
        package let help: [ServiceKind]
        /// How many children come along.
        package let children: Int

        package init(
            sex: Sex,
            age: AgeStatus,
            languages: [LanguageCode],
            urgency: NeedStated.Urgency,
            help: [ServiceKind],
            children: Int
        ) {
            self.sex = sex
            self.age = age
            self.languages = languages
            self.urgency = urgency
            self.help = help
            self.children = children
        }
    }
}

/// A referral was offered.
package struct ReferralOffered: Hashable, Codable, Sendable {
    /// The referral's random identifier.
    package let id: Referral.ID
    /// The offering agency.
    package let from: Agency.ID
    /// The agency asked.
    package let to: Agency.ID
    /// What it serves.
    package let purpose: Agreement.Purpose
    /// The service asked for, if one was chosen.
    package let service: Service.ID?
    /// What the receiver sees before accepting.
    package let preview: Referral.Preview
    /// What opens on acceptance.
    package let compartments: Set<Compartment>
    /// Who authorised the disclosure.
    package let authority: DisclosureAuthority
    /// Lawful basis, from the agreement.
    package let basis: LawfulBasis
    /// The day of the offer, which starts the clocks of what was asked for.
    package let offeredOn: CalendarDate
    /// The last day for an answer; expiry is computed, never written.
    package let answerBy: CalendarDate
    /// A message to the receiver, without a name.
    package let message: String
    /// True where a second member must approve: enforcement units on law alone (DESIGN section 4).
    package let needsSecondApprover: Bool
    /// The last day of access, where the consent that it rests on ends.
    package let until: CalendarDate?

    package init(
        id: Referral.ID,
        from: Agency.ID,
        to: Agency.ID,
        purpose: Agreement.Purpose,
        service: Service.ID?,
        preview: Referral.Preview,
        compartments: Set<Compartment>,
        authority: DisclosureAuthority,
        basis: LawfulBasis,
        offeredOn: CalendarDate,
        answerBy: CalendarDate,
        message: String,
        needsSecondApprover: Bool,
        until: CalendarDate? = nil
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.purpose = purpose
        self.service = service
        self.preview = preview
        self.compartments = compartments
        self.authority = authority
        self.basis = basis
        self.offeredOn = offeredOn
        self.answerBy = answerBy
        self.message = message
        self.needsSecondApprover = needsSecondApprover
        self.until = until
    }
}

/// A second member of the offering agency approves a disclosure that rests on law alone.
package struct ReferralApproved: Hashable, Codable, Sendable {
    /// The referral.
    package let referral: Referral.ID

    package init(referral: Referral.ID) { self.referral = referral }
}

/// The receiver takes the referral on: access opens in the same transaction.
package struct ReferralAccepted: Hashable, Codable, Sendable {
    /// The referral.
    package let referral: Referral.ID
    /// When and how the person can come.
    package let message: String

    package init(referral: Referral.ID, message: String) {
        self.referral = referral
        self.message = message
    }
}

/// The receiver can't take the referral on.
package struct ReferralDeclined: Hashable, Codable, Sendable {
    /// Why.
    package enum Reason: String, CaseIterable, Codable, Hashable, Sendable {
        case noPlace = "no-place"
        case notEligible = "not-eligible"
        case language
        case safety
        case wrongArea = "wrong-area"
        case other
    }

    /// The referral.
    package let referral: Referral.ID
    /// Why.
    package let reason: Reason
    /// More, in words.
    package let message: String

    package init(referral: Referral.ID, reason: Reason, message: String) {
        self.referral = referral
        self.reason = reason
        self.message = message
    }
}

/// Feedback from the receiver: the step without which a referral is lost.
///
/// Source: law/bg-nrm-sop-1.4 step 4.
package struct ReferralAnswered: Hashable, Codable, Sendable {
    /// What became of it.
    package enum Answer: String, CaseIterable, Codable, Hashable, Sendable {
        case arrived
        case helpStarted = "help-started"
        case didNotArrive = "did-not-arrive"
        case ended
    }

    /// The referral.
    package let referral: Referral.ID
    /// What became of it.
    package let answer: Answer
    /// More, in words.
    package let message: String

    package init(referral: Referral.ID, answer: Answer, message: String) {
        self.referral = referral
        self.answer = answer
        self.message = message
    }
}

/// The referrer takes an offer back before it was accepted.
package struct ReferralWithdrawn: Hashable, Codable, Sendable {
    /// The referral.
    package let referral: Referral.ID

    package init(referral: Referral.ID) { self.referral = referral }
}
