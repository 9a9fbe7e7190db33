package import Database
package import Testing

/// Runs each test of a suite once on every engine.
package struct BothEngines: TestTrait, SuiteTrait, TestScoping {
    /// The engine on which the running test makes its databases.
    @TaskLocal package static var current = Engine.sqlite

    /// Without this the whole suite would be one body.
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing body: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await body() }
        for engine in Self.engines {
            try await Self.$current.withValue(engine) { try await body() }
        }
    }

    /// The engines that can be tried here.
    ///
    /// Where PostgreSQL is not installed, a test of that name says so.
    package static var engines: [Engine] {
        Engine.allCases.filter { $0 != .postgres || ThrowawayCluster.isInstalled }
    }
}

extension Trait where Self == BothEngines {
    /// Runs each test once on every engine.
    package static var bothEngines: Self { Self() }
}
