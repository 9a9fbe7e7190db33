/// One step of a YAML text as the parser reports it.
struct Event {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart(hasDirectives: Bool)
        case documentEnd
        case alias
        case scalar(Node.Scalar)
        case sequenceStart
        case mappingStart
        case collectionEnd
    }

    let kind: Kind
    let mark: Mark
    var hasAnchor = false
    var hasTag = false
}
