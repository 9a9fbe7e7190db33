extension FingerprintIndex {
    /// One of persons' fingerprints, weighed against another as a scan weighs it.
    package func candidate(_ number: Int, for fingerprint: Fingerprint) -> Candidate {
        Candidate(number: number, score: PersonAgreement(fingerprint, self[number]).score)
    }
}
