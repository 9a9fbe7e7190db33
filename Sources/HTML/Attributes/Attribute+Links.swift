/// A tag with `href`.
package protocol Linking: Tag {}

/// A tag with `src`.
package protocol Sourced: Tag {}

/// A tag with a width and a height in pixels.
package protocol Sized: Tag {}

extension Attribute where T: Linking {
    /// Where the link leads.
    package static func href(_ target: some URLConvertible) -> Self {
        Self("href", target.url.text)
    }

    /// The language of what is linked.
    package static func hreflang(_ tag: String?) -> Self { Self("hreflang", tag) }

    /// What the linked resource is to this page.
    package static func rel(_ relation: LinkRelation?) -> Self { Self("rel", relation?.rawValue) }
}

extension Attribute where T: Sourced {
    /// Where the resource is loaded from.
    package static func src(_ source: some URLConvertible) -> Self { Self("src", source.url.text) }
}

extension Attribute where T: Sized {
    /// The width in pixels.
    package static func width(_ pixels: Int) -> Self { Self("width", pixels) }

    /// The height in pixels.
    package static func height(_ pixels: Int) -> Self { Self("height", pixels) }
}

extension Attribute where T == ATag {
    /// Saves what is linked under this name instead of showing it.
    package static func download(_ fileName: String?) -> Self { Self("download", fileName) }
}

extension Attribute where T == ImgTag {
    /// What the picture says, in words; empty for decoration.
    package static func alt(_ text: String) -> Self { Self("alt", text) }
}

extension Attribute where T == LinkTag {
    /// The media that the resource is for.
    package static func media(_ query: String?) -> Self { Self("media", query) }

    /// The media type of the resource.
    package static func type(_ mediaType: String?) -> Self { Self("type", mediaType) }
}

extension Attribute where T == ScriptTag {
    /// Runs the script when the document is there.
    package static func `defer`() -> Self { Self("defer", isPresent: true) }
}

extension Attribute where T == MetaTag {
    /// The encoding of the document, which is always UTF-8.
    package static func utf8() -> Self { Self("charset", "utf-8") }

    /// The name of the fact.
    package static func name(_ name: MetaName) -> Self { Self("name", name.rawValue) }

    /// The fact.
    package static func content(_ text: String) -> Self { Self("content", text) }
}

extension Attribute where T == TimeTag {
    /// The date or time as HTML writes it, such as `2026-03-03`.
    package static func datetime(_ text: String?) -> Self { Self("datetime", text) }
}

extension Attribute where T == DetailsTag {
    /// Shows the content from the start.
    package static func open(_ isOpen: Bool = true) -> Self { Self("open", isPresent: isOpen) }
}

extension Attribute where T == OlTag {
    /// The number of the first item.
    package static func start(_ number: Int?) -> Self { Self("start", number) }
}

/// What a linked resource is to the page.
package enum LinkRelation: String, Sendable {
    case stylesheet, icon, help, next
    case previous = "prev"
    /// Leads off the site: tells it nothing of where the reader came from.
    case external = "external noopener noreferrer"
}

/// Facts about a document.
package enum MetaName: String, Sendable {
    case viewport, description, robots, referrer
    case colourScheme = "color-scheme"
}
