import YAML

/// The check of a mechanism file as a command prints it.
package enum MechanismCheck {
    /// What is wrong with a file, one line a finding, and a summary as the last line.
    ///
    /// A finding reads `FILE:LINE:COLUMN: sentence remedy`, which editors jump to.
    package static func report(
        fileName: String,
        bytes: [UInt8]
    ) -> (lines: [String], isValid: Bool) {
        do {
            let mechanism = try Mechanism(reading: bytes)
            return (["\(fileName): \(summary(of: mechanism))"], true)
        } catch {
            let lines = error.all.map { "\(fileName):\($0.description)" }
            let count = error.all.count
            let summary =
                "\(fileName): \(count) \(count == 1 ? "finding" : "findings"); nothing was loaded."
            return (lines + [summary], false)
        }
    }

    private static func summary(of mechanism: Mechanism) -> String {
        let sources = mechanism.sources
        let unverified = sources.filter { !$0.isVerified }.count
        let counts = [
            "\(mechanism.agencies.count) agencies", "\(mechanism.services.count) services",
            "\(mechanism.clocks.count) clocks", "\(mechanism.agreements.count) agreements",
            "\(mechanism.provisions.count) provisions",
        ]
        let claims =
            unverified == 0
            ? "every source is verified" : "\(unverified) of \(sources.count) claims to be verified"
        let name = mechanism.name.text(in: mechanism.languages)
        return "valid: \(name), \(counts.joined(separator: ", ")); \(claims)."
    }
}

extension Mechanism {
    /// The sources of all claims in the order of the file, with repetitions.
    package var sources: [Source] {
        var sources = [calendarSource, definition.source, rules.source]
        sources += hotlines.map(\.source)
        sources += agencies.map(\.source)
        sources += provisions.map(\.source)
        for service in services {
            sources.append(service.source)
            sources += (service.requires + service.endsOn).map(\.source)
        }
        sources += clocks.map(\.source)
        sources += agreements.map(\.source)
        sources += explanation.map(\.source)
        return sources.compactMap { $0 }
    }
}
