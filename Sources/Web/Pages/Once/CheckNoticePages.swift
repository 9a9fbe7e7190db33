import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Questions about people whom the agency may know.
    func checks(_ actor: Actor) async throws -> HTTPResponse {
        let notices = try await installation.checkNotices(by: actor)
        return try await page(words("once.checks-title")) {
            CheckList(notices: notices, reading: reading(for: actor))
        }
    }

    /// One question, and the answer to it.
    func check(_ id: BlindNotice.ID, _ actor: Actor) async throws -> HTTPResponse {
        let notice = try await installation.checkNotice(id, by: actor)
        var typed = CaseForm(words, typed: form)
        if notice.matches.count == 1, let only = notice.matches.first {
            typed = typed.setting("match", only.id.description)
        }
        var refusal: CheckRefusal?
        if isPost {
            let match = notice.matches.first { $0.id.description == typed.field("match").value }
            if match == nil {
                typed.fail(
                    "match",
                    Message("form.choose-one", ["field": "‘" + words("case.field.match") + "’"])
                )
            }
            let kind = typed.choice("reply", ReplyKind.self)
            let how = typed.text(
                "reply-how",
                limit: CaseForm.shortLimit,
                isRequired: kind != nil && kind != .notTheSame
            )
            if typed.isRight, let match, let kind {
                do {
                    try await installation.answerCheck(
                        id,
                        about: match.id,
                        with: kind.form(how: how),
                        by: actor
                    )
                    return try goOn(to: .checks)
                } catch let found as CheckRefusal {
                    refusal = found
                }
            }
        }
        return try await page(
            words("once.check-title"),
            hasErrors: isPost && (!typed.isRight || refusal != nil)
        ) {
            CheckNoticePage(
                notice: notice,
                form: typed,
                refusal: refusal,
                reading: reading(for: actor)
            )
        }
    }
}

/// What a holder can say.
enum ReplyKind: String, CaseIterable {
    case contactMe = "contact-me"
    case recognised
    case notTheSame = "not-the-same"

    func form(how: String) -> Installation.CheckReplyForm {
        switch self {
        case .contactMe: .contactMe(how: how)
        case .recognised: .recognised(how: how)
        case .notTheSame: .notTheSame
        }
    }
}

/// Questions that wait for an answer, the first to end first.
struct CheckList: Component {
    let notices: [CheckNoticeModel]
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        Markup {
            H1(words("once.checks-title"))
            P(words("once.checks-lead"))
            if notices.isEmpty {
                EmptyState(heading: words("once.checks-none"), text: words("once.checks-none-text"))
            } else {
                TaskList(tasks: notices.map(task), today: reading.today, words: words)
            }
        }
    }

    private func task(_ notice: CheckNoticeModel) -> TaskList.Task {
        TaskList.Task(
            title: words("once.check-from", ["agency": reading.name(of: notice.asker)]),
            target: Route.check(notice.id),
            detail: words(
                "once.check-about",
                ["codes": notice.matches.map(\.code).joined(separator: ", ")]
            ),
            due: notice.endsOn
        )
    }
}

/// Who asks, about whom, and which of the agency's cases it may be.
struct CheckNoticePage: Component {
    let notice: CheckNoticeModel
    let form: CaseForm
    let refusal: CheckRefusal?
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        Markup {
            ErrorSummary(fields: form.errorFields, words: words)
            P { TextLink(words("once.checks-title"), to: Route.checks) }
            H1(words("once.check-title"))
            if let refusal {
                Notice(.law, heading: words("refusal.recording.heading"), isStatus: true) {
                    P(words("refusal.check", of: refusal))
                }
            }
            FactList([
                .init(words("once.check-asker")) { Bdi(reading.name(of: notice.asker)) },
                .init(words("once.check-asked-on")) { words.date(notice.askedOn) },
                .init(words("once.check-until")) { words.date(notice.endsOn) },
                .init(words("once.check-purpose")) { words("once.check-purpose-text") },
                .init(words("once.check-person")) {
                    PersonLine(identity: notice.question.identity, words: words)
                },
            ])
            H2(words("once.check-yours"))
            Ul(.class("tasks")) { notice.matches.map(match) }
            Notice(.caution) { P(words("once.check-caution")) }
            PostForm(action: Route.check(notice.id), token: reading.token) {
                form.radios(
                    "match",
                    notice.matches.map {
                        Choice(
                            $0.id.description,
                            words("case.file.title", ["code": $0.code])
                        )
                    }
                )
                form.radios("reply", replies)
                form.line("reply-how", isOptional: true)
                SubmitButton(words("once.check-button"))
            }
        }
    }

    private var replies: [Choice] {
        let canRecognise = notice.matches.contains { $0.recognisable != nil }
        return ReplyKind.allCases.filter { $0 != .recognised || canRecognise }.map {
            Choice(
                $0.rawValue,
                words("once.reply-\($0.rawValue)"),
                hint: words("once.reply-\($0.rawValue)-hint")
            )
        }
    }

    private func match(_ match: CheckNoticeModel.Match) -> Markup {
        Markup {
            Li(.class("task")) {
                Div(.class("task-what")) {
                    A(
                        words("case.file.title", ["code": match.code]),
                        .class("task-title"),
                        .href(Route.caseFile(match.id).url)
                    )
                    PersonLine(identity: match.identity, words: words)
                    LikenessFacts(likeness: match.likeness, words: words)
                }
            }
        }
    }
}
