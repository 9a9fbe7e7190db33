import Casefile
import Cryptography
import Database
import Foundation
import Glibc
import Mechanism
import Store
import TestEngines
import TestTown
import Testing

@testable import Casework

/// Many hands at one case, and a program that dies in the middle.
@Suite(.bothEngines)
struct `The journal` {
    private let inspector = "labour-inspectorate.3"

    private static func note(_ text: String, on day: CalendarDate) -> Payload {
        .note(Note(subject: .support, occurredOn: .day(day), text: text))
    }

    @Test func `keeps what two members write at once, all of it`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(by: inspector)
        let today = town.installation.now().today
        let authors = [
            try await town.actor(inspector), try await town.actor("labour-inspectorate.1"),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, author) in authors.enumerated() {
                group.addTask {
                    for index in 0..<50 {
                        try await town.installation.record(
                            Self.note("\(number)-\(index)", on: today),
                            in: id,
                            by: author
                        )
                    }
                }
            }
            try await group.waitForAll()
        }
        let model = try await town.installation.readCase(id, by: authors[0])
        let texts = model.state.notes.map(\.value.text).filter { $0.contains("-") }
        #expect(texts.count == 100 && Set(texts).count == 100)
        for number in 0...1 {
            // Each author's own stand in the order in which they were written.
            #expect(
                texts.filter { $0.hasPrefix("\(number)-") } == (0..<50).map { "\(number)-\($0)" }
            )
        }
        let report = try await town.installation.verify()
        #expect(report.fault == nil)
    }

    @Test func `keeps what two programs write to one case at once, in fifty rounds`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(by: inspector)
        let today = town.installation.now().today
        let other = try await Installation.open(
            town.place.open(),
            secrets: town.receipt.secrets,
            parameters: DemoTown.parameters(),
            currentTime: { DemoTown.morning },
            keep: { _ in }
        )
        let secret = try await town.session(inspector)
        // A session that one program began is served by the other.
        let pair = [
            (town.installation, try await town.actor(inspector)),
            (other, try #require(try await other.actor(of: secret))),
        ]
        for round in 0..<50 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, (installation, author)) in pair.enumerated() {
                    group.addTask {
                        try await installation.record(
                            Self.note("\(number)-\(round)", on: today),
                            in: id,
                            by: author
                        )
                    }
                }
                try await group.waitForAll()
            }
        }
        let model = try await other.readCase(id, by: pair[1].1)
        let texts = model.state.notes.map(\.value.text).filter { $0.contains("-") }
        #expect(texts.count == 100 && Set(texts).count == 100)
        #expect(try await town.installation.verify().fault == nil)
    }

    @Test func `keeps two first answers to one referral apart: one stands, one is told`()
        async throws
    {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let id = try await town.openCase(by: inspector)
        let consent = try await town.consent(
            to: "shelter-women",
            for: .support,
            [.support],
            in: id,
            by: inspector
        )
        let referral = try await town.offer(
            to: "shelter-women",
            for: .support,
            [.support],
            on: .consent(consent),
            in: id,
            by: inspector
        )
        let one = try await town.actor("shelter-women.1")
        let two = try await town.actor("shelter-women.2")
        async let accepted = result {
            try await town.installation.acceptReferral(referral, message: "", by: one)
        }
        async let declined = result {
            try await town.installation.declineReferral(
                referral,
                reason: .other,
                message: "",
                by: two
            )
        }
        let outcomes = try await [accepted, declined]
        #expect(outcomes.filter { $0 == nil }.count == 1)
        #expect(outcomes.compactMap(\.self) == [.alreadyAnswered])
        let sees = try await town.seen(of: id, by: "shelter-women.1") != nil
        #expect(sees == (outcomes[0] == nil))
        #expect(try await town.heldGrants(of: "shelter-women") == 0)
    }

    private func result(
        _ body: () async throws -> Void
    ) async throws -> ReferralRefusal? {
        do {
            try await body()
            return nil
        } catch let refusal as ReferralRefusal {
            return refusal
        }
    }

    /// A child process appends and acknowledges, and is killed without warning.
    @Test(arguments: [1, 2, 3, 4])
    func `has every entry that was acknowledged before its program was killed`(
        round: Int
    ) async throws {
        var generator = SeededGenerator(seed: UInt64(round) &* 7_919)
        let milliseconds = Int.random(in: 30...1_200, using: &generator)
        print("round \(round): killed after \(milliseconds) ms")
        let town = try await DemoTown.found(with: "labour-inspectorate")
        var cases: [Case.ID] = []
        for _ in 0..<20 { cases.append(try await town.openCase(by: inspector)) }
        let folder = town.folder.path()
        let keyFile = town.receipt.secrets.keyFile
        let ids = cases.map(\.description)
        let engine = town.place.engine.rawValue
        let (main, companion) = (town.place.main, town.place.companion)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [
                folder = folder as String, keyFile = keyFile as String, ids = ids as [String],
                milliseconds = milliseconds as Int, engine = engine as String,
                main = main as String, companion = companion as String
            ] in
            let place = TestDatabase(
                engine: try #require(Engine(rawValue: engine)),
                main: main,
                companion: companion
            )
            try await Appender(folder: folder, place: place, keyFile: keyFile)
                .append(to: ids, killedAfter: milliseconds)
        }
        let acknowledged = try Appender.acknowledged(in: folder)
        let report = try await town.installation.verify()
        #expect(report.fault == nil)
        var found: Set<Int> = []
        for id in cases {
            let model = try await town.installation.readCase(id, by: town.actor(inspector))
            found.formUnion(model.state.notes.compactMap { Int($0.value.text) })
        }
        #expect(Set(acknowledged).subtracting(found).isEmpty)
        // At most the one append that was under way is there without an acknowledgement.
        #expect(found.subtracting(acknowledged).count <= 1)
        // And the next program goes on where that one stopped.
        let id = try #require(cases.first)
        try await town.installation.record(
            Self.note("after", on: town.installation.now().today),
            in: id,
            by: town.actor(inspector)
        )
        #expect(try await town.installation.verify().fault == nil)
    }
}

/// What the child process does until it is killed.
private struct Appender {
    let folder: String
    let place: TestDatabase
    let keyFile: String

    private static func acknowledgements(in folder: String) -> URL {
        URL(filePath: folder).appending(path: "acknowledged")
    }

    func append(to ids: [String], killedAfter milliseconds: Int) async throws {
        let database = try place.open(isDurable: true)
        let installation = try await Installation.open(
            database,
            secrets: #require(InstallationSecrets(keyFile: keyFile)),
            parameters: DemoTown.parameters(),
            currentTime: { DemoTown.morning },
            keep: { _ in }
        )
        let secret = try await installation.signIn(
            login: "labour-inspectorate.3",
            password: DemoTown.password
        )
        let actor = try #require(try await installation.actor(of: secret))
        let file = Self.acknowledgements(in: folder)
        try Data().write(to: file)
        let output = try FileHandle(forWritingTo: file)
        Thread.detachNewThread {
            usleep(UInt32(milliseconds) * 1_000)
            kill(getpid(), SIGKILL)
        }
        let today = installation.now().today
        for number in 0..<1_000 {
            let id = try #require(Case.ID(hex: ids[number % ids.count]))
            let note = Note(subject: .support, occurredOn: .day(today), text: "\(number)")
            try await installation.record(.note(note), in: id, by: actor)
            try output.write(contentsOf: Data("\(number)\n".utf8))
        }
        while true { sleep(1) }
    }

    /// Numbers whose lines are complete.
    static func acknowledged(in folder: String) throws -> [Int] {
        let text = String(
            decoding: try Data(contentsOf: acknowledgements(in: folder)),
            as: UTF8.self
        )
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .compactMap { Int($0) }
    }
}
