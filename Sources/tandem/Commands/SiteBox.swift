import Casework
import HTTP
import Synchronization
import Web

/// The site behind a listening socket: requests that come before it is there are asked to wait.
final class SiteBox: Sendable {
    private struct State {
        var site: Site?
        var port: UInt16?
        var isDraining = false
    }

    private let state = Mutex(State())

    /// Lets requests in, once it is known under which address the site is reached.
    func open(_ site: Site, port: UInt16) {
        state.withLock { state in
            state.site = site
            state.port = port
        }
    }

    /// Says to probes from now on that the server is not ready, and goes on answering.
    func drain() { state.withLock { $0.isDraining = true } }

    /// The port that the site is served on, once it is.
    var port: UInt16? { state.withLock { $0.port } }

    /// Whether requests should come: as `/health/ready` says it.
    func isReady(_ installation: Installation) async -> Bool {
        let isOpen = state.withLock { $0.site != nil && !$0.isDraining }
        guard isOpen else { return false }
        do {
            try await installation.ping()
            return true
        } catch {
            return false
        }
    }

    func respond(_ request: HTTPRequest) async -> HTTPResponse {
        let (site, isDraining) = state.withLock { ($0.site, $0.isDraining) }
        guard let site else { return .text("Starting", status: .serviceUnavailable) }
        if isDraining, Route(path: request.path.segments, page: 1) == .ready {
            return .text("Stopping", status: .serviceUnavailable)
        }
        return await site.respond(request)
    }

    func errorPage(_ status: HTTPStatus) -> HTTPResponse {
        state.withLock { $0.site }?.errorPage(status) ?? .text(status.description, status: status)
    }
}
