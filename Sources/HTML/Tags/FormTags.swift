/// A form.
package typealias Form = Element<FormTag>

/// The tag of `Form`.
package enum FormTag: ContentTag, Completing {
    package static let name = "form"
}

/// Controls that belong together.
package typealias Fieldset = Element<FieldsetTag>

/// The tag of `Fieldset`.
package enum FieldsetTag: ContentTag, Disabling {
    package static let name = "fieldset"
}

/// The heading of a fieldset.
package typealias Legend = Element<LegendTag>

/// The tag of `Legend`.
package enum LegendTag: ContentTag {
    package static let name = "legend"
}

/// The label of a control.
package typealias Label = Element<LabelTag>

/// The tag of `Label`.
package enum LabelTag: ContentTag, Labelling {
    package static let name = "label"
}

/// A control of one line, a box or a button to choose.
package typealias Input = Element<InputTag>

/// The tag of `Input`.
package enum InputTag: VoidTag, Control, TextEntry, Completing, Valued {
    package static let name = "input"
}

/// A control of several lines.
package typealias Textarea = Element<TextareaTag>

/// The tag of `Textarea`.
package enum TextareaTag: TextTag, Control, TextEntry, Completing {
    package static let name = "textarea"
}

/// A choice from a list.
package typealias Select = Element<SelectTag>

/// The tag of `Select`.
package enum SelectTag: ContentTag, Control, Completing, Choosing {
    package static let name = "select"
}

/// Options that belong together.
package typealias Optgroup = Element<OptgroupTag>

/// The tag of `Optgroup`.
package enum OptgroupTag: ContentTag, Disabling {
    package static let name = "optgroup"
}

/// One option of a list.
package typealias Option = Element<OptionTag>

/// The tag of `Option`.
package enum OptionTag: TextTag, Disabling, Valued {
    package static let name = "option"
}

/// A button.
package typealias Button = Element<ButtonTag>

/// The tag of `Button`.
package enum ButtonTag: ContentTag, Control, Valued {
    package static let name = "button"
}

/// A result.
package typealias Output = Element<OutputTag>

/// The tag of `Output`.
package enum OutputTag: ContentTag, Labelling {
    package static let name = "output"
}

/// How far a task has come.
package typealias Progress = Element<ProgressTag>

/// The tag of `Progress`.
package enum ProgressTag: ContentTag, Valued {
    package static let name = "progress"
}

/// A measure within a range.
package typealias Meter = Element<MeterTag>

/// The tag of `Meter`.
package enum MeterTag: ContentTag, Valued {
    package static let name = "meter"
}
