/// Different values, each kept once, with how often it occurs.
struct ValuePool {
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private(set) var counts: [UInt32] = [0]
    private var ids: [[UInt8]: UInt32] = [:]

    /// How many there are; the value 0 is a missing one, and empty.
    var count: Int { counts.count }

    /// All occurrences of all values together.
    private(set) var total = 0

    /// Counts one more occurrence of a value, and returns its number; 0 where it is empty.
    mutating func add(_ value: [UInt8]) -> UInt32 {
        guard !value.isEmpty else { return 0 }
        total += 1
        if let id = ids[value] {
            counts[Int(id)] += 1
            return id
        }
        let id = UInt32(counts.count)
        ids[value] = id
        bytes += value
        ends.append(bytes.count)
        counts.append(1)
        return id
    }

    func withBytes<Value>(of id: UInt32, _ body: (Span<UInt8>) -> Value) -> Value {
        body(bytes.span.extracting(start(id)..<ends[Int(id)]))
    }

    /// A body on two values at once.
    func withBytes<Value>(
        of one: UInt32,
        _ other: UInt32,
        _ body: (Span<UInt8>, Span<UInt8>) -> Value
    ) -> Value {
        let all = bytes.span
        return body(
            all.extracting(start(one)..<ends[Int(one)]),
            all.extracting(start(other)..<ends[Int(other)])
        )
    }

    func bytes(of id: UInt32) -> ArraySlice<UInt8> { bytes[start(id)..<ends[Int(id)]] }

    /// How often a value occurs among all, as a share.
    func share(of id: UInt32) -> Double { Double(counts[Int(id)]) / Double(max(total, 1)) }

    private func start(_ id: UInt32) -> Int { id == 0 ? 0 : ends[Int(id) - 1] }
}
