import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Referrals that wait for the agency's answer, with what is seen before accepting.
    func inbox(_ number: Int, _ actor: Actor) async throws -> HTTPResponse {
        let model = try await installation.inbox(page: number, by: actor)
        let context = referralContext(actor)
        return try await page(words("inbox.title")) {
            InboxPage(
                referrals: model.items,
                number: model.number,
                hasNext: model.hasNext,
                context: context
            )
        }
    }
}

/// The list of referrals that wait.
struct InboxPage: Component {
    let referrals: [ReferralModel]
    let number: Int
    let hasNext: Bool
    let context: ReferralContext

    private var words: Words { context.words }

    var body: Markup {
        H1(words("inbox.title"))
        P(words("inbox.lead"))
        if referrals.isEmpty {
            EmptyState(heading: words("inbox.empty-heading"), text: words("inbox.empty-text"))
        } else {
            TaskList(tasks: referrals.map(line), today: context.today, words: words)
        }
        SimplePager(number: number, hasNext: hasNext, words: words) { Route.inbox(page: $0) }
    }

    private func line(_ model: ReferralModel) -> TaskList.Task {
        let offered = model.referral.offered.value
        let preview = offered.preview
        var detail = words(
            "inbox.detail",
            [
                "agency": context.name(of: offered.from),
                "age": words("referral-context.age-\(preview.age.rawValue)"),
                "sex": words.name(of: preview.sex),
                "languages": context.list(
                    preview.languages.map { words.name(of: $0) },
                    orElse: "not-known"
                ),
            ]
        )
        if preview.children > 0 {
            detail += " · " + words("inbox.children", count: preview.children)
        }
        return TaskList.Task(
            title: context.list(preview.help.map { words.name(of: $0) }),
            target: Route.referral(model.id),
            detail: detail,
            due: offered.answerBy,
            badges: [
                Badge(
                    words("inbox.needed-\(preview.urgency.rawValue)"),
                    preview.urgency == .now ? .late : .plain
                )
            ]
        )
    }
}
