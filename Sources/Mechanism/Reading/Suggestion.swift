/// The known word that is nearest to a written one, if one is near enough to be meant.
///
/// Cost: the product of the lengths for each known word; words beyond 64 characters get no answer.
func nearest(to word: String, among known: [String]) -> String? {
    guard word.count <= 64 else { return nil }
    let allowed = max(1, word.count / 3)
    return
        known
        .map { (distance: distance(Array(word), Array($0)), word: $0) }
        .filter { $0.distance <= allowed }
        .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?
        .word
}

/// How many insertions, deletions and replacements turn one word into the other.
private func distance(_ from: [Character], _ to: [Character]) -> Int {
    var row = Array(0...to.count)
    for (index, sign) in from.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in to.indices {
            let replaced = diagonal + (to[column] == sign ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
        }
    }
    return row[to.count]
}

/// What a file says, short enough to be quoted in a message.
func quoted(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count > 60 ? "'\(line.prefix(60))…'" : "'\(line)'"
}
