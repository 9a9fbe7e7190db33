/// A small generator whose sequence is fixed by its seed, on every machine and toolchain.
///
/// Not for secrets. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, a positive bound.
    ///
    /// The standard library may change how it reduces a random number; this does not.
    mutating func index(below bound: Int) -> Int {
        precondition(bound > 0, "nothing to choose from")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// One element of a collection that is not empty.
    mutating func element<Element>(of elements: [Element]) -> Element {
        elements[index(below: elements.count)]
    }

    /// The elements in an order that depends on nothing but the seed.
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var shuffled = elements
        guard shuffled.count > 1 else { return shuffled }
        for last in stride(from: shuffled.count - 1, through: 1, by: -1) {
            shuffled.swapAt(last, index(below: last + 1))
        }
        return shuffled
    }
}
