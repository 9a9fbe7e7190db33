import Casefile

/// Numbers of what belongs to each case, found by the case in constant time, at eight bytes each.
///
/// A dictionary of a million cases takes many times that; identifiers are random, so their own bits spread them.
struct CaseNumbers: Sendable {
    /// Places of a power of two; a number and one, or 0.
    private var places: [UInt32] = [UInt32](repeating: 0, count: 1_024)
    /// For each number the one of the same case that came before it, and one, or 0.
    private var previous: [UInt32] = []
    /// How many places are taken.
    private var taken = 0

    /// Makes room for as many as are expected.
    mutating func reserve(_ count: Int) { previous.reserveCapacity(count) }

    /// Adds the next number for a case; `cases` are those of all numbers, this one's too.
    mutating func append(_ id: Case.ID, in cases: [Case.ID]) {
        let number = previous.count
        if taken * 2 >= places.count { grow(cases) }
        let place = place(of: id, in: cases)
        previous.append(places[place])
        if places[place] == 0 { taken += 1 }
        places[place] = UInt32(number + 1)
    }

    /// The numbers of a case, the latest first.
    func each(of id: Case.ID, in cases: [Case.ID], _ body: (Int) -> Void) {
        var next = places[place(of: id, in: cases)]
        while next != 0 {
            body(Int(next - 1))
            next = previous[Int(next - 1)]
        }
    }

    private func place(of id: Case.ID, in cases: [Case.ID]) -> Int {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: id.leadingBits) & mask
        while places[place] != 0, cases[Int(places[place] - 1)] != id { place = (place + 1) & mask }
        return place
    }

    private mutating func grow(_ cases: [Case.ID]) {
        let old = places
        places = [UInt32](repeating: 0, count: old.count * 4)
        for number in old where number != 0 {
            places[place(of: cases[Int(number - 1)], in: cases)] = number
        }
    }
}
