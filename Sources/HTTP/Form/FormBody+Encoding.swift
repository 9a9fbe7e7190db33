extension FormBody {
    /// The fields as a browser would send them.
    ///
    /// Reading the result gives the same fields, as long as names are not empty and nothing holds NUL.
    package func encoded() -> [UInt8] {
        var output: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { output.append(0x26) }
            Self.append(field.name, to: &output)
            output.append(0x3D)
            Self.append(field.value, to: &output)
        }
        return output
    }

    private static func append(_ text: String, to output: inout [UInt8]) {
        PercentCoding.encode(text, allowing: isFormMark, spaceIsPlus: true, into: &output)
    }

    /// Source: WHATWG URL, the application/x-www-form-urlencoded percent-encode set.
    private static func isFormMark(_ byte: UInt8) -> Bool {
        byte == 0x2A || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }
}
