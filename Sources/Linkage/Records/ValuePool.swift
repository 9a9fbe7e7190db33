/// Different values, each kept once, with how often it occurs.
struct ValuePool: Sendable {
    private var bytes: [UInt8] = []
    /// Where each value ends; the value 0 is a missing one, and empty.
    private var ends: [Int] = [0]
    private(set) var counts: [UInt32] = [0]
    /// Numbers of values, each at the first free place after its hash; a power of two of them.
    private var places = [UInt32](repeating: 0, count: 1_024)

    /// How many there are, the missing one included.
    var count: Int { counts.count }

    /// Counts one more occurrence of a value, and returns its number; 0 where it is empty.
    mutating func add(_ value: [UInt8]) -> UInt32 {
        guard !value.isEmpty else { return 0 }
        var place = Self.hash(value.span) & (places.count - 1)
        while places[place] != 0 {
            let id = places[place]
            if withBytes(of: id, { Self.isEqual($0, value.span) }) {
                counts[Int(id)] += 1
                return id
            }
            place = (place + 1) & (places.count - 1)
        }
        let id = UInt32(counts.count)
        places[place] = id
        bytes += value
        ends.append(bytes.count)
        counts.append(1)
        if counts.count * 2 > places.count { grow() }
        return id
    }

    private mutating func grow() {
        var larger = [UInt32](repeating: 0, count: places.count * 2)
        for id in 1..<UInt32(counts.count) {
            var place = withBytes(of: id) { Self.hash($0) } & (larger.count - 1)
            while larger[place] != 0 { place = (place + 1) & (larger.count - 1) }
            larger[place] = id
        }
        places = larger
    }

    private static func hash(_ value: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in value.indices { hash = (hash ^ UInt64(value[index])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }

    private static func isEqual(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        for index in one.indices where one[index] != other[index] { return false }
        return true
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

    /// How many bytes a value has.
    func length(of id: UInt32) -> Int { ends[Int(id)] - start(id) }

    func bytes(of id: UInt32) -> ArraySlice<UInt8> { bytes[start(id)..<ends[Int(id)]] }

    private func start(_ id: UInt32) -> Int { id == 0 ? 0 : ends[Int(id) - 1] }
}
