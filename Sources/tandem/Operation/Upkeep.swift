import Casework
import Cryptography
import Foundation

/// What a server does beside answering: the log's sequence, the list of erasures, questions to holders, the sweep.
struct Upkeep: Sendable {
    private static let pause = Duration.milliseconds(300)
    private static let pauseAfterFailure = Duration.seconds(2)
    private static let listAge = Duration.seconds(60)
    private static let list = "erasures"
    private static let tellingPause = Duration.seconds(2)
    private static let sweepPause = Duration.seconds(600)
    private static let orphansPause = Duration.seconds(86_400)

    private let installation: Installation
    private let folder: DataFolder
    private let complain: @Sendable (String) -> Void

    init(
        _ installation: Installation,
        in folder: DataFolder,
        complain: @escaping @Sendable (String) -> Void
    ) {
        self.installation = installation
        self.folder = folder
        self.complain = complain
    }

    /// Goes on until it is cancelled, whatever goes wrong in between.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await sequence() }
            group.addTask { await keepErasures() }
            group.addTask {
                await repeatedly(every: Self.tellingPause) {
                    // Whoever is known is told within a minute; a server that stops leaves the rest to the next.
                    while try await installation.tellHolders() > 0, !Task.isCancelled {}
                }
            }
            group.addTask {
                await repeatedly(every: Self.sweepPause) { try await installation.sweep() }
            }
            group.addTask {
                await repeatedly(every: Self.orphansPause) {
                    try await installation.sweepOrphans()
                }
            }
        }
    }

    /// Gives leaves their place in the log, a few times a second.
    private func sequence() async {
        let process = RandomBytes.generate(count: 16)
        await repeatedly(every: Self.pause) {
            // After a restore or a filling very many may wait: a server that is stopped leaves the rest to the next.
            while try await installation.sequence(as: process), !Task.isCancelled {}
        }
        // Where it fails, the lease runs out by itself.
        try? await installation.stopSequencing(as: process)
    }

    /// Writes the list of erasures beside the database, within a second of each, and every minute for the log's size:
    /// a restore needs a list that is as long as the log was.
    private func keepErasures() async {
        var known: (count: Int, at: ContinuousClock.Instant)?
        await repeatedly(every: .seconds(1)) {
            let count = try await installation.erasureCount()
            if let known, known.count == count, known.at.duration(to: .now) < Self.listAge {
                return
            }
            try folder.write([UInt8](await installation.erasureList().utf8), as: Self.list)
            known = (count, .now)
        }
    }

    private func repeatedly(every pause: Duration, _ body: () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                try await body()
                try? await Task.sleep(for: pause)
            } catch is CancellationError {
                return
            } catch {
                complain("Something waits: \(type(of: error))")
                try? await Task.sleep(for: Self.pauseAfterFailure)
            }
        }
    }
}
