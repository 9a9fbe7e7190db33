import YAML

extension MechanismReader {
    mutating func agreement(_ node: Node) -> Agreement? {
        let keys = [
            "id", "from", "to", "purpose", "compartments", "answer-within", "basis", "provision",
            "source",
        ]
        guard let fields = record(node, title(of: node, "agreement"), keys: keys) else {
            return nil
        }
        let id = declare(fields, "agreement").map { Agreement.ID($0) }
        let source = source(of: fields, isRequired: false)
        let from = parties("from", of: fields)
        let to = parties("to", of: fields)
        for item in fields["to"]?.items ?? [] {
            guard let text = item.scalar?.text, from.contains(Agency.ID(text)) else { continue }
            note(
                .agreement,
                at: item.mark,
                "The agency '\(text)' agrees with itself.",
                "Remove it from 'from' or from 'to'."
            )
        }
        let purpose = required("purpose", of: fields)
            .flatMap { code($0, of: "purpose", as: Agreement.Purpose.self) }
        let compartments = compartments(of: fields)
        let answerWithin = required("answer-within", of: fields)
            .flatMap { period($0, of: "'answer-within'") }
        let basis = required("basis", of: fields)
            .flatMap { code($0, of: "basis", as: LawfulBasis.self) }
        let provision = fields["provision"]
            .flatMap { reference($0, to: "provision", known: provisions.keys) }
        noteBreachedWall(fields, provision, basis)
        guard let id, let purpose, let answerWithin, let basis else { return nil }
        return Agreement(
            id: id,
            from: from,
            to: to,
            purpose: purpose,
            compartments: compartments,
            answerWithin: answerWithin,
            basis: basis,
            source: source,
            provision: provision
        )
    }

    private mutating func parties(_ key: String, of fields: Record) -> Set<Agency.ID> {
        guard let node = required(key, of: fields) else { return [] }
        if node.items?.isEmpty == true {
            note(
                .agreement,
                at: node.mark,
                "The \(fields.what) has nobody in '\(key)'.",
                "List at least one agency."
            )
        }
        return references(node, to: "agency", known: agencies.keys)
    }

    /// Notes recipients on the far side of the wall without what the wall asks for.
    ///
    /// Source: law/led-8, law/led-10 (processing by competent authorities does not rest on consent).
    private mutating func noteBreachedWall(
        _ fields: Record,
        _ provision: Provision.ID?,
        _ basis: LawfulBasis?
    ) {
        let law = provision.flatMap { provisions[$0] ?? nil }
        for item in fields["to"]?.items ?? [] {
            guard let text = item.scalar?.text, let agency = agencies[Agency.ID(text)] ?? nil,
                agency.kind.isEnforcement
            else { continue }
            if agency.kind == .immigrationEnforcement, fields["provision"] == nil {
                note(
                    .immigrationWall,
                    at: item.mark,
                    "The \(fields.what) shares with immigration enforcement without a provision of law.",
                    "Remove '\(text)', or write 'provision:' with a provision that names this kind of"
                        + " recipient."
                )
            }
            if agency.kind == .immigrationEnforcement, let law,
                !law.recipients.contains(.immigrationEnforcement)
            {
                note(
                    .immigrationWall,
                    at: item.mark,
                    "The provision '\(law.id)' does not name immigration enforcement as recipient.",
                    "Remove '\(text)', or name the provision that allows it."
                )
            }
            if basis == .gdpr6Consent || basis == .gdpr9ExplicitConsent {
                note(
                    .enforcementConsent,
                    at: fields.mark(of: "basis"),
                    "Processing by '\(text)' can't rest on consent, because enforcement has power over"
                        + " the person.",
                    "Write the basis in law, such as led-8; the person's consent to the disclosure is"
                        + " asked all the same."
                )
            }
        }
    }
}
