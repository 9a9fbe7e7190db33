import Database
import Foundation
package import Mechanism
import Store

/// A service of the member's agency and what is free in it.
package struct PlaceModel: Sendable {
    package let service: Service
    package let freePlaces: (count: Int, updatedAt: Instant)?
}

extension Installation {
    /// Services of the member's agency that have places.
    ///
    /// - Throws: `AccessRefusal`.
    package func places(by actor: Actor) async throws -> [PlaceModel] {
        try await database.read { session in
            _ = try actor.authorise(.use(.setPlaces), in: session)
            let free = try FreePlaceTable(session).all()
            return self.mechanism.services
                .filter { $0.agency == actor.agency.id && $0.capacity != nil }
                .map { PlaceModel(service: $0, freePlaces: free[$0.id]) }
        }
    }

    /// Says how many places are free today.
    ///
    /// - Throws: `AccessRefusal`; hidden for a service of another agency.
    package func setPlaces(_ id: Service.ID, to count: Int, by actor: Actor) async throws {
        let now = currentTime()
        try await database.write { session in
            _ = try actor.authorise(.use(.setPlaces), in: session)
            guard let service = self.mechanism.service(id), service.agency == actor.agency.id,
                let capacity = service.capacity
            else { throw AccessRefusal.hidden }
            try FreePlaceTable(session).set(id, to: min(max(count, 0), capacity), at: now)
        }
    }
}

extension Installation {
    /// Asks the database for an answer.
    package func ping() async throws {
        _ = try await database.read { try $0.main.rows("SELECT 1 AS answer") }
    }

    /// A key for throttling sign-ins, the same for all spellings that find the same member.
    package static func throttleKey(_ login: String) -> String {
        login.trimmed.precomposedStringWithCompatibilityMapping.lowercased()
    }
}
