/// WebP: blanks what isn't needed to paint, in place, since the file's size stands at its beginning.
///
/// Source: RFC 9649 section 2.
struct WebPStripper {
    private enum Stage {
        case start, chunk, ended
        case passing(Int)
        case blanking(Int)
    }

    private static let kept: Set<String> = ["VP8 ", "VP8L", "ANIM", "ANMF", "ALPH"]
    /// Of the flags only alpha (0x10) and animation (0x02) stay.
    private static let keptFlags: UInt8 = 0x12

    private var stage = Stage.start
    /// Bytes of the file that are still to come.
    private var left = 0

    var hasEnded: Bool { if case .ended = stage { true } else { false } }

    mutating func take(_ input: inout Input) throws(MetadataStripper.Malformed) {
        while input.count > 0 {
            switch stage {
            case .start:
                guard input.count >= 12 else { return }
                guard input.hasPrefix("RIFF", at: 0), input.hasPrefix("WEBP", at: 8) else {
                    throw .init()
                }
                let size = Self.number(input, at: 4)
                guard size > 12, size.isMultiple(of: 2) else { throw .init() }
                left = size - 4
                input.pass(12)
                stage = .chunk
            case .chunk: guard try takeChunk(&input) else { return }
            case .passing(let count):
                let number = min(count, input.count)
                input.pass(number)
                advance(number, of: count) { .passing($0) }
            case .blanking(let count):
                let number = min(count, input.count)
                input.drop(number)
                input.write([UInt8](repeating: 0, count: number))
                advance(number, of: count) { .blanking($0) }
            case .ended: input.drop(input.count)
            }
        }
    }

    private mutating func advance(_ number: Int, of count: Int, _ next: (Int) -> Stage) {
        left -= number
        stage = number < count ? next(count - number) : left == 0 ? .ended : .chunk
    }

    private mutating func takeChunk(_ input: inout Input) throws(MetadataStripper.Malformed) -> Bool
    {
        guard input.count >= 8 else { return false }
        let size = Self.number(input, at: 4)
        let padded = size + size % 2
        guard left >= 8 + padded else { throw .init() }
        let type = String(decoding: input.slice(0..<4), as: UTF8.self)
        if type == "VP8X" {
            guard size == 10 else { throw .init() }
            guard input.count >= 18 else { return false }
            let flags = input[8] & Self.keptFlags
            input.pass(8)
            input.drop(1)
            input.write([flags])
            left -= 9
            stage = .passing(9)
        } else if Self.kept.contains(type) {
            stage = .passing(8 + padded)
        } else {
            input.write(Array("JUNK".utf8))
            input.drop(4)
            input.pass(4)
            left -= 8
            stage = padded > 0 ? .blanking(padded) : left == 0 ? .ended : .chunk
        }
        return true
    }

    private static func number(_ input: Input, at offset: Int) -> Int {
        (0..<4).reversed().reduce(0) { $0 << 8 | Int(input[offset + $1]) }
    }
}
