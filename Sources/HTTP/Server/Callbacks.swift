internal import CMicrohttpd
internal import Glibc
internal import Synchronization

// What libmicrohttpd calls, on its own threads. These must stay functions at file scope: a closure written in a
// context that belongs to an actor traps there.

/// A request line was read.
func requestBegan(
    _ server: UnsafeMutableRawPointer?,
    _ target: UnsafePointer<CChar>?,
    _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let server = unsafe server, let connection = unsafe connection else { return nil }
    let core = unsafe Unmanaged<ServerCore>.fromOpaque(server).takeUnretainedValue()
    let descriptor = unsafe cmicrohttpd_descriptor(connection)
    let length = unsafe target.map { unsafe strlen($0) } ?? 0
    let isShort = length <= core.limits.targetBytes
    let text = unsafe isShort ? target.map { unsafe String(cString: $0) } ?? "" : nil
    let address = core.table.withLock { table in
        core.advance(&table, descriptor, to: .reading)
        return table.sockets[descriptor]?.address
    }
    let exchange = Exchange(
        id: core.nextID(),
        target: text,
        targetBytes: length,
        descriptor: descriptor,
        socketAddress: address ?? .loopback
    )
    return unsafe Unmanaged.passRetained(exchange).toOpaque()
}

/// Headers were read, or a piece of the body, or all of it, or the connection was resumed.
func answer(
    _ server: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ url: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?,
    _ version: UnsafePointer<CChar>?,
    _ bytes: UnsafePointer<CChar>?,
    _ count: UnsafeMutablePointer<Int>?,
    _ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let server = unsafe server, let connection = unsafe connection,
        let count = unsafe count, let held = unsafe context?.pointee
    else { return MHD_Result.NO }
    let core = unsafe Unmanaged<ServerCore>.fromOpaque(server).takeUnretainedValue()
    let exchange = unsafe Unmanaged<Exchange>.fromOpaque(held).takeUnretainedValue()
    let isHead = exchange.state.withLock { state in
        if case .head = state.stage { true } else { false }
    }
    let step: Exchange.Step
    if isHead {
        let head = unsafe ReceivedHead(connection, url, method, version, exchange)
        step = exchange.takeHead(head, limits: core.limits, allowances: core.options.allowances)
    } else {
        let piece = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count.pointee))
        step = core.take(piece, exchange, connection)
        // What is not taken is offered again.
        if case .awaitRoom = step {} else { unsafe count.pointee = 0 }
    }
    return core.perform(step, exchange, connection) ? MHD_Result.YES : MHD_Result.NO
}

/// A request ended, well or not.
func requestCompleted(
    _ server: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ reason: MHD_RequestTerminationCode
) {
    guard let server = unsafe server, let held = unsafe context?.pointee else { return }
    unsafe context?.pointee = nil
    let core = unsafe Unmanaged<ServerCore>.fromOpaque(server).takeUnretainedValue()
    let exchange = unsafe Unmanaged<Exchange>.fromOpaque(held).takeRetainedValue()
    core.table.withLock { core.advance(&$0, exchange.descriptor, to: .idle) }
    core.options.onAccess?(exchange.accessRecord())
    exchange.end()
}

/// A connection began or ended; its descriptor is open in both cases.
func connectionChanged(
    _ server: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ change: MHD_ConnectionNotificationCode
) {
    guard let server = unsafe server, let connection = unsafe connection else { return }
    let core = unsafe Unmanaged<ServerCore>.fromOpaque(server).takeUnretainedValue()
    let descriptor = unsafe cmicrohttpd_descriptor(connection)
    if change == MHD_ConnectionNotificationCode.CONNECTION_NOTIFY_STARTED {
        core.table.withLock { $0.update(descriptor) { $0.isStarted = true } }
    } else {
        let wakes = core.table.withLock { table in
            let wasFull = table.count >= core.limits.connections
            table.remove(descriptor)
            return wasFull || !table.isServing
        }
        if wakes { core.wake.signal() }
    }
}

extension ReceivedHead {
    /// Copies what libmicrohttpd holds of a request's head.
    fileprivate init(
        _ connection: OpaquePointer,
        _ url: UnsafePointer<CChar>?,
        _ method: UnsafePointer<CChar>?,
        _ version: UnsafePointer<CChar>?,
        _ exchange: Exchange
    ) {
        self.method = unsafe method.map { unsafe String(cString: $0) } ?? ""
        self.version = unsafe version.map { unsafe String(cString: $0) } ?? ""
        target = exchange.target
        headerBytes = unsafe cmicrohttpd_header_bytes(connection)
        // The version follows the target in the same buffer, one separator after it; more between them is a NUL with
        // something behind it, or a second space.
        if let url = unsafe url, let version = unsafe version {
            let gap = unsafe UnsafeRawPointer(version) - UnsafeRawPointer(url)
            hidesBytes = gap > exchange.targetBytes + 1
        } else {
            hidesBytes = true
        }
        var collected: [(name: String, value: String)]? = []
        _ = unsafe withUnsafeMutablePointer(to: &collected) { pointer in
            unsafe MHD_get_connection_values_n(
                connection,
                MHD_ValueKind.HEADER_KIND,
                collect,
                pointer
            )
        }
        fields = collected
    }
}

private func collect(
    _ context: UnsafeMutableRawPointer?,
    _ kind: MHD_ValueKind,
    _ name: UnsafePointer<CChar>?,
    _ nameBytes: Int,
    _ value: UnsafePointer<CChar>?,
    _ valueBytes: Int
) -> MHD_Result {
    guard
        let fields = unsafe context?.assumingMemoryBound(
            to: [(name: String, value: String)]?.self
        )
    else { return MHD_Result.NO }
    let nameText = unsafe UnsafeRawBufferPointer(start: name, count: name == nil ? 0 : nameBytes)
    let valueText = unsafe UnsafeRawBufferPointer(
        start: value,
        count: value == nil ? 0 : valueBytes
    )
    guard let name = unsafe String(validating: nameText, as: UTF8.self),
        let value = unsafe String(validating: valueText, as: UTF8.self)
    else {
        unsafe fields.pointee = nil
        return MHD_Result.NO
    }
    unsafe fields.pointee?.append((name: name, value: value))
    return MHD_Result.YES
}
