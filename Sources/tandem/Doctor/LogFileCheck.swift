/// Whether SQLite's write-ahead log is folded into its file from time to time.
struct LogFileCheck {
    let path: String
    let bytes: Int64

    /// Four times what is folded in by itself.
    static let warningBytes: Int64 = 64 << 20

    var symptoms: [Symptom] {
        guard bytes > Self.warningBytes else { return [] }
        return [
            .warning(
                "write-ahead-log",
                "\(path) has grown to \(bytes >> 20) MiB",
                "restart the server: a reader that hangs keeps it from being folded in"
            )
        ]
    }
}
