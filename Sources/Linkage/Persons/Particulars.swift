/// What is known of who a person is: what fingerprints are made of and persons are compared by.
///
/// Anything may be missing.
package struct Particulars: Hashable, Sendable {
    /// A day of birth, as much of it as is known.
    package struct Birth: Hashable, Sendable {
        /// The year, the calendar's own.
        package let year: Int?
        /// The month, from 1 to 12.
        package let month: Int?
        /// The day of the month, from 1 to 31.
        package let day: Int?
        /// How many years the true year may lie before or after; 1 or more where it comes from an age.
        package let yearsEitherWay: Int

        /// As much of a day as is known, the year so many years either way.
        package init(year: Int?, month: Int?, day: Int?, yearsEitherWay: Int = 0) {
            (self.year, self.month, self.day) = (year, month, day)
            self.yearsEitherWay = yearsEitherWay
        }

        /// Nothing is known.
        package static let unknown = Birth(year: nil, month: nil, day: nil)
    }

    /// Whole names in any script and order, each as said or written; the best known first.
    package let names: [String]
    /// When the person was born.
    package let birth: Birth
    /// A word for the sex, the same for the same; empty where unknown.
    package let sex: String
    /// Codes of countries, in any order; empty where unknown or stateless.
    package let citizenships: [String]

    package init(names: [String], birth: Birth, sex: String, citizenships: [String]) {
        self.names = names
        self.birth = birth
        self.sex = sex
        self.citizenships = citizenships
    }
}
