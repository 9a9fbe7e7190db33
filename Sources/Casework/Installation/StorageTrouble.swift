import Database

/// What keeps the database from working, as far as whoever waits for an answer is concerned.
package enum StorageTrouble: String, CaseIterable, Hashable, Sendable {
    /// No room is left: nothing was saved, and nothing will be until somebody makes room.
    case full
    /// It can't be reached, is too busy, or takes no writes as a standby does: nothing was saved, and trying again later helps.
    case unreachable
    /// The connection broke during the commit: what was sent may be saved or not.
    case unknown

    /// The trouble behind a failure; `nil` where it is of another kind.
    package init?(_ error: any Error) {
        guard let error = error as? DatabaseError else { return nil }
        switch error.kind {
        case .full: self = .full
        case .busy, .cannotOpen, .disconnected, .readOnly: self = .unreachable
        case .outcomeUnknown: self = .unknown
        default: return nil
        }
    }
}
