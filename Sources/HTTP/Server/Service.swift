internal import Glibc
internal import Synchronization

/// The one thread that accepts sockets, closes slow ones, answers for slow handlers, and ends the server.
final class Service {
    private let core: ServerCore
    private let listener: Listener
    private let daemons: Daemons
    private var isListening = true

    init(core: ServerCore, listener: Listener, daemons: Daemons) {
        self.core = core
        self.listener = listener
        self.daemons = daemons
    }

    /// Starts the thread, which then owns this object.
    ///
    /// - Returns: false when there is no pipe or no thread; nothing is running then.
    func start() -> Bool {
        guard core.wake.isOpen else { return false }
        let held = unsafe Unmanaged.passRetained(self)
        var thread = pthread_t()
        guard unsafe pthread_create(&thread, nil, runService, held.toOpaque()) == 0 else {
            unsafe held.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    fileprivate func run() {
        while case .serving = core.table.withLock({ $0.life }) {
            let (count, isFull) = core.table.withLock {
                ($0.count, $0.count >= core.limits.connections)
            }
            // An idle server sleeps; a full one leaves further connections in the kernel's queue.
            let isReadable = sleep(milliseconds: count == 0 ? -1 : 250, listening: !isFull)
            if isReadable { acceptAll() }
            core.reap(now: .now)
        }
        listener.close()
        end()
    }

    private func sleep(milliseconds: Int32, listening: Bool) -> Bool {
        var descriptors = [
            pollfd(fd: core.wake.readEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let ready = unsafe poll(&descriptors, listening ? 2 : 1, milliseconds)
        guard ready > 0 else { return false }
        if descriptors[0].revents != 0 { core.wake.drain() }
        return listening && descriptors[1].revents != 0
    }

    private func acceptAll() {
        for _ in 0..<64 {
            switch listener.accept() {
            case .none: return
            case .exhausted:
                usleep(50_000)
                return
            case .connection(let descriptor, let address):
                guard enter(descriptor, address) else {
                    _ = close(descriptor)
                    continue
                }
                guard daemons.add(descriptor, from: address) else {
                    core.table.withLock { $0.remove(descriptor) }
                    continue
                }
            }
            let isFull = core.table.withLock { $0.count >= core.limits.connections }
            if isFull { return }
        }
    }

    private func enter(_ descriptor: Int32, _ address: SocketAddress) -> Bool {
        guard let client = address.clientAddress else { return false }
        let isProxy = core.options.trustedProxies.contains(client)
        let limits = core.limits
        return core.table.withLock { table in
            table.accept(
                descriptor,
                from: client,
                mostPerNetwork: isProxy ? .max : limits.connectionsPerAddress,
                deadline: .now + limits.requestDeadline
            )
        }
    }

    /// Waits for requests in flight, cuts what is left, stops the daemons and tells who waits.
    private func end() {
        var isOver = false
        while !isOver {
            core.closeIdle()
            core.reap(now: .now)
            isOver = core.table.withLock { table in
                guard case .stopping(let end) = table.life else { return true }
                return table.count == 0 || Milliseconds.now >= end
            }
            if !isOver { _ = sleep(milliseconds: 10, listening: false) }
        }
        core.cutHandlers()
        let patience = Milliseconds.now + .seconds(1)
        while core.table.withLock({ $0.count }) > 0, .now < patience {
            core.closeIdle()
            _ = sleep(milliseconds: 10, listening: false)
        }
        daemons.stop()
        let waiting = core.table.withLock { table in
            table.life = .finished
            defer { table.waiting = [] }
            return table.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// At file scope, as C calls it on a thread of its own.
private func runService(_ held: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let held = unsafe held else { return nil }
    unsafe Unmanaged<Service>.fromOpaque(held).takeRetainedValue().run()
    return nil
}
