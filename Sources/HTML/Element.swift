/// The name of an element, as a type, so that attributes can be held to the elements they fit.
package protocol Tag {
    /// The name as it is written.
    static var name: String { get }
}

/// An element with content.
package protocol ContentTag: Tag {}

/// An element whose content is text only.
package protocol TextTag: Tag {}

/// An element without content and without an end tag.
package protocol VoidTag: Tag {}

/// One HTML element: `Div(.class("card")) { P("Text") }`.
///
/// Each element has a type alias by its name. Attributes are written in the order given; a second
/// attribute of the same name is left out, but classes are joined.
package struct Element<T: Tag>: Component {
    private let tagged: Markup.Tagged

    private init(_ attributes: [Attribute<T>], _ shape: Markup.Shape, _ children: [Markup.Node]) {
        tagged = Markup.Tagged(
            name: T.name,
            shape: shape,
            attributes: attributes.written(),
            children: children
        )
    }

    /// The element as markup.
    package var body: Markup { Markup(nodes: [.element(tagged)]) }
}

extension Element where T: ContentTag {
    /// The element around markup.
    package init(_ attributes: Attribute<T>..., @MarkupBuilder content: () -> Markup) {
        self.init(attributes, T.shape, content().nodes)
    }

    /// The element around a text.
    package init(_ text: String, _ attributes: Attribute<T>...) {
        self.init(attributes, T.shape, [.text(text)])
    }

    /// The element around nothing.
    package init(_ attributes: Attribute<T>...) { self.init(attributes, T.shape, []) }
}

extension Element where T: TextTag {
    /// The element around a text.
    package init(_ text: String, _ attributes: Attribute<T>...) {
        self.init(attributes, T.shape, text.isEmpty ? [] : [.text(text)])
    }
}

extension Element where T: VoidTag {
    /// The element, which has no content.
    package init(_ attributes: Attribute<T>...) { self.init(attributes, .void, []) }
}

extension Element where T == ScriptTag {
    /// A script of our own, loaded from its file: a script in the page can't be written.
    package init(_ attributes: Attribute<T>...) { self.init(attributes, .content, []) }
}

extension Tag {
    fileprivate static var shape: Markup.Shape {
        switch name {
        case "html": .document
        case "textarea", "pre": .preformatted
        default: .content
        }
    }
}
