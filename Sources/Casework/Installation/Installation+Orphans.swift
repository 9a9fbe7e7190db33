import Database
import Mechanism
import Store

extension Installation {
    /// A day, because the clocks of several servers may differ, and none may take what another is about to commit.
    static let leftSeconds: Int64 = 86_400
    /// Up to which moment halves of keys were looked at.
    private static let sweptSetting = "halves-swept"

    /// Removes halves of keys whose case never committed.
    ///
    /// It looks at those that came since it last did, and a day before that, for clocks that went back; page by
    /// page, and rests for nine times as long as it looked: writers and readers go on in between, and the first
    /// time, in a country of a million people, it takes a tenth of a core.
    package func sweepOrphans() async throws {
        let before = currentTime().adding(seconds: -Self.leftSeconds)
        var mark: StrandTable.HalfMark? = try await .init(
            at: database.read { try Self.sweptUpTo($0).adding(seconds: -Self.leftSeconds) }
        )
        var pages = 0
        while let last = mark {
            let begun = ContinuousClock.now
            let page = try await database.read {
                try StrandTable($0).orphans(after: last, before: before)
            }
            if !page.found.isEmpty {
                _ = try await database.write { try StrandTable($0).deleteOrphans(page.found) }
            }
            mark = page.last
            pages += 1
            // A server that is stopped meanwhile does not begin anew.
            if pages.isMultiple(of: Self.pagesPerNote), let last = mark {
                try await noteSwept(upTo: last.createdAt)
            }
            try await Task.sleep(for: (ContinuousClock.now - begun) * 9)
        }
        try await noteSwept(upTo: before)
    }

    private static let pagesPerNote = 256

    private func noteSwept(upTo moment: Instant) async throws {
        try await database.write { session in
            // Another server may have come further, or this one's clock back.
            guard try Self.sweptUpTo(session) < moment else { return }
            try SettingTable(session)
                .set(Self.sweptSetting, to: Array(String(moment.milliseconds).utf8))
        }
    }

    private static func sweptUpTo(_ session: DatabaseSession) throws -> Instant {
        let text = try SettingTable(session).value(sweptSetting)
            .map { String(decoding: $0, as: UTF8.self) }
        return Instant(milliseconds: text.flatMap { Int64($0) } ?? 0)
    }
}
