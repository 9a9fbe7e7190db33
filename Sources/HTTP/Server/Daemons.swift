internal import CMicrohttpd
internal import Glibc

/// The libmicrohttpd daemons, one thread each, which share the sockets that we accept.
@safe
final class Daemons {
    private var pointers: [OpaquePointer] = unsafe []
    private var next = 0
    /// The core as the C callbacks hold it, and copies of the PEM texts: all live as long as the daemons.
    private let core: Unmanaged<ServerCore>
    private var texts: [UnsafeMutablePointer<CChar>] = unsafe []

    /// Starts as many as the limits say.
    ///
    /// - Throws: `HTTPServerError.tlsUnavailable` or `.cannotStart`; none is left running then.
    init(for server: ServerCore) throws(HTTPServerError) {
        guard
            server.options.tls == nil
                || MHD_is_feature_supported(MHD_FEATURE.FEATURE_TLS) == MHD_Result.YES
        else { throw .tlsUnavailable }
        unsafe core = Unmanaged.passRetained(server)
        let limits = server.limits
        var configuration = unsafe cmicrohttpd_configuration()
        unsafe configuration.server = unsafe core.toOpaque()
        unsafe configuration.request_began = requestBegan
        unsafe configuration.answer = answer
        unsafe configuration.request_completed = requestCompleted
        unsafe configuration.connection_changed = connectionChanged
        // Request line and headers, what libmicrohttpd notes of them, and the answer's headers share this.
        unsafe configuration.memory_bytes =
            max(65_536, 3 * (limits.headerBytes + limits.targetBytes))
        // Ours is the limit that counts; theirs would close connections instead of letting them wait.
        unsafe configuration.connection_limit = UInt32(clamping: limits.connections + 64)
        unsafe configuration.idle_seconds = limits.idleTimeout.wholeSeconds
        if let tls = server.options.tls {
            unsafe configuration.key = unsafe UnsafePointer(keep(tls.keyPEM))
            unsafe configuration.certificate = unsafe UnsafePointer(keep(tls.certificatePEM))
        }
        for _ in 0..<min(16, max(1, limits.threads)) {
            guard let daemon = unsafe cmicrohttpd_start(&configuration) else {
                stop()
                throw .cannotStart
            }
            unsafe pointers.append(daemon)
        }
    }

    /// Gives an accepted socket to the next daemon, which closes it in any case.
    func add(_ descriptor: Int32, from address: SocketAddress) -> Bool {
        var address = address
        next = (next + 1) % (unsafe pointers.count)
        return unsafe address.withMutablePointer { pointer, length in
            unsafe MHD_add_connection(pointers[next], descriptor, pointer, length.pointee)
                == MHD_Result.YES
        }
    }

    /// Ends the threads; no connection may be suspended any more.
    func stop() {
        for index in unsafe pointers.indices { unsafe MHD_stop_daemon(pointers[index]) }
        unsafe pointers.removeAll()
        for index in unsafe texts.indices {
            // The key is overwritten before its memory goes to somebody else.
            unsafe explicit_bzero(texts[index], strlen(texts[index]))
            unsafe free(texts[index])
        }
        unsafe texts.removeAll()
        unsafe core.release()
    }

    private func keep(_ text: String) -> UnsafeMutablePointer<CChar>? {
        guard let copy = unsafe strdup(text) else { return nil }
        unsafe texts.append(copy)
        return unsafe copy
    }
}
