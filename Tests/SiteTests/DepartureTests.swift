import Casefile
import Casework
import HTTP
import Mechanism
import TestTown
import Testing

@testable import Web

/// The form that ends a colleague's access and says who takes over.
struct `A departure` {
    private let lead = "labour-inspectorate.1"
    private let leaving = "labour-inspectorate.3"

    private func isActive(_ login: String, _ town: DemoTown) async throws -> Bool {
        let id = try await town.actor(login).member
        let members = try await town.installation.members(for: town.actor(lead))
        return members.first { $0.id == id }?.isActive == true
    }

    @Test func `gives every case to the colleague who was chosen`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(by: leaving)
        let (gone, next) = (
            try await town.actor(leaving).member,
            try await town.actor("labour-inspectorate.2").member
        )
        let browser = try await Browser(town).signedIn(lead, of: town)
        let page = try await browser.get(.members).text
        #expect(page.contains("<option value=\"\(next)\">"))
        let name = "successor-\(gone)"
        #expect(page.ranges(of: "id=\"field-\(name)\"").count == 1)
        let done = try await browser.post(
            .disableMember(gone),
            [(name, next.description)]
        )
        #expect(done.status == .seeOther)
        #expect(try await !isActive(leaving, town))
        let model = try await town.installation.readCase(id, by: town.actor(lead))
        #expect(model.assignees == ["Member labour-inspectorate.2"])
    }

    @Test func `gives them to the agency where nobody was chosen`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate")
        let id = try await town.openCase(by: leaving)
        let gone = try await town.actor(leaving).member
        let browser = try await Browser(town).signedIn(lead, of: town)
        let done = try await browser.post(.disableMember(gone), [("successor-\(gone)", "")])
        #expect(done.status == .seeOther)
        let model = try await town.installation.readCase(id, by: town.actor(lead))
        #expect(model.assignees == [])
    }

    @Test func `does nothing where the choice is no colleague`() async throws {
        let town = try await DemoTown.found(with: "labour-inspectorate", "shelter-women")
        let gone = try await town.actor(leaving).member
        let browser = try await Browser(town).signedIn(lead, of: town)
        let strangers = [
            "x", gone.description, (Installation.newIdentifier() as Member.ID).description,
            try await town.actor("shelter-women.2").member.description,
        ]
        for stranger in strangers {
            let response = try await browser.post(
                .disableMember(gone),
                [("successor-\(gone)", stranger)]
            )
            #expect(response.status == .notFound)
            #expect(try await isActive(leaving, town))
        }
    }
}
