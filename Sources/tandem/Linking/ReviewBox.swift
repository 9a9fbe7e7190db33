import HTTP
import Linking
import Synchronization

/// The review behind a listening socket: its addresses are known only once the port is.
final class ReviewBox: Sendable {
    private let site = Mutex<ReviewSite?>(nil)

    func open(_ site: ReviewSite) { self.site.withLock { $0 = site } }

    func respond(_ request: HTTPRequest) -> HTTPResponse {
        guard let site = site.withLock({ $0 }) else {
            return .text("Starting", status: .serviceUnavailable)
        }
        return site.respond(request)
    }
}
