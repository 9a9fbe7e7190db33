extension FingerprintIndex {
    /// Somebody who may be the one looked for.
    package struct Candidate: Hashable, Sendable {
        /// The number of the fingerprint that was found.
        package let number: Int
        /// How much speaks for it: no probability, only an order.
        package let score: Double
    }

    /// Those of persons' fingerprints that may be of the one with this fingerprint, the likeliest first, of equals the first.
    ///
    /// The scan finds the most alike as a whole; these are then weighed part by part, so that what is missing on either side
    /// says nothing. Reads everything, as `nearest` does, and sorts those weighed. Only for what
    /// `encode(_:)` makes of `Particulars`.
    package func candidates(
        for fingerprint: Fingerprint,
        limit: Int,
        weighing weighed: Int = 600,
        kernel: Kernel = .fastest
    ) -> [Candidate] {
        candidates(for: [fingerprint], limit: limit, weighing: weighed, kernel: kernel)
    }

    /// The same for somebody of several names: each is looked for, and of a number found twice the better score counts.
    ///
    /// One scan a name.
    package func candidates(
        for fingerprints: [Fingerprint],
        limit: Int,
        weighing weighed: Int = 600,
        kernel: Kernel = .fastest
    ) -> [Candidate] {
        var scores: [Int: Double] = [:]
        for fingerprint in fingerprints {
            for hit in nearest(to: fingerprint, limit: max(weighed, limit), kernel: kernel) {
                let score = PersonAgreement(fingerprint, self[hit.other]).score
                scores[hit.other] = max(score, scores[hit.other] ?? score)
            }
        }
        var found = scores.map { Candidate(number: $0.key, score: $0.value) }
        found.sort { ($1.score, $0.number) < ($0.score, $1.number) }
        return Array(found.prefix(limit))
    }
}
