import Casefile
import Casework
import Database
import HTTP
import Mechanism
import Synchronization
import TestTown
import Testing

@testable import Web

/// A file of a case, from the form that sends it to the browser that takes it along.
struct `A file of a case` {
    private static let letter = Array("An invented letter\n".utf8)
    private static let fileHead = "name=\"file\"; filename=\"Brief der Firma.txt\""

    private func files(_ site: SiteTown) async throws -> [AttachmentAdded] {
        let owner = try await site.town.actor(SiteTown.owner)
        let model = try await site.town.installation.readCase(site.things.caseID, by: owner)
        return model.state.attachments.map(\.value)
    }

    private func entry(_ kind: String, in model: CaseModel) throws -> Entry.ID {
        try #require(model.state.timeline.first { $0.entry.payload.kind == kind }).id
    }

    @Test func `is sent by a form, listed with its entry, and taken along`() async throws {
        let site = try await SiteTown.found()
        let browser = try await site.browser.signedIn(SiteTown.owner, of: site.town)
        let route = Route.attachFile(site.things.caseID, site.things.entry)
        let page = try await browser.get(route)
        #expect(page.text.contains("enctype=\"multipart/form-data\""))
        #expect(page.text.contains("type=\"file\"") && page.text.contains("name=\"file\""))
        let content = [UInt8](repeating: 0x61, count: 700_000)
        let sent = try await browser.upload(route, [(Self.fileHead, content)])
        #expect(sent.status == .seeOther)
        let file = try #require(try await files(site).last)
        #expect(file.name == "Brief der Firma.txt" && file.byteCount == 700_000)
        let casePage = try await browser.get(.caseFile(site.things.caseID))
        let link = "/cases/\(site.things.caseID)/attachments/\(file.id)"
        #expect(casePage.text.contains("href=\"\(link)\""))
        #expect(casePage.text.contains("Brief der Firma.txt"))
        #expect(casePage.text.contains("plain text, 700 KB"))
        let taken = try await browser.get(.attachment(site.things.caseID, file.id))
        #expect(taken.status == .ok && taken.bodyBytes == 700_000)
        #expect(taken.headers["Content-Type"] == "text/plain")
        #expect(
            taken.headers["Content-Disposition"] == "attachment; filename=\"attachment.txt\""
        )
        #expect(taken.headers["Cache-Control"] == nil)
        #expect(try await taken.streamed() == content)
    }

    @Test(arguments: [
        ("name=\"file\"; filename=\"\"", [], "Choose a file"),
        ("name=\"file\"", letter, "Choose a file"),
        ("name=\"other\"; filename=\"a.txt\"", letter, "Choose a file"),
        (fileHead, [], "The file is empty"),
        (fileHead, [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0], "of a kind that is not taken"),
        (fileHead, [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1], "damaged or not whole"),
    ])
    func `that is none, empty, of another kind or damaged is refused beside its field`(
        head: String,
        content: [UInt8],
        sentence: String
    ) async throws {
        let site = try await SiteTown.found()
        let browser = try await site.browser.signedIn(SiteTown.owner, of: site.town)
        let before = try await files(site)
        let route = Route.attachFile(site.things.caseID, site.things.entry)
        let answer = try await browser.upload(route, [(head, content)])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(sentence))
        #expect(answer.text.contains("href=\"#field-file\""))
        #expect(try await files(site) == before)
    }

    @Test func `that is too large is refused with a sentence, told by its own size or the form's`()
        async throws
    {
        let site = try await SiteTown.found()
        let browser = try await site.browser.signedIn(SiteTown.owner, of: site.town)
        let route = Route.attachFile(site.things.caseID, site.things.entry)
        for count in [AttachedFile.byteLimit + 1, AttachedFile.byteLimit + 100_000] {
            let content = [UInt8](repeating: 0x61, count: count)
            let answer = try await browser.upload(route, [(Self.fileHead, content)])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("25 MB"), "\(count)")
        }
        #expect(try await files(site).count == 1)
    }

    @Test func `is not read before the form's token is right`() async throws {
        let site = try await SiteTown.found()
        let browser = try await site.browser.signedIn(SiteTown.owner, of: site.town)
        let route = Route.attachFile(site.things.caseID, site.things.entry)
        let before = try await files(site)
        for token in ["", "x", String(repeating: "A", count: 43)] {
            let answer = try await browser.upload(
                route,
                [(Self.fileHead, Self.letter)],
                token: token
            )
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("Choose it once more"))
        }
        // The token after the file is none.
        let late = try await browser.upload(
            route,
            [
                (Self.fileHead, Self.letter),
                ("name=\"form-token\"", Array((browser.secret?.formToken ?? "").utf8)),
            ],
            token: ""
        )
        #expect(late.status == .conflict)
        let anonymous = try await site.browser.upload(
            route,
            [(Self.fileHead, Self.letter)],
            token: browser.secret?.formToken
        )
        #expect(anonymous.status == .unauthorized)
        #expect(try await files(site) == before)
    }

    @Test func `in a form that is not well formed is not understood, and no other form takes one`()
        async throws
    {
        let site = try await SiteTown.found()
        let browser = try await site.browser.signedIn(SiteTown.owner, of: site.town)
        let route = Route.attachFile(site.things.caseID, site.things.entry)
        let broken = try await browser.upload(route, [("name=file", Self.letter)])
        #expect(broken.status == .badRequest)
        let elsewhere = try await browser.upload(
            .correction(site.things.caseID, site.things.entry),
            [(Self.fileHead, Self.letter)]
        )
        #expect(elsewhere.status == .unsupportedMediaType)
        let posted = try await browser.post(.attachment(site.things.caseID, site.things.file))
        #expect(posted.status == .notFound)
        #expect(try await files(site).count == 1)
    }

    @Test func `is hidden alike from another agency, compartment, case and after a withdrawal`()
        async throws
    {
        let site = try await SiteTown.found()
        let id = site.things.caseID
        let shelter = try await site.browser.signedIn("shelter-women.1", of: site.town)
        let owner = try await site.browser.signedIn(SiteTown.owner, of: site.town)
        let neighbour = try await site.browser.signedIn(SiteTown.neighbour, of: site.town)
        let model = try await site.town.installation.readCase(
            id,
            by: site.town.actor(SiteTown.owner)
        )
        // Support is shared with the shelter, the account is not.
        for kind in ["need-stated", "contact-made"] {
            let sent = try await owner.upload(
                .attachFile(id, entry(kind, in: model)),
                [(Self.fileHead, Self.letter)]
            )
            #expect(sent.status == .seeOther)
        }
        let added = try await files(site)
        let need = try #require(added.first { $0.compartment == .support }).id
        let account = try #require(added.last).id
        #expect(try await shelter.get(.attachment(id, need)).status == .ok)
        let absent = try await shelter.get(.attachment(id, Installation.newIdentifier()))
        #expect(absent.status == .notFound)
        let other = try await site.town.openCase(by: SiteTown.owner)
        let hidden = [
            try await shelter.get(.attachment(id, account)),
            try await neighbour.get(.attachment(id, need)),
            try await owner.get(.attachment(other, need)),
            try await shelter.get(.attachment(other, need)),
        ]
        for answer in hidden { #expect(answer.isSame(as: absent)) }
        try await site.town.installation.withdrawConsent(
            site.things.consent,
            in: id,
            by: site.town.actor(SiteTown.owner)
        )
        #expect(try await shelter.get(.attachment(id, need)).isSame(as: absent))
        #expect(try await owner.get(.attachment(id, need)).status == .ok)
        // Nor can anybody add to what is not theirs.
        for browser in [neighbour, shelter] {
            let sent = try await browser.upload(
                .attachFile(id, entry("need-stated", in: model)),
                [(Self.fileHead, Self.letter)]
            )
            #expect(sent.status == .notFound)
        }
    }

    @Test func `that was changed is cut, and that is reported without a word of it`() async throws {
        let reports = Mutex<[String]>([])
        let site = try await SiteTown.found()
        let browser = try await Browser(
            site.town,
            onFailure: { report in reports.withLock { $0.append(report) } }
        ).signedIn(SiteTown.owner, of: site.town)
        _ = try await site.town.database.write { session in
            try session.main.execute(
                "UPDATE attachment_chunk SET sealed = \([UInt8](repeating: 0, count: 36)) WHERE number = 1"
            )
        }
        let answer = try await browser.get(.attachment(site.things.caseID, site.things.file))
        await #expect(throws: (any Error).self) { _ = try await answer.streamed() }
        #expect(reports.withLock { $0 } == ["Store.RowDamage"])
    }
}
