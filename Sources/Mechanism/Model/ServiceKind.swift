/// The four pillars of a National Referral Mechanism.
///
/// Source: law/odihr-nrm-handbook-2022 (the four pillars).
package enum Pillar: String, CaseIterable, Codable, Hashable, Sendable {
    case identificationAndProtection = "identification-and-protection"
    case individualSupport = "individual-support"
    case socialInclusion = "social-inclusion"
    case criminalJusticeAndRedress = "criminal-justice-and-redress"
}

/// What sort of help a service is.
package enum ServiceKind: String, CaseIterable, Codable, Hashable, Sendable {
    case identification
    case riskAssessment = "risk-assessment"
    case interpretation
    case guardianship
    case safeAccommodation = "safe-accommodation"
    case crisisIntervention = "crisis-intervention"
    case emergencyMedical = "emergency-medical"
    case healthCare = "health-care"
    case psychological
    case material
    case caseManagement = "case-management"
    case childProtection = "child-protection"
    case counselling
    case education
    case training
    case jobPlacement = "job-placement"
    case housing
    case safeReturn = "safe-return"
    case familyTracing = "family-tracing"
    case legalAid = "legal-aid"
    case compensation
    case labourRights = "labour-rights"
    case courtAccompaniment = "court-accompaniment"
    case witnessProtection = "witness-protection"

    /// The pillar that this help belongs to.
    package var pillar: Pillar {
        switch self {
        case .identification, .riskAssessment, .interpretation, .guardianship:
            .identificationAndProtection
        case .safeAccommodation, .crisisIntervention, .emergencyMedical, .healthCare,
            .psychological, .material, .caseManagement, .childProtection, .counselling:
            .individualSupport
        case .education, .training, .jobPlacement, .housing, .safeReturn, .familyTracing:
            .socialInclusion
        case .legalAid, .compensation, .labourRights, .courtAccompaniment, .witnessProtection:
            .criminalJusticeAndRedress
        }
    }
}
