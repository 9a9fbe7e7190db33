extension Attribute {
    /// A name for the element that is unique on the page.
    package static func id(_ value: String?) -> Self { Self("id", value) }

    /// Class names, separated by spaces; given twice, they are joined.
    package static func `class`(_ names: String?) -> Self { Self("class", names) }

    /// The language of the content, as a BCP 47 tag.
    package static func lang(_ tag: String?) -> Self { Self("lang", tag) }

    /// The direction in which the content is written.
    package static func dir(_ direction: Direction?) -> Self { Self("dir", direction?.rawValue) }

    /// A remark that only some readers see: never the only place of anything.
    package static func title(_ text: String?) -> Self { Self("title", text) }

    /// Keeps the element out of sight and out of reach.
    package static func hidden(_ isHidden: Bool = true) -> Self {
        Self("hidden", isPresent: isHidden)
    }

    /// Whether a script, or also the keyboard, can bring the focus here.
    package static func focusable(_ reach: FocusReach?) -> Self {
        Self("tabindex", reach?.rawValue)
    }

    /// Whether the browser checks the spelling; off where it would send text away.
    package static func spellcheck(_ isOn: Bool) -> Self {
        Self("spellcheck", isOn ? "true" : "false")
    }

    /// Forbids machine translation, as for names.
    package static func untranslated() -> Self { Self("translate", "no") }

    /// The role that assistive technology is told.
    package static func role(_ role: Role?) -> Self { Self("role", role?.rawValue) }

    /// A state or property that assistive technology is told.
    package static func aria(_ property: AriaText, _ value: String?) -> Self {
        Self("aria-" + property.rawValue, value)
    }

    /// A state that is written as `true` or `false`; left out when `nil`.
    package static func aria(_ state: AriaState, _ isOn: Bool?) -> Self {
        Self("aria-" + state.rawValue, isOn.map { $0 ? "true" : "false" })
    }

    /// References to other elements by id; left out when there are none.
    package static func aria(_ relation: AriaRelation, _ ids: [String]) -> Self {
        Self("aria-" + relation.rawValue, tokens: ids)
    }

    /// Marks the current item of a set, such as the current page of a navigation.
    package static func ariaCurrent(_ kind: AriaCurrent?) -> Self {
        Self("aria-current", kind?.rawValue)
    }

    /// How soon a change of the content is read out.
    package static func ariaLive(_ politeness: AriaLive?) -> Self {
        Self("aria-live", politeness?.rawValue)
    }

    /// A fact for our own script.
    package static func data(_ name: DataName, _ value: String? = "") -> Self {
        Self("data-" + name.text, value)
    }
}

/// The direction of writing.
package enum Direction: String, Sendable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
    /// From the first strong character: for text that somebody typed.
    case automatic = "auto"
}

/// Who can bring the focus to an element that is no control.
package enum FocusReach: Int, Sendable {
    case script = -1
    case keyboard = 0
}

/// Roles that no element of our own expresses.
package enum Role: String, Sendable {
    case alert, status, group, list, note, region, search, img, presentation, radiogroup
    case table, rowgroup, row, cell, columnheader, rowheader
}

/// Properties in words.
package enum AriaText: String, Sendable {
    case label, roledescription, valuetext
}

/// States that are on or off.
package enum AriaState: String, Sendable {
    case invalid, hidden, expanded, busy, disabled, required, atomic, checked, selected
}

/// Relations to other elements.
package enum AriaRelation: String, Sendable {
    case labelledBy = "labelledby"
    case describedBy = "describedby"
    case controls
    case errorMessage = "errormessage"
}

/// What an item is current in.
package enum AriaCurrent: String, Sendable {
    case page, step, date, location
    case yes = "true"
}

/// How soon a change is read out.
package enum AriaLive: String, Sendable {
    case polite, assertive
}

/// The name of a `data-` attribute, without that prefix: lower-case letters, digits and hyphens.
package struct DataName: Hashable, Sendable {
    let text: String

    /// A name written in code; anything but a valid name is our bug.
    package init(_ name: StaticString) {
        text = "\(name)"
        precondition(
            !text.isEmpty
                && text.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                },
            "a data name is of lower-case letters, digits and hyphens"
        )
    }
}
