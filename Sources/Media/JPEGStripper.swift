/// JPEG: keeps tables, frames and scans; of application segments only JFIF's version and Adobe's colour transform.
///
/// Exif is replaced by one that holds nothing but the orientation. Source: ITU-T T.81 annex B; CIPA DC-008.
struct JPEGStripper {
    private enum Stage {
        case start, marker, scan, ended
        case passing(Int, isScanHeader: Bool)
        case dropping(Int)
    }

    private var stage = Stage.start
    private var hasOrientation = false

    var hasEnded: Bool { if case .ended = stage { true } else { false } }

    mutating func take(_ input: inout Input) throws(MetadataStripper.Malformed) {
        while input.count > 0 {
            switch stage {
            case .start:
                guard input.count >= 2 else { return }
                guard input[0] == 0xFF, input[1] == 0xD8 else { throw .init() }
                input.pass(2)
                stage = .marker
            case .marker: guard try takeMarker(&input) else { return }
            case .passing(let left, let isScanHeader):
                let number = min(left, input.count)
                input.pass(number)
                if number < left {
                    stage = .passing(left - number, isScanHeader: isScanHeader)
                } else {
                    stage = isScanHeader ? .scan : .marker
                }
            case .dropping(let left):
                let number = min(left, input.count)
                input.drop(number)
                stage = number < left ? .dropping(left - number) : .marker
            case .scan: guard takeScan(&input) else { return }
            case .ended: input.drop(input.count)
            }
        }
    }

    /// Answers false where more bytes are needed.
    private mutating func takeMarker(
        _ input: inout Input
    ) throws(MetadataStripper.Malformed) -> Bool {
        guard input.count >= 2 else { return false }
        guard input[0] == 0xFF else { throw .init() }
        let marker = input[1]
        switch marker {
        case 0xFF:
            input.drop(1)
            return true
        case 0xD9:
            input.pass(2)
            stage = .ended
            return true
        case 0x00...0xBF, 0xD0...0xD8: throw .init()
        default: break
        }
        guard input.count >= 4 else { return false }
        let length = Int(input[2]) << 8 | Int(input[3])
        guard length >= 2 else { throw .init() }
        let size = length + 2
        switch marker {
        case 0xE0, 0xE1, 0xEE:
            guard input.count >= size else { return false }
            takeApplication(marker, size, &input)
        case 0xE2...0xEF, 0xFE, 0xF0...0xFD: stage = .dropping(size)
        default: stage = .passing(size, isScanHeader: marker == 0xDA)
        }
        return true
    }

    private mutating func takeApplication(_ marker: UInt8, _ size: Int, _ input: inout Input) {
        if marker == 0xE0, size >= 18, input.hasPrefix("JFIF\0", at: 4) {
            // Version and density; the thumbnail, if any, goes.
            input.write([0xFF, 0xE0, 0, 16] + input.slice(4..<16) + [0, 0])
        } else if marker == 0xEE, size >= 16, input.hasPrefix("Adobe", at: 4) {
            input.write([0xFF, 0xEE, 0, 14] + input.slice(4..<16))
        } else if marker == 0xE1, size >= 10, !hasOrientation, input.hasPrefix("Exif\0\0", at: 4),
            let orientation = Self.orientation(Array(input.slice(10..<size))), orientation != 1
        {
            hasOrientation = true
            input.write(Self.exif(orientation))
        }
        input.drop(size)
    }

    /// Answers false where more bytes are needed.
    private mutating func takeScan(_ input: inout Input) -> Bool {
        var number = 0
        while number < input.count, input[number] != 0xFF { number += 1 }
        input.pass(number)
        guard input.count >= 2 else { return false }
        switch input[1] {
        case 0x00, 0xD0...0xD7: input.pass(2)
        case 0xFF: input.drop(1)
        default: stage = .marker
        }
        return true
    }

    /// The orientation, 1 to 8, of a TIFF's first directory.
    private static func orientation(_ tiff: [UInt8]) -> UInt8? {
        guard tiff.count >= 8 else { return nil }
        let isLittle = tiff[0] == 0x49
        func number(_ offset: Int, _ size: Int) -> Int? {
            guard offset >= 0, offset + size <= tiff.count else { return nil }
            let digits = Array(tiff[offset..<offset + size])
            return (isLittle ? digits.reversed() : digits).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for index in 0..<entries {
            let entry = directory + 2 + 12 * index
            guard let tag = number(entry, 2) else { return nil }
            if tag == 0x0112, number(entry + 2, 2) == 3, let value = number(entry + 8, 2),
                (1...8).contains(value)
            {
                return UInt8(value)
            }
        }
        return nil
    }

    private static func exif(_ orientation: UInt8) -> [UInt8] {
        [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    }
}
