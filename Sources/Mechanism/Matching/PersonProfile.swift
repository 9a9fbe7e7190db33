/// What is known of a person, as far as services are chosen by it.
///
/// Every fact may be unknown, and an unknown fact never closes a service to anybody.
package struct PersonProfile: Hashable, Sendable {
    /// `nil` and `notStated` are both unknown.
    package var sex: Sex?
    /// A person of disputed age is a child until decided.
    package var ageBand: AgeBand?
    /// Forms that were told or seen; empty is unknown.
    package var exploitation: Set<ExploitationForm>
    /// `nil` and `unknown` are both unknown.
    package var residence: ResidenceStatus?
    /// Languages that the person speaks; empty is unknown.
    package var languages: Set<LanguageCode>
    /// Where help is wanted; `nil` is unknown.
    package var area: AreaID?

    /// A profile of which nothing is known but what is given.
    package init(
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        exploitation: Set<ExploitationForm> = [],
        residence: ResidenceStatus? = nil,
        languages: Set<LanguageCode> = [],
        area: AreaID? = nil
    ) {
        self.sex = sex
        self.ageBand = ageBand
        self.exploitation = exploitation
        self.residence = residence
        self.languages = languages
        self.area = area
    }
}
