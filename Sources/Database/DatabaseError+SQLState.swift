extension DatabaseError {
    /// A failure that a server reported with an SQLSTATE.
    ///
    /// Source: PostgreSQL 15, appendix A.
    init(state: String, statement: String?) {
        self.init(
            kind: Self.kind(ofState: state),
            code: Int32(state, radix: 36) ?? 0,
            state: state,
            statement: statement
        )
    }

    private static func kind(ofState state: String) -> Kind {
        switch state {
        case "23505": .uniqueViolation
        // Serialisation failure, deadlock, lock not available.
        case "40001", "40P01", "55P03": .busy
        case "53100": .full
        case "25006": .readOnly
        // Shut down by the operator, crashed, not up yet, database dropped, left idle for too long.
        case "57P01", "57P02", "57P03", "57P04", "57P05", "25P03": .disconnected
        case "XX001", "XX002": .corrupt
        // A character that the encoding does not know, a NUL among them.
        case "22021": .invalidText
        default:
            switch state.prefix(2) {
            case "08": .disconnected
            case "23": .constraintViolation
            case "28", "3D": .cannotOpen
            // Too many connections, out of memory: it may be better in a moment.
            case "53": .busy
            default: .other
            }
        }
    }
}
