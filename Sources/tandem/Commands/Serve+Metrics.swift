import Casework
import Foundation
import HTTP

extension Serve {
    /// Serves figures to this machine alone, where a port for them was named.
    func serveMetrics(
        of installation: Installation,
        _ site: SiteBox,
        _ requests: RequestFigures
    ) async throws -> HTTPServer? {
        guard let port = operation.metricsPort else { return nil }
        var server = HTTPServer.Options()
        // Never another address: who can reach it needs no password.
        server.address = "127.0.0.1"
        server.port = port
        server.limits.connections = 16
        let startTime = Date().timeIntervalSince1970
        let log = operation.log
        let listener = HTTPServer(server) { request in
            guard request.path.segments == ["metrics"], !request.path.hasTrailingSlash else {
                return .text("Not found", status: .notFound)
            }
            guard request.method == .get else {
                return .text("Method not allowed", status: .methodNotAllowed)
            }
            let page = MetricsPage(
                requests: requests,
                load: installation.load,
                process: ProcessFigures(),
                connections: site.port.map { ProcessFigures.connections(to: $0) } ?? 0,
                isReady: await site.isReady(installation),
                droppedLines: log.droppedLines,
                startTime: startTime,
                version: CommandLineTool.version
            )
            return .bytes(Array(page.text.utf8), contentType: Exposition.contentType)
        }
        do {
            let bound = try listener.start()
            say(.info, "metrics", "Metrics are at http://127.0.0.1:\(bound)/metrics")
        } catch {
            throw CommandFailure("Port \(port) can't be used for --metrics: say another.")
        }
        return listener
    }
}
