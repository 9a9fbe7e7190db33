import Casefile
import Mechanism

extension Journal {
    /// Entries of any kind by three agencies in any order, sensible or not, about the same few things.
    static func random(seed: UInt64, count: Int = 60) -> Journal {
        var random = SplitMix(seed: seed)
        var journal = Journal()
        journal.append(
            .caseOpened(.init(code: "K", isPractice: false)),
            by: .of("inspectorate")
        )
        for _ in 0..<count {
            let author = Author.of(
                pick(["inspectorate", "shelter", "authority"], &random),
                member: UInt8.random(in: 1...2, using: &random)
            )
            journal.appendAny(by: author, &random)
        }
        return journal
    }

    private static func pick<Value>(_ values: [Value], _ random: inout SplitMix) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func appendAny(by author: Author, _ random: inout SplitMix) {
        let payload = any(by: author, &random)
        if let referral = payload.thread {
            append(payload, .thread(referral), by: author)
        } else if let strand = correctedStrand(of: payload) {
            append(payload, .strand(strand), by: author)
        } else {
            append(payload, by: author)
        }
    }

    private func correctedStrand(of payload: Payload) -> Strand.ID? {
        guard case .correction(let correction) = payload else { return nil }
        return entries.first { $0.id == correction.corrects }?.header.strand
    }

    private func any(by author: Author, _ random: inout SplitMix) -> Payload {
        let number = UInt8.random(in: 1...4, using: &random)
        switch Int.random(in: 0..<9, using: &random) {
        case 0:
            return .consentGiven(
                .init(
                    id: Example.id(number),
                    scope: .init(
                        purpose: .support,
                        recipients: [Agency.ID("shelter")],
                        compartments: [.support]
                    ),
                    until: Bool.random(using: &random) ? today : nil,
                    giver: .person
                )
            )
        case 1: return .consentWithdrawn(.init(consent: Example.id(number)))
        case 2:
            return .disclosureMade(
                .init(
                    id: Example.id(number),
                    from: author.agency.id,
                    to: Agency.ID(Self.pick(["shelter", "guardians"], &random)),
                    compartments: [.support],
                    authority: .consent(Example.id(UInt8.random(in: 1...4, using: &random))),
                    basis: .gdpr9SocialCare,
                    referral: nil,
                    until: nil
                )
            )
        case 3: return offer(number, by: author)
        case 4: return answer(number, &random)
        case 5:
            guard let entry = entries.randomElement(using: &random) else {
                return .childViewRecorded(.init(view: "."))
            }
            return .correction(
                .init(
                    corrects: entry.id,
                    compartment: entry.header.compartment,
                    replacement: Bool.random(using: &random)
                        ? Self.pick(Example.all, &random).payload : entry.payload,
                    reason: "."
                )
            )
        default: return Self.pick(Example.all, &random).payload
        }
    }

    private func offer(_ number: UInt8, by author: Author) -> Payload {
        .referralOffered(
            .init(
                id: Example.id(number),
                from: author.agency.id,
                to: Agency.ID(author.agency.id.rawValue == "shelter" ? "authority" : "shelter"),
                purpose: .support,
                service: nil,
                preview: .init(
                    sex: .female,
                    age: .adult,
                    languages: [],
                    urgency: .now,
                    help: [],
                    children: 0
                ),
                compartments: [.support],
                authority: .consent(Example.id(number)),
                basis: .gdpr9SocialCare,
                offeredOn: today,
                answerBy: today,
                message: "",
                needsSecondApprover: number == 1
            )
        )
    }

    private func answer(_ number: UInt8, _ random: inout SplitMix) -> Payload {
        let referral: Referral.ID = Example.id(number)
        return Self.pick(
            [
                .referralApproved(.init(referral: referral)),
                .referralAccepted(.init(referral: referral, message: "")),
                .referralDeclined(.init(referral: referral, reason: .other, message: "")),
                .referralAnswered(.init(referral: referral, answer: .arrived, message: "")),
                .referralWithdrawn(.init(referral: referral)),
            ],
            &random
        )
    }
}

extension Payload {
    /// The referral in whose thread the statement belongs.
    fileprivate var thread: Referral.ID? {
        switch self {
        case .referralOffered(let value): value.id
        case .referralApproved(let value): value.referral
        case .referralAccepted(let value): value.referral
        case .referralDeclined(let value): value.referral
        case .referralAnswered(let value): value.referral
        case .referralWithdrawn(let value): value.referral
        default: nil
        }
    }
}
