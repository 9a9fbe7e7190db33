import Mechanism

extension Words {
    /// Languages in which everything stands that a person is shown or read.
    static let personLanguages: [LanguageCode] = ["en", "bg", "ru", "fr", "ar"].map {
        LanguageCode($0)
    }
}
