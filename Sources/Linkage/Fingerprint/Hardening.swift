/// What is done to fingerprints so that they tell less to whoever has many of them and not the key.
///
/// Everything costs recall; what each costs and stops is measured in `docs/threat-model.md`. Fingerprints that are hardened in
/// different ways have nothing in common: an index holds those of one way only. A part that is missing has no bit in
/// any way.
package struct Hardening: Hashable, Sendable {
    /// What becomes of the bits of a part.
    package enum Shape: String, CaseIterable, Hashable, Sendable {
        /// They stay as the hash set them.
        case plain
        /// One half by exclusive or with the other. Source: Schnell and Borgs, "XOR-Folding for hardening Bloom
        /// filter-based encryptions" (2016).
        case folded
        /// One half by or with the other, beside it the opposite of each bit: the number of bits tells nothing.
        case balanced
        /// Each eight neighbours choose four bits anew. Source: Schnell, "Privacy-preserving record linkage" (2016).
        case rehashed
    }

    /// What becomes of the bits of a part.
    package var shape: Shape
    /// How many bits of each 256 are turned over, chosen under the key from the whole fingerprint: the same particulars
    /// have the same ones turned.
    package var flipsPerSegment: Int
    /// Whether letters of names are hashed together with the year of birth; where that differs, so do all bits.
    package var isSaltedByYear: Bool

    /// Some of these together.
    package init(
        shape: Shape = .plain,
        flipsPerSegment: Int = 0,
        isSaltedByYear: Bool = false
    ) {
        precondition((0...128).contains(flipsPerSegment), "half of the bits are the most")
        self.shape = shape
        self.flipsPerSegment = flipsPerSegment
        self.isSaltedByYear = isSaltedByYear
    }

    /// Nothing is done.
    package static let none = Hardening()

    /// What is done to the fingerprints of persons that a node keeps: nothing, for it would cost more than it stops.
    ///
    /// Source: `docs/decisions/0023-what-an-opened-fingerprint-tells.md`.
    package static let kept = Hardening.none
}
