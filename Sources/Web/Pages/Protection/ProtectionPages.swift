import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Who looked at what and why: unusual things first, then line by line.
    func protection(_ actor: Actor) async throws -> HTTPResponse {
        guard try await installation.holdsOfficeKey(actor) else {
            return try await officeKey(actor)
        }
        let query = ProtectionForm(words, isPost ? form : nil, today: installation.now().today)
        guard let wanted = query.query else { return try await protection(query, nil) }
        let model = try await installation.readLog(wanted, page: query.page, by: actor)
        return try await protection(query, model)
    }

    /// Takes what was found along, for a reason.
    func protectionExport(_ actor: Actor) async throws -> HTTPResponse {
        guard try await installation.holdsOfficeKey(actor) else {
            return try await officeKey(actor)
        }
        guard isPost else { return try goOn(to: .protection) }
        var query = ProtectionForm(words, form, today: installation.now().today)
        let reason = query.reason()
        guard let wanted = query.query else { return try await protection(query, nil) }
        guard query.form.isRight else {
            let model = try await installation.readLog(wanted, page: query.page, by: actor)
            return try await protection(query, model)
        }
        let text = try await installation.exportLog(wanted, reason: reason, by: actor)
        var response = HTTPResponse.bytes(
            Array(text.utf8),
            contentType: "text/csv; charset=utf-8"
        )
        try response.headers.set("Content-Disposition", to: "attachment; filename=\"log.csv\"")
        return response
    }

    /// Asks once for the log's recovery code.
    private func officeKey(_ actor: Actor) async throws -> HTTPResponse {
        var typed = CaseForm(words)
        if isPost {
            typed = CaseForm(words, typed: form)
            let code = typed.text("office-code", limit: 100, isRequired: true)
            if typed.isRight {
                do {
                    try await installation.takeOfficeKey(code: code, by: actor)
                    return try goOn(to: .protection)
                } catch OfficeKeyRefusal.wrongCode {
                    typed.fail("office-code", Message("protection.wrong-code"))
                }
            }
        }
        return try await page(words("protection.title"), hasErrors: !typed.isRight) {
            ErrorSummary(fields: typed.errorFields, words: words)
            H1(words("protection.title"))
            P(words("protection.lead"), .class("lead"))
            P(words("protection.code-why"))
            PostForm(action: Route.protection, token: token) {
                typed.line("office-code")
                SubmitButton(words("protection.code-button"))
            }
        }
    }

    private func protection(
        _ query: ProtectionForm,
        _ model: LogModel?
    ) async throws -> HTTPResponse {
        let reading = query.form
        return try await page(
            words("protection.title"),
            hasErrors: !reading.isRight,
            isWide: true
        ) {
            ErrorSummary(fields: reading.errorFields, words: words)
            H1(words("protection.title"))
            P(words("protection.lead"), .class("lead"))
            PostForm(action: Route.protection, token: token, guardsTyping: false) {
                query.fields(agencies: mechanism.agencies.map { ($0.id.rawValue, name(of: $0.id)) })
                SubmitButton(words("protection.show"))
            }
            if let model { ProtectionResult(model: model, query: query, visit: self).body }
        }
    }
}

/// What is looked for, typed.
struct ProtectionForm {
    var form: CaseForm
    let page: Int
    private(set) var query: LogQuery?
    private let words: Words
    private let typed: FormBody

    init(_ words: Words, _ typed: FormBody?, today: CalendarDate) {
        self.words = words
        self.typed = typed ?? FormBody()
        page = max(typed?.only("page").flatMap { Int($0) } ?? 1, 1)
        guard let typed else {
            let from = today.adding(days: -6)
            form = CaseForm(
                words,
                values: CaseForm.values(of: .day(from), in: "log-from")
                    .merging(CaseForm.values(of: .day(today), in: "log-through")) { first, _ in
                        first
                    }
            )
            query = LogQuery(from: from, through: today)
            return
        }
        form = CaseForm(words, typed: typed)
        let (from, through) = (form.day("log-from"), form.day("log-through"))
        let code = form.text("log-code", limit: 40)
        guard form.isRight, let from, let through else { return }
        guard from <= through, from.adding(days: LogQuery.mostDays) > through else {
            form.fail(
                "log-through",
                Message("protection.too-long", ["count": String(LogQuery.mostDays)])
            )
            return
        }
        var query = LogQuery(from: from, through: through)
        query.agency = typed.only("log-agency").flatMap { $0.isEmpty ? nil : Agency.ID($0) }
        query.action = typed.only("log-action").flatMap {
            LogQuery.actions.contains($0) ? $0 : nil
        }
        query.member = typed.only("log-member").flatMap { Member.ID(hex: $0) }
        query.code = code.isEmpty ? nil : code
        self.query = query
    }

    /// Why the lines leave the house.
    mutating func reason() -> String {
        form.text("export-reason", limit: CaseForm.shortLimit, isRequired: true)
    }

    func fields(agencies: [(String, String)]) -> Markup {
        Markup {
            form.dateBoxes("log-from", acceptsLess: false)
            form.dateBoxes("log-through", acceptsLess: false)
            select("log-agency", agencies)
            select("log-action", LogQuery.actions.map { ($0, words("protection.action.\($0)")) })
            form.line("log-code", isOptional: true)
        }
    }

    private func select(_ name: String, _ options: [(String, String)]) -> SelectField {
        SelectField(
            field: form.field(name),
            label: words("case.field.\(name)"),
            prompt: words("protection.any"),
            choices: options.map { Choice($0.0, $0.1) },
            words: words
        )
    }

    /// The same question again, as hidden fields of another form.
    var hidden: Markup {
        let names = ["log-agency", "log-action", "log-code", "log-member"]
        let dates = ["log-from", "log-through"].flatMap { name -> [String] in
            let parts = DateFieldValue.names(of: name)
            return [parts.day, parts.month, parts.year]
        }
        return Markup {
            for name in dates + names {
                HiddenField(name: name, value: form.field(name).value)
            }
        }
    }
}

/// Patterns, lines, and the way to take them along.
struct ProtectionResult {
    let model: LogModel
    let query: ProtectionForm
    let visit: Visit

    private var words: Words { visit.words }

    var body: Markup {
        Markup {
            if model.isCut {
                Notice(.caution) { P(words("protection.cut")) }
            }
            H2(words("protection.unusual"))
            if model.patterns.isEmpty {
                P(words("protection.nothing-unusual"))
            } else {
                DataTable(
                    caption: words("protection.unusual"),
                    hidesCaption: true,
                    columns: ["what", "who", "agency", "count", "when"].map(column),
                    rows: model.patterns.map(row)
                )
            }
            H2(words("protection.lines"))
            P(words("protection.count", count: model.count))
            if !model.lines.items.isEmpty {
                DataTable(
                    caption: words("protection.lines"),
                    hidesCaption: true,
                    columns: ["when", "who", "agency", "what", "case", "detail"].map(column),
                    rows: model.lines.items.map(row)
                )
            }
            pager
            Disclosure(words("protection.export"), isOpen: !query.form.isRight) {
                PostForm(action: Route.protectionExport, token: visit.token) {
                    query.hidden
                    query.form.line("export-reason")
                    SubmitButton(words("protection.export-button"), style: .secondary)
                }
            }
        }
    }

    private func column(_ key: String) -> String { words("protection.column.\(key)") }

    private func row(_ pattern: LogPattern) -> [Markup] {
        [
            Markup(text: words("protection.pattern", of: pattern.kind)), member(pattern.member),
            Markup(text: visit.name(of: pattern.agency)), Markup(text: String(pattern.count)),
            Markup(text: moment(pattern.at)),
        ]
    }

    private func row(_ line: LogLine) -> [Markup] {
        [
            Markup(text: moment(line.at)), line.member.map(member) ?? Markup(text: ""),
            Markup(text: line.agency.map { visit.name(of: $0) } ?? ""),
            Markup(text: words("protection.action.\(line.action)")), Markup(text: line.code ?? ""),
            Markup(text: detail(line.detail)),
        ]
    }

    /// What was looked at, in words where it is one of the pages or deeds that have some.
    private func detail(_ text: String) -> String {
        Self.details.contains(text) ? words("protection.detail.\(text)") : text
    }

    private static let details: Set = [
        "asked", "cases", "check", "check-answered", "check-asked", "checks", "inbox", "log",
        "notifications", "office-key", "people", "person-found", "pin",
        "protection",
        "referral", "retellings-avoided", "services", "withdrawn", "work",
    ]

    /// The beginning of a member's identifier: names are the agency's alone, which tells it when asked.
    private func member(_ id: Member.ID) -> Markup {
        Markup { Code(String(id.description.prefix(8))) }
    }

    private func moment(_ instant: Instant) -> String {
        let (hour, minute) = visit.installation.time(of: instant)
        return words.date(visit.installation.day(of: instant)) + " "
            + words.time(hour: hour, minute: minute)
    }

    private var pager: Markup {
        Markup {
            if model.lines.number > 1 || model.lines.hasNext {
                PostForm(action: Route.protection, token: visit.token, guardsTyping: false) {
                    query.hidden
                    if model.lines.number > 1 {
                        turn("pagination.previous", model.lines.number - 1)
                    }
                    if model.lines.hasNext { turn("pagination.next", model.lines.number + 1) }
                }
            }
        }
    }

    private func turn(_ key: String, _ number: Int) -> SubmitButton {
        SubmitButton(words(key), style: .secondary, name: "page", value: String(number))
    }
}
