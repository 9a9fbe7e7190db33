internal import Glibc
internal import Synchronization

extension ServerCore {
    /// Closes sockets whose deadline has passed, and answers 503 for handlers whose time is over.
    func reap(now: Milliseconds) {
        let late = table.withLock { table -> [Exchange] in
            var late: [Exchange] = []
            for (descriptor, socket) in table.sockets where socket.deadline <= now {
                switch socket.phase {
                case .handling(let exchange, _), .paused(let exchange, _):
                    answer(exchange, refusal(.serviceUnavailable), closes: true, &table)
                    late.append(exchange)
                case .producing(let download, let connection):
                    download.fail()
                    advance(&table, descriptor, to: .streaming(download))
                    connection.resume()
                case .idle, .reading, .uploading, .readingAway, .writing, .streaming:
                    cut(&table, descriptor)
                case .closing: break
                }
            }
            return late
        }
        for exchange in late { exchange.cancel() }
    }

    /// Lets go of connections that lie idle, while the server stops.
    ///
    /// Only their reading half is shut: a request that lies in the kernel already is still read and answered.
    func closeIdle() {
        table.withLock { table in
            for (descriptor, socket) in table.sockets where socket.isStarted {
                guard case .idle = socket.phase else { continue }
                _ = shutdown(descriptor, Int32(SHUT_RD))
            }
        }
    }

    /// Takes every connection back from its handler or stream, and lets none start any more.
    func cutHandlers() {
        let late = table.withLock { table -> [Exchange] in
            table.life = .closing
            var exchanges: [Exchange] = []
            for (descriptor, socket) in table.sockets {
                switch socket.phase {
                case .handling(let exchange, _), .paused(let exchange, _):
                    let refusal = self.refusal(.serviceUnavailable)
                    answer(exchange, refusal, closes: true, readingAtMost: 0, &table)
                    exchanges.append(exchange)
                case .producing(let download, let connection):
                    download.fail()
                    advance(&table, descriptor, to: .streaming(download))
                    connection.resume()
                case .uploading, .readingAway, .streaming: cut(&table, descriptor)
                case .idle, .reading, .writing, .closing: break
                }
            }
            return exchanges
        }
        for exchange in late { exchange.cancel() }
    }

    /// Moves a socket on, with the deadline that its new phase has.
    func advance(_ table: inout SocketTable, _ descriptor: Int32, to phase: SocketTable.Phase) {
        let now = Milliseconds.now
        let limits = limits
        table.update(descriptor) { socket in
            if case .closing = socket.phase { return }
            switch phase {
            case .idle:
                // An idle connection is closed by libmicrohttpd; this one bounds a request line that trickles.
                socket.deadline = now + (limits.idleTimeout + limits.requestDeadline)
            case .reading: socket.deadline = min(socket.deadline, now + limits.requestDeadline)
            case .handling(let exchange, _):
                let own = exchange.state.withLock { $0.handlerTimeout }
                socket.deadline = now + (own ?? limits.handlerTimeout)
            case .uploading(let exchange): socket.deadline = exchange.began + limits.uploadDeadline
            case .paused(let exchange, _):
                let end = exchange.began + limits.uploadDeadline
                socket.deadline = min(end, now + limits.handlerTimeout)
            case .readingAway: socket.deadline = now + limits.requestDeadline
            case .writing: socket.deadline = now + limits.responseDeadline
            case .streaming(let download): socket.deadline = download.deadline
            case .producing(let download, _):
                socket.deadline = min(download.deadline, now + limits.handlerTimeout)
            case .closing: break
            }
            socket.phase = phase
        }
    }

    private func cut(_ table: inout SocketTable, _ descriptor: Int32) {
        guard let socket = table.sockets[descriptor], socket.isStarted else { return }
        // The lock is held, and the end of a connection is reported under it before its descriptor is closed:
        // the number is still this socket.
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
        table.update(descriptor) { $0.phase = .closing }
    }
}
