import Casework
import Database
import Testing

/// Whoever waits is told what a failure of the database means for the last step.
struct StorageTroubleTests {
    private static let table: [(DatabaseError.Kind, StorageTrouble?)] = [
        (.full, .full), (.readOnly, .unreachable), (.busy, .unreachable),
        (.cannotOpen, .unreachable),
        (.disconnected, .unreachable), (.outcomeUnknown, .unknown), (.uniqueViolation, nil),
        (.constraintViolation, nil), (.corrupt, nil), (.invalidText, nil), (.other, nil),
    ]

    @Test(arguments: table)
    func `each failure of the database is told for what it means`(
        kind: DatabaseError.Kind,
        trouble: StorageTrouble?
    ) {
        #expect(StorageTrouble(DatabaseError(kind: kind, code: 0, statement: nil)) == trouble)
    }

    @Test func `a failure of another kind is no trouble of the database`() {
        #expect(StorageTrouble(AccessRefusal.hidden) == nil)
    }
}
