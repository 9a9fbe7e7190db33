/// A fragment of HTML: text that is already escaped by being what it is.
///
/// Fragments are values. They are built by elements and components, and written once, in one pass,
/// into one buffer. There is no way from a `String` to markup but as text, save `trusted(_:)`.
package struct Markup: Sendable {
    /// What a fragment consists of.
    enum Node: Sendable {
        case text(String)
        case trusted(String)
        case element(Tagged)
        case group([Node])
    }

    /// One element: its tag, its attributes in the order of writing, and what it contains.
    struct Tagged: Sendable {
        let name: String
        let shape: Shape
        let attributes: [WrittenAttribute]
        let children: [Node]
    }

    /// How an element is written around its content.
    package enum Shape: Sendable {
        /// Start tag, content, end tag.
        case content
        /// As `content`, with a line feed first: the parser drops one there, so none is lost.
        case preformatted
        /// A start tag only.
        case void
        /// A start tag only, after the document type.
        case document
    }

    let nodes: [Node]

    init(nodes: [Node]) { self.nodes = nodes }

    /// Nothing at all.
    package static let empty = Self(nodes: [])

    /// A text, shown as it is: every character of it is data.
    package init(text: String) { nodes = [.text(text)] }

    /// True when nothing would be written.
    package var isEmpty: Bool { nodes.isEmpty }
}

/// Anything that can stand in markup: an element, a text, a component of ours.
package protocol Component {
    /// What it looks like, made of elements and other components.
    @MarkupBuilder var body: Markup { get }
}

extension Markup: Component {
    /// The fragment itself.
    package var body: Markup { self }
}

extension String: Component {
    /// The string as text, escaped when it is written.
    package var body: Markup { Markup(text: self) }
}

/// The only door through which text enters a page unescaped: never for anything that was typed.
///
/// Tandem's own pages do not use it, and a test can hold them to that by looking for its name.
package func trusted(_ html: String) -> Markup { Markup(nodes: [.trusted(html)]) }
