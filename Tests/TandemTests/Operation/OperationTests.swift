import HTTP
import TestTown
import Testing
import Web

@testable import tandem

struct `How a server is operated` {
    private func operation(_ arguments: String...) throws -> Operation {
        try Operation(
            Options(
                arguments,
                values: Operation.values.union(["port"]),
                flags: Operation.flags,
                environment: [:],
                standardFile: "/nonexistent"
            )
        )
    }

    @Test func `is quiet, at once at its end, and without metrics unless it is said`() throws {
        let plain = try operation()
        #expect(plain.port == 8_080)
        #expect(plain.metricsPort == nil)
        #expect(plain.drainSeconds == 0)
        #expect(!plain.log.writesRequests)
    }

    @Test(
        arguments: [
            (["--log", "text"], false), (["--log", "journal"], false), (["--log", "json"], true),
            (["--access-log"], true), (["--log", "journal", "--access-log"], true),
        ]
    )
    func `writes requests with json, and else where it is said`(
        arguments: [String],
        writesRequests: Bool
    ) throws {
        let options = try Options(
            arguments,
            values: Operation.values,
            flags: Operation.flags,
            environment: [:],
            standardFile: "/nonexistent"
        )
        #expect(try Operation(options).log.writesRequests == writesRequests)
    }

    @Test(
        arguments: [
            ["--log", "xml"], ["--drain", "601"], ["--drain", "-1"], ["--drain", "soon"],
            ["--metrics", "70000"], ["--metrics", "8080"], ["--metrics", "9", "--port", "9"],
        ]
    )
    func `is refused where it can't be meant`(arguments: [String]) throws {
        let options = try Options(
            arguments,
            values: Operation.values.union(["port"]),
            environment: [:],
            standardFile: "/nonexistent"
        )
        #expect(throws: UsageError.self) { _ = try Operation(options) }
    }

    @Test func `may be set in a file like every option`() {
        #expect(Operation.values.isSubset(of: Configuration.values))
        #expect(Operation.flags.isSubset(of: Configuration.flags))
    }
}

struct `The site behind a listening socket` {
    private func request(_ segments: String...) throws -> HTTPRequest {
        HTTPRequest(method: .get, path: try PathSegments(segments: segments))
    }

    @Test func `is ready from its opening until it drains, and alive all the time`() async throws {
        let town = try await DemoTown.found()
        let box = SiteBox()
        let (ready, live) = (try request("health", "ready"), try request("health", "live"))
        let page = try request("sign-in")
        #expect(await box.respond(ready).status == .serviceUnavailable)
        #expect(await box.isReady(town.installation) == false)
        let origin = try #require(Origin("https://tandem.example"))
        box.open(Site(town.installation, options: .init(origins: [origin])) { _ in }, port: 7)
        #expect(box.port == 7)
        #expect(await box.respond(ready).status == .ok)
        #expect(await box.isReady(town.installation))
        box.drain()
        #expect(await box.respond(ready).status == .serviceUnavailable)
        #expect(await box.isReady(town.installation) == false)
        #expect(await box.respond(live).status == .ok)
        #expect(await box.respond(page).status == .ok)
    }
}
