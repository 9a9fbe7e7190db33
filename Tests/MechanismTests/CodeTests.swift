import Foundation
import Mechanism
import Testing

/// Whether every code of an enumeration is a lower-case word that reads back as itself.
private func roundTrips<Code: CaseIterable & RawRepresentable<String> & Codable & Equatable>(
    _ type: Code.Type
) throws -> Bool {
    try Code.allCases.allSatisfy { code in
        let data = try JSONEncoder().encode([code])
        let decoded = try JSONDecoder().decode([Code].self, from: data)
        return decoded == [code] && Code(rawValue: code.rawValue) == code
            && code.rawValue.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            }
    }
}

@Suite struct CodeTests {
    @Test func `every code reads back as itself`() throws {
        #expect(try roundTrips(Weekday.self))
        #expect(try roundTrips(Period.Unit.self))
        #expect(try roundTrips(Mandate.self))
        #expect(try roundTrips(AgencyKind.self))
        #expect(try roundTrips(Agreement.Purpose.self))
        #expect(try roundTrips(LawfulBasis.self))
        #expect(try roundTrips(Clock.Bound.self))
        #expect(try roundTrips(ProcedureEvent.self))
        #expect(try roundTrips(Compartment.self))
        #expect(try roundTrips(TraffickingAct.self))
        #expect(try roundTrips(TraffickingMeans.self))
        #expect(try roundTrips(Sex.self))
        #expect(try roundTrips(AgeBand.self))
        #expect(try roundTrips(ExploitationForm.self))
        #expect(try roundTrips(ResidenceStatus.self))
        #expect(try roundTrips(Condition.Kind.self))
        #expect(try roundTrips(Pillar.self))
        #expect(try roundTrips(ServiceKind.self))
        #expect(try roundTrips(MismatchReason.self))
        #expect(try roundTrips(Conflict.self))
    }

    @Test func `every kind of service belongs to a pillar, and every pillar has one`() {
        #expect(Set(ServiceKind.allCases.map(\.pillar)) == Set(Pillar.allCases))
    }

    @Test func `the template names every code that a file may use`() throws {
        let text = String(decoding: try bytes(of: "template"), as: UTF8.self)
        let words = Set(
            text.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
        )
        var codes = AgencyKind.allCases.map(\.rawValue) + Mandate.allCases.map(\.rawValue)
        codes += ServiceKind.allCases.map(\.rawValue) + ProcedureEvent.allCases.map(\.rawValue)
        codes += Agreement.Purpose.allCases.map(\.rawValue) + Period.Unit.allCases.map(\.rawValue)
        codes += LawfulBasis.allCases.map(\.rawValue) + Compartment.shareable.map(\.rawValue)
        codes += Condition.Kind.allCases.map(\.rawValue) + TraffickingAct.allCases.map(\.rawValue)
        codes += TraffickingMeans.allCases.map(\.rawValue)
        #expect(codes.filter { !words.contains($0) } == [])
    }
}
