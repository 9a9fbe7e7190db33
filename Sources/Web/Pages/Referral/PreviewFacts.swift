import Casefile
import HTML
import Mechanism

/// What a receiver sees of a person before accepting.
struct PreviewFacts: Component {
    let preview: Referral.Preview
    /// False where urgency, help and children are still being chosen.
    var isComplete = true
    let context: ReferralContext

    var body: Markup {
        let words = context.words
        var facts: [FactList.Fact] = []
        func add(_ key: String, _ text: String) {
            facts.append(.init(words("referral-context.\(key)")) { Bdi(text) })
        }
        if isComplete {
            add("help", context.list(preview.help.map { words.name(of: $0) }))
            add("urgency", words("referral-context.urgency-\(preview.urgency.rawValue)"))
        }
        add("sex", words.name(of: preview.sex))
        add("age", words("referral-context.age-\(preview.age.rawValue)"))
        add(
            "languages",
            context.list(preview.languages.map { words.name(of: $0) }, orElse: "not-known")
        )
        if isComplete { add("children", String(preview.children)) }
        return FactList(facts).body
    }
}

/// What opens on acceptance, and what allows it.
struct SharingFacts: Component {
    let offered: ReferralOffered
    let context: ReferralContext

    var body: Markup {
        let words = context.words
        FactList([
            .init(words("referral-context.purpose")) { words.name(of: offered.purpose) },
            .init(words("referral-context.shared")) { context.list(offered.compartments) },
            .init(words("referral-context.authority")) {
                authority
                if let source { SourceLine(source: source, words: words) }
            },
            .init(words("referral-context.basis")) { words.name(of: offered.basis) },
        ])
    }

    private var authority: String {
        let words = context.words
        switch offered.authority {
        case .consent: return words("referral-context.by-consent")
        case .law(let id): return words("referral-context.by-law", ["name": context.name(of: id)])
        case .vitalInterest(let reason):
            return words("referral-context.by-vital-interest", ["reason": reason])
        }
    }

    private var source: Source? {
        guard case .law(let id) = offered.authority else { return nil }
        return context.mechanism.provision(id)?.source
    }
}
