import Glibc
import HTTP
import Synchronization

/// A live server with small bounds, so that inputs of a few kilobytes reach all of them.
private let port: UInt16 = {
    var options = HTTPServer.Options()
    options.limits.bodyBytes = 1_024
    options.limits.drainedBytes = 512
    options.limits.headerBytes = 1_024
    options.limits.targetBytes = 128
    options.limits.requestDeadline = .seconds(5)
    options.allowances = { _, path in
        RequestAllowance(streamedBytes: path.first == "up" ? 1_024 : nil)
    }
    let server = HTTPServer(options) { request in
        if request.path.first == "alive" { return .text("alive") }
        do {
            if let upload = request.upload {
                var count = 0
                while let piece = try await upload.next() { count += piece.count }
                let pieces = Pieces(ofBytes: count % 63 + 1)
                return .stream(pieces, count: 64, contentType: "application/octet-stream")
            }
            let form = try request.form()
            return .text("\(form.fields.count) \(request.query.fields.count)")
        } catch {
            return .text("\(error)", status: .badRequest)
        }
    }
    do { return try server.start() } catch { fatalError("no server: \(error)") }
}()

/// 64 bytes in pieces of a given length.
private final class Pieces: PieceSource {
    private let size: Int
    private let left = Mutex(64)

    init(ofBytes size: Int) { self.size = size }

    func next() async throws -> [UInt8]? {
        let count = left.withLock { left in
            let count = min(size, left)
            left -= count
            return count
        }
        return count == 0 ? nil : [UInt8](repeating: 0x2E, count: count)
    }
}

/// One input: its first byte is the size of the pieces, the rest goes to the server's socket as it is.
///
/// At file scope, as C calls it. Whatever the server makes of it, and although the stranger soon leaves with a reset, it
/// must answer the next one.
func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let first = input.first else { return 0 }
    let size = first == 0 ? max(1, input.count) : Int(first) * 8
    let stranger = open(patienceMilliseconds: 10)
    for start in stride(from: 1, to: input.count, by: size) {
        guard write(input[start..<min(start + size, input.count)], to: stranger) else { break }
    }
    _ = shutdown(stranger, Int32(SHUT_WR))
    _ = readAnswer(stranger)
    close(stranger)
    let friend = open(patienceMilliseconds: 10_000)
    let good = Array("GET /alive HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8)
    guard write(good[...], to: friend) else { fatalError("a good request is not taken: \(errno)") }
    let answer = String(decoding: readAnswer(friend), as: UTF8.self)
    guard answer.hasPrefix("HTTP/1.1 200 "), answer.hasSuffix("alive") else {
        fatalError("a good request is not answered: \(answer) \(errno)")
    }
    close(friend)
    return 0
}

private func open(patienceMilliseconds: Int) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    // A reset on close leaves no port waiting.
    var option = linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(
        descriptor,
        SOL_SOCKET,
        SO_LINGER,
        &option,
        socklen_t(MemoryLayout<linger>.size)
    )
    var patience = timeval(
        tv_sec: patienceMilliseconds / 1_000,
        tv_usec: patienceMilliseconds % 1_000 * 1_000
    )
    _ = unsafe setsockopt(
        descriptor,
        SOL_SOCKET,
        SO_RCVTIMEO,
        &patience,
        socklen_t(MemoryLayout<timeval>.size)
    )
    let connected = unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard connected == 0 else { fatalError("the server does not listen: \(errno)") }
    return descriptor
}

private func write(_ piece: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    unsafe piece.withUnsafeBytes { bytes in
        while true {
            let count = unsafe send(
                descriptor,
                bytes.baseAddress,
                bytes.count,
                Int32(MSG_NOSIGNAL)
            )
            if count < 0 && errno == EINTR { continue }
            return count == bytes.count
        }
    }
}

/// What comes until the server closes, or until patience ends.
private func readAnswer(_ descriptor: Int32) -> [UInt8] {
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        // libFuzzer's own alarm interrupts calls now and then.
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return answer }
        answer += chunk.prefix(count)
    }
}
