import Casefile
package import Linkage
package import Mechanism

extension Particulars {
    /// What a statement tells of who the person is; an age counts from the day on which it was stated.
    init(_ identity: IdentityStated, statedOn day: CalendarDate) {
        var birth = Birth(identity.birth)
        if birth == .unknown, let age = identity.statedAge {
            // Born in that year or the one before; and who says an age often rounds it.
            birth = Birth(year: day.parts.year - age, month: nil, day: nil, yearsEitherWay: 1)
        }
        self.init(
            names: identity.names.map(\.text).filter { !$0.trimmed.isEmpty },
            birth: birth,
            sex: identity.sex == .notStated ? "" : identity.sex.rawValue,
            citizenships: identity.citizenships.map(\.rawValue)
        )
    }
}

extension Particulars.Birth {
    init(_ date: PartialDate) {
        switch date {
        case .day(let date):
            let (year, month, day) = date.parts
            self.init(year: year, month: month, day: day)
        case .month(let year, let month): self.init(year: year, month: month, day: nil)
        case .year(let year): self.init(year: year, month: nil, day: nil)
        case .unknown: self = .unknown
        }
    }
}

extension Particulars {
    /// What somebody types who looks for a person.
    package init(
        names: [String],
        birth: PartialDate,
        sex: Sex?,
        citizenship: CountryCode?
    ) {
        self.init(
            names: names,
            birth: Birth(birth),
            sex: sex.flatMap { $0 == .notStated ? nil : $0.rawValue } ?? "",
            citizenships: [citizenship].compactMap { $0?.rawValue }
        )
    }
}
