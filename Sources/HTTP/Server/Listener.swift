internal import Glibc

/// A listening socket of ours.
///
/// libmicrohttpd's own is not used: leaving it (`MHD_quiesce_daemon`) races with worker threads that take it out of
/// their epoll set at the connection limit, and the loser aborts the process.
struct Listener {
    let descriptor: Int32
    let port: UInt16

    /// Binds and listens.
    ///
    /// - Throws: `HTTPServerError.cannotListen`.
    init(address: ClientAddress, port: UInt16) throws(HTTPServerError) {
        let family = address.bytes.count == 4 ? AF_INET : AF_INET6
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw .cannotListen(errno: errno) }
        var one: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, size)
        if family == AF_INET6 {
            _ = unsafe setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &one, size)
        }
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0,
            fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0,
            SocketAddress(address, port: port).bind(descriptor),
            listen(descriptor, 512) == 0,
            let bound = SocketAddress(nameOf: descriptor)
        else {
            let code = errno
            _ = Glibc.close(descriptor)
            throw .cannotListen(errno: code)
        }
        self.descriptor = descriptor
        self.port = bound.port
    }

    enum Accepted {
        case connection(Int32, SocketAddress)
        case none
        /// No descriptor is free: the listener stays readable, so wait before asking again.
        case exhausted
    }

    func accept() -> Accepted {
        while true {
            var address = SocketAddress()
            let connection = unsafe address.withMutablePointer { pointer, length in
                unsafe Glibc.accept(descriptor, pointer, length)
            }
            if connection >= 0 {
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                return .connection(connection, address)
            }
            switch errno {
            case EINTR, ECONNABORTED, EPROTO: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            default: return .none
            }
        }
    }

    func close() {
        _ = Glibc.close(descriptor)
    }
}

/// An IPv4 or IPv6 socket address in the kernel's form.
struct SocketAddress {
    private var storage = sockaddr_storage()
    private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

    init() {}

    init(_ address: ClientAddress, port: UInt16) {
        if address.bytes.count == 4 {
            var v4 = sockaddr_in()
            v4.sin_family = sa_family_t(AF_INET)
            v4.sin_port = port.bigEndian
            unsafe withUnsafeMutableBytes(of: &v4.sin_addr) {
                unsafe $0.copyBytes(from: address.bytes)
            }
            unsafe withUnsafeMutableBytes(of: &storage) { room in
                unsafe withUnsafeBytes(of: v4) { unsafe room.copyMemory(from: $0) }
            }
            length = socklen_t(MemoryLayout<sockaddr_in>.size)
        } else {
            var v6 = sockaddr_in6()
            v6.sin6_family = sa_family_t(AF_INET6)
            v6.sin6_port = port.bigEndian
            unsafe withUnsafeMutableBytes(of: &v6.sin6_addr) {
                unsafe $0.copyBytes(from: address.bytes)
            }
            unsafe withUnsafeMutableBytes(of: &storage) { room in
                unsafe withUnsafeBytes(of: v6) { unsafe room.copyMemory(from: $0) }
            }
            length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        }
    }

    init?(nameOf descriptor: Int32) {
        let isKnown = unsafe withMutablePointer { pointer, length in
            unsafe getsockname(descriptor, pointer, length) == 0
        }
        guard isKnown else { return nil }
    }

    var port: UInt16 {
        // Port and family stand at the same place in both forms.
        unsafe withUnsafeBytes(of: storage) { bytes in
            UInt16(bigEndian: unsafe bytes.load(fromByteOffset: 2, as: UInt16.self))
        }
    }

    /// The address alone; nil for a family that this server doesn't listen on.
    var clientAddress: ClientAddress? {
        let family = Int32(storage.ss_family)
        guard family == AF_INET || family == AF_INET6 else { return nil }
        let range = family == AF_INET ? 4..<8 : 8..<24
        return unsafe withUnsafeBytes(of: storage) { bytes in
            ClientAddress(bytes: range.map { unsafe bytes[$0] })
        }
    }

    func bind(_ descriptor: Int32) -> Bool {
        var copy = self
        return unsafe copy.withMutablePointer { pointer, length in
            unsafe Glibc.bind(descriptor, pointer, length.pointee) == 0
        }
    }

    mutating func withMutablePointer<Result>(
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
    ) -> Result {
        unsafe withUnsafeMutablePointer(to: &storage) { storage in
            unsafe withUnsafeMutablePointer(to: &length) { length in
                unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    unsafe body(pointer, length)
                }
            }
        }
    }
}
