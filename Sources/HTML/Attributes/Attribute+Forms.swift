/// A tag that can be disabled.
package protocol Disabling: Tag {}

/// A tag of a control that is sent with its form.
package protocol Control: Disabling {}

/// A tag of a control that text is typed into.
package protocol TextEntry: Control {}

/// A tag with a choice among options.
package protocol Choosing: Control {}

/// A tag whose value is an attribute.
package protocol Valued: Tag {}

/// A tag that tells the browser what it may fill in.
package protocol Completing: Tag {}

/// A tag that belongs to a control by its id.
package protocol Labelling: Tag {}

extension Attribute where T: Disabling {
    /// Takes the element out of use.
    package static func disabled(_ isDisabled: Bool = true) -> Self {
        Self("disabled", isPresent: isDisabled)
    }
}

extension Attribute where T: Control {
    /// The name under which the value is sent.
    package static func name(_ name: String?) -> Self { Self("name", name) }

    /// The id of a form elsewhere on the page that the control belongs to.
    package static func form(_ id: String?) -> Self { Self("form", id) }

    /// Takes the focus when the page opens.
    package static func autofocus(_ isOn: Bool = true) -> Self {
        Self("autofocus", isPresent: isOn)
    }
}

extension Attribute where T: TextEntry {
    /// The most UTF-16 units that can be typed.
    package static func maxlength(_ count: Int?) -> Self { Self("maxlength", count) }

    /// Lets the value be read and sent, but not changed.
    package static func readonly(_ isReadOnly: Bool = true) -> Self {
        Self("readonly", isPresent: isReadOnly)
    }

    /// The keyboard that a phone shows.
    package static func inputmode(_ mode: InputMode?) -> Self { Self("inputmode", mode?.rawValue) }

    /// How a phone's keyboard capitalises.
    package static func autocapitalize(_ style: Capitalisation?) -> Self {
        Self("autocapitalize", style?.rawValue)
    }

    /// The browser refuses to send the form without a value.
    package static func required(_ isRequired: Bool = true) -> Self {
        Self("required", isPresent: isRequired)
    }
}

extension Attribute where T: Choosing {
    /// The browser refuses to send the form without a choice.
    package static func required(_ isRequired: Bool = true) -> Self {
        Self("required", isPresent: isRequired)
    }

    /// Lets more than one option be chosen.
    package static func multiple(_ isMultiple: Bool = true) -> Self {
        Self("multiple", isPresent: isMultiple)
    }
}

extension Attribute where T: Valued {
    /// The value that is sent or shown.
    package static func value(_ value: String?) -> Self { Self("value", value) }
}

extension Attribute where T: Completing {
    /// What the browser may fill in by itself.
    package static func autocomplete(_ kind: Autocomplete?) -> Self {
        Self("autocomplete", kind?.rawValue)
    }
}

extension Attribute where T: Labelling {
    /// The id of the control.
    package static func `for`(_ id: String?) -> Self { Self("for", id) }
}

extension Attribute where T == FormTag {
    /// Where the form is sent.
    package static func action(_ target: some URLConvertible) -> Self {
        Self("action", target.url.text)
    }

    /// How the form is sent.
    package static func method(_ method: FormMethod) -> Self { Self("method", method.rawValue) }

    /// How the values are written; needed for files only.
    package static func enctype(_ encoding: FormEncoding?) -> Self {
        Self("enctype", encoding?.rawValue)
    }

    /// Leaves checking to the server, so that all errors are said in one way.
    package static func novalidate(_ isOn: Bool = true) -> Self {
        Self("novalidate", isPresent: isOn)
    }
}

extension Attribute where T == InputTag {
    /// The kind of control.
    package static func type(_ type: InputType) -> Self { Self("type", type.rawValue) }

    /// Chooses the box or button from the start.
    package static func checked(_ isChecked: Bool = true) -> Self {
        Self("checked", isPresent: isChecked)
    }

    /// The width in characters.
    package static func size(_ characters: Int?) -> Self { Self("size", characters) }

    /// The least number that may be typed.
    package static func min(_ number: Int?) -> Self { Self("min", number) }

    /// The greatest number that may be typed.
    package static func max(_ number: Int?) -> Self { Self("max", number) }

    /// The kinds of file that may be chosen, as media types or endings.
    package static func accept(_ kinds: String?) -> Self { Self("accept", kinds) }

    /// Lets more than one file be chosen.
    package static func multiple(_ isMultiple: Bool = true) -> Self {
        Self("multiple", isPresent: isMultiple)
    }
}

extension Attribute where T == TextareaTag {
    /// The height in lines.
    package static func rows(_ count: Int?) -> Self { Self("rows", count) }
}

extension Attribute where T == OptionTag {
    /// Chooses the option from the start.
    package static func selected(_ isSelected: Bool = true) -> Self {
        Self("selected", isPresent: isSelected)
    }
}

extension Attribute where T == OptgroupTag {
    /// The heading of the options.
    package static func label(_ text: String) -> Self { Self("label", text) }
}

extension Attribute where T == ButtonTag {
    /// What the button does to its form.
    package static func type(_ type: ButtonType) -> Self { Self("type", type.rawValue) }

    /// Sends the form elsewhere than its action says.
    package static func formaction(_ target: some URLConvertible) -> Self {
        Self("formaction", target.url.text)
    }
}

extension Attribute where T == ProgressTag {
    /// The value that means done.
    package static func max(_ number: Int) -> Self { Self("max", number) }
}

extension Attribute where T == MeterTag {
    /// The lower end of the range.
    package static func min(_ number: Int) -> Self { Self("min", number) }

    /// The upper end of the range.
    package static func max(_ number: Int) -> Self { Self("max", number) }
}
