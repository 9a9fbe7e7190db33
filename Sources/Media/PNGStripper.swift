/// PNG: keeps what is needed to paint; texts, times, profiles, Exif and whatever is unknown go.
///
/// Source: W3C PNG (third edition), sections 5 and 11.
struct PNGStripper {
    private enum Stage {
        case start, chunk, ended
        case passing(Int, isEnd: Bool)
        case dropping(Int)
    }

    private static let signature: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD",
        "acTL", "fcTL", "fdAT",
    ]

    private var stage = Stage.start
    private var isFirst = true

    var hasEnded: Bool { if case .ended = stage { true } else { false } }

    mutating func take(_ input: inout Input) throws(MetadataStripper.Malformed) {
        while input.count > 0 {
            switch stage {
            case .start:
                guard input.count >= 8 else { return }
                guard input.slice(0..<8).elementsEqual(Self.signature) else { throw .init() }
                input.pass(8)
                stage = .chunk
            case .chunk: guard try takeChunk(&input) else { return }
            case .passing(let left, let isEnd):
                let number = min(left, input.count)
                input.pass(number)
                if number < left {
                    stage = .passing(left - number, isEnd: isEnd)
                } else {
                    stage = isEnd ? .ended : .chunk
                }
            case .dropping(let left):
                let number = min(left, input.count)
                input.drop(number)
                stage = number < left ? .dropping(left - number) : .chunk
            case .ended: input.drop(input.count)
            }
        }
    }

    private mutating func takeChunk(_ input: inout Input) throws(MetadataStripper.Malformed) -> Bool
    {
        guard input.count >= 8 else { return false }
        let length = (0..<4).reduce(0) { $0 << 8 | Int(input[$1]) }
        let type = String(decoding: input.slice(4..<8), as: UTF8.self)
        guard length <= 0x7FFF_FFFF, !isFirst || (type == "IHDR" && length == 13),
            type != "IEND" || length == 0
        else { throw .init() }
        isFirst = false
        if Self.kept.contains(type) {
            stage = .passing(length + 12, isEnd: type == "IEND")
        } else {
            // Without a critical chunk that nobody here knows the image can't be painted.
            guard input[4] & 0x20 != 0 else { throw .init() }
            stage = .dropping(length + 12)
        }
        return true
    }
}
