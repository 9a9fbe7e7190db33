/// A table.
package typealias Table = Element<TableTag>

/// The tag of `Table`.
package enum TableTag: ContentTag {
    package static let name = "table"
}

/// The caption of a table.
package typealias Caption = Element<CaptionTag>

/// The tag of `Caption`.
package enum CaptionTag: ContentTag {
    package static let name = "caption"
}

/// The head rows of a table.
package typealias Thead = Element<TheadTag>

/// The tag of `Thead`.
package enum TheadTag: ContentTag {
    package static let name = "thead"
}

/// The body rows of a table.
package typealias Tbody = Element<TbodyTag>

/// The tag of `Tbody`.
package enum TbodyTag: ContentTag {
    package static let name = "tbody"
}

/// The foot rows of a table.
package typealias Tfoot = Element<TfootTag>

/// The tag of `Tfoot`.
package enum TfootTag: ContentTag {
    package static let name = "tfoot"
}

/// A row.
package typealias Tr = Element<TrTag>

/// The tag of `Tr`.
package enum TrTag: ContentTag {
    package static let name = "tr"
}

/// A heading cell.
package typealias Th = Element<ThTag>

/// The tag of `Th`.
package enum ThTag: ContentTag, Cell {
    package static let name = "th"
}

/// A cell.
package typealias Td = Element<TdTag>

/// The tag of `Td`.
package enum TdTag: ContentTag, Cell {
    package static let name = "td"
}
