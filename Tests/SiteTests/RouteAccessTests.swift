import Casefile
import Casework
import HTML
import HTTP
import Mechanism
import TestTown
import Testing

@testable import Web

/// Every route, asked for by those who may not use it.
struct `Every route` {
    @Test func `has a sample and a rule`() throws {
        let kinds = Set(Route.samples(of: .absent()).map(\.kind))
        #expect(try Route.declaredKinds() == kinds)
    }

    @Test func `is parsed to what it was printed from`() throws {
        for route in Route.samples(of: .absent()) + [.cases(page: 3), .work(page: 2)] {
            let (path, query) = route.parts
            let page = query.first { $0.name == "page" }.flatMap { Int($0.value) } ?? 1
            #expect(Route(path: path, page: page) == route)
            // And through the text of a link.
            let segments = try PathSegments(
                parsing: route.url.text.prefix { $0 != "?" }
            ).segments
            #expect(Route(path: segments, page: page) == route)
        }
    }

    @Test func `asks whoever is not signed in to sign in, and tells nothing else`() async throws {
        let site = try await SiteTown.found()
        for (route, absent) in zip(
            Route.samples(of: site.things),
            Route.samples(of: .absent())
        ) {
            let response = try await site.browser.get(route)
            if route.rule == .everybody {
                #expect(![401, 403].contains(response.status.code), "\(route.kind)")
                continue
            }
            #expect(response.status == .unauthorized, "GET \(route.kind)")
            let posted = try await site.browser.post(route, [("note", "kept")])
            #expect(posted.status == .unauthorized, "POST \(route.kind)")
            #expect(posted.text.contains("value=\"kept\""), "\(route.kind)")
            let missing = try await site.browser.get(absent)
            #expect(missing.status == .unauthorized, "\(route.kind)")
        }
    }

    @Test func `refuses a member whose role does not include it`() async throws {
        let site = try await SiteTown.found()
        for (route, absent) in zip(
            Route.samples(of: site.things),
            Route.samples(of: .absent())
        ) {
            let login: String
            switch route.rule {
            case .everybody, .anyMember: continue
            case .holders(.confirmAgencies), .holders(.readFigures): login = SiteTown.owner
            case .holders, .agency, .owner: login = SiteTown.office
            case .caseParties, .referralParties: login = SiteTown.colleague
            }
            let browser = try await site.browser.signedIn(login, of: site.town)
            let answers = [
                (try await browser.get(route), try await browser.get(absent)),
                (try await browser.post(route), try await browser.post(absent)),
            ]
            for (response, missing) in answers {
                let location = response.headers["Location"]
                // A list that refuses by itself may be what a refused page leads to.
                #expect(
                    [403, 404].contains(response.status.code) || location == "/cases",
                    "\(route.kind) as \(login)"
                )
                #expect(response.isSame(as: missing), "\(route.kind)")
            }
        }
        try await expectUnchanged(site)
    }

    @Test func `looks the same to another agency whether the thing is there or not`() async throws {
        let site = try await SiteTown.found()
        let neighbour = try await site.browser.signedIn(SiteTown.neighbour, of: site.town)
        let shelter = try await site.browser.signedIn("labour-inspectorate.2", of: site.town)
        for (route, absent) in zip(
            Route.samples(of: site.things),
            Route.samples(of: .absent())
        ) {
            let browser: Browser
            switch route.rule {
            case .everybody, .anyMember, .holders: continue
            case .caseParties, .referralParties, .agency: browser = neighbour
            // Not even a colleague who leads sees another member's draft.
            case .owner: browser = shelter
            }
            let pairs = [
                (try await browser.get(route), try await browser.get(absent)),
                (try await browser.post(route), try await browser.post(absent)),
            ]
            for (hidden, missing) in pairs {
                #expect([403, 404].contains(hidden.status.code), "\(route.kind)")
                #expect(hidden.isSame(as: missing), "\(route.kind)")
            }
        }
        try await expectUnchanged(site)
    }

    /// The case, its sharing, the draft and the members are what they were.
    private func expectUnchanged(
        _ site: SiteTown,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let owner = try await site.town.actor(SiteTown.owner)
        let model = try await site.town.installation.readCase(site.things.caseID, by: owner)
        #expect(model.state.closures.isEmpty, sourceLocation: location)
        #expect(
            model.state.consents.values.allSatisfy { $0.withdrawal == nil },
            sourceLocation: location
        )
        #expect(model.assignees == ["Member \(SiteTown.owner)"], sourceLocation: location)
        let draft = try await site.town.installation.draft(site.things.draft, by: owner)
        #expect(draft.fields == ["account": ["A word"]], sourceLocation: location)
        let members = try await site.town.installation.members(for: owner)
        #expect(members.allSatisfy { $0.isActive }, sourceLocation: location)
    }
}
