/// Does something for every part of a row of numbers, some parts at once, and returns what came of them in order.
///
/// What comes of it hangs on the count alone, not on how many workers there are: parts are the same.
func inParts<Result: Sendable>(
    _ count: Int,
    parts: Int = 32,
    workers: Int,
    _ body: @Sendable @escaping (Range<Int>) -> Result
) async -> [Result] {
    let size = max(1, (count + parts - 1) / parts)
    return await withTaskGroup(of: (Int, Result).self) { group in
        var found: [(Int, Result)] = []
        var starts = stride(from: 0, to: count, by: size).makeIterator()
        func next() {
            guard let start = starts.next() else { return }
            group.addTask { (start, body(start..<min(start + size, count))) }
        }
        for _ in 0..<max(1, workers) { next() }
        for await done in group {
            found.append(done)
            next()
        }
        return found.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
