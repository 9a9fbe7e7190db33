extension Markup {
    /// The fragment as UTF-8.
    package var bytes: [UInt8] {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(16 * 1_024)
        write(to: &buffer)
        return buffer
    }

    /// The fragment as a string, for tests and for reading.
    package var html: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends the fragment as UTF-8.
    ///
    /// Linear in its size.
    package func write(to buffer: inout [UInt8]) {
        for node in nodes { node.write(to: &buffer) }
    }
}

extension Component {
    /// The component as UTF-8.
    package var bytes: [UInt8] { body.bytes }

    /// The component as a string, for tests and for reading.
    package var html: String { body.html }
}

extension Markup.Node {
    func write(to buffer: inout [UInt8]) {
        switch self {
        case .text(let text): buffer.append(escaping: text)
        case .trusted(let html): buffer.append(contentsOf: html.utf8)
        case .element(let element): element.write(to: &buffer)
        case .group(let nodes): for node in nodes { node.write(to: &buffer) }
        }
    }
}

extension Markup.Tagged {
    func write(to buffer: inout [UInt8]) {
        if shape == .document { buffer.append(contentsOf: "<!doctype html>\n".utf8) }
        buffer.append(UInt8(ascii: "<"))
        buffer.append(contentsOf: name.utf8)
        for attribute in attributes { attribute.write(to: &buffer) }
        buffer.append(UInt8(ascii: ">"))
        if shape == .void { return }
        if shape == .preformatted { buffer.append(UInt8(ascii: "\n")) }
        for child in children { child.write(to: &buffer) }
        buffer.append(contentsOf: "</".utf8)
        buffer.append(contentsOf: name.utf8)
        buffer.append(UInt8(ascii: ">"))
    }
}

extension WrittenAttribute {
    func write(to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: " "))
        buffer.append(contentsOf: name.utf8)
        guard let value else { return }
        buffer.append(contentsOf: "=\"".utf8)
        buffer.append(escaping: value)
        buffer.append(UInt8(ascii: "\""))
    }
}
