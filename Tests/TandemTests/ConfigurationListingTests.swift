import Foundation
import Testing

@testable import tandem

struct `The list of settings` {
    private func lines(
        _ arguments: [String],
        file: String = "",
        environment: [String: String] = [:]
    ) throws -> [String: String] {
        let path = FileManager.default.temporaryDirectory.path() + "/\(UUID()).conf"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try file.write(toFile: path, atomically: true, encoding: .utf8)
        let options = try Options(
            arguments,
            values: Configuration.values,
            flags: Configuration.flags,
            environment: environment,
            standardFile: path
        )
        let lines = ConfigurationListing(options).lines
        #expect(lines.map(\.setting) == lines.map(\.setting).sorted())
        return Dictionary(
            uniqueKeysWithValues: lines.map {
                ($0.setting, $0.place.replacingOccurrences(of: path, with: "FILE"))
            }
        )
    }

    @Test func `has each once, with what said so`() throws {
        let lines = try lines(
            ["--port", "1", "--timing"],
            file: "port = 2\norigin = https://a.example\naddress = ::1",
            environment: ["TANDEM_ADDRESS": "::2", "TANDEM_ACCESS_LOG": "yes"]
        )
        #expect(lines["port = 1"] == "option")
        #expect(lines["timing = yes"] == "option")
        #expect(lines["origin = https://a.example"] == "FILE, line 2: origin")
        #expect(lines["address = ::2"] == "TANDEM_ADDRESS")
        #expect(lines["access-log = yes"] == "TANDEM_ACCESS_LOG")
        #expect(lines["login = keyholder"] == "default")
        #expect(lines["database ="] == "not set")
        #expect(lines.count == Configuration.values.count + Configuration.flags.count)
    }

    @Test func `says the defaults that are in use`() throws {
        let names = Configuration.values.union(Configuration.flags)
        #expect(Set(Configuration.defaults.keys).isSubset(of: names))
        let options = try Options([], values: names, environment: [:], standardFile: "/nonexistent")
        let operation = try Operation(options)
        #expect(Configuration.defaults["port"] == "\(operation.port)")
        #expect(Configuration.defaults["drain"] == "\(operation.drainSeconds)")
        #expect(try DataFolder(options).path == Configuration.defaults["data"])
        for flag in Configuration.flags { #expect(Configuration.defaults[flag] == "no") }
    }

    @Test(
        arguments: [
            "postgresql://tandem:hunter2@db.example:5432/tandem?sslmode=verify-full",
            "postgresql://tandem:hun/ter2?hunter2@ter2@db.example/tandem",
            "postgres://db.example/tandem?user=tandem&password=hunter2&sslmode=require",
            "postgresql:///tandem?pass%77ord=hunter2", "postgresql:///tandem?PASSWORD=hunter2",
            "postgresql:///tandem?sslkey=/k&sslpassword=hunter2",
            "host=db.example password=hunter2 user=tandem", "password='hunter2' user=tandem",
            "password = 'hun\\'ter2 hunter2' user=tandem", "user=tandem sslpassword=hunter2",
            "password=hun\\ hunter2 user=tandem", "passwordpassword=hunter2",
        ]
    )
    func `masks a password wherever an address may carry one`(address: String) throws {
        for name in ["database", "shred"] {
            let lines = try lines(["--\(name)", address])
            let line = try #require(lines.keys.first { $0.hasPrefix("\(name) =") })
            #expect(line.contains("***"))
            #expect(!line.contains("ter2"), "\(line)")
            #expect(!address.contains("user=tandem") || line.contains("user=tandem"))
        }
    }

    @Test(
        arguments: [
            "postgresql:///tandem?host=/run/postgresql&user=tandem", "host=a passfile=/b user=c",
            "postgresql://tandem@db.example:5432/tandem?sslmode=verify-full", "data",
            "https://tandem.example:8443", "",
        ]
    )
    func `leaves what holds none as it is`(value: String) {
        #expect(ConfigurationListing.masked(value) == value)
    }
}
