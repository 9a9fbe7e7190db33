import HTTP
import Synchronization
import Web

/// Counts of requests since the start: by kind of route and class of status, with how long they took.
final class RequestFigures: Sendable {
    /// Upper bounds of the buckets in seconds: from a stored page to the longest that a page may take.
    static let bounds = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// Requests of one kind of route.
    private struct Kind {
        var byClass: [Int: Int] = [:]
        /// As many as `bounds`, and one for what took longer.
        var buckets = [Int](repeating: 0, count: RequestFigures.bounds.count + 1)
        var seconds = 0.0
    }

    private struct Counts {
        var kinds: [String: Kind] = [:]
        var refusals: [Int: Int] = [:]
    }

    private let counts = Mutex(Counts())

    /// Counts a request that the site answered.
    func count(_ report: RequestReport) {
        let seconds = report.duration / .seconds(1)
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts.withLock { counts in
            var kind = counts.kinds[report.route] ?? Kind()
            kind.byClass[Int(report.status.code / 100), default: 0] += 1
            kind.buckets[bucket] += 1
            kind.seconds += seconds
            counts.kinds[report.route] = kind
        }
    }

    /// Counts a request that the server refused or took back before the site could answer.
    func countRefusal(_ status: HTTPStatus) {
        counts.withLock { $0.refusals[Int(status.code / 100), default: 0] += 1 }
    }

    /// Adds what was counted.
    func add(to exposition: inout Exposition) {
        let counts = counts.withLock { $0 }
        let kinds = counts.kinds.sorted { $0.key < $1.key }
        exposition.add(
            "tandem_http_requests_total",
            .counter,
            "Requests that were answered, by kind of route and class of status.",
            kinds.flatMap { name, kind in
                kind.byClass.sorted { $0.key < $1.key }.map { number, count in
                    .init(labels: ["route": name, "class": "\(number)xx"], value: Double(count))
                }
            }
        )
        exposition.add(
            "tandem_http_refusals_total",
            .counter,
            "Requests that were malformed, too large or too late for an answer.",
            counts.refusals.sorted { $0.key < $1.key }.map { number, count in
                .init(labels: ["class": "\(number)xx"], value: Double(count))
            }
        )
        exposition.add(
            "tandem_http_request_duration_seconds",
            .histogram,
            "From a whole request to its answer, by kind of route.",
            kinds.flatMap { Self.samples(of: $0, $1) }
        )
    }

    private static func samples(of name: String, _ kind: Kind) -> [Exposition.Sample] {
        var total = 0
        var samples: [Exposition.Sample] = []
        for (bound, count) in zip(bounds + [.infinity], kind.buckets) {
            total += count
            samples.append(
                .init(
                    suffix: "_bucket",
                    labels: ["route": name, "le": Exposition.number(bound)],
                    value: Double(total)
                )
            )
        }
        samples.append(.init(suffix: "_sum", labels: ["route": name], value: kind.seconds))
        samples.append(.init(suffix: "_count", labels: ["route": name], value: Double(total)))
        return samples
    }
}
