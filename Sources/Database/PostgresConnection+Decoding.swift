import CPostgres

/// A column has a type that this driver doesn't know.
struct UnknownPostgresType: Error {
    let type: Int32
}

extension PostgresConnection {
    static func columns(of result: OpaquePointer) -> Row.Columns {
        Row.Columns(
            unsafe (0..<PQnfields(result)).map { column in
                unsafe PQfname(result, column).map { unsafe String(cString: $0) } ?? ""
            }
        )
    }

    /// The rows of a result in the binary format.
    static func decode(
        _ result: OpaquePointer,
        _ columns: Row.Columns
    ) throws(UnknownPostgresType) -> [Row] {
        let fields = unsafe 0..<PQnfields(result)
        let types = fields.map { unsafe PQftype(result, $0) }
        var rows: [Row] = []
        let count = unsafe PQntuples(result)
        rows.reserveCapacity(Int(count))
        for row in 0..<count {
            var values: [SQLValue] = []
            values.reserveCapacity(types.count)
            for field in fields {
                guard unsafe PQgetisnull(result, row, field) == 0,
                    let start = unsafe PQgetvalue(result, row, field)
                else {
                    values.append(.null)
                    continue
                }
                let bytes = unsafe UnsafeRawBufferPointer(
                    start: start,
                    count: Int(PQgetlength(result, row, field))
                )
                values.append(try unsafe value(of: types[Int(field)], bytes))
            }
            rows.append(Row(columns: columns, values: values))
        }
        return rows
    }

    private static func value(
        of type: Oid,
        _ bytes: UnsafeRawBufferPointer
    ) throws(UnknownPostgresType) -> SQLValue {
        switch type {
        case PostgresType.bytea: return unsafe .blob([UInt8](bytes))
        case PostgresType.bool, PostgresType.int2, PostgresType.int4, PostgresType.int8:
            return unsafe .integer(integer(bytes))
        case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.unknown:
            return unsafe .text(String(decoding: bytes, as: UTF8.self))
        case PostgresType.void: return .null
        case PostgresType.numeric:
            if let whole = unsafe wholeNumber(bytes) { return .integer(whole) }
        default: break
        }
        throw UnknownPostgresType(type: Int32(bitPattern: type))
    }

    /// A signed integer of one to eight bytes, the most significant first.
    private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        guard let first = unsafe bytes.first else { return 0 }
        let start: Int64 = bytes.count > 1 && first >= 0x80 ? -1 : 0
        return unsafe bytes.reduce(start) { $0 << 8 | Int64($1) }
    }

    /// A whole number of the type that sums of BIGINT have: digits to the base of 10,000.
    private static func wholeNumber(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        guard bytes.count >= 8 else { return nil }
        let words = stride(from: 0, to: bytes.count - 1, by: 2).map {
            unsafe Int64(bytes[$0]) << 8 | Int64(bytes[$0 + 1])
        }
        let (digits, weight) = (words[0], Int64(Int16(truncatingIfNeeded: words[1])))
        guard words[2] == 0 || words[2] == 0x4000, words.count == digits + 4,
            digits == 0 || (weight >= 0 && weight + 1 >= digits)
        else { return nil }
        var number: Int64 = 0
        for index in 0...max(weight, 0) {
            let digit = index < digits ? words[Int(index) + 4] : 0
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10_000)
            guard !isTooLarge, product <= .max - digit else { return nil }
            number = product + digit
        }
        return words[2] == 0 ? number : -number
    }
}
