import Casefile
import Casework
import HTTP
import TestTown
import Testing

@testable import Web

/// Addresses that somebody wrote down, pasted after access ended.
struct `An old address` {
    private let reader = "shelter-women.1"

    @Test func `leads nowhere once access ended, as if there had never been anything`() async throws
    {
        let site = try await SiteTown.found()
        let browser = try await site.browser.signedIn(reader, of: site.town)
        let pairs = zip(Route.samples(of: site.things), Route.samples(of: .absent()))
            .filter { $0.0.rule == .caseParties }
        var opened = 0
        for (route, _) in pairs where try await browser.get(route).status == .ok { opened += 1 }
        #expect(opened > 3, "before, the reader opens what was shared")
        try await site.town.installation.withdrawConsent(
            site.things.consent,
            in: site.things.caseID,
            by: site.town.actor(SiteTown.owner)
        )
        for (route, absent) in pairs {
            for (hidden, missing) in [
                (try await browser.get(route), try await browser.get(absent)),
                (try await browser.post(route), try await browser.post(absent)),
            ] {
                #expect(hidden.status == .notFound, "\(route.kind)")
                #expect(hidden.isSame(as: missing), "\(route.kind)")
            }
        }
    }
}
