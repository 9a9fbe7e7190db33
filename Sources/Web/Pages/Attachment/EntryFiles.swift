import Casefile
import Casework
import HTML

/// The files of one entry, each a link that takes it along.
struct EntryFiles: Component {
    let model: CaseModel
    let item: TimelineItem
    let reading: CaseReading
    /// When the entry was, for whoever hears the link alone.
    let when: String

    private var words: Words { reading.words }

    var body: Markup {
        let files = model.state.attachments(of: item.id)
        return Markup {
            if !files.isEmpty {
                P(words("case.attachment.list"), .class("hint"))
                Ul {
                    for file in files { Li { FileLink(file: file.value, in: model, words: words) } }
                }
            }
            if reading.may(.record), item.mayHaveFiles(of: reading.own) {
                P {
                    A(
                        words("case.attachment.add"),
                        .href(Route.attachFile(model.id, item.id).url),
                        .aria(
                            .label,
                            words(
                                "case.attachment.add-what",
                                ["what": words("entry.\(item.entry.payload.kind)"), "when": when]
                            )
                        )
                    )
                }
            }
        }
    }
}

/// A file by the name that it was given, with its kind and size.
struct FileLink: Component {
    let file: AttachmentAdded
    let model: CaseModel
    let words: Words

    init(file: AttachmentAdded, in model: CaseModel, words: Words) {
        self.file = file
        self.model = model
        self.words = words
    }

    var body: Markup {
        let name = file.name.isEmpty ? words("case.attachment.unnamed") : file.name
        return Markup {
            A(.href(Route.attachment(model.id, file.id).url)) { Bdi(name) }
            " (\(file.facts(words)))"
        }
    }
}
