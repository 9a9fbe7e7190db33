import Casefile
import Foundation
import Testing

struct IdentifierTests {
    private typealias ID = Entry.ID

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `an identifier reads back from its bytes and its digits`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        let id = try #require(ID(bytes: bytes))
        #expect(id.bytes == bytes)
        #expect(ID(hex: id.description) == id)
        #expect(
            id.description
                == bytes.map { byte in
                    let digits = String(byte, radix: 16)
                    return digits.count == 1 ? "0" + digits : digits
                }.joined()
        )
        let data = try JSONEncoder().encode([id])
        #expect(try JSONDecoder().decode([ID].self, from: data) == [id])
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `identifiers are ordered as their bytes are`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let all = (0..<2).map { _ in
            (0..<16).map { _ in UInt8.random(in: 0...2, using: &random) }
        }
        let left = try #require(ID(bytes: all[0]))
        let right = try #require(ID(bytes: all[1]))
        #expect((left < right) == all[0].lexicographicallyPrecedes(all[1]))
    }

    @Test(arguments: [0, 1, 15, 17, 32])
    func `no other number of bytes is an identifier`(count: Int) {
        #expect(ID(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    private static let notHex = [
        "", "0", String(repeating: "0", count: 31), String(repeating: "0", count: 33),
        String(repeating: "A", count: 32), String(repeating: "g", count: 32),
        String(repeating: "0", count: 31) + " ", String(repeating: "é", count: 16),
        "-" + String(repeating: "0", count: 31),
    ]

    @Test(arguments: notHex)
    func `nothing but 32 lowercase digits is an identifier`(text: String) {
        #expect(ID(hex: text) == nil)
    }
}
