/// The head of a page or a section.
package typealias Header = Element<HeaderTag>

/// The tag of `Header`.
package enum HeaderTag: ContentTag {
    package static let name = "header"
}

/// Links that lead about the site.
package typealias Nav = Element<NavTag>

/// The tag of `Nav`.
package enum NavTag: ContentTag {
    package static let name = "nav"
}

/// The page's own content.
package typealias Main = Element<MainTag>

/// The tag of `Main`.
package enum MainTag: ContentTag {
    package static let name = "main"
}

/// The foot of a page or a section.
package typealias Footer = Element<FooterTag>

/// The tag of `Footer`.
package enum FooterTag: ContentTag {
    package static let name = "footer"
}

/// A part with a heading.
package typealias Section = Element<SectionTag>

/// The tag of `Section`.
package enum SectionTag: ContentTag {
    package static let name = "section"
}

/// A part that makes sense alone.
package typealias Article = Element<ArticleTag>

/// The tag of `Article`.
package enum ArticleTag: ContentTag {
    package static let name = "article"
}

/// A part beside the matter.
package typealias Aside = Element<AsideTag>

/// The tag of `Aside`.
package enum AsideTag: ContentTag {
    package static let name = "aside"
}

/// How somebody is reached.
package typealias Address = Element<AddressTag>

/// The tag of `Address`.
package enum AddressTag: ContentTag {
    package static let name = "address"
}

/// The page's heading.
package typealias H1 = Element<H1Tag>

/// The tag of `H1`.
package enum H1Tag: ContentTag {
    package static let name = "h1"
}

/// A heading of the second rank.
package typealias H2 = Element<H2Tag>

/// The tag of `H2`.
package enum H2Tag: ContentTag {
    package static let name = "h2"
}

/// A heading of the third rank.
package typealias H3 = Element<H3Tag>

/// The tag of `H3`.
package enum H3Tag: ContentTag {
    package static let name = "h3"
}

/// A heading of the fourth rank.
package typealias H4 = Element<H4Tag>

/// The tag of `H4`.
package enum H4Tag: ContentTag {
    package static let name = "h4"
}

/// A block without meaning of its own.
package typealias Div = Element<DivTag>

/// The tag of `Div`.
package enum DivTag: ContentTag {
    package static let name = "div"
}

/// A paragraph.
package typealias P = Element<PTag>

/// The tag of `P`.
package enum PTag: ContentTag {
    package static let name = "p"
}

/// A change of subject.
package typealias Hr = Element<HrTag>

/// The tag of `Hr`.
package enum HrTag: VoidTag {
    package static let name = "hr"
}

/// Text whose white space counts.
package typealias Pre = Element<PreTag>

/// The tag of `Pre`.
package enum PreTag: ContentTag {
    package static let name = "pre"
}

/// Somebody else's words.
package typealias Blockquote = Element<BlockquoteTag>

/// The tag of `Blockquote`.
package enum BlockquoteTag: ContentTag {
    package static let name = "blockquote"
}

/// A list without order.
package typealias Ul = Element<UlTag>

/// The tag of `Ul`.
package enum UlTag: ContentTag {
    package static let name = "ul"
}

/// A list in order.
package typealias Ol = Element<OlTag>

/// The tag of `Ol`.
package enum OlTag: ContentTag {
    package static let name = "ol"
}

/// One item of a list.
package typealias Li = Element<LiTag>

/// The tag of `Li`.
package enum LiTag: ContentTag {
    package static let name = "li"
}

/// Terms and what belongs to them.
package typealias Dl = Element<DlTag>

/// The tag of `Dl`.
package enum DlTag: ContentTag {
    package static let name = "dl"
}

/// A term.
package typealias Dt = Element<DtTag>

/// The tag of `Dt`.
package enum DtTag: ContentTag {
    package static let name = "dt"
}

/// What belongs to a term.
package typealias Dd = Element<DdTag>

/// The tag of `Dd`.
package enum DdTag: ContentTag {
    package static let name = "dd"
}

/// A picture or table with its caption.
package typealias Figure = Element<FigureTag>

/// The tag of `Figure`.
package enum FigureTag: ContentTag {
    package static let name = "figure"
}

/// The caption of a figure.
package typealias Figcaption = Element<FigcaptionTag>

/// The tag of `Figcaption`.
package enum FigcaptionTag: ContentTag {
    package static let name = "figcaption"
}

/// Content that can be opened.
package typealias Details = Element<DetailsTag>

/// The tag of `Details`.
package enum DetailsTag: ContentTag {
    package static let name = "details"
}

/// What is seen of closed details.
package typealias Summary = Element<SummaryTag>

/// The tag of `Summary`.
package enum SummaryTag: ContentTag {
    package static let name = "summary"
}
