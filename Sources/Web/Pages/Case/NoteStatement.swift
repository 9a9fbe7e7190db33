import Casefile
import Casework
import HTML
import Mechanism

/// A free text: its compartment follows from its subject, and the form says who can open that.
enum NoteStatement: StatementForm {
    static func blank(_ context: StatementContext) -> [String: [String]] {
        CaseForm.values(of: .day(context.reading.today), in: "on")
    }

    static func fields(_ form: CaseForm, _ context: StatementContext) -> Markup {
        Markup {
            if case .note(let note)? = context.corrected {
                P(readers(of: note.subject, context), .class("hint"))
            } else {
                form.radios(
                    "subject",
                    Note.Subject.allCases.map { subject in
                        Choice(
                            subject.rawValue,
                            form.words("case.subject", of: subject),
                            hint: readers(of: subject, context)
                        )
                    }
                )
            }
            form.dateBoxes("on", acceptsLess: true)
            form.area("text", rows: 10)
        }
    }

    static func read(_ form: inout CaseForm, _ context: StatementContext) -> [Payload] {
        let subject: Note.Subject?
        if case .note(let note)? = context.corrected {
            subject = note.subject
        } else {
            subject = form.choice("subject", Note.Subject.self)
        }
        let day = form.date("on")
        let text = form.text("text", limit: CaseForm.longLimit, isRequired: true)
        guard form.isRight, let subject, let day else { return [] }
        return [.note(Note(subject: subject, occurredOn: day, text: text))]
    }

    static func values(of payload: Payload) -> [String: [String]]? {
        guard case .note(let note) = payload else { return nil }
        return CaseForm.values(of: note.occurredOn, in: "on").merging([
            "subject": [note.subject.rawValue], "text": [note.text],
        ]) { _, new in new }
    }

    /// Where a note on a subject goes, and who can open it as things stand.
    private static func readers(of subject: Note.Subject, _ context: StatementContext) -> String {
        let reading = context.reading
        let others = context.model.access.filter {
            $0.owner == reading.own && $0.agency != reading.own
                && $0.compartments.contains(subject.compartment)
        }.map(\.agency)
        let compartment = context.words.name(of: subject.compartment)
        guard !others.isEmpty else {
            return context.words("case.note.own-only", ["compartment": compartment])
        }
        return context.words(
            "case.note.readers",
            ["compartment": compartment, "agencies": reading.list(Set(others))]
        )
    }
}
