import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// The mechanism as its members see it: who is in it, what may happen, by when, and by which law.
    func mechanismPage(_ actor: Actor) async throws -> HTTPResponse {
        let title = words("mechanism.title", ["name": mechanism.name.text(in: [words.language])])
        return try await page(title, isWide: true) {
            MechanismPage(title: title, mechanism: mechanism, words: words)
        }
    }
}

/// The mechanism file, written out.
struct MechanismPage: Component {
    let title: String
    let mechanism: Mechanism
    let words: Words

    private static let sections = [
        "definition", "clocks", "agencies", "services", "agreements", "provisions", "explanation",
    ]

    var body: Markup {
        Markup {
            H1(title)
            P(words("mechanism.lead"), .class("lead"))
            Nav(.aria(.label, words("mechanism.contents"))) {
                Ul {
                    for section in Self.sections {
                        Li {
                            A(
                                words("mechanism.\(section)"),
                                .href(SafeURL(fragment: section))
                            )
                        }
                    }
                }
            }
            UnverifiedClaims(mechanism: mechanism, words: words)
            DefinitionSection(mechanism: mechanism, words: words)
            ClockSection(mechanism: mechanism, words: words)
            AgencySection(mechanism: mechanism, words: words)
            ServiceSection(mechanism: mechanism, words: words)
            AgreementSection(mechanism: mechanism, words: words)
            ProvisionSection(mechanism: mechanism, words: words)
            ExplanationTexts(mechanism: mechanism, words: words)
        }
    }
}

/// Claims of the file that nobody has read at their source yet.
struct UnverifiedClaims: Component {
    let mechanism: Mechanism
    let words: Words

    var body: Markup {
        let claims = mechanism.claims(in: words).filter { !$0.source.isVerified }
        return Markup {
            if claims.isEmpty {
                Notice(.done) { P(words("mechanism.all-verified")) }
            } else {
                Notice(.caution, heading: words("mechanism.unverified-heading")) {
                    P(words("mechanism.unverified-text"))
                    Ul {
                        for claim in claims {
                            Li {
                                Bdi(claim.what)
                                ": "
                                Cite { Bdi(claim.source.reference) }
                                " "
                                ToVerifyMark(words: words)
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Mechanism {
    /// Everything that the file states with a source, and what it is about.
    func claims(in words: Words) -> [(what: String, source: Source)] {
        let preferred = [words.language] + languages
        var claims: [(String, Source?)] = [(words("mechanism.definition"), definition.source)]
        claims.append((words("mechanism.holidays"), calendarSource))
        claims.append((words("mechanism.rules"), rules.source))
        claims += clocks.map { ($0.title(in: words), $0.source) }
        claims += agencies.map { ($0.name.text(in: preferred), $0.source) }
        claims += hotlines.map { ($0.name.text(in: preferred), $0.source) }
        for service in services {
            claims.append((service.name.text(in: preferred), service.source))
            claims += (service.requires + service.endsOn).map {
                (
                    service.name.text(in: preferred) + " – " + words.name(of: $0.kind),
                    $0.source
                )
            }
        }
        claims += agreements.map {
            (words("mechanism.agreement", ["id": $0.id.rawValue]), $0.source)
        }
        claims += provisions.map { ($0.name.text(in: preferred), $0.source) }
        claims += explanation.map { ($0.heading.text(in: preferred), $0.source) }
        return claims.compactMap { what, source in source.map { (what, $0) } }
    }

    /// What an agency or service is called in the reader's language.
    func name(of agency: Agency.ID, in words: Words) -> String {
        self.agency(agency)?.name.text(in: [words.language] + languages) ?? agency.rawValue
    }

    /// Names of agencies in the order of the file.
    func names(of ids: Set<Agency.ID>, in words: Words) -> [String] {
        agencies.filter { ids.contains($0.id) }.map {
            $0.name.text(in: [words.language] + languages)
        }
    }
}

extension Clock {
    /// From which event to which.
    func title(in words: Words) -> String {
        words(
            "mechanism.clock-title",
            ["starts": words.name(of: starts), "ends": words.name(of: ends)]
        )
    }
}

/// What the country's law recognises as trafficking, and its rules of procedure.
struct DefinitionSection: Component {
    let mechanism: Mechanism
    let words: Words

    var body: Markup {
        let definition = mechanism.definition
        return Section(.id("definition")) {
            H2(words("mechanism.definition"))
            FactList([
                .init(words("mechanism.acts")) {
                    list(TraffickingAct.allCases.filter(definition.acts.contains), "act")
                },
                .init(words("mechanism.means")) {
                    list(TraffickingMeans.allCases.filter(definition.means.contains), "means")
                },
                .init(words("mechanism.purposes")) {
                    list(
                        ExploitationForm.allCases.filter(definition.purposes.contains),
                        "exploitation"
                    )
                },
                .init(words("mechanism.child")) {
                    words("mechanism.adult-from", ["age": String(definition.adultFrom)])
                    " "
                    words(
                        definition.childNeedsNoMeans
                            ? "mechanism.child-no-means" : "mechanism.child-means"
                    )
                    " "
                    words(
                        definition.presumesMinority
                            ? "mechanism.presumes-minority" : "mechanism.presumes-nothing"
                    )
                },
            ])
            SourceLine(source: definition.source, words: words)
            H3(words("mechanism.rules"))
            Ul {
                if mechanism.rules.decisionMakerDiffersFromReferrer {
                    Li(words("mechanism.rule-decision-maker"))
                }
                Li(
                    words(
                        mechanism.rules.hasDutyToNotify
                            ? "mechanism.rule-notify" : "mechanism.rule-no-notify"
                    )
                )
            }
            if let source = mechanism.rules.source { SourceLine(source: source, words: words) }
        }.body
    }

    private func list(_ values: [some RawRepresentable<String>], _ group: String) -> Markup {
        Markup { Ul(.class("plain-list")) { values.map { Li(words(group, of: $0)) } } }
    }
}
