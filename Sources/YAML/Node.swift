/// A value in a YAML text, with the place where it begins.
package struct Node: Hashable, Sendable {
    /// What a value is made of.
    package enum Content: Hashable, Sendable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping([Entry])
    }

    /// A text with the style it was written in.
    package struct Scalar: Hashable, Sendable {
        /// How a scalar was written.
        package enum Style: Hashable, Sendable {
            case plain
            /// In single or double quotes.
            case quoted
            /// As a literal or folded block.
            case block
        }

        /// The text after unquoting and unfolding.
        package let text: String
        /// How the text was written.
        package let style: Style

        package init(text: String, style: Style) {
            self.text = text
            self.style = style
        }
    }

    /// The name under which a mapping holds a value.
    package struct Key: Hashable, Sendable {
        /// The name, unquoted.
        package let text: String
        /// Where the name begins.
        package let mark: Mark

        package init(text: String, mark: Mark) {
            self.text = text
            self.mark = mark
        }
    }

    /// One key of a mapping with its value.
    package struct Entry: Hashable, Sendable {
        /// The name.
        package let key: Key
        /// The value.
        package let value: Node

        package init(key: Key, value: Node) {
            self.key = key
            self.value = value
        }
    }

    /// Where the value begins; for a block mapping, at its first key.
    package let mark: Mark
    /// The value.
    package let content: Content

    package init(mark: Mark, content: Content) {
        self.mark = mark
        self.content = content
    }
}

extension Node {
    /// The scalar, or `nil` where this is a collection.
    package var scalar: Scalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// The items, or `nil` where this is no sequence.
    package var items: [Node]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// The entries in the order of the text, or `nil` where this is no mapping.
    package var entries: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The value under a key of a mapping.
    ///
    /// Linear in the number of keys.
    package subscript(key: String) -> Node? {
        entries?.first { $0.key.text == key }?.value
    }

    /// True for an empty plain scalar, `~` and `null`, which stand for no value.
    package var isNull: Bool {
        guard let scalar, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.text)
    }
}
