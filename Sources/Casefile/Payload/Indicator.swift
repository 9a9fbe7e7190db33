/// Indicators of trafficking: the general list and the list for children.
///
/// Source: law/uk-toolkit-2026 section 9, which follows the UNODC leaflet. Presence or absence proves
/// nothing; it should lead to protection and a closer look.
package enum Indicator: String, CaseIterable, Codable, Hashable, Sendable {
    // General.
    case worksAgainstWill = "works-against-will"
    case cannotLeave = "cannot-leave"
    case movementsControlled = "movements-controlled"
    case feelsCannotLeave = "feels-cannot-leave"
    case fearOrAnxiety = "fear-or-anxiety"
    case violenceOrThreats = "violence-or-threats"
    case injuriesFromAssault = "injuries-from-assault"
    case injuriesFromWork = "injuries-from-work"
    case injuriesFromControl = "injuries-from-control"
    case distrustsAuthorities = "distrusts-authorities"
    case threatenedWithAuthorities = "threatened-with-authorities"
    case afraidOfStatus = "afraid-of-status"
    case documentsHeld = "documents-held"
    case knownSourcePlace = "known-source-place"
    case transportDebt = "transport-debt"
    case falseDocuments = "false-documents"
    case suspiciousLocation = "suspicious-location"
    case unfamiliarLanguage = "unfamiliar-language"
    case unknownAddress = "unknown-address"
    case othersSpeak = "others-speak"
    case instructed
    case poorConditions = "poor-conditions"
    case disciplined
    case cannotNegotiate = "cannot-negotiate"
    case littleOrNoPay = "little-or-no-pay"
    case noAccessToEarnings = "no-access-to-earnings"
    case longHours = "long-hours"
    case noDaysOff = "no-days-off"
    case poorHousing = "poor-housing"
    case noMedicalCare = "no-medical-care"
    case limitedSocialContact = "limited-social-contact"
    case limitedFamilyContact = "limited-family-contact"
    case cannotCommunicate = "cannot-communicate"
    case debtBondage = "debt-bondage"
    case dependence
    case falsePromises = "false-promises"
    // Children.
    case childNoParents = "child-no-parents"
    case childIntimidated = "child-intimidated"
    case childUnusualBehaviour = "child-unusual-behaviour"
    case childNoFriends = "child-no-friends"
    case childNoEducation = "child-no-education"
    case childNoPlay = "child-no-play"
    case childLivesApart = "child-lives-apart"
    case childEatsApart = "child-eats-apart"
    case childLeftovers = "child-leftovers"
    case childUnsuitableWork = "child-unsuitable-work"
    case childTravelsAlone = "child-travels-alone"
    case childTravelsWithStrangers = "child-travels-with-strangers"
    case childWorkClothing = "child-work-clothing"
    case childBelongingsMisplaced = "child-belongings-misplaced"
    case childClaimedFound = "child-claimed-found"
    case childTaxiNumbers = "child-taxi-numbers"
    case childIllegalAdoption = "child-illegal-adoption"

    /// True for the list that applies to children.
    package var isForChildren: Bool { rawValue.hasPrefix("child-") }
}
