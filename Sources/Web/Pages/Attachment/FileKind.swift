import Casefile

/// The kinds of file that are taken: what they are called, and how they are named when they leave.
enum FileKind: String, CaseIterable {
    case pdf, jpeg, png, webp, text, word, excel, openDocument = "open-document"

    /// The kind of a media type.
    init?(contentType: String) {
        guard let kind = Self.allCases.first(where: { $0.contentType == contentType }) else {
            return nil
        }
        self = kind
    }

    var contentType: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        case .text: "text/plain"
        case .word: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .excel: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .openDocument: "application/vnd.oasis.opendocument.text"
        }
    }

    /// The neutral name under which a browser keeps the file: nothing of what was typed, and nothing of the case.
    var fileName: String {
        let ending =
            switch self {
            case .jpeg: "jpg"
            case .text: "txt"
            case .word: "docx"
            case .excel: "xlsx"
            case .openDocument: "odt"
            case .pdf, .png, .webp: rawValue
            }
        return "attachment.\(ending)"
    }
}

extension AttachmentAdded {
    /// The kind and size in words, such as ‘PDF, 80 KB’.
    func facts(_ words: Words) -> String {
        let size = words.size(ofBytes: byteCount)
        guard let kind = FileKind(contentType: contentType) else { return size }
        return "\(words("case.file-kind", of: kind)), \(size)"
    }
}

extension Words {
    /// A size in kilobytes or megabytes, rounded up.
    func size(ofBytes count: Int) -> String {
        guard count >= 1_000_000 else {
            return self("case.attachment.kilobytes", ["count": String((count + 999) / 1_000)])
        }
        let tenths = (count + 99_999) / 100_000
        return self("case.attachment.megabytes", ["count": "\(tenths / 10).\(tenths % 10)"])
    }
}
