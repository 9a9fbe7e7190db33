/// How two names agree, the closest first.
enum NameAgreement: UInt8, CaseIterable {
    case missing, equal
    /// One letter off, or two neighbours exchanged.
    case oneEdit
    /// The same sounds, in another spelling or script.
    case sound
    /// One name in two languages, a short form, or nearly the same sounds.
    case known
    case twoEdits
    case near, alike, faint, different
}
