import Cryptography
import Foundation
import Linkage

/// Measures fingerprints: how well they link, and how fast they are made and scanned.
enum Fingerprints {
    /// Does what the first argument asks for; false where that is none of these.
    static func run(_ arguments: [String]) throws -> Bool {
        switch (arguments.first, arguments.count) {
        case ("blind", 4...5):
            try blind(arguments[1], arguments[2], Array(arguments[3...]))
        case ("encode", 2): encode(try number(arguments[1]))
        case ("scan", 2): scan(try number(arguments[1]))
        case ("search", 2): search(try number(arguments[1]))
        default: return false
        }
        return true
    }

    private static func number(_ text: String) throws -> Int {
        guard let number = Int(text), number > 0 else { throw CocoaError(.featureUnsupported) }
        return number
    }

    /// The same every time; hardened as TANDEM_HARDENING says, such as `folded,flips=8,salted`.
    static func encoder() -> FingerprintEncoder {
        let text = ProcessInfo.processInfo.environment["TANDEM_HARDENING"] ?? ""
        return encoder(hardening(text))
    }

    static func encoder(_ hardening: Hardening) -> FingerprintEncoder {
        FingerprintEncoder(FingerprintKey(SecretBytes(Array(1...32))), hardening: hardening)
    }

    static func hardening(_ text: String) -> Hardening {
        var hardening = Hardening.none
        for word in text.split(separator: ",") {
            if let shape = Hardening.Shape(rawValue: String(word)) { hardening.shape = shape }
            if word == "salted" { hardening.isSaltedByYear = true }
            if word.hasPrefix("flips=") { hardening.flipsPerSegment = Int(word.dropFirst(6)) ?? 0 }
        }
        return hardening
    }

    private static func blind(_ out: String, _ fields: String, _ files: [String]) throws {
        var columns: [String: String] = [:]
        for part in fields.split(separator: ",") {
            let words = part.split(separator: "=").map(String.init)
            guard words.count == 2 else { throw CocoaError(.featureUnsupported) }
            columns[words[0]] = words[1]
        }
        let encoder = encoder()
        var ids: [[String]] = []
        var lists: [[Fingerprint]] = []
        let begun = ContinuousClock.now
        for file in files {
            let table = try Table(String(contentsOfFile: file, encoding: .utf8))
            let places = ["given-name", "surname", "birth-date", "code"].map { kind in
                columns[kind].flatMap { table.head.firstIndex(of: $0) }
            }
            ids.append(table.rows.map { $0[0] })
            lists.append(
                table.rows.map { row in
                    let values = places.map { $0.map { row[$0] } ?? "" }
                    return encoder.encode(
                        givenName: values[0],
                        surname: values[1],
                        birthDate: values[2],
                        code: values[3]
                    )
                }
            )
        }
        let read = ContinuousClock.now
        let matcher =
            lists.count > 1 ? FingerprintMatcher(lists[0], lists[1]) : FingerprintMatcher(lists[0])
        let end = ContinuousClock.now
        let others = ids[ids.count - 1]
        var text = ""
        for pair in matcher.pairs {
            text += "\(ids[0][pair.one]),\(others[pair.other]),\(pair.logOdds)\n"
        }
        try text.write(toFile: out, atomically: false, encoding: .utf8)
        print(
            """
            {"encode": \(LinkageBench.seconds(read - begun)), "match": \(LinkageBench.seconds(end - read)), \
            "pairs": \(matcher.comparedCount)}
            """
        )
    }

    /// Particulars that differ, as long as particulars are.
    private static func particulars(_ number: Int) -> (given: String, surname: String, date: String)
    {
        let syllables = [
            "ma", "ri", "jo", "han", "el", "ka", "tar", "in", "so", "fi", "lu", "ben", "as", "mir",
            "da", "no",
        ]
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        func next(_ bound: UInt64) -> Int {
            state = (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
            return Int((state >> 33) % bound)
        }
        let given = (0..<(2 + next(2))).map { _ in syllables[next(16)] }.joined()
        let surname = (0..<(2 + next(3))).map { _ in syllables[next(16)] }.joined()
        let date = 10_000 * (1_930 + next(85)) + 100 * (1 + next(12)) + 1 + next(28)
        return (given, surname, String(date))
    }

    private static func fingerprints(_ count: Int) -> [Fingerprint] {
        let encoder = encoder()
        return (0..<count).map { number in
            let person = particulars(number)
            return encoder.encode(
                givenName: person.given,
                surname: person.surname,
                birthDate: person.date,
                code: "nsw"
            )
        }
    }

    private static func median(_ runs: Int, _ body: () -> Void) -> Double {
        let times = (0..<runs).map { _ in LinkageBench.seconds(ContinuousClock().measure(body)) }
        return times.sorted()[runs / 2]
    }

    private static func encode(_ count: Int) {
        let encoder = encoder()
        let persons = (0..<count).map(particulars)
        var bits = 0
        let time = median(5) {
            for person in persons {
                bits +=
                    encoder.encode(
                        givenName: person.given,
                        surname: person.surname,
                        birthDate: person.date,
                        code: "nsw"
                    )
                    .bitCount
            }
        }
        print(
            "{\"encode_per_s\": \(Int(Double(count) / time)), \"mean_bits\": \(bits / 5 / count)}"
        )
    }

    private static func scan(_ count: Int) {
        let rows = fingerprints(count)
        let index = FingerprintIndex(rows)
        for kernel in Kernel.allCases where kernel.isSupported {
            for threads in kernel == .fastest ? [1, 2] : [1] {
                var hits = 0
                let time = median(3) {
                    hits =
                        index.pairs(
                            with: rows,
                            leastSimilarity: 0.8,
                            threads: threads,
                            kernel: kernel
                        )
                        .count
                }
                let speed = Double(count) * Double(count) / time / 1e9
                print(
                    "{\"kernel\": \"\(kernel)\", \"threads\": \(threads), \"G_per_s\": \(speed), \"hits\": \(hits)}"
                )
            }
        }
    }

    private static func search(_ count: Int) {
        let encoder = encoder()
        var index = FingerprintIndex(capacity: count)
        let before = residentBytes()
        for number in 0..<count {
            let person = particulars(number)
            index.append(
                encoder.encode(
                    givenName: person.given,
                    surname: person.surname,
                    birthDate: person.date,
                    code: "nsw"
                )
            )
        }
        let memory = Double(residentBytes() - before) / Double(count)
        var times: [Double] = []
        var found = 0
        for query in 0..<100 {
            let wanted = index[query * (count / 100)]
            times.append(
                LinkageBench.seconds(
                    ContinuousClock().measure {
                        found += index.nearest(to: wanted, limit: 50).count
                    }
                )
            )
        }
        times.sort()
        print(
            """
            {"n": \(count), "p50_ms": \(times[50] * 1e3), "p95_ms": \(times[95] * 1e3), \
            "bytes_per_person": \(memory), "found": \(found)}
            """
        )
    }

    static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let words = text.split(separator: " ")
        return words.count > 1 ? (Int(words[1]) ?? 0) * 4_096 : 0
    }
}
