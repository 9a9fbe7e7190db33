import Casefile
import Casework
import HTML
import HTTP
import Mechanism

extension Visit {
    /// Adds a file to an entry of the own agency.
    func attachFile(
        _ id: Case.ID,
        _ entryID: Entry.ID,
        _ actor: Actor
    ) async throws -> HTTPResponse {
        guard actor.may(.record) else { throw AccessRefusal.missing(.record) }
        let model = try await installation.readCase(id, by: actor)
        guard let item = model.state.timeline.first(where: { $0.id == entryID }),
            item.mayHaveFiles(of: actor.agency.id)
        else { throw AccessRefusal.hidden }
        var typed = CaseForm(words)
        if isPost {
            do {
                if try await takeFile(to: entryID, in: id, actor) {
                    return try goOn(to: .caseFile(id))
                }
                typed.fail("file", Message("case.error.choose-file"))
            } catch let refusal as AttachingRefusal {
                typed.fail("file", Message("refusal.attaching.\(refusal.rawValue)"))
            } catch UploadBody.Failure.tooLarge {
                typed.fail(
                    "file",
                    Message("refusal.attaching.\(AttachingRefusal.tooLarge.rawValue)")
                )
            }
        }
        let reading = reading(for: actor)
        var formPage = CaseFormPage(
            title: words("case.attachment.title"),
            model: model,
            action: .attachFile(id, entryID),
            reading: reading,
            form: typed,
            button: words("case.attachment.button")
        ) { AttachFields(form: typed, payload: item.entry.payload, reading: reading) }
        formPage.encoding = .multipart
        return try await answer(with: formPage, model)
    }

    /// Takes the first file of the form; false where none was chosen.
    private func takeFile(
        to entry: Entry.ID,
        in id: Case.ID,
        _ actor: Actor
    ) async throws -> Bool {
        guard !isTooLarge else { throw AttachingRefusal.tooLarge }
        guard var form = upload else { return false }
        while let part = try await form.nextPart() {
            guard part.name == "file", let name = part.fileName, !name.isEmpty else { continue }
            try await installation.addAttachment(
                named: name,
                to: entry,
                in: id,
                by: actor,
                content: { try await form.nextPiece() }
            )
            do {
                while try await form.nextPart() != nil {}
            } catch {
                // The file is recorded: what is wrong behind it changes nothing.
            }
            return true
        }
        return false
    }
}

extension TimelineItem {
    /// Whether an agency may add files to the entry.
    func mayHaveFiles(of agency: Agency.ID) -> Bool {
        let isStruck = correction.map { $0.value.replacement == nil } ?? false
        return entry.header.authorAgency == agency && entry.payload.isAttachable && !isStruck
    }
}

/// The entry that the file belongs to, who will see it, and the file.
struct AttachFields: Component {
    let form: CaseForm
    let payload: Payload
    let reading: CaseReading

    private var words: Words { form.words }

    var body: Markup {
        Markup {
            Notice(.information, heading: words("entry.\(payload.kind)")) {
                PayloadSummary(payload, reading)
            }
            P(words("case.attachment.readers"))
            P(words("case.attachment.metadata"))
            FileField(
                field: form.field("file"),
                label: form.label("file"),
                hint: form.hint("file"),
                accepts: FileKind.allCases.map(\.contentType),
                words: words
            )
        }
    }
}
