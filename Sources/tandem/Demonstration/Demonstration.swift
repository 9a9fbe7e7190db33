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
        let receipt = try await folder.createInstallation(
            in: database,
            mechanismFile: DataFolder.shippedMechanism("demonstration.yaml"),
            isDemonstration: true,
            login: "coordination.1",
            password: Self.password,
            parameters: Self.parameters,
            currentTime: { clock.now }
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
        let staffing = Staffing(installation, by: coordinator)
        for agency in installation.mechanism.agencies {
            let members = try await staffing.staff(agency)
            // A visitor has no printed code: the office's first keyholder has typed it already.
            if Capability.allowed(to: agency).contains(.readLog), let first = members.first {
                try await installation.takeOfficeKey(code: receipt.officeRecoveryCode, by: first)
            }
        }
        return installation
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
        "data-protection.1 reads who looked at what; at work are, for example:",
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
