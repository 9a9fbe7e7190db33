import Casefile
import HTML
import Mechanism

/// A rule for reaching the person without harm.
enum SafeContactStatement: StatementForm {
    private enum Safety: String, CaseIterable { case yes, no }

    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        Markup {
            form.radios("channel", form.all(SafeContact.Channel.self, "case.channel"))
            form.line("contact-value", isOptional: true, width: .medium)
            form.radios("is-safe", form.all(Safety.self, "case.is-safe"))
            form.area("contact-rules", isOptional: true, rows: 3)
        }
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        let channel = form.choice("channel", SafeContact.Channel.self)
        let isReachable = channel != .never && channel != .inPerson
        let value = form.text(
            "contact-value",
            limit: CaseForm.shortLimit,
            isRequired: channel != nil && isReachable
        )
        let safety = form.choice("is-safe", Safety.self)
        let rules = form.text("contact-rules", limit: CaseForm.longLimit)
        guard form.isRight, let channel, let safety else { return [] }
        return [
            .safeContact(
                SafeContact(channel: channel, value: value, isSafe: safety == .yes, rules: rules)
            )
        ]
    }

    static func values(of payload: Payload) -> [String: [String]]? {
        guard case .safeContact(let contact) = payload else { return nil }
        return [
            "channel": [contact.channel.rawValue], "contact-value": [contact.value],
            "is-safe": [(contact.isSafe ? Safety.yes : .no).rawValue],
            "contact-rules": [contact.rules],
        ]
    }
}

/// The day and place of a meeting, for corrections only: meetings are recorded by first contacts.
enum MeetingStatement: StatementForm {
    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        Markup {
            form.dateBoxes("met-on", acceptsLess: true)
            form.line("place")
        }
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        let day = form.date("met-on")
        let place = form.text("place", limit: CaseForm.shortLimit, isRequired: true)
        guard form.isRight, let day, case .contactMade(let old)? = context.corrected else {
            return []
        }
        return [
            .contactMade(
                ContactMade(
                    occurredOn: day,
                    place: place,
                    area: old.area,
                    how: old.how,
                    paperFormOf: old.paperFormOf
                )
            )
        ]
    }

    static func values(of payload: Payload) -> [String: [String]]? {
        guard case .contactMade(let contact) = payload else { return nil }
        return CaseForm.values(of: contact.occurredOn, in: "met-on")
            .merging(["place": [contact.place]]) { _, new in new }
    }
}
