extension Node {
    /// What a text may cost at most.
    package struct Limits: Hashable, Sendable {
        /// Bytes of the text.
        package let bytes: Int
        /// Collections inside collections.
        package let depth: Int
        /// Scalars, sequences and mappings together.
        package let nodes: Int

        /// The defaults are generous for a file that people write by hand.
        package init(bytes: Int = 2 << 20, depth: Int = 64, nodes: Int = 200_000) {
            self.bytes = bytes
            self.depth = depth
            self.nodes = nodes
        }
    }

    /// Reads one document.
    ///
    /// Anchors, aliases, tags, directives, further documents and control characters are refused: files
    /// that people write by hand need none of them, and each is a way to surprise a reader. Linear in
    /// the length of the text.
    ///
    /// - Throws: `YAMLError` where the text is no YAML, repeats a key, uses what is refused or is
    ///   larger than `limits`.
    package init(parsing bytes: [UInt8], limits: Limits = Limits()) throws(YAMLError) {
        guard bytes.count <= limits.bytes else {
            throw YAMLError(
                Mark(line: 1, column: 1),
                "The text has \(bytes.count) bytes; at most \(limits.bytes) are read.",
                remedy: "Split it, or remove what is not needed."
            )
        }
        var builder = TreeBuilder(limits: limits)
        let events = EventStream(bytes)
        while true {
            let event = try events.next()
            if case .streamEnd = event.kind { break }
            try builder.take(event)
        }
        self = try builder.finish()
    }

    /// Reads one document from text.
    ///
    /// - Throws: `YAMLError`, as when parsing bytes.
    package init(parsing text: String, limits: Limits = Limits()) throws(YAMLError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }
}
