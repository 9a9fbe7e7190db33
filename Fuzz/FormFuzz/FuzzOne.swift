import HTTP

/// One input: its first byte chooses the parser, the rest is what a stranger sends to it.
///
/// At file scope, as C calls it. Whatever a parser accepts must be written and read back the same.
func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let choice = input.first else { return 0 }
    let rest = Array(input.dropFirst())
    let text = String(decoding: rest, as: UTF8.self)
    switch choice % 8 {
    case 0: checkForm(rest, .form)
    case 1: checkForm(rest, .query)
    case 2: checkForm(rest, .init(fieldCount: 4, nameBytes: 8, valueBytes: 8))
    case 3: checkPath(text)
    case 4:
        if let path = SafePath(text) {
            precondition(path.text.hasPrefix("/") && !path.text.hasPrefix("//"))
            precondition(path.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x5C })
        }
    case 5:
        let cookies = Cookies(parsing: text.split(separator: "\n").map(String.init))
        precondition(cookies.count <= 64)
        _ = cookies.hostValue("session")
    case 6:
        if let origin = Origin(text, mayHavePath: true) {
            precondition(Origin(origin.text) == origin)
        }
        if let address = ClientAddress(text) {
            precondition(ClientAddress(address.text) == address)
        }
    default:
        var headers = HTTPHeaders()
        do {
            try headers.add("X", text)
            precondition(!text.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 })
        } catch {
            precondition(headers.fields.isEmpty)
        }
    }
    return 0
}

private func checkForm(_ bytes: [UInt8], _ bounds: FormBody.Bounds) {
    do {
        let form = try FormBody(parsing: bytes, within: bounds)
        precondition(form.fields.count <= bounds.fieldCount)
        for field in form.fields {
            precondition(!field.name.isEmpty && field.name.utf8.count <= bounds.nameBytes)
            precondition(field.value.utf8.count <= bounds.valueBytes)
            precondition(!field.name.utf8.contains(0) && !field.value.utf8.contains(0))
        }
        let again = try FormBody(parsing: form.encoded(), within: bounds)
        precondition(again == form, "what was read must be written and read back the same")
    } catch {
        precondition(!error.description.isEmpty)
    }
}

private func checkPath(_ text: String) {
    do {
        let path = try PathSegments(parsing: text)
        for segment in path {
            precondition(!segment.isEmpty && segment != "." && segment != "..")
            precondition(!segment.utf8.contains { $0 < 0x20 || $0 == 0x2F || $0 == 0x5C })
        }
        let again = try PathSegments(parsing: path.description)
        precondition(again == path, "what was read must be written and read back the same")
    } catch {
        precondition(!error.description.isEmpty)
    }
}
