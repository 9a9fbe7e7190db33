/// What a column says about a person, and so how two of its values are compared.
package struct Field: Hashable, Sendable {
    /// How values are read and compared.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A given name; it may stand where the surname should, and the other way round.
        case givenName = "given-name"
        case surname
        /// A date of birth: eight digits, or year, month and day with something between.
        case birthDate = "birth-date"
        /// One of few words: sex, nationality, state. The same or not.
        case code
        /// Words in which letters go wrong: a street, a town.
        case text
        /// Digits or letters that nearly nobody else has: a telephone, a document.
        case identifier

        /// Whether values are names.
        var isName: Bool { self == .givenName || self == .surname }
    }

    /// Whether its values are names.
    var isName: Bool { kind.isName }

    /// The column's name.
    package let name: String
    /// How its values are read and compared.
    package let kind: Kind

    /// A column of this name, read and compared so.
    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}
