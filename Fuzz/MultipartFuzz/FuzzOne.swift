import Dispatch
import HTTP
import Synchronization

/// One input: its first byte is the size of the pieces, the rest is a body with the boundary `b`.
///
/// At file scope, as C calls it. However a body is cut into pieces, the same is read of it.
func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let first = input.first else { return 0 }
    let body = Array(input.dropFirst())
    let result = Mutex(("", ""))
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
        let whole = await reading([body])
        let size = Int(first % 32) + 1
        let pieces = stride(from: 0, to: body.count, by: size).map { start in
            Array(body[start..<min(start + size, body.count)])
        }
        let cut = await reading(pieces)
        result.withLock { $0 = (whole, cut) }
        isDone.signal()
    }
    isDone.wait()
    let (whole, cut) = result.withLock { $0 }
    precondition(whole == cut, "the same body is the same in pieces")
    return 0
}

/// What is read of a body, or why it is refused, as text.
private func reading(_ pieces: [[UInt8]]) async -> String {
    guard let boundary = MultipartBoundary("b") else { preconditionFailure("a good boundary") }
    var bounds = MultipartReader.Bounds()
    bounds.parts = 4
    bounds.headBytes = 256
    bounds.fieldBytes = 64
    var reader = MultipartReader(UploadBody(pieces: pieces), boundary: boundary, within: bounds)
    var found = ""
    do {
        var count = 0
        while let part = try await reader.nextPart() {
            count += 1
            precondition(!part.name.isEmpty && count <= bounds.parts)
            found += "\(part) "
            if part.fileName == nil {
                let text = try await reader.text()
                precondition(text.utf8.count <= bounds.fieldBytes)
                found += text
            } else {
                while let piece = try await reader.nextPiece() {
                    precondition(!piece.isEmpty)
                    found += piece.map(String.init).joined(separator: ",") + ","
                }
            }
        }
    } catch let failure as MultipartReader.Failure {
        // Where a body is cut decides only how much was read before.
        return "\(failure)"
    } catch {
        preconditionFailure("only the form's own failures")
    }
    return found
}
