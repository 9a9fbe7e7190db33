import Casefile
import Casework
import Foundation
import Mechanism
import Testing

@testable import Web

/// Files on the pages of a case.
struct FilePagesTests {
    private static func file(
        to entry: Entry.ID,
        named name: String = "Payslip <1>.pdf",
        bytes: Int = 81_000
    ) throws -> Payload {
        .attachmentAdded(
            AttachmentAdded(
                id: try #require(AttachedFile.ID(hex: String(repeating: "7", count: 32))),
                entry: entry,
                compartment: .support,
                name: name,
                contentType: "application/pdf",
                byteCount: bytes,
                key: try #require(AttachedFile.Key(bytes: [UInt8](repeating: 0xA5, count: 32)))
            )
        )
    }

    @Test func `a file is listed with its entry, by its name as text, with kind and size`() throws {
        var scene = try CaseScene()
        let need = try scene.write(
            .needStated(NeedStated(kind: .food, urgency: .now, detail: ""))
        )
        try scene.write(try Self.file(to: need))
        let html = try scene.page()
        let link = "/attachments/\(String(repeating: "7", count: 32))\""
        #expect(html.components(separatedBy: link).count == 2)
        #expect(html.contains("Payslip &lt;1&gt;.pdf"))
        #expect(html.contains("PDF, 81 KB") && !html.contains("a5a5"))
    }

    @Test func `files are added to entries of the own agency only, and only with the capability`()
        throws
    {
        var scene = try CaseScene()
        let need = Payload.needStated(NeedStated(kind: .food, urgency: .now, detail: ""))
        let own = try scene.write(need)
        let foreign = try scene.write(need, by: scene.other)
        let html = try scene.page()
        #expect(html.contains("/entries/\(own)/attachments"))
        #expect(!html.contains("/entries/\(foreign)/attachments"))
        #expect(try !scene.page([.lead]).contains("/attachments"))
    }

    @Test(arguments: [
        (1, "1 KB"), (1_000, "1 KB"), (1_001, "2 KB"), (999_001, "1000 KB"),
        (1_000_000, "1.0 MB"), (24_950_001, "25.0 MB"), (25_000_000, "25.0 MB"),
    ])
    func `a size is rounded up`(bytes: Int, text: String) {
        #expect(Words(.english).size(ofBytes: bytes) == text)
    }

    @Test(arguments: FileKind.allCases)
    func `every kind has a name, a media type and a neutral file name`(kind: FileKind) {
        let words = Words(.english)
        #expect(!words("case.file-kind", of: kind).contains("⟦"))
        #expect(FileKind(contentType: kind.contentType) == kind)
        #expect(kind.fileName.hasPrefix("attachment."))
    }

    @Test(arguments: AttachingRefusal.allCases)
    func `every refusal of a file has its sentence`(refusal: AttachingRefusal) {
        #expect(!Words(.english)("refusal.attaching.\(refusal.rawValue)").contains("⟦"))
    }
}
