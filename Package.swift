// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A target of our own with the settings that all of them share.
func room(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    exclude: [String] = [],
    resources: [Resource]? = nil
) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        exclude: exclude,
        resources: resources,
        swiftSettings: swiftSettings
    )
}

func tests(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    exclude: [String] = []
) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        exclude: exclude,
        swiftSettings: swiftSettings
    )
}

func library(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
    name: "tandem",
    targets: [
        library("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
        library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        library("CMicrohttpd", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),
        library("CYaml", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
        library("CPostgres", pkgConfig: "libpq", apt: "libpq-dev"),
        library("CMagic", pkgConfig: "libmagic", apt: "libmagic-dev"),
        // Of the C library, what Swift's Glibc leaves out.
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CMath"),
        // Loops for the vector units that a processor has; what they compute is in Linkage.
        .target(name: "CLinkage"),
        // Kits: know nothing of trafficking.
        room("Cryptography", ["CSodium"]),
        room("Database", ["CPostgres", "CSQLite"]),
        room("Documents"),
        room("HTTP", ["CMicrohttpd"]),
        room("HTML"),
        room("Media", ["CMagic"]),
        room("YAML", ["CYaml"]),
        // Pure: no I/O, no clock, no randomness.
        room("Mechanism", ["YAML"]),
        room("Casefile", ["Mechanism"]),
        room("Linkage", ["CLinkage", "CMath", "Cryptography"]),
        // Application.
        room("Linking", ["Cryptography", "Documents", "HTML", "HTTP", "Linkage"]),
        room(
            "Store",
            ["Casefile", "Cryptography", "Database", "Mechanism"],
            resources: [.embedInCode("Migrations"), .embedInCode("ShredMigrations")]
        ),
        room(
            "Casework",
            [
                "Casefile", "Cryptography", "Database", "Linkage", "Mechanism", "Media", "Store",
                "YAML",
            ]
        ),
        room(
            "Web",
            ["Casefile", "Casework", "HTML", "HTTP", "Linkage", "Mechanism"],
            resources: [.embedInCode("Assets"), .embedInCode("Catalogues")]
        ),
        .executableTarget(
            name: "tandem",
            dependencies: [
                "CLinux", "Casefile", "Casework", "Cryptography", "Database", "Documents", "HTTP",
                "Linkage", "Linking", "Mechanism", "Store", "Web", "YAML",
            ],
            resources: [.embedInCode("Populate/Tables")],
            swiftSettings: swiftSettings
        ),
        tests("TidyTests"),
        tests("CryptographyTests", ["Cryptography"]),
        // Every engine, with a PostgreSQL server that the tests start themselves.
        .target(
            name: "TestEngines",
            dependencies: ["Database"],
            path: "Tests/TestEngines",
            swiftSettings: swiftSettings
        ),
        tests("DatabaseTests", ["Database", "TestEngines"]),
        tests("DocumentsTests", ["Documents"]),
        tests("HTTPTests", ["HTTP"]),
        tests("HTMLTests", ["HTML"]),
        tests("MediaTests", ["Media"]),
        tests("YAMLTests", ["YAML"]),
        tests("MechanismTests", ["Mechanism", "YAML"]),
        tests("CasefileTests", ["Casefile", "Mechanism"]),
        tests("LinkageTests", ["CLinkage", "Cryptography", "Linkage"]),
        tests("LinkingTests", ["Documents", "HTML", "HTTP", "Linkage", "Linking"]),
        tests(
            "StoreTests",
            ["Store", "Casefile", "Cryptography", "Database", "Mechanism", "TestEngines"]
        ),
        tests(
            "TandemTests",
            [
                "Casefile", "Casework", "Cryptography", "Database", "Documents", "HTTP", "Linking",
                "Mechanism", "Store", "TestEngines", "TestTown", "Web", "tandem",
            ]
        ),
        tests("WebTests", ["Casefile", "Casework", "HTML", "HTTP", "Linkage", "Mechanism", "Web"]),
        // A town with agencies and members that the suites below share.
        .target(
            name: "TestTown",
            dependencies: [
                "Casefile", "Casework", "Cryptography", "Database", "Mechanism", "TestEngines",
            ],
            path: "Tests/TestTown",
            swiftSettings: swiftSettings
        ),
        tests(
            "CaseworkTests",
            [
                "Casefile", "Casework", "Cryptography", "Database", "Mechanism", "Store",
                "TestEngines", "TestTown",
            ],
            exclude: ["Fixtures"]
        ),
        tests(
            "SiteTests",
            [
                "Casefile", "Casework", "Cryptography", "Database", "HTML", "HTTP", "Mechanism",
                "Store", "TestTown", "Web",
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Fuzzers are built on demand only (Fuzz/run.sh): they need the fuzzer's instrumentation everywhere.
if Context.environment["TANDEM_FUZZ"] != nil {
    func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
        .executableTarget(
            name: name,
            dependencies: dependencies + ["CFuzzer"],
            path: "Fuzz/\(name)",
            swiftSettings: swiftSettings
        )
    }
    package.targets += [
        .systemLibrary(name: "CFuzzer", path: "Fuzz/CFuzzer"),
        fuzzer("CSVFuzz", ["Documents"]),
        fuzzer("FormFuzz", ["HTTP"]),
        fuzzer("HTTPFuzz", ["HTTP"]),
        fuzzer("MultipartFuzz", ["HTTP"]),
        fuzzer("YAMLFuzz", ["Mechanism", "YAML"]),
    ]
}

// Built on demand only, by Benchmarks/linkage.
if Context.environment["TANDEM_BENCH"] != nil {
    package.targets.append(
        .executableTarget(
            name: "LinkageBench",
            dependencies: ["Cryptography", "Linkage"],
            path: "Benchmarks/LinkageBench",
            swiftSettings: swiftSettings
        )
    )
}

// `TANDEM_ROOMS="StoreTests CaseworkTests" swift test` builds these targets and what they stand on, and nothing else.
if let wanted = Context.environment["TANDEM_ROOMS"] {
    let targets = Dictionary(uniqueKeysWithValues: package.targets.map { ($0.name, $0) })
    var kept: Set<String> = []
    var open = wanted.split(separator: " ").map(String.init)
    while let name = open.popLast() {
        guard kept.insert(name).inserted, let target = targets[name] else { continue }
        for dependency in target.dependencies {
            if case .byNameItem(let name, _) = dependency { open.append(name) }
        }
    }
    package.targets.removeAll { !kept.contains($0.name) }
}
