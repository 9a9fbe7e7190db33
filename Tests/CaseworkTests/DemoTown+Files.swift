import Casefile
import TestTown
import Testing

@testable import Casework

extension DemoTown {
    /// The first entry of a kind.
    func entry(
        _ kind: String,
        in id: Case.ID,
        by login: String
    ) async throws -> Entry.ID {
        let state = try await installation.readCase(id, by: actor(login)).state
        return try #require(state.timeline.first { $0.entry.payload.kind == kind }).id
    }

    @discardableResult
    func attach(
        _ content: [UInt8],
        to entry: Entry.ID,
        in id: Case.ID,
        by login: String,
        _ pieceBytes: Int = 65_536
    ) async throws -> AttachedFile.ID {
        let actor = try await actor(login)
        var rest = content[...]
        return try await installation.addAttachment(
            named: "Brief der Firma.txt",
            to: entry,
            in: id,
            by: actor,
            content: {
                guard !rest.isEmpty else { return nil }
                defer { rest = rest.dropFirst(pieceBytes) }
                return Array(rest.prefix(pieceBytes))
            }
        )
    }

    /// Nobody learns whether there is such a file.
    func expectHidden(
        _ file: AttachedFile.ID,
        in id: Case.ID,
        by login: String,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let actor = try await actor(login)
        await #expect(throws: AccessRefusal.hidden, sourceLocation: location) {
            _ = try await installation.openAttachment(file, in: id, by: actor)
        }
    }

    func open(
        _ file: AttachedFile.ID,
        in id: Case.ID,
        by login: String
    ) async throws -> AttachmentModel {
        try await installation.openAttachment(file, in: id, by: actor(login))
    }
}

extension AttachmentContent {
    func whole() async throws -> [UInt8] {
        var all: [UInt8] = []
        while let chunk = try await next() { all += chunk }
        return all
    }
}
