import Casefile
import Database
import Linkage
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import Casework

/// People are found among the cases that the member may see, and nowhere else.
@Suite("A search for a person", .bothEngines)
struct SearchTests {
    private static func person(
        _ name: String,
        born year: Int? = nil
    ) -> Particulars {
        Particulars(
            names: [name],
            birth: .init(year: year, month: nil, day: nil),
            sex: "",
            citizenships: []
        )
    }

    private static func found(
        _ name: String,
        by login: String,
        in town: DemoTown
    ) async throws -> [PersonFound] {
        try await town.installation.search(person(name), by: town.actor(login))
    }

    @Test(arguments: [
        "Мирела Тестова", "Mirela Testowa", "TESTOVA, Mirella", "Mirela Testoba",
    ])
    func `finds the person however the name is written`(written: String) async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(
            by: "labour-inspectorate.3",
            town.contact(named: "Mirela Testova")
        )
        _ = try await town.openCase(
            by: "labour-inspectorate.3",
            town.contact(named: "Ioana Proba", born: .year(1987))
        )
        let found = try await Self.found(written, by: "labour-inspectorate.1", in: town)
        #expect(found.first?.id == id)
        #expect(found.allSatisfy { $0.identity.names.first?.text != "Ioana Proba" })
    }

    @Test func `tells how likely it is, whoever else was found`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let login = "labour-inspectorate.1"
        let id = try await town.openCase(by: login, town.contact(named: "Mirela Testova"))
        let alone = try await Self.found("Mirella Testowa", by: login, in: town)
        _ = try await town.openCase(by: login, town.contact(named: "Mirella Testowa"))
        let together = try await Self.found("Mirella Testowa", by: login, in: town)
        #expect(together.count == 2)
        let before = try #require(alone.first?.likeness)
        #expect(together.first { $0.id == id }?.likeness == before)
        #expect(before.probability < 1 && !before.reasons.isEmpty)
    }

    @Test func `finds nothing of another agency's`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "case-managers")
        _ = try await town.openCase(
            by: "labour-inspectorate.3",
            town.contact(named: "Mirela Testova")
        )
        #expect(try await Self.found("Mirela Testova", by: "case-managers.1", in: town).isEmpty)
    }

    @Test func `finds only what the member works on, for those who don't lead`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(
            by: "labour-inspectorate.3",
            town.contact(named: "Mirela Testova")
        )
        _ = try await town.openCase(
            by: "labour-inspectorate.1",
            town.contact(named: "Mirela Testova")
        )
        let found = try await Self.found("Mirela Testova", by: "labour-inspectorate.3", in: town)
        #expect(found.map(\.id) == [id])
    }

    @Test func `needs a shared identity to find a shared case`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "case-managers")
        let login = "labour-inspectorate.3"
        let shared = try await town.openCase(by: login, town.contact(named: "Mirela Testova"))
        try await town.share(shared, with: "case-managers", [.identity], by: login)
        let other = try await town.openCase(by: login, town.contact(named: "Mirela Testova"))
        try await town.share(other, with: "case-managers", [.support], by: login)
        let found = try await Self.found("Mirela Testova", by: "case-managers.1", in: town)
        #expect(found.map(\.id) == [shared])
    }

    @Test func `finds what a correction says, and no more what it corrected`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let login = "labour-inspectorate.1"
        let actor = try await town.actor(login)
        let id = try await town.openCase(by: login, town.contact(named: "Katarzyna Wzorcowa"))
        #expect(try await Self.found("Katarzyna Wzorcowa", by: login, in: town).map(\.id) == [id])
        let model = try await town.installation.readCase(id, by: actor)
        let wrong = try #require(model.state.identities.first?.header.id)
        let right = try #require(town.contact(named: "Mirela Testova").identity)
        try await town.installation.correct(
            wrong,
            with: .identityStated(right),
            reason: "Another sheet",
            in: id,
            by: actor
        )
        #expect(try await Self.found("Mirela Testova", by: login, in: town).map(\.id) == [id])
        #expect(try await Self.found("Katarzyna Wzorcowa", by: login, in: town).isEmpty)
        #expect(town.installation.people.count == 1)
    }

    @Test func `finds nothing that was erased, in no server's memory`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(
            by: "labour-inspectorate.1",
            town.contact(named: "Mirela Testova")
        )
        _ = try await Self.found("Mirela Testova", by: "labour-inspectorate.1", in: town)
        #expect(town.installation.people.count == 1)
        let (first, second) = (
            try await town.actor("labour-inspectorate.1"),
            try await town.actor("labour-inspectorate.2")
        )
        try await town.installation.askErasure(of: id, .personAsked, by: first)
        try await town.installation.confirmErasure(of: id, by: second)
        #expect(
            try await Self.found("Mirela Testova", by: "labour-inspectorate.2", in: town).isEmpty
        )
        #expect(town.installation.people.count == 0)
        let left = try await town.database.read { session in
            var left = 0
            try FingerprintTable(session).scan { left += $0.filter { !$0.sealed.isEmpty }.count }
            return left
        }
        #expect(left == 0)
    }

    @Test func `keeps nothing erased in the memory of a server on which nobody searches`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(
            by: "labour-inspectorate.1",
            town.contact(named: "Mirela Testova")
        )
        let other = try await Installation.open(
            town.database,
            secrets: town.receipt.secrets,
            parameters: DemoTown.parameters(),
            currentTime: { town.clock.now },
            keep: { _ in }
        )
        try await other.tellHolders()
        #expect(other.people.count == 1)
        try await town.installation.askErasure(
            of: id,
            .personAsked,
            by: town.actor("labour-inspectorate.1")
        )
        try await town.installation.confirmErasure(
            of: id,
            by: town.actor("labour-inspectorate.2")
        )
        try await other.tellHolders()
        #expect(other.people.count == 0)
    }

    @Test func `remembers what an earlier statement said where a later one says nothing`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let login = "labour-inspectorate.1"
        let actor = try await town.actor(login)
        let id = try await town.openCase(
            by: login,
            town.contact(named: "Mirela Testova", born: .year(1987))
        )
        let later = town.contact(named: "Mira", born: .unknown, sex: .notStated, from: [])
        try await town.installation.record(
            .identityStated(try #require(later.identity)),
            in: id,
            by: actor
        )
        let found = try await town.installation.search(
            Self.person("Mirela Testova", born: 1987),
            by: actor
        )
        let identity = try #require(found.first?.identity)
        #expect(identity.names.map(\.text) == ["Mira", "Mirela Testova"])
        #expect(identity.birth == .year(1987) && identity.sex == .female)
        #expect(identity.citizenships == [CountryCode("MD")])
    }

    @Test func `leaves a leaf for itself and one for each line that it shows`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let login = "labour-inspectorate.1"
        _ = try await town.openCase(by: login, town.contact(named: "Mirela Testova"))
        func leaves() async throws -> Int {
            try await town.database.read { session in
                try session.main.row("SELECT COUNT(*) AS n FROM log_leaf")
                    .map { Int(try $0.integer("n")) } ?? 0
            }
        }
        let before = try await leaves()
        _ = try await Self.found("Mirela Testova", by: login, in: town)
        #expect(try await leaves() == before + 2)
        _ = try await Self.found("Wiremu Example", by: login, in: town)
        #expect(try await leaves() == before + 3)
    }

    @Test func `goes on with what is there where a name or a birth is missing`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let login = "labour-inspectorate.1"
        let id = try await town.openCase(
            by: login,
            town.contact(named: "Mirela Testova", born: .unknown, from: [])
        )
        let found = try await town.installation.search(
            Self.person("Mirela Testova", born: 1999),
            by: town.actor(login)
        )
        #expect(found.map(\.id) == [id])
        let nothing = try await town.installation.search(Self.person(""), by: town.actor(login))
        #expect(nothing.allSatisfy { $0.likeness.probability < 0.5 })
    }
}
