import Casefile
import Casework
import Database
import Foundation
import HTML
import HTTP
import Mechanism
import TestTown
import Testing

@testable import Web

/// From the invitation of an agency to its second keyholder, through the site alone.
struct `Joining` {
    private static let password = "three green bottles"

    /// The link's token and the code that a page shows.
    private func invitation(in response: HTTPResponse) throws -> (token: String, code: String) {
        let link = try #require(
            response.text.components(separatedBy: "\(Browser.origin)/invitation/").dropFirst().first
        )
        let code = try #require(
            response.text.components(separatedBy: "<strong><code><bdi>").dropFirst().first
        )
        return (String(link.prefix { $0 != "<" }), String(code.prefix { $0 != "<" }))
    }

    private func join(
        _ browser: Browser,
        _ invitation: (token: String, code: String),
        code: String? = nil,
        login: String,
        password: String = password
    ) async throws -> HTTPResponse {
        try await browser.post(
            .invitation(token: invitation.token),
            [
                ("code", code ?? invitation.code), ("name", "Name of \(login)"), ("login", login),
                ("password", password),
            ]
        )
    }

    private func fingerprint(of route: Route, in response: HTTPResponse) throws -> String {
        let form = try #require(
            response.text.components(separatedBy: "action=\"\(route.url.text)\"").dropFirst().first
        )
        let field = try #require(
            form.components(separatedBy: "name=\"fingerprint\" value=\"").dropFirst().first
        )
        return String(field.prefix { $0 != "\"" })
    }

    @Test func `shows link, code and recovery code once, and nothing of it in an address`()
        async throws
    {
        let town = try await DemoTown.found()
        let stranger = try Browser(town)
        let office = try await stranger.signedIn("coordination.1", of: town)
        let agency = Agency.ID("legal-aid")
        let made = try await office.post(.inviteAgency(agency))
        #expect(made.status == .ok && made.headers["Location"] == nil)
        let first = try invitation(in: made)
        let list = try await office.get(.agencies)
        #expect(!list.text.contains(first.token) && !list.text.contains(first.code))

        let form = try await stranger.get(.invitation(token: first.token))
        #expect(form.status == .ok && !form.text.contains(first.code))
        let short = try await join(stranger, first, login: "lawyer.1", password: "short")
        #expect(short.status == .unprocessableContent && short.text.contains("field-password"))
        let joined = try await join(stranger, first, login: "lawyer.1")
        #expect(joined.status == .ok && joined.headers["Location"] == nil)
        #expect(joined.text.contains(Words(.english)("joining.recovery-code")))
        for used in [
            try await stranger.get(.invitation(token: first.token)),
            try await join(stranger, first, login: "lawyer.9"),
        ] {
            #expect(used.status == .notFound)
        }
        try await confirmAgency(office, agency)
        try await secondKeyholder(stranger)
    }

    private func confirmAgency(_ office: Browser, _ agency: Agency.ID) async throws {
        let compared = try fingerprint(
            of: .confirmAgency(agency),
            in: try await office.get(.agencies)
        )
        for fields in [
            [("fingerprint", compared)],
            [("compared-legal-aid", "yes"), ("fingerprint", "0000")],
            [("compared-legal-aid", "yes")],
        ] {
            let refused = try await office.post(.confirmAgency(agency), fields)
            #expect(refused.status == .unprocessableContent)
        }
        let pinned = try await office.post(
            .confirmAgency(agency),
            [("compared-legal-aid", "yes"), ("fingerprint", compared)]
        )
        #expect(pinned.headers["Location"] == "/agencies")
    }

    private func secondKeyholder(_ stranger: Browser) async throws {
        let signedIn = try await stranger.post(
            .signIn,
            [("login", "lawyer.1"), ("password", Self.password)]
        )
        var keyholder = stranger
        keyholder.secret = signedIn.session
        let tampered = try await keyholder.post(
            .newInvitation,
            [("capability", "confirm-agencies"), ("keyholder", "yes")]
        )
        #expect(tampered.status == .unprocessableContent)
        let second = try invitation(
            in: try await keyholder.post(.newInvitation, [("keyholder", "yes")])
        )
        let joined = try await join(stranger, second, login: "lawyer.2")
        #expect(joined.text.contains(Words(.english)("joining.wait-for-keyholder")))

        let waiting = try await keyholder.get(.members)
        let action = try #require(
            waiting.text.components(separatedBy: "action=\"/members/")
                .first { $0.prefix(50).contains("/confirmation\"") }
        )
        let id = try #require(Member.ID(hex: action.prefix(32)))
        let wrong = try await keyholder.post(.confirmMember(id), [("fingerprint", "0000")])
        #expect(wrong.status == .unprocessableContent)
        let right = try await keyholder.post(
            .confirmMember(id),
            [("fingerprint", try fingerprint(of: .confirmMember(id), in: waiting))]
        )
        #expect(right.headers["Location"] == "/members")
        let after = try await keyholder.get(.members)
        #expect(after.text.contains("Name of lawyer.2"))
        #expect(!after.text.contains("/confirmation\""))
    }

    @Test func `lets nobody guess codes for long`() async throws {
        let town = try await DemoTown.found()
        let stranger = try Browser(town)
        let office = try await stranger.signedIn("coordination.1", of: town)
        let made = try invitation(in: try await office.post(.inviteAgency(Agency.ID("clinic"))))
        let other = try invitation(in: try await office.post(.inviteAgency(Agency.ID("clinic"))))
        for _ in 1...5 {
            let wrong = try await join(stranger, made, code: other.code, login: "doctor.1")
            #expect(wrong.status == .unprocessableContent)
        }
        let waits = try await join(stranger, made, login: "doctor.1")
        #expect(waits.status == .tooManyRequests)
        #expect(!waits.text.contains(Self.password))
    }

    @Test func `has one page for every invitation that can't be used`() async throws {
        let town = try await DemoTown.found()
        let browser = try Browser(town)
        let pages = [
            try await browser.get(.invitation(token: "x")),
            try await browser.get(.invitation(token: String(repeating: "A", count: 43))),
            try await join(browser, ("x", "ABCD-EFGH-JKMN"), login: "somebody"),
        ]
        #expect(pages.allSatisfy { $0.status == .notFound })
        #expect(Set(pages.map(\.text)).count == 1)
    }
}

/// What the log and the addresses keep of a page that was refused or a form that was taken.
struct `A page` {
    @Test func `that was refused leaves a leaf`() async throws {
        let site = try await SiteTown.found()
        let neighbour = try await site.browser.signedIn(SiteTown.neighbour, of: site.town)
        func leaves() async throws -> Int64 {
            try await site.town.database.read {
                try $0.main.row("SELECT COUNT(*) AS n FROM log_leaf")?.integer("n") ?? -1
            }
        }
        for route in [
            Route.caseFile(site.things.caseID), .agencies, .referral(site.things.referral),
        ] {
            let before = try await leaves()
            #expect([403, 404].contains(try await neighbour.get(route).status.code))
            #expect(try await leaves() == before + 1, "\(route.kind)")
        }
    }

    @Test func `never carries what was typed in an address or a title`() async throws {
        let site = try await SiteTown.found()
        let owner = try await site.browser.signedIn(SiteTown.owner, of: site.town)
        let canary = "Zmirka"
        let fields = [
            "text", "detail", "reason", "name", "account", "message", "note", "value", "rules",
            "view", "questions", "place", "code", "reasons",
        ].map { ($0, canary) }
        for route in Route.samples(of: site.things) where route.rule != .everybody {
            if case .signOut = route { continue }
            let response = try await owner.post(route, fields)
            let headers = response.headers.fields.map { "\($0.name): \($0.value)" }
            #expect(!headers.contains { $0.contains(canary) }, "\(route.kind)")
            let title = response.text.components(separatedBy: "<title>").dropFirst().first ?? ""
            #expect(!title.prefix { $0 != "<" }.contains(canary), "\(route.kind)")
            #expect(response.status != .internalServerError, "\(route.kind)")
        }
    }

    @Test func `opens for whoever may, and never fails`() async throws {
        let site = try await SiteTown.found()
        let owner = try await site.browser.signedIn(SiteTown.owner, of: site.town)
        for route in Route.samples(of: site.things) {
            let response = try await owner.get(route)
            #expect(response.status != .internalServerError, "\(route.kind)")
        }
        for route in [
            Route.work(page: 1), .mechanism, .cases(page: 1), .caseFile(site.things.caseID),
            .members, .firstContacts, .services(site.things.caseID),
            .newConsent(site.things.caseID), .referral(site.things.referral),
        ] {
            #expect(try await owner.get(route).status == .ok, "\(route.kind)")
        }
    }
}
