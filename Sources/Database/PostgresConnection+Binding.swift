import CPostgres

extension SQLValue {
    /// The type under which a value is bound; the server works out that of a null.
    var postgresType: Oid {
        switch self {
        case .null: 0
        case .integer: PostgresType.int8
        case .text: PostgresType.text
        case .blob: PostgresType.bytea
        }
    }
}

/// Numbers of the types that this driver knows.
///
/// Source: PostgreSQL 15, src/include/catalog/pg_type.dat.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let unknown: Oid = 705
    static let varchar: Oid = 1_043
    static let numeric: Oid = 1_700
    static let void: Oid = 2_278
}

/// The values of one statement, in the binary format, one behind the other.
struct PostgresParameters {
    /// Never empty, so that bytes of length zero have an address and are not null.
    private var bytes: [UInt8] = [0]
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []

    init(_ sql: SQL) throws(DatabaseError) {
        for value in sql.values {
            let start = bytes.count
            switch value {
            case .null: break
            case .integer(let number):
                for shift in stride(from: 56, through: 0, by: -8) {
                    bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
                }
            case .text(let text):
                guard !text.utf8.contains(0) else {
                    throw DatabaseError(
                        kind: .invalidText,
                        code: 0,
                        state: "22021",
                        statement: sql.text
                    )
                }
                bytes.append(contentsOf: text.utf8)
            case .blob(let blob): bytes.append(contentsOf: blob)
            }
            offsets.append(value == .null ? nil : start)
            lengths.append(Int32(bytes.count - start))
        }
        // A value of no length at the end has an address inside too.
        bytes.append(0)
    }

    typealias Pointers = UnsafePointer<UnsafePointer<CChar>?>

    /// Calls a body with the arrays that libpq takes.
    func withPointers<Value>(
        _ body: (Int32, Pointers, UnsafePointer<Int32>, UnsafePointer<Int32>) -> Value
    ) -> Value {
        let formats = [Int32](repeating: 1, count: offsets.count + 1)
        let lengths = lengths + [0]
        return unsafe bytes.withUnsafeBytes { buffer in
            let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            var values: [UnsafePointer<CChar>?] = unsafe offsets.map { offset in
                guard let offset, let start = unsafe start else { return nil }
                return unsafe start + offset
            }
            unsafe values.append(nil)
            return unsafe body(Int32(offsets.count), values, lengths, formats)
        }
    }
}
