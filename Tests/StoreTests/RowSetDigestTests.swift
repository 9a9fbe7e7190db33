import Database
import Testing

@testable import Store

/// Rows as a set, told apart by a digest.
struct RowSetDigestTests {
    private static let key = RowSetDigest.makeKey()
    private static let rows: [[SQLValue]] = [
        [.integer(1), .text("a"), .blob([]), .null],
        [.integer(-1), .text("a"), .blob([0]), .null],
        [.integer(.max), .text(""), .blob([0, 0]), .integer(0)],
    ]

    private func digest(_ rows: [[SQLValue]]) -> RowSetDigest {
        var digest = RowSetDigest()
        for row in rows { digest.add(row, key: Self.key) }
        return digest
    }

    @Test func `the order of rows makes no difference`() {
        #expect(digest(Self.rows) == digest(Self.rows.reversed()))
        #expect(digest(Self.rows).count == 3)
    }

    @Test func `a row more, fewer, twice or changed in one value does`() {
        let whole = digest(Self.rows)
        #expect(digest([]) == RowSetDigest() && digest([]) != whole)
        for index in Self.rows.indices {
            var fewer = Self.rows
            fewer.remove(at: index)
            #expect(digest(fewer) != whole)
            #expect(digest(Self.rows + [Self.rows[index]]) != whole)
            // As many as before: one twice, one gone.
            #expect(digest(fewer + [fewer[0]]) != whole)
            for column in 0..<4 {
                let values: [SQLValue] = [.null, .integer(7), .text("b"), .blob([9])]
                for value in values where value != Self.rows[index][column] {
                    var changed = Self.rows
                    changed[index][column] = value
                    #expect(digest(changed) != whole)
                }
            }
        }
    }

    @Test func `values do not flow into each other`() {
        let pairs: [([SQLValue], [SQLValue])] = [
            ([.text("ab"), .text("c")], [.text("a"), .text("bc")]),
            ([.text("a")], [.blob(Array("a".utf8))]),
            ([.null, .text("")], [.text(""), .null]),
            ([.blob([])], [.null]),
            ([.integer(0)], [.blob([UInt8](repeating: 0, count: 8))]),
        ]
        for (one, other) in pairs { #expect(digest([one]) != digest([other])) }
    }

    @Test func `another run's key gives another digest`() {
        var (one, other) = (RowSetDigest(), RowSetDigest())
        one.add(Self.rows[0], key: Self.key)
        other.add(Self.rows[0], key: RowSetDigest.makeKey())
        #expect(one != other)
    }
}
