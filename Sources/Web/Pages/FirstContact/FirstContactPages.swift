import Casefile
import Casework
import HTTP
import Mechanism

// Filled page by page.
extension Visit {
    func firstContacts(_ actor: Actor) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func firstContact(
        _ id: Draft.ID,
        _ step: Route.FirstContactStep,
        _ actor: Actor
    ) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func leaveUnrecorded(_ id: Draft.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func paperForm(_ language: LanguageCode, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func newNotification(_ actor: Actor) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func notifications(_ number: Int, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }
}
