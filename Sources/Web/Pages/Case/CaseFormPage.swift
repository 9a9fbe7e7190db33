import Casefile
import Casework
import HTML
import HTTP
import Mechanism

/// A page with one form about a case: errors first, then what is asked, then the button.
struct CaseFormPage: Component {
    let title: String
    let code: String
    let caseID: Case.ID
    let action: Route
    let token: String
    let form: CaseForm
    /// The rule that stood in the way, and what can be done instead.
    var refusal: Markup = .empty
    var button: String
    var style = ButtonStyle.primary
    /// Multipart for a form with a file.
    var encoding: FormEncoding?
    let content: Markup

    init(
        title: String,
        model: CaseModel,
        action: Route,
        reading: CaseReading,
        form: CaseForm,
        refusal: Markup = .empty,
        button: String? = nil,
        style: ButtonStyle = .primary,
        @MarkupBuilder content: () -> Markup
    ) {
        self.title = title
        code = model.code
        caseID = model.id
        self.action = action
        token = reading.token
        self.form = form
        self.refusal = refusal
        self.button = button ?? reading.words("form.save")
        self.style = style
        self.content = content()
    }

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            ErrorSummary(fields: form.errorFields, words: words)
            P { TextLink(words("case.file.title", ["code": code]), to: Route.caseFile(caseID)) }
            H1(title)
            refusal
            PostForm(action: action, token: token, encoding: encoding) {
                content
                ButtonRow {
                    SubmitButton(button, style: style)
                    ButtonLink(words("form.cancel"), to: Route.caseFile(caseID), style: .quiet)
                }
            }
        }
    }

    /// True where the page answers with what is wrong.
    var hasErrors: Bool { !form.isRight || !refusal.isEmpty }
}

extension Visit {
    /// The page of a form about a case.
    func answer(
        with formPage: CaseFormPage,
        _ model: CaseModel
    ) async throws -> HTTPResponse {
        try await page(
            "\(formPage.title) – \(model.code)",
            hasErrors: isPost && formPage.hasErrors,
            isPractice: model.isPractice
        ) { formPage }
    }
}
