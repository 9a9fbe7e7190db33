import Casefile
import Casework
import HTTP
import Mechanism

// Filled page by page.
extension Visit {
    func cases(_ number: Int, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func findCase(_ actor: Actor) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func caseFile(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func breakGlass(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func newEntry(
        _ id: Case.ID,
        _ kind: Route.EntryForm,
        _ actor: Actor
    ) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func correction(_ id: Case.ID, _ entry: Entry.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func newConsent(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }

    func withdrawConsent(
        _ id: Case.ID,
        _ consent: Consent.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func reviewDisclosure(
        _ id: Case.ID,
        _ disclosure: DisclosureMade.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse { throw AccessRefusal.hidden }

    func closeCase(_ id: Case.ID, _ actor: Actor) async throws -> HTTPResponse {
        throw AccessRefusal.hidden
    }
}
