/// Indicators of trafficking: the general list and the list for children.
///
/// Presence or absence proves nothing; it should lead to protection and a closer look. The raw value is
/// the rest of the catalogue's key after `indicator.`.
///
/// Source: law/uk-toolkit-2026 section 9, which follows the UNODC leaflet.
package enum Indicator: String, CaseIterable, Codable, Hashable, Sendable {
    // General.
    case worksAgainstWill = "general.works-against-will"
    case unableToLeave = "general.unable-to-leave"
    case movementsControlled = "general.movements-controlled"
    case feelsCannotLeave = "general.feels-cannot-leave"
    case fearOrAnxiety = "general.fear-or-anxiety"
    case violenceOrThreats = "general.violence-or-threats"
    case injuriesFromAssault = "general.injuries-from-assault"
    case injuriesTypicalOfWork = "general.injuries-typical-of-work"
    case injuriesFromControl = "general.injuries-from-control"
    case distrustsAuthorities = "general.distrusts-authorities"
    case threatenedWithAuthorities = "general.threatened-with-authorities"
    case afraidOfStatus = "general.afraid-of-status"
    case documentsHeld = "general.documents-held"
    case sourcePlace = "general.source-place"
    case transportFeesOwed = "general.transport-fees-owed"
    case falseDocuments = "general.false-documents"
    case exploitativeLocation = "general.exploitative-location"
    case languageUnfamiliar = "general.language-unfamiliar"
    case addressUnknown = "general.address-unknown"
    case othersSpeak = "general.others-speak"
    case actsInstructed = "general.acts-instructed"
    case forcedPoorConditions = "general.forced-poor-conditions"
    case disciplinedByPunishment = "general.disciplined-by-punishment"
    case cannotNegotiate = "general.cannot-negotiate"
    case littleOrNoPay = "general.little-or-no-pay"
    case noAccessToEarnings = "general.no-access-to-earnings"
    case excessiveHours = "general.excessive-hours"
    case noDaysOff = "general.no-days-off"
    case substandardHousing = "general.substandard-housing"
    case noMedicalCare = "general.no-medical-care"
    case limitedSocialContact = "general.limited-social-contact"
    case limitedFamilyContact = "general.limited-family-contact"
    case cannotCommunicate = "general.cannot-communicate"
    case debtBondage = "general.debt-bondage"
    case dependence = "general.dependence"
    case falsePromises = "general.false-promises"
    // Children.
    case childNoParentsOrGuardians = "child.no-parents-or-guardians"
    case childLooksIntimidated = "child.looks-intimidated"
    case childUntypicalBehaviour = "child.untypical-behaviour"
    case childNoFriends = "child.no-friends"
    case childNoEducation = "child.no-education"
    case childNoTimeToPlay = "child.no-time-to-play"
    case childLivesApart = "child.lives-apart"
    case childEatsApart = "child.eats-apart"
    case childLeftoversOnly = "child.leftovers-only"
    case childUnsuitableWork = "child.unsuitable-work"
    case childTravelsAlone = "child.travels-alone"
    case childTravelsWithStrangers = "child.travels-with-strangers"
    case childChildWorkClothing = "child.child-work-clothing"
    case childToysInWrongPlace = "child.toys-in-wrong-place"
    case childClaimedFound = "child.claimed-found"
    case childTaxiNumbers = "child.taxi-numbers"
    case childIllegalAdoption = "child.illegal-adoption"

    /// True for the list that applies to children.
    package var isForChildren: Bool { rawValue.hasPrefix("child.") }
}
