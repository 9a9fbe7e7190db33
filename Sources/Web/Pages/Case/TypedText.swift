import HTML

/// A text that somebody typed, with its lines, in the direction of its script.
struct TypedText: Component {
    let text: String

    init(_ text: String) { self.text = text }

    var body: Markup {
        Markup {
            for paragraph in text.split(whereSeparator: \.isNewline) {
                P(String(paragraph), .dir(.automatic))
            }
        }
    }
}

/// What no longer stands.
typealias Del = Element<DelTag>

/// The tag of `Del`.
enum DelTag: ContentTag {
    static let name = "del"
}
