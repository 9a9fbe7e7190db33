/// The place of 1 to 256 neighbouring hashes of a log, as they are published.
///
/// Source: C2SP tlog-tiles.
package struct LogTile: Hashable, Sendable {
    /// How many hashes a full tile has.
    package static let fullWidth = 256

    /// Which eighth level of the tree it begins at: 0 to 7.
    package let level: Int
    /// Its place in the level, from 0.
    package let index: Int
    /// How many hashes it has: 1 to 256.
    package let width: Int

    /// Takes a tile's place; `nil` outside its bounds.
    package init?(level: Int, index: Int, width: Int = fullWidth) {
        guard (0...7).contains(level), index >= 0, (1...Self.fullWidth).contains(width) else {
            return nil
        }
        (self.level, self.index, self.width) = (level, index, width)
    }

    /// Reads `<L>/<N>[.p/<W>]` in its one spelling; `nil` for anything else.
    package init?(path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        var width = Self.fullWidth
        if parts.count >= 3, parts[parts.count - 2].hasSuffix(".p") {
            guard let given = Int(parts.removeLast()), given < Self.fullWidth else { return nil }
            width = given
            parts[parts.count - 1].removeLast(2)
        }
        guard (2...7).contains(parts.count), let level = Int(parts[0]) else { return nil }
        var index = 0
        for part in parts.dropFirst() {
            guard let digits = Int(part.hasPrefix("x") ? part.dropFirst() : part[...]),
                (0...999).contains(digits)
            else { return nil }
            index = index * 1_000 + digits
        }
        self.init(level: level, index: index, width: width)
        guard self.path == path else { return nil }
    }

    /// The path below `tile/`, such as `0/x001/234.p/7`.
    package var path: String {
        func digits(_ number: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: 3 - text.count) + text
        }
        var text = digits(index % 1_000)
        var rest = index / 1_000
        while rest > 0 {
            text = "x\(digits(rest % 1_000))/\(text)"
            rest /= 1_000
        }
        return "\(level)/\(text)" + (width < Self.fullWidth ? ".p/\(width)" : "")
    }
}
