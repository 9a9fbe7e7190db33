import CYaml

/// The events of one text, read by libyaml.
///
/// The class owns the C parser and a copy of the bytes, which libyaml points into until `deinit`.
@safe
final class EventStream {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: [UInt8]) {
        // One byte more, so that an empty text has an address too: libyaml asserts that it does.
        unsafe input = .allocate(capacity: bytes.count + 1)
        _ = unsafe input.initialize(from: bytes + [0])
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        let isReady = unsafe yaml_parser_initialize(parser) == 1
        precondition(isReady, "out of memory")
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event.
    ///
    /// - Throws: `YAMLError` where the text is no YAML. The stream must not be read on after that.
    func next() throws(YAMLError) -> Event {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { unsafe yaml_event_delete(&event) }
        return unsafe Self.event(from: event)
    }

    private static func event(from event: yaml_event_t) -> Event {
        let mark = unsafe Mark(event.start_mark)
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT:
            let start = unsafe event.data.document_start
            let hasDirectives =
                unsafe start.version_directive != nil
                || start.tag_directives.start != start.tag_directives.end
            return Event(kind: .documentStart(hasDirectives: hasDirectives), mark: mark)
        case YAML_DOCUMENT_END_EVENT: return Event(kind: .documentEnd, mark: mark)
        case YAML_ALIAS_EVENT: return Event(kind: .alias, mark: mark)
        case YAML_SCALAR_EVENT: return unsafe scalar(event, at: mark)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe Event(
                kind: .sequenceStart,
                mark: mark,
                hasAnchor: start.anchor != nil,
                hasTag: start.tag != nil
            )
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe Event(
                kind: .mappingStart,
                mark: mark,
                hasAnchor: start.anchor != nil,
                hasTag: start.tag != nil
            )
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            return Event(kind: .collectionEnd, mark: mark)
        case YAML_STREAM_START_EVENT: return Event(kind: .streamStart, mark: mark)
        default: return Event(kind: .streamEnd, mark: mark)
        }
    }

    private static func scalar(_ event: yaml_event_t, at mark: Mark) -> Event {
        let data = unsafe event.data.scalar
        let bytes = unsafe UnsafeBufferPointer(start: data.value, count: data.length)
        let style: Node.Scalar.Style =
            switch unsafe data.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
            case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
            default: .plain
            }
        let text = unsafe String(decoding: bytes, as: UTF8.self)
        return unsafe Event(
            kind: .scalar(Node.Scalar(text: text, style: style)),
            mark: mark,
            hasAnchor: data.anchor != nil,
            hasTag: data.tag != nil
        )
    }

    private func failure() -> YAMLError {
        let problem =
            if let text = unsafe parser.pointee.problem { unsafe String(cString: text) } else {
                "the parser gave up"
            }
        let mark =
            switch unsafe parser.pointee.error {
            case YAML_READER_ERROR: unsafe markOfOffset(parser.pointee.problem_offset)
            case YAML_MEMORY_ERROR: Mark(line: 1, column: 1)
            default:
                // What was never closed is wrong where it was opened, not where the text ends.
                unsafe isUnclosed(problem)
                    ? Mark(parser.pointee.context_mark) : Mark(parser.pointee.problem_mark)
            }
        return YAMLError(mark, "This is no valid YAML: \(problem).", remedy: remedy(for: problem))
    }

    /// The place of a byte, for errors that libyaml reports by offset only.
    private func markOfOffset(_ offset: Int) -> Mark {
        var (line, column) = (1, 1)
        let read = unsafe Array(input.prefix(max(0, offset)))
        for byte in read {
            if byte == 0x0A {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return Mark(line: line, column: column)
    }
}

extension Mark {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: mark.line + 1, column: mark.column + 1)
    }
}

/// Whether a problem that libyaml names is a bracket or quote that was never closed.
private func isUnclosed(_ problem: String) -> Bool {
    problem.hasPrefix("did not find expected ',' or") || problem.hasSuffix("end of stream")
}

/// What to do about a problem that libyaml names.
private func remedy(for problem: String) -> String {
    let remedies = [
        ("mapping values are not allowed", "Put a value that contains ': ' in quotes."),
        ("cannot start any token", "Indent with spaces, and put text with signs in quotes."),
        ("did not find expected key", "Let all keys of one mapping begin in the same column."),
        ("could not find expected ':'", "Write 'key: value'."),
        ("did not find expected '-'", "Let all items of one list begin in the same column."),
        ("did not find expected ',' or", "Close the bracket, and put commas between items."),
        ("unexpected end of stream", "Close the quote that was opened."),
        ("UTF-8", "Save the file as UTF-8."),
        ("control characters", "Remove the invisible character."),
    ]
    for (part, remedy) in remedies where problem.starts(with: part) || problem.has(part) {
        return remedy
    }
    return "Look at this line and the one before it: indentation, quotes and colons."
}

extension String {
    /// Whether another text occurs in this one.
    ///
    /// Quadratic: for short texts.
    fileprivate func has(_ other: String) -> Bool {
        indices.contains { self[$0...].hasPrefix(other) }
    }
}
