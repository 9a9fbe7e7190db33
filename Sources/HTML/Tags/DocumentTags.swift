/// The whole document, after its document type.
package typealias Html = Element<HtmlTag>

/// The tag of `Html`.
package enum HtmlTag: ContentTag {
    package static let name = "html"
}

/// What the browser must know of the document.
package typealias Head = Element<HeadTag>

/// The tag of `Head`.
package enum HeadTag: ContentTag {
    package static let name = "head"
}

/// The document's title.
package typealias Title = Element<TitleTag>

/// The tag of `Title`.
package enum TitleTag: TextTag {
    package static let name = "title"
}

/// A fact about the document.
package typealias Meta = Element<MetaTag>

/// The tag of `Meta`.
package enum MetaTag: VoidTag {
    package static let name = "meta"
}

/// A resource of the document, such as its style sheet.
package typealias Link = Element<LinkTag>

/// The tag of `Link`.
package enum LinkTag: VoidTag, Linking {
    package static let name = "link"
}

/// A script from a file of our own.
package typealias Script = Element<ScriptTag>

/// The tag of `Script`.
package enum ScriptTag: Tag, Sourced {
    package static let name = "script"
}

/// What is seen of the document.
package typealias Body = Element<BodyTag>

/// The tag of `Body`.
package enum BodyTag: ContentTag {
    package static let name = "body"
}
