import FoundationEssentials
package import Mechanism

/// All strings of the interface, by language and key.
///
/// One language is one file in `Catalogues`: groups of keys, so that `{"inbox": {"title": …}}` is the
/// text of `inbox.title`. English is complete; a key that another language lacks is shown in English.
package struct Catalogue: Sendable {
    /// Why a file of strings was refused.
    package enum Failure: Error, Hashable {
        case unreadable(LanguageCode)
    }

    private let texts: [LanguageCode: [String: String]]

    package init(files: [(language: LanguageCode, json: [UInt8])]) throws(Failure) {
        var texts: [LanguageCode: [String: String]] = [:]
        for (language, json) in files {
            let groups: [String: [String: String]]
            do {
                groups = try JSONDecoder().decode(
                    [String: [String: String]].self,
                    from: Data(json)
                )
            } catch {
                throw .unreadable(language)
            }
            var flat: [String: String] = [:]
            for (group, entries) in groups {
                for (key, text) in entries { flat["\(group).\(key)"] = text }
            }
            texts[language] = flat
        }
        self.texts = texts
    }

    /// The languages that have a file, in alphabetical order.
    package var languages: [LanguageCode] { texts.keys.sorted() }

    /// The keys that a language's own file has.
    ///
    /// Linear in their number.
    package func keys(of language: LanguageCode) -> Set<String> {
        Set(texts[language].map(\.keys) ?? [:].keys)
    }

    /// The text of a key in a language's own file.
    package func ownText(_ key: String, _ language: LanguageCode) -> String? {
        texts[language]?[key]
    }

    /// The text of a key in a language, or in English; `nil` for a key that does not exist.
    package func text(_ key: String, _ language: LanguageCode) -> String? {
        texts[language]?[key] ?? texts[.english]?[key]
    }
}

extension Catalogue {
    /// The strings that are compiled into the program.
    package static let bundled: Self = {
        do {
            return try Self(
                files: [
                    ("en", PackageResources.en_json),
                    ("bg", PackageResources.bg_json),
                    ("ru", PackageResources.ru_json),
                    ("fr", PackageResources.fr_json),
                    ("ar", PackageResources.ar_json),
                ].map { (LanguageCode($0.0), $0.1) }
            )
        } catch {
            preconditionFailure("a bundled catalogue is unreadable")
        }
    }()
}

extension LanguageCode {
    /// The language that is complete.
    package static let english = Self("en")
}
