/// Counts by key, as many as its capacity allows.
///
/// When it is full, what has cooled down goes; then the coolest tenth that makes nobody wait. When all of them make
/// somebody wait, new keys share one count until there is room again.
struct HeatTable<Key: Hashable & Sendable, Count: Cooling>: Sendable {
    private let capacity: Int
    private var counts: [Key: Count] = [:]
    private var overflow: Count?

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    var count: Int { counts.count }

    /// The count of that key; nil when it has none or its count has cooled down.
    subscript(key: Key, now: Duration) -> Count? {
        if let count = counts[key] { return count.isCool(at: now) ? nil : count }
        guard counts.count >= capacity, let overflow, !overflow.isCool(at: now) else { return nil }
        return overflow
    }

    /// Changes a key's count; without one, starts from the default, or does nothing when that is nil.
    ///
    /// - Complexity: constant, but n log n when the table is full, which makes room for n / 10 further keys.
    mutating func update(
        _ key: Key,
        _ now: Duration,
        default start: Count?,
        _ change: (inout Count) -> Void
    ) {
        if let count = counts[key] {
            var count = count
            if count.isCool(at: now), let start { count = start }
            change(&count)
            counts[key] = count
            return
        }
        guard let start else { return }
        if counts.count >= capacity { makeRoom(now) }
        var count = start
        if counts.count < capacity {
            change(&count)
            counts[key] = count
        } else {
            if let overflow, !overflow.isCool(at: now) { count = overflow }
            change(&count)
            overflow = count
        }
    }

    mutating func remove(_ key: Key) {
        counts[key] = nil
    }

    private mutating func makeRoom(_ now: Duration) {
        counts = counts.filter { !$0.value.isCool(at: now) }
        guard counts.count >= capacity else { return }
        let coolest = counts.filter { !$0.value.isHot(at: now) }
            .map { (key: $0.key, heat: $0.value.heat(at: now)) }
            .sorted { $0.heat < $1.heat }
        for entry in coolest.prefix(max(1, capacity / 10)) { counts[entry.key] = nil }
    }
}
