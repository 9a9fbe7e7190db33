@testable import HTTP

/// Runs a server for the length of a test and stops it, whatever the test did.
func withServer<Result>(
    limits: Limits = Limits(),
    configure: (inout HTTPServer.Options) -> Void = { _ in },
    handler: @escaping HTTPServer.Answer = { .text("\($0.method.rawValue) \($0.path)") },
    _ body: (HTTPServer, UInt16) async throws -> Result
) async throws -> Result {
    var options = HTTPServer.Options()
    options.limits = limits
    configure(&options)
    let server = HTTPServer(options, handler: handler)
    let port = try server.start()
    do {
        let result = try await body(server, port)
        await server.stop(gracePeriodSeconds: 2)
        return result
    } catch {
        await server.stop(gracePeriodSeconds: 0)
        throw error
    }
}

/// Sends one request on a connection of its own and reads the answer.
func ask(
    _ port: UInt16,
    _ request: String,
    headOnly: Bool = false
) async throws -> RawClient.Response {
    let client = try RawClient(port: port)
    defer { client.close() }
    try await client.send(request)
    return try await client.response(headOnly: headOnly)
}

/// A `GET` with a `Host`.
func get(_ target: String, _ extra: String = "") -> String {
    "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\(extra)\r\n"
}

/// Waits until the server answers in time: while other tests begin, its handlers may have to wait for a thread.
func untilAnswered(_ port: UInt16) async throws {
    for _ in 0..<100 where try await ask(port, get("/")).status != 200 {
        try await Task.sleep(for: .milliseconds(50))
    }
}
