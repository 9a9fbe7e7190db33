import Casefile
import Casework
import HTTP
import Mechanism
import TestTown
import Testing

@testable import Web

/// Signing in and out, and what travels in headers.
struct `A session` {
    private let login = "coordination.1"

    private func signIn(
        _ browser: Browser,
        _ login: String,
        _ password: String
    ) async throws -> HTTPResponse {
        try await browser.post(.signIn, [("login", login), ("password", password)])
    }

    @Test func `begins with a cookie that no script and no other site can use`() async throws {
        let town = try await DemoTown.found()
        let browser = try Browser(town)
        let response = try await signIn(browser, login, DemoTown.password)
        #expect(response.status == .seeOther)
        #expect(response.headers["Location"] == "/work")
        let cookies = response.headers.all("Set-Cookie")
        #expect(cookies.count == 1)
        let cookie = try #require(cookies.first)
        #expect(cookie.hasPrefix("__Host-session="))
        for flag in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
            #expect(cookie.contains(flag))
        }
        #expect(!cookie.contains("Domain") && !cookie.contains("Max-Age"))
        #expect(response.session != nil)
    }

    @Test func `ends on signing out, and its cookie with it`() async throws {
        let town = try await DemoTown.found()
        let browser = try await Browser(town).signedIn(login, of: town)
        #expect(try await browser.get(.signOut).status == .notFound)
        #expect(try await browser.get(.work(page: 1)).status == .ok)
        let response = try await browser.post(.signOut)
        #expect(response.headers.all("Set-Cookie").first?.contains("Max-Age=0") == true)
        #expect(try await browser.get(.work(page: 1)).status == .unauthorized)
    }

    @Test func `is not begun by a cookie that nobody was given`() async throws {
        let town = try await DemoTown.found()
        let browser = try Browser(town)
        for value in ["", "x", String(repeating: "A", count: 43), "=", "a b"] {
            var headers = HTTPHeaders()
            try headers.add("Cookie", "__Host-session=\(value)")
            let request = HTTPRequest(
                method: .get,
                path: try PathSegments(segments: ["work"]),
                headers: headers
            )
            #expect(await browser.site.respond(request).status == .unauthorized)
        }
        // The right value under another name, or beside a second one, is no session either.
        let secret = try await town.session(login)
        for cookie in [
            "session=\(secret.cookieValue)",
            "__Host-session=\(secret.cookieValue); __Host-session=x",
        ] {
            var headers = HTTPHeaders()
            try headers.add("Cookie", cookie)
            let request = HTTPRequest(
                method: .get,
                path: try PathSegments(segments: ["work"]),
                headers: headers
            )
            #expect(await browser.site.respond(request).status == .unauthorized)
        }
    }

    @Test func `can't be guessed for long: after five wrong passwords even the right one waits`()
        async throws
    {
        let town = try await DemoTown.found()
        let browser = try Browser(town)
        for number in 1...5 {
            let response = try await signIn(browser, login, "wrong password \(number)")
            #expect(response.status == .unprocessableContent, "try \(number)")
        }
        let response = try await signIn(browser, " COORDINATION.1 ", DemoTown.password)
        #expect(response.status == .tooManyRequests && response.session == nil)
        // The password is not sent back, the name is.
        #expect(!response.text.contains(DemoTown.password))
        #expect(response.text.contains("COORDINATION.1"))
        // From her usual place somebody else is not slowed.
        var elsewhere = browser
        elsewhere.network = try #require(ClientAddress("192.0.2.7"))
        #expect(try await signIn(elsewhere, login, DemoTown.password).session != nil)
    }

    @Test func `says nothing about which names exist`() async throws {
        let town = try await DemoTown.found()
        let browser = try Browser(town)
        let known = try await signIn(browser, login, "wrong password")
        let unknown = try await signIn(browser, "nobody.at.all", "wrong password")
        #expect(known.status == unknown.status)
        #expect(
            known.text.replacing(login, with: "")
                == unknown.text.replacing("nobody.at.all", with: "")
        )
    }

    @Test func `leads only to places of this site after a sign-in`() async throws {
        let town = try await DemoTown.found()
        let browser = try Browser(town)
        for target in [
            "https://evil.example", "//evil.example", "/\\evil.example", "/no-such", "/",
        ] {
            let response = try await browser.post(
                .signIn,
                [
                    ("held-target", target), ("login", login), ("password", DemoTown.password),
                ]
            )
            #expect(response.headers["Location"] == "/work", "\(target)")
        }
    }

    @Test func `comes back to the page of the list where it was lost`() async throws {
        let town = try await DemoTown.found()
        let browser = try Browser(town)
        let lost = try await browser.get(.work(page: 3))
        let response = try await browser.post(
            .signIn,
            lost.hiddenFields + [("login", login), ("password", DemoTown.password)]
        )
        #expect(response.headers["Location"] == "/work?page=3")
    }
}

/// Addresses that are no routes.
struct `An address` {
    @Test(arguments: [
        ["no-such"], ["work", "x"], ["cases", "1"], ["cases", "00"],
        ["members", "x", "confirmation"],
        ["cases", String(repeating: "A", count: 32)], ["health"], ["health", "x"], ["invitation"],
        ["assets", "tandem.css"], ["first-contact", "x", "purpose"], ["agencies", "clinic", "x"],
        ["referrals", String(repeating: "0", count: 31)], ["work", "done", "x"],
    ])
    func `that leads nowhere is not found, signed in or not`(path: [String]) async throws {
        let town = try await DemoTown.found()
        let stranger = try Browser(town)
        let member = try await stranger.signedIn("coordination.1", of: town)
        for browser in [stranger, member] {
            var request = try browser.request(.get, .home)
            request = HTTPRequest(
                method: .get,
                path: try PathSegments(segments: path),
                headers: request.headers
            )
            #expect(await browser.site.respond(request).status == .notFound)
        }
    }

    @Test func `with a slash at its end is another address`() async throws {
        let town = try await DemoTown.found()
        let browser = try Browser(town)
        let request = HTTPRequest(
            method: .get,
            path: try PathSegments(segments: ["sign-in"], hasTrailingSlash: true)
        )
        #expect(await browser.site.respond(request).status == .notFound)
    }

    @Test func `is answered to GET and POST alone: the server asks HEAD as GET`() async throws {
        let town = try await DemoTown.found()
        let browser = try Browser(town)
        for route in [Route.home, .signIn, .work(page: 1)] {
            let response = await browser.site.respond(try browser.request(.head, route))
            #expect(response.status == .notFound || response.status == .methodNotAllowed)
        }
    }
}
