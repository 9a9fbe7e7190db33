import Casework
import Glibc
import HTTP
import Web

extension Serve {
    /// Serves until a signal comes, then lets requests under way end.
    func serve(_ installation: Installation) async throws -> Int32 {
        let site = SiteBox()
        let requests = RequestFigures()
        // Before the address is told: whoever reads it may send a signal at once.
        _ = signal(SIGPIPE, SIG_IGN)
        let (interruptions, continuation) = AsyncStream<Void>.makeStream()
        let interruption = Interruption { continuation.yield() }
        defer { interruption.end() }
        let metrics = try await serveMetrics(of: installation, site, requests)
        do {
            let listener = try start(installation, site, requests)
            for await _ in interruptions { break }
            await stop(listener, site)
        } catch {
            await metrics?.stop(gracePeriodSeconds: 0)
            throw error
        }
        await metrics?.stop(gracePeriodSeconds: 1)
        return 0
    }

    private func start(
        _ installation: Installation,
        _ site: SiteBox,
        _ requests: RequestFigures
    ) throws -> HTTPServer {
        var server = HTTPServer.Options()
        server.address = options.valueOrDefault("address")
        server.port = operation.port
        // A proxy on this machine says who asks; without one nobody is believed.
        if let origin = options.value("origin") {
            server.trustedProxies = [.loopback]
            server.securityHeaders = SecurityHeaders(requiresHTTPS: origin.hasPrefix("https:"))
        }
        server.refusalPage = { status in
            requests.countRefusal(status)
            return site.errorPage(status)
        }
        server.allowances = Site.allowance
        let listener = HTTPServer(server) { await site.respond($0) }
        let bound: UInt16
        do {
            bound = try listener.start()
        } catch {
            throw CommandFailure(
                """
                Port \(server.port) on \(server.address) can't be used: another program may have it.
                """
            )
        }
        let origins = try origins(port: bound)
        var siteOptions = Site.Options(origins: origins)
        siteOptions.reportsTiming = options.flags.contains("timing")
        let log = operation.log
        site.open(
            Site(
                installation,
                options: siteOptions,
                onAnswer: { report in
                    requests.count(report)
                    log.take(LogEvent(report))
                },
                onFailure: { log.take(LogEvent(.error, "failure", "A request failed: \($0)")) }
            ),
            port: bound
        )
        if isDemonstration {
            Demonstration.announcement.forEach { say(.info, "demonstration", $0) }
        }
        say(.info, "serving", "Tandem is at \(origins[0])")
        return listener
    }

    private func origins(port: UInt16) throws -> [Origin] {
        let texts =
            options.value("origin").map { [$0] } ?? [
                "http://127.0.0.1:\(port)", "http://localhost:\(port)",
            ]
        return try texts.map { text in
            guard let origin = Origin(text) else {
                throw UsageError("--origin takes an address such as https://tandem.example.")
            }
            return origin
        }
    }
}

// MARK: - Stopping

extension Serve {
    /// Says to probes that no more requests should come, serves on while they do, then ends.
    private func stop(_ listener: HTTPServer, _ site: SiteBox) async {
        site.drain()
        if operation.drainSeconds > 0 {
            say(.info, "draining", "Not ready any more; stopping in \(operation.drainSeconds) s …")
            // Nothing cancels this task; a second signal ends the program at once.
            try? await Task.sleep(for: .seconds(operation.drainSeconds))
        }
        say(.info, "stopping", "Stopping …")
        await listener.stop(gracePeriodSeconds: 8)
    }
}
