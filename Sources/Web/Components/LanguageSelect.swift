import HTML
import Mechanism

/// A choice of language: each by its own name, then by its name for the reader.
struct LanguageSelect: Component {
    let field: FieldValue
    let label: String
    var hint: String?
    let languages: [LanguageCode]
    let words: Words

    var body: Markup {
        SelectField(
            field: field,
            label: label,
            hint: hint,
            prompt: words("person.shell.choose"),
            choices: languages.map { language in
                let (own, here) = (words.ownName(of: language), words.name(of: language))
                return Choice(
                    language.rawValue,
                    own == here ? own : "\(own) – \(here)",
                    language: language.rawValue
                )
            },
            words: words
        )
    }
}
