import Cryptography
import Documents

extension CSVTable {
    /// Sixteen hexadecimal digits that tell a row by all its cells, so that a decision finds it when rows have moved.
    ///
    /// Whoever has the row can make them; they are no secret from whoever may read the list.
    func digest(row: Int) -> String {
        var hasher = BLAKE2bHasher()
        for column in 0..<columnCount {
            let cell = Array(self[row, column].utf8)
            hasher.update(Array("\(cell.count):".utf8))
            hasher.update(cell)
        }
        return String(hasher.finalize().bytes.hexString.prefix(16))
    }
}
