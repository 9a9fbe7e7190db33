import Casework
import HTTP
import Mechanism
import Synchronization
import TestTown
import Testing

@testable import Web

/// What a site tells whoever operates it of each request.
struct `A report of a request` {
    private final class Reports: Sendable {
        private let all = Mutex<[RequestReport]>([])

        func take(_ report: RequestReport) { all.withLock { $0.append(report) } }

        /// The one report since the last time.
        func only() throws -> RequestReport {
            let taken = all.withLock { all in
                defer { all = [] }
                return all
            }
            try #require(taken.count == 1)
            return taken[0]
        }
    }

    @Test func `names the kind of every route, and nothing that its address carries`() async throws
    {
        let site = try await SiteTown.found()
        let reports = Reports()
        let browser = try await Browser(site.town, onAnswer: { reports.take($0) })
            .signedIn(SiteTown.owner, of: site.town)
        // Words that every address has anyway.
        let common = Set(Route.samples(of: .absent()).flatMap { $0.parts.path })
        for route in Route.samples(of: site.things) {
            for isPost in [false, true] {
                _ = isPost ? try await browser.post(route) : try await browser.get(route)
                let report = try reports.only()
                #expect(report.route == route.reportedKind)
                #expect(report.method == (isPost ? .post : .get))
                let telling = Set(route.parts.path).subtracting(common)
                let text = String(describing: report)
                #expect(!telling.contains(where: text.contains), "\(route.kind)")
            }
        }
    }

    @Test func `has the status and the size of the answer`() async throws {
        let town = try await DemoTown.found()
        let reports = Reports()
        let browser = try Browser(town, onAnswer: { reports.take($0) })
        let page = try await browser.get(.signIn)
        let report = try reports.only()
        #expect(report.status == .ok)
        // Rounded, as a size tells what is on a page.
        #expect(report.bytes.nonzeroBitCount == 1)
        #expect(page.body.count <= report.bytes)
        #expect(page.body.count > report.bytes / 2)
        #expect(report.duration > .zero)
        _ = try await browser.get(.cases(page: 1))
        #expect(try reports.only().status == .unauthorized)
    }

    @Test func `hides among first contacts what leads to a person who is not recorded`() throws {
        let things = Things.absent()
        for route in Route.samples(of: things) {
            switch route {
            case .leaveUnrecorded, .newNotification:
                #expect(route.reportedKind == Route.firstContact(things.draft, .purpose).kind)
            default: #expect(route.reportedKind == route.kind)
            }
        }
    }

    @Test(arguments: [["no", "such", "page"], ["cases", "a-name-that-somebody-typed"]])
    func `says none for an address that no route has`(segments: [String]) async throws {
        let town = try await DemoTown.found()
        let reports = Reports()
        let browser = try Browser(town, onAnswer: { reports.take($0) })
        let path = try PathSegments(segments: segments)
        _ = await browser.site.respond(HTTPRequest(id: 7, method: .get, path: path))
        let report = try reports.only()
        #expect(report.route == "none")
        #expect(report.id == 7)
        #expect(report.status == .notFound)
    }
}
