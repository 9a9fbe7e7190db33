internal import CMicrohttpd
internal import Synchronization

extension ServerCore {
    /// Takes a piece of a body, or its end, on the socket's thread, and suspends the connection when the handler of a
    /// streamed body is to act first.
    @safe
    func take(_ piece: [UInt8], _ exchange: Exchange, _ connection: OpaquePointer) -> Exchange.Step
    {
        guard exchange.isStreaming else { return exchange.take(piece, limits: limits) }
        return table.withLock { table in
            // The handler may have answered since.
            guard exchange.isStreaming else { return exchange.take(piece, limits: limits) }
            let step = exchange.takeStreamed(piece)
            let isSuspended: Bool
            switch step {
            case .awaitRoom:
                isSuspended = unsafe suspend(connection, of: exchange.descriptor, &table) {
                    .paused(exchange, $0)
                }
            case .awaitAnswer:
                isSuspended = unsafe suspend(connection, of: exchange.descriptor, &table) {
                    .handling(exchange, $0)
                }
            default: return step
            }
            return isSuspended ? step : .abandon
        }
    }

    /// Lets a streamed body come on, now that its handler has room.
    func makeRoom(_ exchange: Exchange) {
        table.withLock { table in
            guard
                case .paused(let current, let connection) = table.sockets[exchange.descriptor]?
                    .phase,
                current === exchange
            else { return }
            advance(&table, exchange.descriptor, to: .uploading(exchange))
            connection.resume()
        }
    }

    /// Suspends a connection on its own thread, in a phase that whoever resumes it will find.
    ///
    /// - Returns: false, with nothing suspended, when the connection is being closed or the server ends.
    func suspend(
        _ connection: OpaquePointer,
        of descriptor: Int32,
        _ table: inout SocketTable,
        in phase: (SuspendedConnection) -> SocketTable.Phase
    ) -> Bool {
        guard table.mayHandle, let socket = table.sockets[descriptor] else { return false }
        if case .closing = socket.phase { return false }
        advance(&table, descriptor, to: phase(unsafe SuspendedConnection(suspending: connection)))
        return true
    }
}
