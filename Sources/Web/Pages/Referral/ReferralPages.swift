import Casefile
import Casework
import HTTP
import Mechanism

// Filled page by page.
extension Visit {
    func services(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func newReferral(
        _ id: Case.ID,
        _ service: Service.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func inbox(_ number: Int, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func referral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func acceptReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func declineReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func answerReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func withdrawReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func approveReferral(_ id: Referral.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func newDecision(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func endReflection(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func places(_ actor: Actor) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func setPlaces(_ service: Service.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }
}
