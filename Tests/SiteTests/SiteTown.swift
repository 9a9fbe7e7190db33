import Casefile
import Casework
import Mechanism
import TestTown
import Testing

@testable import Web

/// A town with one shared case, for asking for every route as somebody else.
struct SiteTown {
    let town: DemoTown
    let things: Things
    let browser: Browser

    /// Leads in the agency whose case it is.
    static let owner = "labour-inspectorate.1"
    /// In the same agency, but may do one thing only and is assigned to nothing.
    static let colleague = "labour-inspectorate.4"
    /// Leads in an agency that has no part in the case.
    static let neighbour = "legal-aid.1"
    /// In an agency that does no case work.
    static let office = "coordination.3"

    static func found() async throws -> SiteTown {
        let town = try await DemoTown.found(
            with: "labour-inspectorate",
            "shelter-women",
            "legal-aid"
        )
        try await town.join("coordination", number: 3, isKeyholder: false)
        try await town.join(
            "labour-inspectorate",
            number: 4,
            isKeyholder: false,
            capabilities: [.recordContact]
        )
        let id = try await town.openCase(by: owner)
        let shared = try await town.share(
            id,
            with: "shelter-women",
            [.contact, .support],
            by: owner
        )
        let model = try await town.installation.readCase(id, by: town.actor(owner))
        let draft: Draft.ID = Installation.newIdentifier()
        try await town.installation.saveDraft(
            draft,
            fields: ["account": ["A word"]],
            by: town.actor(owner)
        )
        let entry = try #require(
            model.state.timeline.first { $0.entry.payload.isCorrectable }
        ).id
        var letter: [UInt8]? = Array("An invented letter".utf8)
        let file = try await town.installation.addAttachment(
            named: "letter.txt",
            to: entry,
            in: id,
            by: town.actor(owner),
            content: { letter.take() }
        )
        let (notice, link) = try await known(id, in: town)
        let things = Things(
            caseID: id,
            entry: entry,
            file: file,
            consent: shared.consent,
            disclosure: try #require(model.state.disclosures.keys.first),
            referral: shared.referral,
            notice: notice,
            link: link,
            draft: draft,
            member: try await town.actor("labour-inspectorate.2").member,
            service: Service.ID("women-places"),
            agency: Agency.ID("clinic")
        )
        return SiteTown(town: town, things: things, browser: try Browser(town))
    }

    /// A question that means the case, from a second case of the agency, and a link between the two.
    private static func known(
        _ id: Case.ID,
        in town: DemoTown
    ) async throws -> (BlindNotice.ID, CaseLinked.ID) {
        let actor = try await town.actor(owner)
        let other = try await town.openCase(
            by: owner,
            town.contact(named: "Mirela Test", known: town.question())
        )
        try await town.installation.tellHolders()
        let notice = try #require(try await town.installation.checkNotices(by: actor).first)
        try await town.installation.link(id, with: other, by: actor)
        let model = try await town.installation.readCase(id, by: actor)
        return (notice.id, try #require(model.state.links.first?.made.value.id))
    }
}
