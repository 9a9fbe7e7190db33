import Casework
import HTML
package import HTTP
import Mechanism

extension Site {
    /// What every page loads or leads to.
    func links(isPublic: Bool) -> PageShell.Links {
        PageShell.Links(
            home: Route.home,
            styles: Route.asset(assets.styles),
            script: Route.asset(assets.script),
            quickExit: isPublic ? Route.away : nil,
            footer: []
        )
    }

    /// A page for an error, without anything of the request.
    package func errorPage(_ status: HTTPStatus) -> HTTPResponse {
        let name: String
        switch status {
        case .notFound, .methodNotAllowed: name = "not-found"
        case .forbidden: name = "refused"
        case .contentTooLarge: name = "too-large"
        case .tooManyRequests: name = "too-many"
        case .badRequest, .unsupportedMediaType: name = "not-understood"
        default: name = "failed"
        }
        return errorPage(named: name, status)
    }

    /// Says whether the last step was saved, or that nobody can tell.
    func errorPage(for trouble: StorageTrouble) -> HTTPResponse {
        errorPage(named: "storage-\(trouble.rawValue)", .serviceUnavailable)
    }

    private func errorPage(named name: String, _ status: HTTPStatus) -> HTTPResponse {
        let words = Words(LanguageCode("en"))
        let title = words("error.\(name)-title")
        let shell = PageShell(
            title: title,
            words: words,
            links: links(isPublic: false),
            isFictitious: installation.mechanism.isFictitious
        ) {
            H1(title)
            P(words("error.\(name)-text"))
            P { TextLink(words("error.home"), to: Route.home) }
        }
        return .page(shell, status: status)
    }

    /// Hidden and absent look the same.
    func errorPage(for refusal: AccessRefusal) -> HTTPResponse {
        switch refusal {
        case .hidden: errorPage(.notFound)
        case .missing, .notConfirmed: errorPage(.forbidden)
        }
    }
}

extension Visit {
    /// Says which capability is missing, where the thing itself is no secret.
    func refusalPage(_ refusal: AccessRefusal) -> HTTPResponse {
        switch refusal {
        case .hidden: return site.errorPage(.notFound)
        case .notConfirmed:
            let title = words("error.not-confirmed-title")
            return shellPage(title, .forbidden) {
                H1(title)
                P(words("error.not-confirmed-text"))
            }
        case .missing(let capability):
            let title = words("error.missing-title")
            return shellPage(title, .forbidden) {
                H1(title)
                P(
                    words(
                        "error.missing-text",
                        ["capability": words("capability.\(capability.rawValue)")]
                    )
                )
                P { TextLink(words("nav.my-work"), to: Route.work(page: 1)) }
            }
        }
    }

    /// The form's token is stale or wrong: nothing was done, and nothing typed is lost.
    func resubmissionPage() -> HTTPResponse {
        let title = words("error.resubmit-title")
        return shellPage(title, .conflict) {
            H1(title)
            if route.uploadBytes == nil {
                P(words("error.resubmit-text"))
                PostForm(action: route, token: token) {
                    HeldFields(form: form)
                    SubmitButton(words("error.resubmit-button"))
                }
            } else {
                P(words("error.resubmit-file"))
                P { TextLink(words("case.attachment.title"), to: route) }
            }
        }
    }

    private func shellPage(
        _ title: String,
        _ status: HTTPStatus,
        @MarkupBuilder content: () -> Markup
    ) -> HTTPResponse {
        let reader = actor.map {
            PageShell.Reader(
                member: $0.name,
                agency: name(of: $0.agency.id),
                signOut: Route.signOut,
                token: token
            )
        }
        let shell = PageShell(
            title: title,
            words: words,
            links: site.links(isPublic: false),
            reader: reader,
            isFictitious: mechanism.isFictitious,
            isPractice: actor?.isPractice == true,
            content: content
        )
        return .page(shell, status: status)
    }
}

/// What was typed into a form that could not be taken yet, to be sent again.
struct HeldFields: Component {
    let form: FormBody

    var body: Markup {
        Markup {
            for field in form.fields where !field.name.hasPrefix("form-") {
                HiddenField(name: field.name, value: field.value)
            }
        }
    }
}
