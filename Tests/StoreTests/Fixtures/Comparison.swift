/// Rows are compared by all their fields, as they print.
func same(_ left: some Any, _ right: some Any) -> Bool {
    String(reflecting: left) == String(reflecting: right)
}
