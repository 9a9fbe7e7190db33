/// Builds the tree of one document from its events, within limits.
struct TreeBuilder {
    private struct Frame {
        let mark: Mark
        let isMapping: Bool
        var items: [Node] = []
        var entries: [Node.Entry] = []
        var lines: [String: Int] = [:]
        var pendingKey: Node.Key?
    }

    private let limits: Node.Limits
    private var frames: [Frame] = []
    private var root: Node?
    private var nodes = 0
    private var documents = 0

    init(limits: Node.Limits) { self.limits = limits }

    /// Adds an event.
    mutating func take(_ event: Event) throws(YAMLError) {
        try refuseSurprises(event)
        switch event.kind {
        case .streamStart, .streamEnd, .documentEnd, .alias: break
        case .documentStart(let hasDirectives):
            documents += 1
            guard documents == 1 else {
                throw YAMLError(
                    event.mark,
                    "A second document begins here; only one is read.",
                    remedy: "Remove the line '---' and what follows, or make it a file of its own."
                )
            }
            guard !hasDirectives else {
                throw YAMLError(
                    event.mark,
                    "Directives are not read.",
                    remedy: "Remove the lines that begin with '%'."
                )
            }
        case .scalar(let scalar): try take(scalar, at: event.mark)
        case .sequenceStart: try open(Frame(mark: event.mark, isMapping: false))
        case .mappingStart: try open(Frame(mark: event.mark, isMapping: true))
        case .collectionEnd:
            guard let frame = frames.popLast() else { return }
            let content: Node.Content =
                frame.isMapping ? .mapping(frame.entries) : .sequence(frame.items)
            place(Node(mark: frame.mark, content: content))
        }
    }

    /// The document.
    ///
    /// - Throws: `YAMLError` where there is none.
    func finish() throws(YAMLError) -> Node {
        guard let root else {
            throw YAMLError(
                Mark(line: 1, column: 1),
                "The text is empty.",
                remedy: "Write at least one key with its value."
            )
        }
        return root
    }

    private func refuseSurprises(_ event: Event) throws(YAMLError) {
        if case .alias = event.kind {
            throw YAMLError(
                event.mark,
                "Aliases ('*name') are not read.",
                remedy: "Write the value out where it is meant, or put the text in quotes."
            )
        }
        if event.hasAnchor {
            throw YAMLError(
                event.mark,
                "Anchors ('&name') are not read.",
                remedy: "Remove the anchor, or put the text in quotes."
            )
        }
        if event.hasTag {
            throw YAMLError(
                event.mark,
                "Tags ('!name') are not read.",
                remedy: "Remove the tag, or put the text in quotes."
            )
        }
    }

    private mutating func take(_ scalar: Node.Scalar, at mark: Mark) throws(YAMLError) {
        let isClean = scalar.text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
        }
        guard isClean else {
            throw YAMLError(
                mark,
                "The text holds a control character.",
                remedy: "Remove the escape, such as '\\0' or '\\e'."
            )
        }
        try count(at: mark)
        guard let top = frames.indices.last, frames[top].isMapping, frames[top].pendingKey == nil
        else { return place(Node(mark: mark, content: .scalar(scalar))) }
        if let line = frames[top].lines[scalar.text] {
            throw YAMLError(
                mark,
                "The key '\(excerpt(scalar.text))' is already on line \(line).",
                remedy: "Keep one of the two."
            )
        }
        frames[top].lines[scalar.text] = mark.line
        frames[top].pendingKey = Node.Key(text: scalar.text, mark: mark)
    }

    private mutating func open(_ frame: Frame) throws(YAMLError) {
        if let top = frames.indices.last, frames[top].isMapping, frames[top].pendingKey == nil {
            throw YAMLError(
                frame.mark,
                "A key must be a word, not a list or a mapping.",
                remedy: "Write 'key: value', and put text that begins with a bracket in quotes."
            )
        }
        guard frames.count < limits.depth else {
            throw YAMLError(
                frame.mark,
                "Collections are nested deeper than \(limits.depth).",
                remedy: "Remove brackets or indentation that is not needed."
            )
        }
        try count(at: frame.mark)
        frames.append(frame)
    }

    private mutating func place(_ node: Node) {
        guard let top = frames.indices.last else {
            root = node
            return
        }
        guard frames[top].isMapping else { return frames[top].items.append(node) }
        guard let key = frames[top].pendingKey else { return }
        frames[top].entries.append(Node.Entry(key: key, value: node))
        frames[top].pendingKey = nil
    }

    private mutating func count(at mark: Mark) throws(YAMLError) {
        nodes += 1
        guard nodes <= limits.nodes else {
            throw YAMLError(
                mark,
                "The text holds more than \(limits.nodes) keys and values.",
                remedy: "Split it, or remove what is not needed."
            )
        }
    }
}

/// The beginning of a text, short enough for a message.
private func excerpt(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
}
