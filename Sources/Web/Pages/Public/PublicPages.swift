import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// A page that tells nothing about where somebody came from.
    func neutralPage() -> HTTPResponse {
        publicPage(words("page.neutral-title")) {
            H1(words("page.neutral-title"))
            P(words("page.neutral-text"))
        }
    }

    /// Whether the database answers.
    func readiness() async throws -> HTTPResponse {
        try await installation.ping()
        return .text("ready")
    }
}
