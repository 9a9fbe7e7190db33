import Casefile
import Cryptography
import Database
package import Mechanism
import Store

/// A report that leads to nobody: what the duty to notify of some countries asks for.
///
/// Source: law/uk-msa-2015-52.
package struct AnonymousNotification: Codable, Hashable, Sendable {
    package let exploitation: ExploitationForm
    package let sex: Sex
    package let ageBand: AgeBand
    /// The country where the exploitation took place, in words of the responder, or empty.
    package let place: String

    package init(exploitation: ExploitationForm, sex: Sex, ageBand: AgeBand, place: String) {
        self.exploitation = exploitation
        self.sex = sex
        self.ageBand = ageBand
        self.place = place
    }
}

/// A notification as its receiver reads it.
package struct ReceivedNotification: Sendable {
    /// `YYYY-MM`: no finer time is kept.
    package let month: String
    package let notification: AnonymousNotification
}

extension Installation {
    /// The person did not want to be recorded: the draft is destroyed, and one uncoded count goes up.
    ///
    /// No leaf is written: a time and a responder would lead back to the person.
    package func leaveUnrecorded(_ draft: Draft.ID?, by actor: Actor) async throws {
        let month = Self.month(now().today)
        try await database.write { session in
            _ = try actor.authorise(.use(.recordContact), in: session)
            if let draft { try DraftTable(session).delete(draft.bytes, of: actor.member) }
            try TallyTable(session).count("left-unrecorded", month: month)
        }
    }

    /// Notifies the competent authority without anything that leads to the person or the responder.
    ///
    /// - Throws: `AccessRefusal.hidden` where the mechanism knows no such duty, or nobody can receive it.
    package func notifyAnonymously(
        _ notification: AnonymousNotification,
        by actor: Actor
    ) async throws {
        let month = Self.month(now().today)
        try await database.write { session in
            _ = try actor.authorise(.use(.recordContact), in: session)
            guard self.mechanism.rules.hasDutyToNotify,
                let authority = self.mechanism.agencies
                    .first(where: { $0.mandates.contains(.identifyFormally) })
            else { throw AccessRefusal.hidden }
            let key = try self.directory.sealingKey(
                of: authority.id,
                in: session,
                anchor: self.anchor
            )
            let id = RandomBytes.generate(count: 16)
            try TallyTable(session).notify(
                position: Int64.random(in: 1...Int64(Int32.max)),
                id: id,
                agency: authority.id,
                epoch: key.epoch,
                month: month,
                sealed: HPKE.seal(
                    try PayloadCoding.encode(notification),
                    to: key.key,
                    info: Self.notificationContext,
                    associatedData: id
                )
            )
        }
    }

    /// Notifications to the member's agency.
    ///
    /// - Throws: `AccessRefusal`.
    package func notifications(
        page number: Int,
        by actor: Actor
    ) async throws -> Page<ReceivedNotification> {
        let page = try await database.read { session in
            _ = try actor.authorise(.use(.readNotifications), in: session)
            return try self.page(number) { limit, offset in
                try TallyTable(session).notifications(
                    to: actor.agency.id,
                    limit: limit,
                    offset: offset
                ).compactMap { row -> ReceivedNotification? in
                    guard let key = actor.agencyKeys[row.epoch] else { return nil }
                    let padded = try HPKE.open(
                        row.sealed,
                        with: key,
                        info: Self.notificationContext,
                        associatedData: row.id
                    )
                    return ReceivedNotification(
                        month: row.month,
                        notification: try PayloadCoding.decode(
                            AnonymousNotification.self,
                            from: padded
                        )
                    )
                }
            }
        }
        let leaf = LogLeaf(.list, by: actor, detail: "notifications", at: currentTime())
        return try await logged(leaf, page)
    }

    private static var notificationContext: [UInt8] { Array("tandem/v1/notification".utf8) }

    /// The month in which what leads to nobody is counted.
    static func month(_ date: CalendarDate) -> String { String(date.description.prefix(7)) }
}
