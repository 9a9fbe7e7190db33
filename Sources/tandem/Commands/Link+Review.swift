import Cryptography
import Foundation
import Glibc
import HTTP
import Linking
import Web

extension Link {
    /// Serves the doubtful pairs until the person is done, or a signal comes.
    func review(_ lists: LinkedLists, at address: ReviewAddress) async throws -> LinkedLists {
        let file = try DecisionsFile(files.decisionsPath)
        let desk = ReviewDesk(
            lists,
            time: { Date().ISO8601Format() },
            keep: { try file.add($0) }
        )
        let token = RandomBytes.generate(count: 16).hexString
        let (ends, continuation) = AsyncStream<Void>.makeStream()
        _ = signal(SIGPIPE, SIG_IGN)
        let interruption = Interruption { continuation.yield() }
        defer { interruption.end() }
        let box = ReviewBox()
        var options = HTTPServer.Options()
        (options.address, options.port) = (address.address, address.port)
        let server = HTTPServer(options) { box.respond($0) }
        let port: UInt16
        do {
            port = try server.start()
        } catch {
            throw CommandFailure(
                "Port \(address.port) on \(address.address) can't be used: another program may have it."
            )
        }
        let origins = ["http://\(address.host):\(port)", "http://localhost:\(port)"]
        box.open(
            ReviewSite(
                desk,
                token: token,
                origins: origins.compactMap { Origin($0) },
                styles: StyleSheet.bytes,
                finish: { continuation.yield() }
            )
        )
        CommandLineTool.say("Review at \(origins[0])/\(token) (Ctrl-C or 'Finish' ends it)")
        for await _ in ends { break }
        await server.stop(gracePeriodSeconds: 2)
        return desk.lists
    }
}
