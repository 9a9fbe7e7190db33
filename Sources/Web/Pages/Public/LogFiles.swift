import Casework
import HTTP

/// The log as others read it: checkpoints and hashes, nothing else.
///
/// Source: C2SP tlog-tiles, below `/log`.
extension Visit {
    func logCheckpoint() async throws -> HTTPResponse {
        guard let note = try await installation.checkpoint() else { throw AccessRefusal.hidden }
        return .text(note)
    }

    func logTile(_ path: String) async throws -> HTTPResponse {
        guard let tile = try await installation.tile(at: path) else { throw AccessRefusal.hidden }
        var response = HTTPResponse.bytes(tile, contentType: "application/octet-stream")
        // A tile never changes: it has its width in its name.
        try response.headers.set("Cache-Control", to: "public, max-age=31536000, immutable")
        return response
    }

    func logConsistency(_ from: Int, _ to: Int) async throws -> HTTPResponse {
        guard let lines = try await installation.consistencyLines(from: from, to: to) else {
            throw AccessRefusal.hidden
        }
        return .text(lines)
    }
}
