import Casefile
import Casework
import HTML
import HTTP
import Mechanism
import Synchronization
import TestTown
import Testing

@testable import Web

/// Forms: what protects them, and that nothing typed is lost.
struct `A form` {
    private let keyholder = "labour-inspectorate.1"

    private func member(_ login: String, _ town: DemoTown) async throws -> Route {
        .disableMember(try await town.actor(login).member)
    }

    private func isActive(_ login: String, _ town: DemoTown) async throws -> Bool {
        let id = try await town.actor(login).member
        let members = try await town.installation.members(for: town.actor(keyholder))
        return members.first { $0.id == id }?.isActive == true
    }

    @Test func `without its token does nothing, keeps what was typed and can be sent again`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let browser = try await Browser(town).signedIn(keyholder, of: town)
        let target = try await member("labour-inspectorate.3", town)
        for token in ["", "x", String(repeating: "A", count: 43)] {
            let response = try await browser.post(
                target,
                [("note", "Typed \"text\" <b>"), ("choice", "one"), ("choice", "two")],
                token: token
            )
            #expect(response.status == .conflict)
            #expect(try await isActive("labour-inspectorate.3", town))
            let fields = response.hiddenFields
            #expect(fields.contains { $0 == ("note", "Typed \"text\" <b>") })
            #expect(fields.filter { $0.0 == "choice" }.map(\.1) == ["one", "two"])
        }
        let offered = try await browser.post(target, [("note", "a")], token: "")
        let again = offered.hiddenFields
        let token = try #require(again.first { $0.0 == "form-token" }?.1)
        #expect(token == browser.secret?.formToken)
        let done = try await browser.post(
            target,
            again.filter { $0.0 != "form-token" },
            token: token
        )
        #expect(done.status == .seeOther)
        #expect(try await isActive("labour-inspectorate.3", town) == false)
    }

    @Test(arguments: [
        [("Origin", "https://evil.example")],
        [("Origin", "null")],
        [("Origin", "http://tandem.example")],
        [("Origin", "https://tandem.example:444")],
        [("Origin", "https://tandem.example"), ("Sec-Fetch-Site", "cross-site")],
        [("Origin", "https://tandem.example"), ("Sec-Fetch-Site", "same-site")],
        [("Referer", "https://evil.example/https://tandem.example")],
        [],
    ])
    func `from anywhere else is refused, and nothing changes`(
        headers: [(String, String)]
    ) async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let browser = try await Browser(town).signedIn(keyholder, of: town)
        let target = try await member("labour-inspectorate.3", town)
        let response = try await browser.post(target, headers: headers)
        #expect(response.status == .forbidden)
        #expect(try await isActive("labour-inspectorate.3", town))
        let signIn = try await browser.post(
            .signIn,
            [("login", keyholder), ("password", DemoTown.password)],
            headers: headers
        )
        #expect(signIn.status == .forbidden && signIn.session == nil)
    }

    @Test(arguments: ["text/plain", "multipart/form-data; boundary=x", "application/json"])
    func `of another content type is refused`(type: String) async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let browser = try await Browser(town).signedIn(keyholder, of: town)
        let request = try browser.request(
            .post,
            try await member("labour-inspectorate.3", town),
            headers: [("Origin", Browser.origin), ("Content-Type", type)],
            body: Array("form-token=\(browser.secret?.formToken ?? "")".utf8)
        )
        #expect(await browser.site.respond(request).status == .unsupportedMediaType)
        #expect(try await isActive("labour-inspectorate.3", town))
    }

    @Test func `that can't be read changes nothing and blames nobody`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let failures = Mutex<[String]>([])
        let browser = try await Browser(
            town,
            onFailure: { type in failures.withLock { $0.append(type) } }
        )
        .signedIn(keyholder, of: town)
        for body in ["a=%zz", "a=%FF", "=b", "a=%00"] {
            let request = try browser.request(
                .post,
                .members,
                headers: [
                    ("Origin", Browser.origin),
                    ("Content-Type", "application/x-www-form-urlencoded"),
                ],
                body: Array(body.utf8)
            )
            #expect(await browser.site.respond(request).status == .badRequest, "\(body)")
        }
        #expect(failures.withLock { $0 } == [])
    }

    @Test func `of a lost session waits for the sign-in and comes back with what was typed`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let old = try await Browser(town).signedIn(keyholder, of: town)
        let target = try await member("labour-inspectorate.3", town)
        town.clock.advance(minutes: 16)
        let lost = try await old.post(target, [("note", "Long & <typed>"), ("note", "twice")])
        #expect(lost.status == .unauthorized)
        #expect(try await freshly(town) { try await isActive("labour-inspectorate.3", town) })

        // A wrong password first: what was typed is still there.
        var fields = lost.hiddenFields.filter { $0.0 != "form-token" }
        let wrong = try await old.post(
            .signIn,
            fields + [("login", keyholder), ("password", "not the password")]
        )
        fields = wrong.hiddenFields.filter { $0.0 != "form-token" }
        let signedIn = try await old.post(
            .signIn,
            fields + [("login", keyholder), ("password", DemoTown.password)]
        )
        #expect(signedIn.status == .conflict)
        #expect(signedIn.text.contains("action=\"\(target.url.text)\""))
        let held = signedIn.hiddenFields
        #expect(held.filter { $0.0 == "note" }.map(\.1) == ["Long & <typed>", "twice"])
        #expect(try await isActive("labour-inspectorate.3", town))

        var new = old
        new.secret = signedIn.session
        let done = try await new.post(target, held.filter { $0.0 != "form-token" })
        #expect(done.status == .seeOther)
        #expect(try await isActive("labour-inspectorate.3", town) == false)
    }

    private func freshly<Value>(
        _ town: DemoTown,
        _ body: () async throws -> Value
    ) async throws -> Value {
        town.forgetSignIns()
        return try await body()
    }
}
