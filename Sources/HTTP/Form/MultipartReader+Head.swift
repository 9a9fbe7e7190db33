extension MultipartReader.Part {
    /// Reads the lines of a part's head.
    ///
    /// By bytes and not by characters: a mark that combines with a quote must not hide it.
    /// - Throws: `MultipartReader.Failure.malformed` or `.invalidUTF8`.
    init(head: ArraySlice<UInt8>) throws(MultipartReader.Failure) {
        guard String(validating: head, as: UTF8.self) != nil else { throw .invalidUTF8 }
        var headers = HTTPHeaders()
        var rest = head
        while let line = rest.popLine() {
            guard let colon = line.firstIndex(of: 0x3A) else { throw .malformed }
            let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
            do {
                let name = String(decoding: line[..<colon], as: UTF8.self)
                try headers.add(name, String(value.trimmingBlanks))
            } catch {
                throw .malformed
            }
        }
        // Browsers send content as it is; anything else would be stored as something that it isn't.
        guard headers["Content-Transfer-Encoding"] == nil,
            headers.all("Content-Type").count <= 1,
            let disposition = headers.only("Content-Disposition"),
            let fields = Self.fields(Array(disposition.utf8)[...]),
            let name = fields["name"], !name.isEmpty
        else { throw .malformed }
        self.name = name
        fileName = fields["filename"]
        contentType = headers["Content-Type"]
    }

    /// The quoted parameters of a `form-data` disposition; nil when it is none or says one twice.
    private static func fields(_ disposition: ArraySlice<UInt8>) -> [String: String]? {
        let type = Array("form-data".utf8)
        guard disposition.starts(with: type) else { return nil }
        var rest = disposition.dropFirst(type.count).drop(while: \.isBlank)
        var fields: [String: String] = [:]
        while !rest.isEmpty {
            guard rest.popFirst() == 0x3B else { return nil }
            rest = rest.drop(while: \.isBlank)
            guard let equals = rest.firstIndex(of: 0x3D) else { return nil }
            let name = String(decoding: rest[..<equals], as: UTF8.self)
            rest = rest[(equals + 1)...]
            guard HTTPHeaders.isToken(name), rest.popFirst() == 0x22,
                let end = rest.firstIndex(of: 0x22),
                fields.updateValue(unescaped(rest[..<end]), forKey: name) == nil
            else { return nil }
            rest = rest[(end + 1)...].drop(while: \.isBlank)
        }
        return fields
    }

    /// Undoes the three escapes that browsers write in a name, and no others.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
        var output: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let escaped: UInt8? =
                switch byte == 0x25 ? rest.prefix(2) : [] {
                case [0x30, 0x41]: 0x0A
                case [0x30, 0x44]: 0x0D
                case [0x32, 0x32]: 0x22
                default: nil
                }
            output.append(escaped ?? byte)
            if escaped != nil { rest = rest.dropFirst(2) }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

extension ArraySlice<UInt8> {
    /// Takes the bytes before the next line break (CR LF) off, or all of them; nil when there are none.
    fileprivate mutating func popLine() -> ArraySlice<UInt8>? {
        guard !isEmpty else { return nil }
        var end = startIndex
        while end < endIndex, !self[end...].starts(with: [0x0D, 0x0A]) { end += 1 }
        defer { self = dropFirst(end - startIndex + 2) }
        return self[..<end]
    }
}
