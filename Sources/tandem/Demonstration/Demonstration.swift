import Casefile
import Casework
import Cryptography
import Database
import Mechanism

/// A mechanism with invented agencies, members and cases, made through the real use cases.
struct Demonstration {
    let folder: DataFolder
    let database: Database

    /// Cheap on purpose: a demonstration's password is public anyway.
    static let parameters: Argon2Parameters = {
        do {
            return try Argon2Parameters(passes: 1, memoryKiB: 8_192)
        } catch {
            preconditionFailure("the demonstration's parameters are valid")
        }
    }()

    /// The password of every member of a demonstration.
    static let password = "walk in tandem"

    /// How many people a fresh demonstration shows.
    static let slice = 40

    /// Creates agencies with two keyholders and one more member each, and a few cases.
    func create() async throws -> Installation {
        let clock = SettableClock(Serve.systemTime())
        let installation = try await establish(clock)
        let today = installation.now().today
        let population = try PopulationTable.shipped()
        try await PopulationDriver(
            installation: installation,
            clock: clock,
            seed: 2_005
        ).drive(
            population.draw(Self.slice, seed: 2_005),
            from: today.adding(days: -45),
            through: today.adding(days: -1),
            onProgress: {}
        )
        return try await folder.openInstallation(database, parameters: Self.parameters)
    }

    /// Creates the installation and its agencies, without any case.
    func establish(_ clock: SettableClock) async throws -> Installation {
        _ = try await Installation.create(
            in: database,
            mechanismFile: DataFolder.shippedMechanism("demonstration.yaml"),
            isDemonstration: true,
            login: "coordination.1",
            password: Self.password,
            parameters: Self.parameters,
            currentTime: { clock.now },
            keep: folder.write
        )
        let installation = try await folder.openInstallation(
            database,
            parameters: Self.parameters,
            currentTime: { clock.now }
        )
        let coordinator = try await Self.signIn(
            "coordination.1",
            to: installation
        )
        for agency in installation.mechanism.agencies {
            try await staff(agency, in: installation, by: coordinator)
        }
        return installation
    }

    private func staff(
        _ agency: Agency,
        in installation: Installation,
        by coordinator: Actor
    ) async throws {
        let first = "\(agency.id).1"
        if agency.id != coordinator.agency.id {
            let invitation = try await installation.inviteFirstKeyholder(
                of: agency.id,
                by: coordinator
            )
            _ = try await installation.acceptInvitation(
                token: invitation.token,
                code: invitation.code,
                NewMemberForm(name: Self.name(1, agency), login: first, password: Self.password)
            )
            let overview = try await installation.agencyOverviews(for: coordinator)
                .first { $0.agency.id == agency.id }
            try await installation.confirmAgency(
                agency.id,
                fingerprint: overview?.fingerprint ?? "",
                by: coordinator
            )
        }
        let keyholder = try await Self.signIn(first, to: installation)
        let allowed = Capability.allowed(by: agency.mandates)
        for (number, isKeyholder) in [(2, true), (3, false)] {
            let invitation = try await installation.invite(
                capabilities: isKeyholder
                    ? allowed : allowed.subtracting([.lead, .manageMembers, .approve]),
                isKeyholder: isKeyholder,
                by: keyholder
            )
            _ = try await installation.acceptInvitation(
                token: invitation.token,
                code: invitation.code,
                NewMemberForm(
                    name: Self.name(number, agency),
                    login: "\(agency.id).\(number)",
                    password: Self.password
                )
            )
        }
        for member in try await installation.members(for: keyholder) where !member.isConfirmed {
            try await installation.confirmMember(
                member.id,
                fingerprint: member.fingerprint,
                by: keyholder
            )
        }
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

    static func signIn(_ login: String, to installation: Installation) async throws -> Actor {
        let secret = try await installation.signIn(login: login, password: password)
        guard let actor = try await installation.actor(of: secret) else {
            throw CommandFailure("The demonstration's member \(login) can't sign in.")
        }
        return actor
    }

    /// How to sign in, a line each.
    static let announcement = [
        "A demonstration: every agency, member and person in it is invented.",
        "Sign in as AGENCY.1, AGENCY.2 (keyholders) or AGENCY.3 with the password '\(password)':",
        "labour-inspectorate.1  shelter-women.1  legal-aid.1  competent-authority.1  coordination.1 …",
    ]
}

extension PopulationTable {
    /// The compact table of published counts that ships with Tandem.
    static func shipped() throws -> PopulationTable {
        try PopulationTable(
            parsing: String(decoding: PackageResources.uk_nrm_2023_q4_tsv, as: UTF8.self),
            file: "uk_nrm_2023_q4.tsv"
        )
    }
}
