import Casefile
import Cryptography
import Database
import Linkage
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import Casework

/// A new linkage key, under which everything is made anew by those who can open it.
@Suite("A linkage key", .bothEngines)
struct RenewalTests {
    private static let login = "labour-inspectorate.1"

    private static func open(
        _ town: DemoTown,
        _ secrets: InstallationSecrets
    ) async throws -> Installation {
        try await Installation.open(
            town.database,
            secrets: secrets,
            parameters: DemoTown.parameters(),
            currentTime: { town.clock.now },
            keep: { _ in }
        )
    }

    private static func actor(_ installation: Installation) async throws -> Actor {
        let secret = try await installation.signIn(login: login, password: DemoTown.password)
        return try #require(try await installation.actor(of: secret))
    }

    private static func found(
        _ installation: Installation,
        by actor: Actor
    ) async throws -> [Case.ID] {
        let person = Particulars(
            names: ["Мирела Тестова"],
            birth: .unknown,
            sex: "",
            citizenships: []
        )
        return try await installation.search(person, by: actor).map(\.id)
    }

    @Test func `that is new finds what is under the old one, and replaces it as members work`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(by: Self.login, town.contact(named: "Mirela Testova"))
        let both = town.receipt.secrets.addingLinkageKey()
        #expect(both.linkage.keys.sorted() == [1, 2])
        let installation = try await Self.open(town, both)
        let actor = try await Self.actor(installation)
        #expect(try await Self.found(installation, by: actor) == [id])
        #expect(try await installation.renewFingerprints(by: actor) == 1)
        #expect(try await installation.renewFingerprints(by: actor) == 0)
        #expect(try await installation.fingerprintCounts().map(\.generation) == [2])
        #expect(try await Self.found(installation, by: actor) == [id])
        // The old key opens nothing any more, and nothing is missed without it.
        let last = both.keepingLinkageKeys([2])
        #expect(last.linkage.keys.sorted() == [2])
        let later = try await Self.open(town, last)
        #expect(try await Self.found(later, by: Self.actor(later)) == [id])
    }

    @Test func `that is lost finds nothing, and opens nothing`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        _ = try await town.openCase(by: Self.login, town.contact(named: "Mirela Testova"))
        let secrets = town.receipt.secrets
        let foreign = InstallationSecrets(
            pepper: secrets.pepper,
            anchor: secrets.anchor,
            rows: secrets.rows,
            log: secrets.log,
            linkage: [1: .random(count: 32)]
        )
        let installation = try await Self.open(town, foreign)
        #expect(try await Self.found(installation, by: Self.actor(installation)).isEmpty)
        #expect(installation.people.count == 0)
    }

    @Test func `is written to the key file and read again`() throws {
        let secrets = InstallationSecrets(
            pepper: .random(count: 32),
            anchor: SigningPrivateKey.generate().publicKey,
            rows: .random(count: 32),
            log: .generate(),
            linkage: [1: .random(count: 32)]
        ).addingLinkageKey()
        let read = try #require(InstallationSecrets(keyFile: secrets.keyFile))
        #expect(read.keyFile == secrets.keyFile && read.linkage.count == 2)
    }

    @Test func `comes to cases that were recorded without fingerprints, corrections included`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let installation = town.installation
        let actor = try await town.actor(Self.login)
        let id = try await town.openCase(by: Self.login, town.contact(named: "Katarzyna Wzorcowa"))
        let model = try await installation.readCase(id, by: actor)
        let wrong = try #require(model.state.identities.first?.header.id)
        try await installation.correct(
            wrong,
            with: .identityStated(try #require(town.contact(named: "Mirela Testova").identity)),
            reason: "Another sheet",
            in: id,
            by: actor
        )
        try await town.database.write { session in
            _ = try session.main.execute("DELETE FROM fingerprint")
            _ = try session.main.execute("DELETE FROM setting WHERE name = 'fingerprinted'")
        }
        let later = try await Self.open(town, town.receipt.secrets)
        let member = try await Self.actor(later)
        #expect(try await Self.found(later, by: member).isEmpty)
        #expect(try await later.renewFingerprints(by: member) == 1)
        #expect(try await Self.found(later, by: member) == [id])
        #expect(try await later.renewFingerprints(by: member) == 0)
    }

    @Test func `makes rows of equal people that have nothing in common`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        for _ in 0..<2 {
            _ = try await town.openCase(by: Self.login, town.contact(named: "Mirela Testova"))
        }
        let sealed = try await town.database.read { session in
            var sealed: [[UInt8]] = []
            try FingerprintTable(session).scan { sealed += $0.map(\.sealed) }
            return sealed
        }
        #expect(sealed.count == 2 && sealed[0].count == sealed[1].count)
        let equal = zip(sealed[0], sealed[1]).filter { $0 == $1 }.count
        // Chance alone leaves one byte in 256 the same, and the format's first.
        #expect(equal < 12)
    }
}
