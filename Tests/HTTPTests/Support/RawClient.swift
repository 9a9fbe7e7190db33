import Glibc

/// A client that writes whatever bytes a test wants, on a socket that never blocks the pool's threads.
final class RawClient {
    enum Failure: Error, Equatable {
        case cannotConnect(Int32)
        case closedByPeer
        case timeout
        case notHTTP
    }

    struct Response: Equatable {
        let status: Int
        let headers: [(name: String, value: String)]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }

        subscript(name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        static func == (left: Self, right: Self) -> Bool {
            left.status == right.status && left.body == right.body
        }
    }

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isOpen = true

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            let code = errno
            _ = Glibc.close(descriptor)
            isOpen = false
            throw Failure.cannotConnect(code)
        }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { close() }

    func close() {
        guard isOpen else { return }
        isOpen = false
        _ = Glibc.close(descriptor)
    }

    /// Closes with a reset, as a client does whose machine goes away.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        let size = socklen_t(MemoryLayout<linger>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, size)
        close()
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        var sent = 0
        let end = ContinuousClock.now + .seconds(10)
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { all in
                unsafe Glibc.send(
                    descriptor,
                    all.baseAddress.map { unsafe $0 + sent },
                    bytes.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                guard ContinuousClock.now < end else { throw Failure.timeout }
                try await Task.sleep(for: .milliseconds(2))
            } else {
                throw Failure.closedByPeer
            }
        }
    }

    /// Sends as much as the peer takes until it takes nothing for a while.
    ///
    /// - Returns: how many bytes went.
    func sendUntilHeld(
        _ bytes: [UInt8],
        patience: Duration = .milliseconds(300)
    ) async throws -> Int {
        var sent = 0
        var end = ContinuousClock.now + patience
        while sent < bytes.count, ContinuousClock.now < end {
            let count = unsafe bytes.withUnsafeBytes { all in
                unsafe Glibc.send(
                    descriptor,
                    all.baseAddress.map { unsafe $0 + sent },
                    min(bytes.count - sent, 65_536),
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count > 0 {
                sent += count
                end = .now + patience
            } else if errno == EAGAIN {
                try await Task.sleep(for: .milliseconds(2))
            } else {
                throw Failure.closedByPeer
            }
        }
        return sent
    }

    /// Reads what comes until the peer closes; heads and bodies as they are.
    func readToClose(within limit: Duration = .seconds(20)) async throws -> [UInt8] {
        let end = ContinuousClock.now + limit
        while try await fill(until: end) {}
        defer { buffer = [] }
        return buffer
    }

    /// Reads one answer; `headOnly` for `HEAD`, whose length announces a body that doesn't come.
    func response(
        headOnly: Bool = false,
        within limit: Duration = .seconds(10)
    ) async throws -> Response {
        let end = ContinuousClock.now + limit
        while true {
            if let response = try takeResponse(headOnly: headOnly) { return response }
            guard try await fill(until: end) else { throw Failure.closedByPeer }
        }
    }

    /// Waits for the peer's close, throwing what comes before it away.
    func waitForClose(within limit: Duration) async throws {
        let end = ContinuousClock.now + limit
        while try await fill(until: end) { buffer = [] }
    }

    private func fill(until end: ContinuousClock.Instant) async throws -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
            if count > 0 {
                buffer += chunk.prefix(count)
                return true
            }
            guard count < 0, errno == EAGAIN else { return false }
            guard ContinuousClock.now < end else { throw Failure.timeout }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    private func takeResponse(headOnly: Bool) throws -> Response? {
        let mark = Array("\r\n\r\n".utf8)
        guard buffer.count >= 4,
            let cut = (0...(buffer.count - 4)).first(where: { Array(buffer[$0..<($0 + 4)]) == mark }
            )
        else { return nil }
        let lines = String(decoding: buffer[..<cut], as: UTF8.self).split(separator: "\r\n")
        guard let first = lines.first, first.hasPrefix("HTTP/1.1 "),
            let status = Int(first.dropFirst(9).prefix(3))
        else { throw Failure.notHTTP }
        let headers = lines.dropFirst().map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), parts.count > 1 ? String(parts[1].dropFirst()) : "")
        }
        if status == 100 {
            buffer.removeFirst(cut + 4)
            return try takeResponse(headOnly: headOnly)
        }
        let length = headers.first { $0.name.lowercased() == "content-length" }
        let count = headOnly || status == 304 ? 0 : length.flatMap { Int($0.value) } ?? 0
        guard buffer.count >= cut + 4 + count else { return nil }
        let body = Array(buffer[(cut + 4)..<(cut + 4 + count)])
        buffer.removeFirst(cut + 4 + count)
        return Response(status: status, headers: headers, body: body)
    }
}
