/// A tag of a table's cell.
package protocol Cell: Tag {}

extension Attribute where T: Cell {
    /// How many columns the cell covers.
    package static func colspan(_ count: Int?) -> Self { Self("colspan", count) }

    /// How many rows the cell covers.
    package static func rowspan(_ count: Int?) -> Self { Self("rowspan", count) }

    /// The ids of the heading cells that apply.
    package static func headers(_ ids: [String]) -> Self { Self("headers", tokens: ids) }
}

extension Attribute where T == ThTag {
    /// What the heading applies to.
    package static func scope(_ scope: HeadingScope) -> Self { Self("scope", scope.rawValue) }
}

/// What a heading cell applies to.
package enum HeadingScope: String, Sendable {
    case column = "col"
    case row
    case columnGroup = "colgroup"
    case rowGroup = "rowgroup"
}
