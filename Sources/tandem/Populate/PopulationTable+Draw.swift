extension PopulationTable {
    /// Profiles of a number of people, in an order that depends on the seed alone.
    ///
    /// Drawn without replacement: as many people as the table counts give exactly the published
    /// joint distribution; fewer are a random sample of them, more are whole populations and a
    /// sample. Linear in the number of people.
    func draw(_ count: Int, seed: UInt64) -> [Profile] {
        precondition(count >= 0, "a number of people")
        precondition(count == 0 || people > 0, "an empty table has nobody to draw")
        let everybody = cells.flatMap { Array(repeating: $0.profile, count: $0.people) }
        var generator = SplitMix64(seed: seed)
        var drawn: [Profile] = []
        drawn.reserveCapacity(count)
        while drawn.count < count {
            drawn += generator.shuffled(everybody).prefix(count - drawn.count)
        }
        return drawn
    }
}
