/// Kinds of input.
package enum InputType: String, CaseIterable, Sendable {
    case text, hidden, password, checkbox, radio, search, email, number, file
    case telephone = "tel"
}

/// What a button does to its form.
package enum ButtonType: String, CaseIterable, Sendable {
    case submit, button, reset
}

/// How a form is sent.
package enum FormMethod: String, CaseIterable, Sendable {
    case get, post
}

/// How a form's values are written.
package enum FormEncoding: String, CaseIterable, Sendable {
    case urlEncoded = "application/x-www-form-urlencoded"
    case multipart = "multipart/form-data"
}

/// The keyboard that a phone shows.
package enum InputMode: String, CaseIterable, Sendable {
    case text, numeric, decimal, email, search
    case telephone = "tel"
    case none
}

/// How a phone's keyboard capitalises.
package enum Capitalisation: String, CaseIterable, Sendable {
    case none, sentences, words, characters
}

/// What the browser may fill in by itself.
package enum Autocomplete: String, CaseIterable, Sendable {
    case off, on, username, name, email
    case currentPassword = "current-password"
    case newPassword = "new-password"
    case oneTimeCode = "one-time-code"
}
