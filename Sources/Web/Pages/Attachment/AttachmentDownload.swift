import Casefile
import Casework
import HTTP
import Mechanism

extension Visit {
    /// Gives a file to whoever may have it: never shown in the browser, under a name that tells nothing.
    func attachment(
        _ file: AttachedFile.ID,
        in id: Case.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        guard !isPost else { throw AccessRefusal.hidden }
        let model = try await installation.openAttachment(file, in: id, by: actor)
        let kind = FileKind(contentType: model.contentType)
        var response = HTTPResponse.stream(
            AttachmentPieces(content: model.content, onFailure: site.onFailure),
            count: model.byteCount,
            contentType: kind?.contentType ?? "application/octet-stream"
        )
        try response.headers.set(
            "Content-Disposition",
            to: "attachment; filename=\"\(kind?.fileName ?? "attachment.bin")\""
        )
        return response
    }
}

/// The content of a file for the socket; what cuts it is reported, without a word of it.
private struct AttachmentPieces: PieceSource {
    let content: AttachmentContent
    let onFailure: @Sendable (String) -> Void

    func next() async throws -> [UInt8]? {
        do {
            return try await content.next()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            onFailure(String(reflecting: type(of: error)))
            throw error
        }
    }
}
