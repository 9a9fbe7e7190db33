import HTTP
import Synchronization
import Web

/// The site behind a listening socket: requests that come before it is there are asked to wait.
final class SiteBox: Sendable {
    private let state = Mutex<Site?>(nil)

    /// The site, once it is known under which address it is reached.
    var site: Site? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    func respond(_ request: HTTPRequest) async -> HTTPResponse {
        guard let site else { return .text("Starting", status: .serviceUnavailable) }
        return await site.respond(request)
    }

    func errorPage(_ status: HTTPStatus) -> HTTPResponse {
        site?.errorPage(status) ?? .text(status.description, status: status)
    }
}
