/// Under which keys a record is filed, so that it meets those that may be the same person.
///
/// Each key joins two facts that survive most errors, so that no block grows with the size of the whole.
struct BlockingKeys: Sendable {
    private let set: RecordSet
    private let forms: NameForms?
    private let names: [Int]
    private let dates: [Int]
    private let codes: [Int]
    private let texts: [Int]
    private let identifiers: [Int]

    init(_ set: RecordSet, _ forms: NameForms?) {
        self.set = set
        self.forms = forms
        func fields(_ kinds: Field.Kind...) -> [Int] {
            set.fields.indices.filter { kinds.contains(set.fields[$0].kind) }
        }
        names = fields(.givenName, .surname)
        dates = fields(.birthDate)
        codes = fields(.code)
        texts = fields(.text)
        identifiers = fields(.identifier)
    }

    /// Calls the body with each key of a record.
    func each(of record: Int, _ body: (UInt64) -> Void) {
        let found = names.compactMap { sound($0, record) }
        let date = dates.first.flatMap { value($0, record) }
        var parts = DateParts(date)
        if parts.isDefault { parts.day = nil }
        if found.count > 1 {
            body(Key(2).withEither(Key(0).with(found[0]).hash, Key(0).with(found[1]).hash).hash)
            body(
                Key(3).withEither(
                    Key(0).with(found[0].prefix(3)).hash,
                    Key(0).with(found[1].prefix(3)).hash
                ).hash
            )
        }
        let bones = names.compactMap { skeleton($0, record) }
        if bones.count > 1 {
            body(Key(15).withEither(Key(0).with(bones[0]).hash, Key(0).with(bones[1]).hash).hash)
        }
        if let year = parts.year {
            for bone in bones where bone.count > 2 { body(Key(16).with(bone).with(year).hash) }
        }
        for name in found {
            // Alone where few have it; with what is always known where more do.
            body(Key(13).with(name).hash)
            for field in codes {
                if let code = value(field, record) {
                    body(Key(14, UInt64(field)).with(name).with(code).hash)
                }
            }
            if let year = parts.year {
                body(Key(4).with(name).with(year).hash)
                body(Key(5).with(name.prefix(3)).with(year).hash)
                body(Key(6).with(name.suffix(3)).with(year).hash)
            }
            if let day = parts.day {
                body(Key(7).with(name).with(day).hash)
                body(Key(8).with(name.prefix(3)).with(day).hash)
            }
            // What is left when one letter is gone meets every name that is one edit away.
            if name.count > 4, let year = parts.year {
                for gap in name.indices {
                    body(Key(9).with(name[..<gap]).with(name[(gap + 1)...]).with(year).hash)
                }
                body(Key(9).with(name).with(year).hash)
            }
            for field in texts {
                if let text = value(field, record) {
                    body(Key(10, UInt64(field)).with(name.prefix(3)).with(text).hash)
                }
            }
        }
        eachOfOthers(record, parts, body)
    }

    /// The keys in which no name is.
    private func eachOfOthers(_ record: Int, _ parts: DateParts, _ body: (UInt64) -> Void) {
        for field in identifiers {
            if let value = value(field, record) { body(Key(1, UInt64(field)).with(value).hash) }
        }
        // Two texts find who has neither name nor date right.
        for (place, field) in texts.enumerated() {
            guard let text = value(field, record) else { continue }
            for other in texts[(place + 1)...] {
                guard let otherText = value(other, record) else { continue }
                body(Key(17, UInt64(field * 16 + other)).with(text).with(otherText).hash)
            }
        }
        if let date = dates.first.flatMap({ value($0, record) }), parts.day != nil {
            body(Key(11).with(date).hash)
            for field in codes {
                if let code = value(field, record) {
                    body(Key(12, UInt64(field)).with(date.sorted()[...]).with(code).hash)
                }
            }
        }
    }

    /// What a name sounds like, so that its spelling makes no difference.
    private func sound(_ field: Int, _ record: Int) -> ArraySlice<UInt8>? {
        let id = set.columns[field][record]
        let sound = id == 0 ? [] : forms?.sound(id) ?? []
        return sound.isEmpty ? nil : sound
    }

    private func skeleton(_ field: Int, _ record: Int) -> ArraySlice<UInt8>? {
        let id = set.columns[field][record]
        let bones = id == 0 ? [] : forms?.skeleton(id) ?? []
        return bones.count > 1 ? bones : nil
    }

    private func value(_ field: Int, _ record: Int) -> ArraySlice<UInt8>? {
        let id = set.columns[field][record]
        return id == 0 ? nil : set.pools[set.poolOfField[field]].bytes(of: id)
    }

    private struct DateParts {
        var year: ArraySlice<UInt8>?
        var day: ArraySlice<UInt8>?
        var isDefault = false

        init(_ date: ArraySlice<UInt8>?) {
            guard let date, date.count == 8 else { return }
            year = date.prefix(4)
            day = date.suffix(4)
            isDefault = date.suffix(4).elementsEqual([48, 49, 48, 49])
        }
    }

    /// A hash that parts are mixed into.
    private struct Key {
        private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

        init(_ kind: UInt64, _ field: UInt64 = 0) { mix(kind << 32 | field) }

        private mutating func mix(_ number: UInt64) {
            hash = (hash ^ number) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }

        func with(_ part: ArraySlice<UInt8>) -> Key {
            var copy = self
            var (word, count) = (UInt64(0), 0)
            for byte in part {
                word = word << 8 | UInt64(byte)
                count += 1
                if count == 8 {
                    copy.mix(word)
                    (word, count) = (0, 0)
                }
            }
            copy.mix(word)
            return copy
        }

        /// Both, in no order.
        func withEither(_ one: UInt64, _ other: UInt64) -> Key {
            var copy = self
            copy.mix(min(one, other))
            copy.mix(max(one, other))
            return copy
        }
    }
}
