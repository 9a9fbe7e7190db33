/// An attribute that fits elements of one tag.
///
/// A `nil` or `false` value leaves the attribute out, so that conditions need no branches. There is
/// no `style` and there are no event handlers.
package struct Attribute<T: Tag>: Sendable {
    let written: WrittenAttribute?

    init(_ name: String, _ value: String?) {
        written = value.map { WrittenAttribute(name: name, value: $0) }
    }

    init(_ name: String, isPresent: Bool) {
        written = isPresent ? WrittenAttribute(name: name, value: nil) : nil
    }

    init(_ name: String, _ value: Int?) { self.init(name, value.map { String($0) }) }

    init(_ name: String, tokens: [String]) {
        self.init(name, tokens.isEmpty ? nil : tokens.joined(separator: " "))
    }
}

/// A name and its value; `nil` for an attribute whose presence says all.
struct WrittenAttribute: Sendable {
    let name: String
    let value: String?
}

extension Array {
    /// The attributes that are there, each name once.
    ///
    /// Quadratic in their number, which is small.
    func written<T>() -> [WrittenAttribute] where Element == Attribute<T> {
        var result: [WrittenAttribute] = []
        result.reserveCapacity(count)
        for attribute in self {
            guard let new = attribute.written else { continue }
            guard let index = result.firstIndex(where: { $0.name == new.name }) else {
                result.append(new)
                continue
            }
            if new.name == "class", let old = result[index].value, let more = new.value {
                result[index] = WrittenAttribute(name: "class", value: old + " " + more)
            }
        }
        return result
    }
}
