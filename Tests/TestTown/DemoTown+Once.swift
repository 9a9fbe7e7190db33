package import Casefile
import Casework
package import Mechanism

extension DemoTown {
    /// A first contact with somebody of a name, in any script, with nothing told of what happened.
    package func contact(
        named names: String...,
        born birth: PartialDate = .year(1999),
        sex: Sex = .female,
        from citizenships: [String] = ["MD"],
        known: FirstContact.KnownBefore? = nil
    ) -> FirstContact {
        var contact = firstContact(account: "")
        contact.indicators = []
        contact.identity = IdentityStated(
            names: names.map { .init(text: $0, kind: .asSaid) },
            birth: birth,
            statedAge: nil,
            sex: sex,
            citizenships: citizenships.map { CountryCode($0) },
            languages: [],
            residence: .unknown,
            documents: []
        )
        contact.known = known
        return contact
    }

    /// A question to holders of these kinds, as an adult agrees to it.
    package func question(
        to groups: Set<HolderGroup> = HolderGroup.unlessSaidOtherwise
    ) -> FirstContact.KnownBefore {
        .ask(CheckAsked(id: Installation.newIdentifier(), mayTell: groups, basis: .person))
    }
}
