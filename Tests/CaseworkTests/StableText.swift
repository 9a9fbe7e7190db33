import Casework

/// A value as text that is the same in every run and every release that reads it alike.
///
/// Sets and dictionaries are sorted. What is absent or empty prints nothing, so that a later release may
/// add properties.
struct StableText {
    private(set) var lines: [String] = []

    init(of value: Any, named name: String) {
        let body = Self.body(value)
        switch body.count {
        case 0: break
        case 1 where !body[0].hasPrefix(" "): lines = ["\(name): \(body[0])"]
        default: lines = ["\(name):"] + body.map { "  \($0)" }
        }
    }

    /// One line for a plain value, named lines for one that has parts, nothing for what is absent.
    private static func body(_ value: Any) -> [String] {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { body($0.value) } ?? []
        case .collection: return mirror.children.flatMap { item($0.value) }
        case .set:
            return mirror.children.map { item($0.value) }.sorted(by: isBefore).flatMap(\.self)
        case .dictionary:
            return mirror.children.map { pair -> [String] in
                let parts = Mirror(reflecting: pair.value).children.map(\.value)
                return StableText(of: parts[1], named: body(parts[0]).joined(separator: " ")).lines
            }.sorted(by: isBefore).flatMap(\.self)
        case .enum where mirror.children.isEmpty: return ["\(value)"]
        case .struct where value is any CustomStringConvertible: return ["\(value)"]
        case .struct, .enum, .tuple, .class:
            return mirror.children.flatMap { child in
                StableText(of: child.value, named: child.label ?? "-").lines
            }
        default: return "\(value)".isEmpty ? [] : ["\(value)"]
        }
    }

    private static func item(_ value: Any) -> [String] {
        StableText(of: value, named: "-").lines
    }

    private static func isBefore(_ left: [String], _ right: [String]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }
}
