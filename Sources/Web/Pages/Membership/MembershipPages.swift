import Casefile
import Casework
import HTTP
import Mechanism

// Filled page by page.
extension Visit {
    func mechanismPage(_ actor: Actor) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func members(_ actor: Actor) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func newInvitation(_ actor: Actor) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func confirmMember(_ id: Member.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func disableMember(_ id: Member.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func agencies(_ actor: Actor) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func inviteAgency(_ id: Agency.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func confirmAgency(_ id: Agency.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func invitation(_ token: String) async throws -> HTTPResponse { throw AccessRefusal.hidden }
}
