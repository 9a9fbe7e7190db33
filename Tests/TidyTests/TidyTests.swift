import Foundation
import Testing

/// The rules of the house, held against every file of it.
///
/// Each failure says where, what, and what to do.
struct `The house` {
    /// Records every finding, each with what to do about it.
    private func expectNone(
        _ findings: [Finding],
        otherwise remedy: String,
        at location: SourceLocation = #_sourceLocation
    ) {
        for finding in findings {
            Issue.record("\(finding). \(remedy)", sourceLocation: location)
        }
    }

    private func sources(in target: String) -> [SourceFile] {
        Repository.sources.filter { $0.target == target }
    }

    @Test func `has a boundary for every target`() {
        let targets = Set(Repository.sources.map(\.target))
        #expect(
            targets.subtracting(boundaries.keys) == [],
            "Say in Table.swift what the new target may import."
        )
        #expect(targets.subtracting(ceilings.keys) == [], "Give it a ceiling of 0 in Table.swift.")
    }

    @Test(arguments: boundaries.keys.sorted())
    func `imports only what a target's boundary allows`(target: String) throws {
        let allowed = try #require(boundaries[target])
        expectNone(
            sources(in: target).flatMap { Rule.imports(of: $0, allowed: allowed) },
            otherwise: "Move the code to the target that owns the need, or pass a value in."
        )
    }

    @Test func `has no file of more than 400 lines`() {
        let code: Set<String> = ["css", "js", "py", "sh", "sql", "swift", "bash", ""]
        expectNone(
            Repository.files.filter { code.contains($0.fileExtension) && $0.path != "LICENSE" }
                .flatMap { Rule.length(of: $0) },
            otherwise: "Split it by capability: Type+Capability.swift."
        )
    }

    @Test func `has no function of more than 70 lines`() {
        let tests = Repository.files.filter {
            $0.path.hasPrefix("Tests/") && $0.fileExtension == "swift"
        }
        let files =
            Repository.sources
            + tests.map { SourceFile(path: $0.path, target: "Tests", text: $0.text) }
        expectNone(
            files.flatMap { Rule.functionLength(in: $0) },
            otherwise: "Give a part of it a name of its own."
        )
    }

    @Test func `has no type or file with an empty name`() {
        expectNone(
            Repository.sources.flatMap { Rule.names(in: $0) },
            otherwise: "Name it by what it is or does, in the field's own words."
        )
    }

    @Test(arguments: documentedTargets)
    func `documents every package symbol of its pure targets and kits`(target: String) throws {
        let files = sources(in: target)
        let requirements = Rule.requirements(in: files)
        let found = files.map { Rule.undocumented(in: $0, requirements: requirements) }
        expectNone(
            found.flatMap(\.declarations),
            otherwise: "Say above it in one sentence what it is; then shapes, units and errors."
        )
        let values = found.flatMap(\.values)
        let ceiling = try #require(ceilings[target]).undocumentedValues
        #expect(
            values.count <= ceiling,
            """
            \(target) has \(values.count) properties and constants without a comment, \(ceiling) \
            are allowed. Document the new ones:
            \(values.map(\.description).joined(separator: "\n"))
            """
        )
    }

    @Test(arguments: ceilings.keys.sorted())
    func `takes the compiler's proof of safe sharing almost everywhere`(target: String) throws {
        let files = sources(in: target)
        let found = files.flatMap { Rule.unprovenSharing(in: $0) }
        let ceiling = try #require(ceilings[target]).unprovenSharing
        #expect(
            found.count <= ceiling,
            """
            \(target) has \(found.count) of @unchecked Sendable and nonisolated(unsafe), \
            \(ceiling) are allowed. Use an actor, a Mutex or a value instead:
            \(found.map(\.description).joined(separator: "\n"))
            """
        )
        expectNone(
            files.flatMap { Rule.unexplainedSharing(in: $0) },
            otherwise: "Prove in a comment directly above it that nothing is shared unsafely."
        )
    }

    @Test func `never crashes on purpose where it could throw`() {
        expectNone(
            Repository.sources.flatMap { Rule.escapes(in: $0) },
            otherwise: "`throw` for the world's faults, `precondition` for our bugs."
        )
    }

    @Test func `writes to the terminal only from its commands`() {
        expectNone(
            Repository.sources.filter { $0.target != "tandem" }.flatMap { Rule.output(in: $0) },
            otherwise: "Return or throw what there is to say; `tandem` prints it."
        )
    }

    @Test func `has no inline style or script in its pages`() {
        expectNone(
            sources(in: "Web").flatMap { Rule.inlineMarkup(in: $0) },
            otherwise: "Use a class of the style sheet or a script file; the policy blocks inline."
        )
    }

    @Test func `calls nobody she or her on a screen`() {
        let shown = Repository.files.filter { $0.path == "Sources/Web/Catalogues/en.json" }
        expectNone(
            sources(in: "Web").flatMap { Rule.gender(in: $0) }
                + shown.flatMap { Rule.gender(in: $0) },
            otherwise: "Write 'you' to the person and 'the person' to staff."
        )
    }

    @Test func `names no machine that somebody worked on`() {
        let host = ProcessInfo.processInfo.hostName
        expectNone(
            Repository.files.flatMap { Rule.machinePaths(in: $0, host: host) },
            otherwise: "Find the place from the package's own folder or an argument."
        )
    }

    @Test func `cites no law that its index does not list`() throws {
        let citing = Repository.files.filter {
            $0.path.hasPrefix("Sources/") || $0.path.hasPrefix("mechanisms/")
        }
        let index = Repository.files.first { $0.path == "law/index.tsv" }
        let keys = (index?.text ?? "").split(separator: "\n").compactMap {
            $0.split(separator: "\t").first.map(String.init)
        }
        expectNone(
            citing.flatMap { Rule.unknownLaw(in: $0, keys: Set(keys)) },
            otherwise: "Add its key as the first column of a line of law/index.tsv."
        )
    }
}
