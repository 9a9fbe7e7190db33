import Casefile
import Casework
import HTML
import Mechanism

/// Every entry that the agency can open, the newest first, with what became of it.
struct CaseTimeline: Component {
    /// How many entries stand open; older ones are behind a summary.
    static let openCount = 25

    let model: CaseModel
    let reading: CaseReading

    private var words: Words { reading.words }

    var body: Markup {
        let newestFirst = Array(model.state.timeline.reversed())
        return CasePart("timeline", words) {
            Timeline(newestFirst.prefix(Self.openCount).map(line))
            if newestFirst.count > Self.openCount {
                let older = newestFirst.dropFirst(Self.openCount)
                Disclosure(words("case.timeline.older", count: older.count)) {
                    Timeline(older.map(line))
                }
            }
        }.body
    }

    private func line(_ item: TimelineItem) -> Timeline.Item {
        let entry = item.entry
        var badges = [Badge(words.name(of: entry.header.compartment), .calm)]
        if let correction = item.correction {
            let key = correction.value.replacement == nil ? "struck" : "replaced"
            badges.append(Badge(words("case.timeline.\(key)"), .plain))
        }
        return Timeline.Item(
            when: when(entry),
            title: words("entry.\(entry.payload.kind)"),
            by: author(of: entry.header),
            badges: badges
        ) {
            if let correction = item.correction {
                corrected(entry, correction)
            } else {
                PayloadSummary(entry.payload, reading)
            }
            EntryFiles(model: model, item: item, reading: reading, when: when(entry))
            if item.correction == nil {
                if isCorrectable(entry) {
                    P {
                        A(
                            words("case.timeline.correct"),
                            .href(Route.correction(model.id, entry.id).url),
                            .aria(
                                .label,
                                words(
                                    "case.timeline.correct-what",
                                    [
                                        "what": words("entry.\(entry.payload.kind)"),
                                        "when": when(entry),
                                    ]
                                )
                            )
                        )
                    }
                }
            }
        }
    }

    /// The original, struck through but readable, and what stands in its place.
    @MarkupBuilder
    private func corrected(_ entry: Entry, _ correction: CaseState.Stated<Correction>) -> Markup {
        P(words("case.timeline.was"), .class("hint"))
        Del(.class("struck")) { PayloadSummary(entry.payload, reading) }
        if let replacement = correction.value.replacement {
            P(words("case.timeline.is"), .class("hint"))
            PayloadSummary(replacement, reading)
        }
        P(
            words(
                "case.timeline.corrected-by",
                ["by": author(of: correction.header), "date": reading.day(of: correction.header)]
            ),
            .class("hint")
        )
        TypedText(correction.value.reason)
    }

    private func isCorrectable(_ entry: Entry) -> Bool {
        reading.may(.record) && entry.header.authorAgency == reading.own
            && entry.payload.isCorrectable
    }

    /// Both dates: the day of what is stated, and the moment at which it was recorded.
    private func when(_ entry: Entry) -> String {
        let stamp = reading.stamp(entry.header.recordedAt)
        let recorded = words(
            "case.timeline.recorded",
            [
                "date": words.date(stamp.day),
                "time": words.time(hour: stamp.hour, minute: stamp.minute),
            ]
        )
        let paper = entry.payload.paperFormOf.map {
            words("case.timeline.on-paper", ["date": words.date($0)])
        }
        let occurred = entry.payload.occurredOn.map {
            words("case.timeline.occurred", ["date": words.date($0)])
        }
        return [occurred, paper, recorded].compactMap(\.self).joined(separator: " · ")
    }

    /// The member's name for the own agency, else the agency.
    private func author(of header: EntryHeader) -> String {
        if header.authorAgency == reading.own, let name = model.authorNames[header.author],
            !name.isEmpty
        {
            return name
        }
        return reading.name(of: header.authorAgency)
    }
}
