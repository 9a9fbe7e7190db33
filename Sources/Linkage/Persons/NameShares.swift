/// How frequent words of names are: a shared Nguyen says little, a shared rare name much.
///
/// What is shipped knows the few words that a twentieth of a people or more bears, and that given names are fewer than family names. A list of
/// one's own says it better.
package struct NameShares: Sendable {
    /// What is shipped, with no list to count.
    package static let shipped = NameShares(counts: [:], total: 0)

    private let counts: [[UInt8]: Double]
    private let total: Double

    /// As many words as the shipped estimate weighs, beside a list's own.
    private static let weightOfShipped = 5_000.0

    private init(counts: [[UInt8]: Double], total: Double) {
        self.counts = counts
        self.total = total
    }

    /// Counts the words of a list of names, each person's once.
    ///
    /// Cost: one look-up a word.
    package init(counting names: some Sequence<PersonName>) {
        var (counts, total) = ([[UInt8]: Double](), 0.0)
        for name in names {
            for token in name.tokens where token.kind == .name {
                counts[Array(name.phonetic(token)), default: 0] += 1
                total += 1
            }
        }
        self.init(counts: counts, total: total)
    }

    /// The share of persons, from 0 to 1, who bear a word that sounds so.
    package func share(of token: PersonName.Token, in name: PersonName) -> Double {
        switch token.kind {
        case .title, .particle: return 1
        case .initial: return 0.06
        case .patronymic: return 0.02
        case .name: break
        }
        let key = Array(name.phonetic(token))
        let shipped =
            Self.frequent[key] ?? (token.groups[0] != 0 ? Self.givenName : Self.otherWord)
        guard total > 0 else { return shipped }
        return (counts[key, default: 0] + Self.weightOfShipped * shipped)
            / (total + Self.weightOfShipped)
    }

    /// The share of persons who bear all words of a name; never so small that one agreement would settle everything.
    ///
    /// Words of a name come together more often than by chance, hence the least share.
    func share(of name: PersonName) -> Double {
        let words = name.tokens.prefix(NameComparison.most)
        return max(words.reduce(1) { $0 * share(of: $1, in: name) }, Self.least)
    }

    static let least = 2e-7
    /// A given name that the groups of names know, and any other word.
    private static let givenName = 0.006
    private static let otherWord = 0.001

    private static let frequent: [[UInt8]: Double] = {
        let lists = [
            (0.2, "nguyen thi singh kaur mohammed"),
            (0.08, "kim lee park wang li zhang chen tran pham van ahmed ali maria"),
            (
                0.03,
                """
                khan hussein hassan abdullah ibrahim liu yang huang zhao wu zhou le hoang garcia rodriguez gonzalez hernandez
                lopez martinez perez sanchez silva santos oliveira choi jung kang begum bibi devi kumar fatima
                """
            ),
            (
                0.015,
                """
                smith jones williams brown johnson ivanova ivanov popescu popa ionescu petrova petrov mahmoud omar osman yusuf
                diallo traore sow rama das sharma patel shah hossain islam rahman ana anna jose juan ivan john david
                """
            ),
        ]
        var shares: [[UInt8]: Double] = [:]
        for (share, words) in lists {
            for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let name = PersonName(word: String(word))
                guard let token = name.tokens.first else { continue }
                let key = Array(name.phonetic(token))
                shares[key] = max(shares[key] ?? 0, share)
            }
        }
        return shares
    }()
}
