internal import CMagic

/// The kinds of content that are taken, decided by their bytes and never by a name.
package enum ContentType: String, CaseIterable, Hashable, Sendable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webp = "image/webp"
    case pdf = "application/pdf"
    case plainText = "text/plain"
    case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case odt = "application/vnd.oasis.opendocument.text"
    case mp3 = "audio/mpeg"
    case m4a = "audio/x-m4a"
    case ogg = "audio/ogg"
    case wav = "audio/x-wav"

    /// Looks at the first bytes of a content; nil for whatever is not taken, or when nothing can be told.
    ///
    /// The first 256 KiB are enough. Reads Debian's compiled magic file each time.
    package init?(sniffing bytes: [UInt8]) {
        guard !bytes.isEmpty, let cookie = unsafe magic_open(MAGIC_MIME_TYPE) else { return nil }
        defer { unsafe magic_close(cookie) }
        guard unsafe magic_load(cookie, nil) == 0,
            let found = unsafe magic_buffer(cookie, bytes, bytes.count)
        else { return nil }
        self.init(rawValue: unsafe String(cString: found))
    }
}
