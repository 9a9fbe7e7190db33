import Testing

@testable import Linkage

/// Dates of birth as records have them.
struct DateAgreementTests {
    private func agreement(_ one: String, _ other: String) -> DateAgreement {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        let found = DateAgreement(one.span, other.span)
        #expect(DateAgreement(other.span, one.span) == found)
        return found
    }

    @Test func `what went wrong is a level of its own`() {
        #expect(agreement("19840307", "19840307") == .equal)
        #expect(agreement("19840101", "19840101") == .equalDefault)
        #expect(agreement("19840307", "19840703") == .exchanged)
        #expect(agreement("19840307", "19840308") == .oneDigit)
        #expect(agreement("19840307", "19480307") == .neighbours)
        #expect(agreement("19840307", "19840101") == .yearOfDefault)
        #expect(agreement("19890307", "19900307") == .otherYear)
        #expect(agreement("19840307", "19840318") == .twoDigits)
        #expect(agreement("19840307", "19731112") == .different)
        #expect(agreement("19840317", "19841122") == .sameYear)
    }

    @Test func `the first of January of another year is no agreement of days`() {
        #expect(agreement("19840101", "19910101") != .equalDefault)
    }

    @Test func `what is no whole date is compared letter by letter`() {
        #expect(agreement("1984", "1984") == .equal)
        #expect(agreement("1984030", "19840307") == .oneDigit)
        #expect(agreement("198403", "19840307") == .twoDigits)
        #expect(agreement("1984", "19840307") == .different)
    }
}
