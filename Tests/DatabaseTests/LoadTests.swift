import Dispatch
import Foundation
import TestEngines
import Testing

@testable import Database

@Suite(.bothEngines)
struct `The load of a database` {
    @Test func `tells what runs on a lane from what waits for one`() async throws {
        let folder = try TemporaryFolder()
        let database = try TestDatabase(in: folder.path).open(writers: 2, readers: 2)
        #expect(database.load == .init(reading: .idle, writing: .idle))
        let mayEnd = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    if number < 3 {
                        try await database.write { _ in mayEnd.wait() }
                    } else {
                        try await database.read { _ in mayEnd.wait() }
                    }
                }
            }
            // SQLite has one lane that writes.
            let writers = database.engine == .sqlite ? 1 : 2
            let expected = Database.Load(
                reading: .init(running: 2, waiting: 3),
                writing: .init(running: writers, waiting: 3 - writers)
            )
            let end = ContinuousClock.now + .seconds(20)
            while database.load != expected, ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(database.load == expected)
            for _ in 0..<8 { mayEnd.signal() }
            try await group.waitForAll()
        }
        #expect(database.load == .init(reading: .idle, writing: .idle))
    }
}

extension Database.Load.Lanes {
    fileprivate static let idle = Self(running: 0, waiting: 0)
}
