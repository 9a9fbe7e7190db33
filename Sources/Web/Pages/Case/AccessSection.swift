import Casefile
import Casework
import HTML
import Mechanism

/// Who can see what of the case and on which basis, and what can be stopped.
struct AccessSection: Component {
    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        CasePart("access", words) {
            AccessTable(rows: model.access.map(row), words: words)
            sources
            let reviews = underReview
            if !reviews.isEmpty, reading.may(.record) {
                Ul {
                    for made in reviews {
                        Li {
                            TextLink(
                                words(
                                    "case.access.review",
                                    ["agency": reading.name(of: made.value.to)]
                                ),
                                to: Route.reviewDisclosure(model.id, made.value.id)
                            )
                        }
                    }
                }
            }
            let consents = withdrawable
            if !consents.isEmpty, reading.may(.record) {
                P(words("case.access.unread"))
                Ul {
                    for consent in consents {
                        Li {
                            TextLink(
                                words(
                                    "case.access.withdraw",
                                    [
                                        "date": reading.day(of: consent.header),
                                        "recipients": reading.list(
                                            consent.value.scope.recipients
                                        ),
                                    ]
                                ),
                                to: Route.withdrawConsent(model.id, consent.value.id)
                            )
                        }
                    }
                }
            }
            if reading.isKeyholder, reading.may(.lead) {
                P { TextLink(words("case.erase.link"), to: Route.eraseCase(model.id)) }
            }
        }.body
    }

    private func row(_ access: AgencyAccess) -> AccessTable.Row {
        let own = access.compartments.subtracting([.spine])
        var sees: [String] = []
        if access.owner == access.agency {
            sees = Compartment.allCases.filter(own.contains).map { words.name(of: $0) }
        } else if !own.isEmpty {
            sees.append(
                words(
                    "case.access.from",
                    ["agency": reading.name(of: access.owner), "compartments": reading.list(own)]
                )
            )
        }
        if access.compartments.contains(.spine) { sees.append(words.name(of: Compartment.spine)) }
        return AccessTable.Row(
            agency: reading.name(of: access.agency),
            sees: sees,
            basis: basis(of: access),
            until: access.disclosure?.until.map { words.date($0) }
        )
    }

    /// What an access rests on, in words.
    private func basis(of access: AgencyAccess) -> String {
        guard access.agency != access.owner else { return words("case.access.own") }
        guard let disclosure = access.disclosure else {
            return words(
                access.compartments == [.spine] ? "case.access.party" : "case.access.told"
            )
        }
        switch disclosure.authority {
        case .consent(let id):
            let given = model.state.consents[id].map { reading.day(of: $0.given.header) }
            return words("case.access.consent", ["date": given ?? words("case.access.no-date")])
        case .law(let id): return words("case.access.law", ["law": reading.name(of: id)])
        case .vitalInterest:
            guard let made = model.state.disclosures[disclosure.id]?.made else {
                return words("case.access.vital-interest")
            }
            let opened = reading.stamp(made.header.recordedAt).day
            let review = reading.mechanism.calendar.end(of: Period(72, .hours), from: opened)
            return words("case.access.vital-interest-until", ["date": words.date(review)])
        }
    }

    /// The sources of the laws that the table names.
    @MarkupBuilder private var sources: Markup {
        let laws = model.access.compactMap { access -> Provision.ID? in
            if case .law(let id) = access.disclosure?.authority { id } else { nil }
        }
        for law in Set(laws).sorted() {
            if let provision = reading.mechanism.provision(law) {
                P { Bdi(reading.text(provision.name)) }
                SourceLine(source: provision.source, words: words)
            }
        }
    }

    private var underReview: [CaseState.Stated<DisclosureMade>] {
        model.state.disclosures.values.filter {
            $0.made.value.from == reading.own && $0.holds(on: reading.today)
                && $0.made.value.rests(on: .vitalInterest)
        }.map(\.made).sorted { $0.value.id < $1.value.id }
    }

    private var withdrawable: [CaseState.Stated<ConsentGiven>] {
        model.state.consents.values.filter { $0.withdrawal == nil }.map(\.given)
            .sorted { ($0.header.recordedAt, $0.value.id) < ($1.header.recordedAt, $1.value.id) }
    }
}
