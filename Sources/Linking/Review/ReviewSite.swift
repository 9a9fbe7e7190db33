import HTML
package import HTTP

/// The pages of a review, under one secret address on this machine.
package struct ReviewSite: Sendable {
    private let desk: ReviewDesk
    private let token: String
    private let styles: [UInt8]
    private let styleName: String
    private let check: OriginCheck
    private let finish: @Sendable () -> Void

    /// Serves a desk.
    ///
    /// - Parameters:
    ///   - desk: where the questions come from and the answers go.
    ///   - token: the secret first part of every address.
    ///   - origins: under which browsers reach the server; forms from elsewhere are refused.
    ///   - styles: a style sheet.
    ///   - finish: called when the person is done.
    package init(
        _ desk: ReviewDesk,
        token: String,
        origins: [Origin],
        styles: [UInt8],
        finish: @escaping @Sendable () -> Void
    ) {
        self.desk = desk
        self.token = token
        self.styles = styles
        styleName = "tandem-\(EntityTag(of: styles).text).css"
        check = OriginCheck(origins: origins)
        self.finish = finish
    }

    /// Answers a request; whatever has not the secret is not there.
    package func respond(_ request: HTTPRequest) -> HTTPResponse {
        let path = request.path.segments
        guard let first = path.first, Self.isEqual(first, token) else { return notFound }
        switch (request.method, path.count > 1 ? path[1] : "", path.count) {
        case (.get, _, 1): return page()
        case (.get, styleName, 2):
            return .asset(
                styles,
                contentType: "text/css; charset=utf-8",
                tag: EntityTag(of: styles),
                for: request
            )
        case (.post, "answer", 2): return changing(request) { try answer(request) }
        case (.post, "undo", 2): return changing(request) { try desk.undo() }
        case (.post, "finish", 2):
            return check.verdict(for: request.headers).isAllowed ? finished() : refused
        default: return notFound
        }
    }

    /// Compares without telling by its time how much is right.
    private static func isEqual(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func url(_ parts: String...) -> SafeURL { SafeURL(path: [token] + parts) }

    private func changing(
        _ request: HTTPRequest,
        _ change: () throws -> Void
    ) -> HTTPResponse {
        guard check.verdict(for: request.headers).isAllowed else { return refused }
        do {
            try change()
        } catch {
            return message(
                "Not saved",
                "The decisions file could not be written, so this answer does not count. Is the disk full?",
                .internalServerError
            )
        }
        return SafePath("/\(token)").map { .redirect(to: $0) } ?? notFound
    }

    private func answer(_ request: HTTPRequest) throws {
        guard request.hasFormBody, let form = try? request.form(),
            let one = form.only("one").flatMap(Int.init),
            let other = form.only("other").flatMap(Int.init),
            let verdict = form.only("verdict").flatMap(RecordedDecision.Verdict.init)
        else { return }
        try desk.answer(one, other, verdict)
    }

    private func page() -> HTTPResponse {
        let view = desk.next()
        return show(view.pair == nil ? "Nothing left to ask" : "Review", .ok) {
            if let pair = view.pair {
                ReviewQuestion(
                    pair: pair,
                    answered: view.answered,
                    waiting: view.waiting,
                    answerTarget: url("answer")
                )
            } else {
                H1("Nothing left to ask")
                P(
                    "\(view.answered) answered. What was left for later is asked again by the next run."
                )
            }
            Div(.class("button-row")) {
                if view.canUndo {
                    ReviewButton(
                        label: "Take the last answer back",
                        target: url("undo"),
                        style: "button button-secondary"
                    )
                }
                ReviewButton(
                    label: "Finish and write the result",
                    target: url("finish"),
                    style: view.pair == nil ? "button" : "button button-quiet"
                )
            }
        }
    }

    private func finished() -> HTTPResponse {
        finish()
        return message(
            "Finished",
            "The result is being written. You can close this page.",
            .ok
        )
    }

    private var notFound: HTTPResponse { .text("Not found", status: .notFound) }

    private var refused: HTTPResponse {
        .text("This form came from elsewhere.", status: .forbidden)
    }

    private func message(_ title: String, _ text: String, _ status: HTTPStatus) -> HTTPResponse {
        show(title, status) {
            H1(title)
            P(text)
        }
    }

    private func show(
        _ title: String,
        _ status: HTTPStatus,
        @MarkupBuilder _ content: () -> Markup
    ) -> HTTPResponse {
        let page = ReviewPage(title, styles: url(styleName), content: content)
        return .bytes(page.bytes, contentType: "text/html; charset=utf-8", status: status)
    }
}
