/// An identifier written in a mechanism file: a word of letters, digits and hyphens.
package protocol FileIdentifier: RawRepresentable<String>, Hashable, Comparable, Codable, Sendable,
    CustomStringConvertible
{
    init(rawValue: String)
}

extension FileIdentifier {
    /// Takes the word as it stands in the file.
    package init(_ rawValue: String) { self.init(rawValue: rawValue) }
    /// Orders by the word, for stable lists.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    /// The word in the file.
    package var description: String { rawValue }
}

/// An ISO 639-1 code, such as `bg`.
package struct LanguageCode: FileIdentifier {
    /// The code.
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Languages of the catalogues that are written from right to left.
    package var isRightToLeft: Bool { ["ar", "fa", "he", "ur", "ps"].contains(rawValue) }
}

/// An ISO 3166-1 alpha-2 code, such as `BG`.
package struct CountryCode: FileIdentifier {
    /// The code.
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A part of the country, as the mechanism file names it.
package struct AreaID: FileIdentifier {
    /// The code.
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Text in one or more languages.
package struct LocalizedText: Hashable, Codable, Sendable {
    /// The texts by language, never empty in a mechanism.
    package let texts: [LanguageCode: String]

    package init(_ texts: [LanguageCode: String]) { self.texts = texts }

    /// The text in the first language that has one, else in the alphabetically first.
    package func text(in preferred: [LanguageCode]) -> String {
        for language in preferred {
            if let text = texts[language] { return text }
        }
        return texts.min { $0.key < $1.key }?.value ?? ""
    }
}

/// Where a legal or factual claim comes from, and whether somebody read it there.
package struct Source: Hashable, Codable, Sendable {
    /// A key of `law/index.tsv`, or a reference in words.
    package let reference: String
    /// False while the claim is only remembered or second-hand: the interface says so.
    package let isVerified: Bool

    package init(reference: String, isVerified: Bool) {
        self.reference = reference
        self.isVerified = isVerified
    }
}
