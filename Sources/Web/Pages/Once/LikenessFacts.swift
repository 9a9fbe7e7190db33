import Casefile
import HTML
import Linkage
import Mechanism

/// How likely two persons are one, in words, with what speaks for it and against.
struct LikenessFacts: Component {
    let likeness: Likeness
    let words: Words

    var body: Markup {
        Markup {
            P {
                Badge(words("once.certainty-\(level.rawValue)"), level.tone)
                " "
                words("once.probability", ["percent": percent])
            }
            Ul(.class("plain-list")) {
                for reason in likeness.reasons {
                    Li {
                        words(reason.weight >= 0 ? "once.for" : "once.against")
                        " "
                        words(reason.finding)
                    }
                }
            }
        }
    }

    /// Steps of certainty, for a reader who does not count.
    enum Level: String, CaseIterable {
        case likely, possible, unlikely

        var tone: Badge.Tone {
            switch self {
            case .likely: .good
            case .possible: .waiting
            case .unlikely: .plain
            }
        }
    }

    private var level: Level {
        switch likeness.probability {
        case 0.9...: .likely
        case 0.1...: .possible
        default: .unlikely
        }
    }

    /// Never 0 and never 100: no comparison is as sure as that.
    private var percent: String {
        switch likeness.probability {
        case ..<0.01: "<1"
        case 0.99...: ">99"
        case let share: String(Int((share * 100).rounded()))
        }
    }
}

extension Words {
    /// What was found, as part of a sentence.
    func callAsFunction(_ finding: Likeness.Finding) -> String {
        switch finding {
        case .name(let likeness): self("once.name-\(likeness.word)")
        case .birth(.fits(let years)): self("once.birth-fits", ["years": String(years)])
        case .birth(let likeness): self("once.birth-\(likeness.word)")
        case .sex(let isSame): self(isSame ? "once.sex-same" : "once.sex-different")
        case .citizenships(let likeness): self("once.citizenships-\(likeness.word)")
        }
    }
}

extension NameLikeness {
    fileprivate var word: String {
        switch self {
        case .same: "same"
        case .variant: "variant"
        case .near: "near"
        case .faint: "faint"
        case .weak: "weak"
        case .different: "different"
        }
    }
}

extension CitizenshipLikeness {
    fileprivate var word: String {
        switch self {
        case .same: "same"
        case .inPart: "in-part"
        case .different: "different"
        }
    }
}

extension BirthLikeness {
    fileprivate var word: String {
        switch self {
        case .equal: "equal"
        case .equalFirstOfJanuary, .yearOfFirstOfJanuary: "first-of-january"
        case .exchanged: "exchanged"
        case .oneDigit: "one-digit"
        case .yearAndMonth: "year-and-month"
        case .dayAndMonth: "day-and-month"
        case .sameYear: "same-year"
        case .otherYear: "other-year"
        case .twoParts: "two-parts"
        case .fits: "fits"
        case .otherDay: "other-day"
        case .nearby: "nearby"
        case .different: "different"
        }
    }
}

/// Who somebody is, as far as it tells two people apart.
struct PersonLine: Component {
    let identity: IdentityStated
    let words: Words

    var body: Markup {
        Markup {
            P {
                Strong { Bdi(names) }
            }
            P(facts, .class("task-detail"))
        }
    }

    private var names: String {
        let names = identity.names.map(\.text).joined(separator: " · ")
        return names.isEmpty ? words("once.no-name") : names
    }

    private var facts: String {
        var facts: [String] = []
        if identity.birth != .unknown {
            facts.append(words("once.born", ["date": words.date(identity.birth)]))
        } else if let age = identity.statedAge {
            facts.append(words("once.aged", ["age": String(age)]))
        }
        if identity.sex != .notStated { facts.append(words.name(of: identity.sex)) }
        facts += identity.citizenships.map { Country.name(of: $0) }
        return facts.joined(separator: " · ")
    }
}
