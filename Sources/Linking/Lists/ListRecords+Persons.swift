import Documents
import Linkage

extension ListRecords {
    /// The part whose heading in each list says one concept.
    func part(_ concept: HeadingWords.Concept) -> Int? {
        mapping.parts.firstIndex { part in
            part.use == concept.use
                && part.columns.enumerated().allSatisfy { list, columns in
                    columns.allSatisfy {
                        HeadingWords.concept(tables[list].headings[$0]) == concept
                    }
                }
        }
    }

    /// The whole names of a row.
    func names(list: Int, row: Int) -> [String] {
        let words = mapping.parts.filter { [.name, .givenName, .surname].contains($0.use) }
            .map { text($0, list: list, row: row) }.filter { !$0.isEmpty }
        return words.isEmpty ? [] : [words.joined(separator: " ")]
    }

    /// When the person of a row was born.
    func birth(list: Int, row: Int) -> Particulars.Birth {
        guard let part = mapping.parts.first(where: { $0.use == .birthDate }),
            let digits = dates[list]?.digits(text(part, list: list, row: row)),
            let date = Int(digits)
        else { return .unknown }
        return Particulars.Birth(
            year: date / 10_000,
            month: date / 100 % 100,
            day: date % 100
        )
    }
}
