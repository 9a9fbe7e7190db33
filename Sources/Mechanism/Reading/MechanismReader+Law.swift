import YAML

extension MechanismReader {
    mutating func definition(_ node: Node) -> LegalDefinition? {
        let keys = [
            "acts", "means", "purposes", "child-needs-no-means", "adult-from", "presumes-minority",
            "source",
        ]
        guard let fields = record(node, "definition", keys: keys) else { return nil }
        let source = source(of: fields, isRequired: true)
        let acts = required("acts", of: fields)
            .map { codes($0, of: "act", all: TraffickingAct.allCases) }
        let means = required("means", of: fields)
            .map { codes($0, of: "means", all: TraffickingMeans.allCases) }
        let purposes = required("purposes", of: fields)
            .map {
                codes($0, of: "purpose", all: ExploitationForm.allCases.filter { $0 != .unknown })
            }
        let childNeedsNoMeans = required("child-needs-no-means", of: fields)
            .flatMap { truth($0, of: "'child-needs-no-means'") }
        let adultFrom = required("adult-from", of: fields)
            .flatMap { number($0, of: "'adult-from'", in: 12...25) }
        let presumesMinority = required("presumes-minority", of: fields)
            .flatMap { truth($0, of: "'presumes-minority'") }
        guard let source, let acts, let means, let purposes, let childNeedsNoMeans, let adultFrom,
            let presumesMinority
        else { return nil }
        return LegalDefinition(
            acts: acts,
            means: means,
            purposes: purposes,
            childNeedsNoMeans: childNeedsNoMeans,
            adultFrom: adultFrom,
            presumesMinority: presumesMinority,
            source: source
        )
    }

    mutating func rules(_ node: Node) -> Mechanism.Rules? {
        let keys = ["decision-maker-differs-from-referrer", "duty-to-notify", "source"]
        guard let fields = record(node, "rules", keys: keys) else { return nil }
        let source = source(of: fields, isRequired: true)
        let differs = required(keys[0], of: fields).flatMap { truth($0, of: "'\(keys[0])'") }
        let notifies = required(keys[1], of: fields).flatMap { truth($0, of: "'\(keys[1])'") }
        guard let source, let differs, let notifies else { return nil }
        return Mechanism.Rules(
            decisionMakerDiffersFromReferrer: differs,
            hasDutyToNotify: notifies,
            source: source
        )
    }

    mutating func provision(_ node: Node) -> Provision? {
        let keys = ["id", "name", "recipients", "compartments", "children-only", "source"]
        let what = title(of: node, "provision")
        guard let fields = record(node, what, keys: keys) else { return nil }
        let id = declare(fields, "provision").map { Provision.ID($0) }
        let source = source(of: fields, isRequired: true)
        let name = required("name", of: fields).flatMap { text($0, of: "'name'") }
        let recipients: Set<AgencyKind> = codes("recipients", of: fields, what: "kind of agency")
        let compartments = compartments(of: fields)
        let childrenOnly = fields["children-only"].map { truth($0, of: "'children-only'") } ?? false
        if let id { provisions[id] = .some(nil) }
        guard let id, let source, let name, let childrenOnly else { return nil }
        let provision = Provision(
            id: id,
            name: name,
            recipients: recipients,
            compartments: compartments,
            childrenOnly: childrenOnly,
            source: source
        )
        provisions[id] = provision
        return provision
    }

    /// The compartments that something covers: at least one, and only shareable ones.
    mutating func compartments(of fields: Record) -> Set<Compartment> {
        guard let node = required("compartments", of: fields) else { return [] }
        let compartments: Set<Compartment> = codes(node, of: "compartment")
        if node.items?.isEmpty == true {
            note(
                .agreement,
                at: node.mark,
                "The \(fields.what) covers no compartment.",
                "List at least one."
            )
        }
        for item in node.items ?? [] where ["spine", "coordination"].contains(item.scalar?.text) {
            note(
                .agreement,
                at: item.mark,
                "The compartment \(quoted(item.scalar?.text ?? "")) can't be named: every party has it.",
                "Remove it."
            )
        }
        return compartments
    }

    mutating func condition(_ node: Node) -> Condition? {
        guard let fields = record(node, "condition", keys: ["condition", "source"]) else {
            return nil
        }
        let source = source(of: fields, isRequired: true)
        let kind = required("condition", of: fields)
            .flatMap { code($0, of: "condition", as: Condition.Kind.self) }
        guard let source, let kind else { return nil }
        return Condition(kind: kind, source: source)
    }

    mutating func explanation(_ node: Node) -> ExplanationSection? {
        let what = title(of: node, "explanation section")
        guard let fields = record(node, what, keys: ["id", "heading", "text", "source"]) else {
            return nil
        }
        let id = declare(fields, "explanation section")
        let source = source(of: fields, isRequired: true)
        let heading = required("heading", of: fields)
            .flatMap { self.text($0, of: "'heading'", isComplete: true) }
        let text = required("text", of: fields)
            .flatMap { self.text($0, of: "'text'", isComplete: true) }
        guard let id, let source, let heading, let text else { return nil }
        return ExplanationSection(id: id, heading: heading, text: text, source: source)
    }
}
