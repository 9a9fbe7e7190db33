/// A link.
package typealias A = Element<ATag>

/// The tag of `A`.
package enum ATag: ContentTag, Linking {
    package static let name = "a"
}

/// A run of text without meaning of its own.
package typealias Span = Element<SpanTag>

/// The tag of `Span`.
package enum SpanTag: ContentTag {
    package static let name = "span"
}

/// Stress.
package typealias Em = Element<EmTag>

/// The tag of `Em`.
package enum EmTag: ContentTag {
    package static let name = "em"
}

/// Importance.
package typealias Strong = Element<StrongTag>

/// The tag of `Strong`.
package enum StrongTag: ContentTag {
    package static let name = "strong"
}

/// A side remark.
package typealias Small = Element<SmallTag>

/// The tag of `Small`.
package enum SmallTag: ContentTag {
    package static let name = "small"
}

/// An abbreviation.
package typealias Abbr = Element<AbbrTag>

/// The tag of `Abbr`.
package enum AbbrTag: ContentTag {
    package static let name = "abbr"
}

/// The title of a work.
package typealias Cite = Element<CiteTag>

/// The tag of `Cite`.
package enum CiteTag: ContentTag {
    package static let name = "cite"
}

/// A piece of code.
package typealias Code = Element<CodeTag>

/// The tag of `Code`.
package enum CodeTag: ContentTag {
    package static let name = "code"
}

/// A run that is pointed out.
package typealias Mark = Element<MarkTag>

/// The tag of `Mark`.
package enum MarkTag: ContentTag {
    package static let name = "mark"
}

/// A date or time that machines can read.
package typealias Time = Element<TimeTag>

/// The tag of `Time`.
package enum TimeTag: ContentTag {
    package static let name = "time"
}

/// A run whose direction does not touch its surroundings.
package typealias Bdi = Element<BdiTag>

/// The tag of `Bdi`.
package enum BdiTag: ContentTag {
    package static let name = "bdi"
}

/// A run whose direction is imposed.
package typealias Bdo = Element<BdoTag>

/// The tag of `Bdo`.
package enum BdoTag: ContentTag {
    package static let name = "bdo"
}

/// A subscript.
package typealias Sub = Element<SubTag>

/// The tag of `Sub`.
package enum SubTag: ContentTag {
    package static let name = "sub"
}

/// A superscript.
package typealias Sup = Element<SupTag>

/// The tag of `Sup`.
package enum SupTag: ContentTag {
    package static let name = "sup"
}

/// A break of the line that belongs to the text.
package typealias Br = Element<BrTag>

/// The tag of `Br`.
package enum BrTag: VoidTag {
    package static let name = "br"
}

/// A place where a line may break.
package typealias Wbr = Element<WbrTag>

/// The tag of `Wbr`.
package enum WbrTag: VoidTag {
    package static let name = "wbr"
}

/// A picture.
package typealias Img = Element<ImgTag>

/// The tag of `Img`.
package enum ImgTag: VoidTag, Sourced, Sized {
    package static let name = "img"
}
