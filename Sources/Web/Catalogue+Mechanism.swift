package import Mechanism

extension Words {
    /// The name of a compartment, such as `What happened`.
    package func name(of value: Compartment) -> String { self("compartment", of: value) }

    /// The name of a kind of agency.
    package func name(of value: AgencyKind) -> String { self("agency-kind", of: value) }

    /// The name of a kind of service.
    package func name(of value: ServiceKind) -> String { self("service-kind", of: value) }

    /// The name of a pillar.
    package func name(of value: Pillar) -> String { self("pillar", of: value) }

    /// The name of a form of exploitation.
    package func name(of value: ExploitationForm) -> String { self("exploitation", of: value) }

    /// The name of a residence status.
    package func name(of value: ResidenceStatus) -> String { self("residence", of: value) }

    /// The name of a sex or gender.
    package func name(of value: Sex) -> String { self("sex", of: value) }

    /// The name of a mandate.
    package func name(of value: Mandate) -> String { self("mandate", of: value) }

    /// The name of a lawful basis.
    package func name(of value: LawfulBasis) -> String { self("lawful-basis", of: value) }

    /// The name of a purpose of disclosure.
    package func name(of value: Agreement.Purpose) -> String { self("purpose", of: value) }

    /// The name of a condition that a law states.
    package func name(of value: Condition.Kind) -> String { self("condition", of: value) }

    /// The name of an event of the procedure.
    package func name(of value: ProcedureEvent) -> String { self("procedure-event", of: value) }

    /// The name of a language, in the words' own language.
    package func name(of value: LanguageCode) -> String {
        catalogue.text("person.language.\(value)", language) ?? value.rawValue
    }

    /// The name of a language in that language, as in a list to choose from.
    package func ownName(of value: LanguageCode) -> String {
        catalogue.text("own-name.\(value)", .english) ?? value.rawValue
    }
}
