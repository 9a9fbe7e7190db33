import Foundation
import Testing

@testable import tandem

struct `A configuration file` {
    @Test func `says names and values, with comments and empty lines between`() throws {
        let text = "# ours\r\n\r\n  port = 9000 \norigin=https://a.example/?x=1#y\n\ttiming = yes"
        let configuration = try Configuration(text: text, file: "t.conf", environment: [:])
        #expect(configuration.setting("port")?.value == "9000")
        #expect(configuration.setting("port")?.place == "t.conf, line 3: port")
        #expect(configuration.setting("origin")?.value == "https://a.example/?x=1#y")
        #expect(try configuration.isSet("timing"))
        #expect(configuration.setting("data") == nil)
    }

    @Test(
        arguments: [
            ("hunter2", 1, "write 'name = value'"),
            ("port =", 1, "write 'name = value'"),
            ("= hunter2", 1, "no such setting"),
            ("port = 1\n\nhunter2 = hunter2", 3, "no such setting"),
            ("demo = yes", 1, "no such setting"),
            ("config = other.conf", 1, "no such setting"),
            ("# a\nlogin = hunter2\nlogin = hunter2", 3, "a line above says 'login' already"),
        ]
    )
    func `that is wrong is refused with its line and without what it says`(
        text: String,
        line: Int,
        words: String
    ) {
        let refusal = #expect(throws: UsageError.self) {
            _ = try Configuration(text: text, file: "t.conf", environment: [:])
        }
        #expect(refusal?.sentence.hasPrefix("t.conf, line \(line): ") == true)
        #expect(refusal?.sentence.contains(words) == true)
        #expect(refusal?.sentence.contains("hunter2") == false)
    }

    @Test func `sets a flag by yes or no only`() throws {
        let off = try Configuration(text: "timing = no", environment: [:])
        #expect(try !off.isSet("timing"))
        let unclear = try Configuration(text: "\ntiming = 1", file: "t.conf", environment: [:])
        let refusal = #expect(throws: UsageError.self) { _ = try unclear.isSet("timing") }
        #expect(refusal?.sentence == "t.conf, line 2: timing takes yes or no.")
    }
}

struct `What sets an option` {
    /// Options of a command line beside a file and an environment.
    private func options(
        _ arguments: [String],
        file: String? = nil,
        environment: [String: String] = [:],
        isNamed: Bool = false
    ) throws -> Options {
        let path = FileManager.default.temporaryDirectory.path() + "/\(UUID()).conf"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try file?.write(toFile: path, atomically: true, encoding: .utf8)
        return try Options(
            arguments + (isNamed ? ["--config", path] : []),
            values: ["data", "port", "password-file", "seed"],
            flags: ["demo", "timing"],
            environment: environment,
            standardFile: isNamed ? "/nonexistent" : path
        )
    }

    @Test(arguments: [false, true])
    func `is the command line, then the environment, then the file`(isNamed: Bool) throws {
        let file = "port = 1\ntiming = yes"
        func port(_ arguments: [String], _ environment: [String: String]) throws -> String? {
            try options(arguments, file: file, environment: environment, isNamed: isNamed)
                .value("port")
        }
        #expect(try port(["--port", "3"], ["TANDEM_PORT": "2"]) == "3")
        #expect(try port([], ["TANDEM_PORT": "2"]) == "2")
        #expect(try port([], ["TANDEM_PORT": ""]) == "1")
        #expect(try port([], [:]) == "1")
        #expect(try options([], isNamed: false).value("port") == nil)
    }

    @Test func `is named in capitals with underscores in the environment`() throws {
        let set = try options([], environment: ["TANDEM_PASSWORD_FILE": "f", "TANDEM_SEED": "7"])
        #expect(set.value("password-file") == "f")
        #expect(set.value("seed") == nil)
    }

    @Test func `is for a flag the same, but a flag that is given stays`() throws {
        let no = ["TANDEM_TIMING": "no"]
        #expect(try options([], file: "timing = yes").flags == ["timing"])
        #expect(try options([], file: "timing = yes", environment: no).flags == [])
        #expect(try options(["--timing"], environment: no).flags == ["timing"])
        #expect(try options([], environment: ["TANDEM_DEMO": "yes"]).flags == [])
    }

    @Test func `is told where a number is wrong`() throws {
        func sentence(_ options: Options) -> String? {
            #expect(throws: UsageError.self) { _ = try options.number("port", in: 0...9) }?.sentence
        }
        let variable = ["TANDEM_PORT": "x"]
        #expect(
            try sentence(options([], environment: variable))
                == "TANDEM_PORT takes a number from 0 to 9."
        )
        #expect(
            try sentence(options(["--port", "y"], environment: variable))
                == "--port takes a number from 0 to 9."
        )
        #expect(
            try sentence(options([], file: "\nport = x"))?.hasSuffix(
                "line 2: port takes a number from 0 to 9."
            ) == true
        )
    }

    @Test func `is refused where the named file is missing, and not where the standard one is`()
        throws
    {
        #expect(throws: UsageError.self) { _ = try options([], isNamed: true) }
        #expect(throws: UsageError.self) {
            _ = try options([], environment: ["TANDEM_CONFIG": "/nonexistent"])
        }
        #expect(try options([]).operands == [])
    }

    @Test func `is not asked for by a command that has nothing to set`() throws {
        let path = FileManager.default.temporaryDirectory.path() + "/\(UUID()).conf"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "nonsense".write(toFile: path, atomically: true, encoding: .utf8)
        let plain = try Options(["f"], values: [], environment: [:], standardFile: path)
        #expect(plain.operands == ["f"])
    }

    @Test func `puts a demonstration below a folder that the command line did not name`() throws {
        let set = try options([], file: "data = /a")
        #expect(try DataFolder(set, isDemonstration: true).path == "/a/demonstration")
        #expect(try DataFolder(set).path == "/a")
        let given = try options(["--data", "/b"], file: "data = /a")
        #expect(try DataFolder(given, isDemonstration: true).path == "/b")
        #expect(try DataFolder(options([])).path == "data")
    }
}
