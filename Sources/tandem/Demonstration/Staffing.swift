import Casework
import Cryptography
import Database
import Mechanism

/// Fills agencies of a demonstration with members, through the real use cases.
struct Staffing: Sendable {
    let installation: Installation
    /// The first keyholder of the coordinating agency.
    let coordinator: Actor
    /// Which installation new members join: what differs is what their passwords' hashes cost.
    var entrance: @Sendable (_ login: String) -> Installation

    init(
        _ installation: Installation,
        by coordinator: Actor,
        entrance: (@Sendable (String) -> Installation)? = nil
    ) {
        self.installation = installation
        self.coordinator = coordinator
        self.entrance = entrance ?? { _ in installation }
    }

    /// Two keyholders, and members without lead, up to `count` in all; sign-in names are `AGENCY.1` and so on.
    ///
    /// - Returns: all of them at work, in the order of their numbers.
    @discardableResult
    func staff(_ agency: Agency, count: Int = 3) async throws -> [Actor] {
        let first = try await inviteFirst(of: agency)
        let keyholder = try await actor(first)
        let allowed = Capability.allowed(to: agency)
        var welcomes = [first]
        for number in stride(from: 2, through: max(count, 2), by: 1) {
            let isKeyholder = number == 2
            let invitation = try await installation.invite(
                capabilities: isKeyholder
                    ? allowed : allowed.subtracting([.lead, .manageMembers, .approve]),
                isKeyholder: isKeyholder,
                by: keyholder
            )
            welcomes.append(try await accept(invitation, number, agency))
        }
        for member in try await installation.members(for: keyholder) where !member.isConfirmed {
            try await installation.confirmMember(
                member.id,
                fingerprint: member.fingerprint,
                by: keyholder
            )
        }
        // The agency went live with its second keyholder: the first is looked up anew.
        var actors: [Actor] = []
        for welcome in welcomes { actors.append(try await actor(welcome)) }
        return actors
    }

    /// A member at work; without a welcome, whoever was there before all others.
    private func actor(_ welcome: Welcome?) async throws -> Actor {
        guard let welcome else { return coordinator }
        return try await installation.actor(of: welcome)
    }

    private func inviteFirst(of agency: Agency) async throws -> Welcome? {
        guard agency.id != coordinator.agency.id else { return nil }
        let invitation = try await installation.inviteFirstKeyholder(of: agency.id, by: coordinator)
        let welcome = try await accept(invitation, 1, agency)
        try await installation.confirmAgency(
            agency.id,
            fingerprint: welcome.fingerprint,
            by: coordinator
        )
        return welcome
    }

    private func accept(
        _ invitation: InvitationSecret,
        _ number: Int,
        _ agency: Agency
    ) async throws -> Welcome {
        try await entrance("\(agency.id).\(number)").acceptInvitation(
            token: invitation.token,
            code: invitation.code,
            Self.form(number, agency)
        )
    }

    private static func form(_ number: Int, _ agency: Agency) -> NewMemberForm {
        NewMemberForm(
            name: name(number, agency),
            login: "\(agency.id).\(number)",
            password: Demonstration.password
        )
    }

    /// Invented first names, one a place in an agency.
    private static func name(_ number: Int, _ agency: Agency) -> String {
        let names = [
            "Alma", "Bojan", "Clio", "Dario", "Edda", "Filip", "Gaia", "Hakon", "Ilka", "Jovan",
            "Kaja", "Lior", "Mira", "Noa", "Oda", "Pavel", "Rada", "Sol", "Tova", "Uri", "Vera",
            "Yana", "Zoran",
        ]
        let sum = agency.id.rawValue.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
        return names[(sum + number * 7) % names.count]
    }
}
