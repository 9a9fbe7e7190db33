import Casefile
import HTML
import Mechanism

extension PayloadSummary {
    func contact(_ value: ContactMade) -> Markup {
        Markup {
            line(
                "contact",
                [
                    "how": words("met", of: value.how), "date": words.date(value.occurredOn),
                ]
            )
            let area = value.area.map { reading.name(of: $0) }
            let places = [value.place, area ?? ""].filter { !$0.isEmpty }
            if !places.isEmpty {
                P {
                    for (index, place) in places.enumerated() {
                        if index > 0 { ", " }
                        Bdi(place)
                    }
                }
            }
            if let paper = value.paperFormOf { line("paper", ["date": words.date(paper)]) }
        }
    }

    func indicator(_ value: IndicatorObserved) -> Markup {
        Markup {
            P {
                words("indicator", of: value.indicator)
                " "
                Badge(words("indicator", of: value.basis))
            }
            TypedText(value.detail)
        }
    }

    func need(_ value: NeedStated) -> Markup {
        Markup {
            P {
                words("case.need", of: value.kind)
                " "
                Badge(
                    words("case.urgency", of: value.urgency),
                    value.urgency == .now ? .late : .waiting
                )
            }
            TypedText(value.detail)
        }
    }

    func service(_ value: ServiceStarted) -> Markup {
        line(
            "service",
            [
                "service": reading.name(of: value.service), "date": words.date(value.occurredOn),
            ]
        )
    }

    func safeContact(_ value: SafeContact) -> Markup {
        Markup {
            P {
                words("case.channel", of: value.channel)
                if !value.value.isEmpty {
                    ": "
                    Bdi(value.value)
                }
                " "
                Badge(
                    words(value.isSafe ? "case.summary.safe" : "case.summary.not-safe"),
                    value.isSafe ? .good : .late
                )
            }
            TypedText(value.rules)
        }
    }

    func note(_ value: Note) -> Markup {
        Markup {
            P(words("case.subject", of: value.subject), .class("hint"))
            TypedText(value.text)
        }
    }
}

/// Who the person is, as far as it was said.
struct IdentityFacts: Component {
    let identity: IdentityStated
    let words: Words

    var body: Markup { FactList(facts).body }

    private var facts: [FactList.Fact] {
        var facts: [FactList.Fact] = []
        func add(_ key: String, _ text: String) {
            facts.append(.init(words("case.identity.\(key)")) { Bdi(text) })
        }
        for name in identity.names { add(name.kind.rawValue, name.text) }
        if identity.birth != .unknown { add("birth", words.date(identity.birth)) }
        if let age = identity.statedAge { add("stated-age", String(age)) }
        add("sex", words.name(of: identity.sex))
        if !identity.citizenships.isEmpty {
            add(
                "citizenships",
                identity.citizenships.map { Country.name(of: $0) }.joined(separator: ", ")
            )
        }
        if !identity.languages.isEmpty {
            add("languages", identity.languages.map { words.name(of: $0) }.joined(separator: ", "))
        }
        add("residence", words.name(of: identity.residence))
        for document in identity.documents {
            let holder = words("case.holder", of: document.holder)
            let number = document.number.isEmpty ? "" : " " + document.number
            add("document", "\(document.name)\(number) – \(holder)")
        }
        return facts
    }
}
