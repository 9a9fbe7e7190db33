import Casework
import Cryptography
import Database
import Dispatch
import Foundation
import HTTP
import Mechanism
import Web

/// `tandem serve`: opens or creates an installation and serves it until it is told to stop.
struct Serve {
    private let folder: DataFolder
    private let isDemonstration: Bool
    private let options: Options
    private let port: UInt16

    init(parsing arguments: [String]) throws(UsageError) {
        options = try Options(
            arguments,
            values: Set([
                "mechanism", "login", "password-file", "address", "port", "origin",
            ]).union(DataFolder.options),
            flags: ["demo", "timing", "help"]
        )
        guard options.operands.isEmpty else {
            throw UsageError("tandem serve takes options only. Try 'tandem help'.")
        }
        isDemonstration = options.flags.contains("demo")
        folder = try DataFolder(options, isDemonstration: isDemonstration)
        port = UInt16(try options.number("port", in: 0...65_535) ?? 8_080)
    }

    func run() async throws -> Int32 {
        if options.flags.contains("help") {
            print(CommandLineTool.help)
            return 0
        }
        try folder.prepare()
        let database = try folder.open()
        let installation = try await openOrCreate(database)
        guard installation.isDemonstration == isDemonstration else {
            throw CommandFailure(
                isDemonstration
                    ? "\(folder.path) holds a real installation: --demo does not touch it."
                    : "\(folder.path) holds a demonstration: say --demo, or another --data."
            )
        }
        let sweeper = Task {
            while !Task.isCancelled {
                try await installation.sweep()
                try await Task.sleep(for: .seconds(600))
            }
        }
        defer { sweeper.cancel() }
        return try await serve(installation)
    }

    private func openOrCreate(_ database: Database) async throws -> Installation {
        do {
            if try await Installation.exists(in: database) {
                return try await Installation.open(
                    database,
                    secrets: folder.readSecrets(),
                    parameters: parameters,
                    currentTime: Self.systemTime
                )
            }
            return isDemonstration
                ? try await createDemonstration(database) : try await create(database)
        } catch let findings as MechanismFindings {
            findings.all.forEach { CommandLineTool.complain("\($0)") }
            throw CommandFailure("The mechanism file has \(findings.all.count) findings.")
        } catch let error as DatabaseError where error.kind == .cannotOpen {
            throw CommandFailure(
                "The database can't be reached: check --database and --shred, and that it is up."
            )
        } catch MigrationError.databaseIsNewer(let step) {
            throw CommandFailure(
                "A later release of Tandem has used this database (\(step)): install that release."
            )
        }
    }

    private var parameters: Argon2Parameters {
        isDemonstration ? Demonstration.parameters : .standard
    }

    private func create(_ database: Database) async throws -> Installation {
        let file: [UInt8]
        if let path = options.value("mechanism") {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandFailure("\(path) can't be read.")
            }
            file = [UInt8](data)
        } else {
            file = try DataFolder.shippedMechanism("template.yaml")
        }
        let password = try options.value("password-file").map { path in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CommandFailure("\(path) can't be read.")
            }
            return text.trimmingCharacters(in: .newlines)
        }
        let receipt: CreationReceipt
        do {
            receipt = try await Installation.create(
                in: database,
                mechanismFile: file,
                isDemonstration: false,
                login: options.value("login") ?? "keyholder",
                password: password,
                parameters: .standard,
                currentTime: Self.systemTime,
                keep: folder.write
            )
        } catch let refusal as NewMemberRefusal {
            throw CommandFailure("The first keyholder was refused: \(refusal.rawValue).")
        } catch InstallationError.noCoordinatingAgency {
            throw CommandFailure(
                "No agency in the mechanism file has the mandate 'coordinate': give one it."
            )
        }
        show(receipt, isPasswordShown: password == nil)
        return try await Installation.open(
            database,
            secrets: receipt.secrets,
            parameters: .standard,
            currentTime: Self.systemTime
        )
    }

    private func show(_ receipt: CreationReceipt, isPasswordShown: Bool) {
        CommandLineTool.say(
            """

            A new installation was made. What follows is shown once and stored nowhere:

              sign-in name            \(receipt.login)
              password                \(isPasswordShown ? receipt.password : "(as in the file)")
              agency                  \(receipt.agency.rawValue)
              agency recovery code    \(receipt.agencyRecoveryCode)
              log recovery code       \(receipt.officeRecoveryCode)
              agency fingerprint      \(receipt.fingerprint)

            Print it and lock it away. \(folder.keyFile) belongs into a backup of its own.

            """
        )
    }

    private func createDemonstration(_ database: Database) async throws -> Installation {
        CommandLineTool.say("Making a demonstration with invented agencies and people …")
        return try await Demonstration(folder: folder, database: database).create()
    }

    static let systemTime: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }
}

// MARK: - Serving

extension Serve {
    private func serve(_ installation: Installation) async throws -> Int32 {
        var server = HTTPServer.Options()
        server.address = options.value("address") ?? "127.0.0.1"
        server.port = port
        // A proxy on this machine says who asks; without one nobody is believed.
        if let origin = options.value("origin") {
            server.trustedProxies = [.loopback]
            server.securityHeaders = SecurityHeaders(requiresHTTPS: origin.hasPrefix("https:"))
        }
        let site = SiteBox()
        server.refusalPage = { site.errorPage($0) }
        server.uploads = Site.uploadBytes
        let listener = HTTPServer(server) { await site.respond($0) }
        let bound: UInt16
        do {
            bound = try listener.start()
        } catch {
            throw CommandFailure(
                "Port \(port) on \(server.address) can't be used: another program may have it."
            )
        }
        let origins = try origins(port: bound)
        var siteOptions = Site.Options(origins: origins)
        siteOptions.reportsTiming = options.flags.contains("timing")
        site.site = Site(installation, options: siteOptions) { type in
            CommandLineTool.complain("A request failed: \(type)")
        }
        if isDemonstration { Demonstration.announce() }
        CommandLineTool.say("Tandem is at \(origins[0])")
        await Self.untilStopped()
        CommandLineTool.say("Stopping …")
        await listener.stop(gracePeriodSeconds: 8)
        return 0
    }

    private func origins(port: UInt16) throws -> [Origin] {
        let texts =
            options.value("origin").map { [$0] } ?? [
                "http://127.0.0.1:\(port)", "http://localhost:\(port)",
            ]
        return try texts.map { text in
            guard let origin = Origin(text) else {
                throw UsageError("--origin takes an address such as https://tandem.example.")
            }
            return origin
        }
    }

    /// Waits for SIGINT or SIGTERM.
    private static func untilStopped() async {
        signal(SIGINT, SIG_IGN)
        signal(SIGTERM, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        let (stops, continuation) = AsyncStream<Void>.makeStream()
        let sources = [SIGINT, SIGTERM].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
        for await _ in stops { break }
        sources.forEach { $0.cancel() }
    }
}
