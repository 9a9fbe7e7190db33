internal import Synchronization
import Linkage

/// Where a person answers what is in doubt, one pair after the other.
///
/// Each answer is recorded before it counts, and can be taken back.
package final class ReviewDesk: Sendable {
    /// Keeps a decision for good.
    package typealias Keep = @Sendable (RecordedDecision) throws -> Void

    private struct Past {
        let one: Int
        let other: Int
        let before: Clusters.Verdict?
        let wasLeft: Bool
    }

    private struct State {
        var lists: LinkedLists
        var open: [Clusters.Question] = []
        var left: Set<[Int]> = []
        var past: [Past] = []
        /// The pair that is shown first, since its answer was taken back.
        var first: [Int]?
        /// What persons said of pairs, in this run.
        var verdicts: [[Int]: Clusters.Verdict] = [:]
    }

    private let state: Mutex<State>
    private let keep: Keep
    private let time: @Sendable () -> String

    /// Opens the desk on lists.
    ///
    /// - Parameters:
    ///   - lists: what was found.
    ///   - time: the time now, in ISO 8601.
    ///   - keep: writes a decision down; if it throws, the decision does not count.
    package init(
        _ lists: LinkedLists,
        time: @escaping @Sendable () -> String,
        keep: @escaping Keep
    ) {
        var first = State(lists: lists)
        first.open = lists.clusters.questions.reversed()
        state = Mutex(first)
        self.keep = keep
        self.time = time
    }

    /// The lists as they are decided now.
    package var lists: LinkedLists { state.withLock { $0.lists } }

    /// What is shown next, and how far one is.
    struct View: Sendable {
        let pair: ReviewPair?
        let answered: Int
        /// How many are left to answer, the one that is shown among them.
        let waiting: Int
        let canUndo: Bool
    }

    /// What is shown next.
    func next() -> View {
        state.withLock { state in
            var question = Self.question(&state)
            if question == nil {
                // Answers may have torn clusters apart, and what was left is asked once more by a later run only.
                state.open = state.lists.clusters.questions.reversed()
                question = Self.question(&state)
            }
            return View(
                pair: question.map { ReviewPair(state.lists, $0) },
                answered: state.past.count,
                waiting: state.open.count,
                canUndo: !state.past.isEmpty
            )
        }
    }

    private static func question(_ state: inout State) -> Clusters.Question? {
        if let first = state.first,
            let place = state.open.lastIndex(where: { [$0.one, $0.other] == first })
        {
            let question = state.open.remove(at: place)
            state.open.append(question)
        }
        while let last = state.open.last {
            let isLeft = state.left.contains([last.one, last.other])
            if !isLeft, state.lists.clusters.isOpen(last.one, last.other) { return last }
            state.open.removeLast()
        }
        return nil
    }

    /// Takes an answer on two records.
    ///
    /// - Throws: what `keep` throws; nothing has changed then.
    func answer(_ one: Int, _ other: Int, _ verdict: RecordedDecision.Verdict) throws {
        try state.withLock { state in
            let count = state.lists.clusters.count
            guard one >= 0, one < other, other < count, verdict != .undone else { return }
            try keep(state.lists.decision(one, other, verdict, at: time()))
            let pair = [one, other]
            state.past.append(
                Past(
                    one: one,
                    other: other,
                    before: state.verdicts[pair],
                    wasLeft: state.left.contains(pair)
                )
            )
            state.first = nil
            if verdict == .left {
                state.left.insert(pair)
            } else {
                Self.decide(&state, pair, Clusters.Verdict(rawValue: verdict.rawValue))
            }
        }
    }

    /// Takes the last answer of this run back, and shows its pair again.
    ///
    /// - Throws: what `keep` throws; nothing has changed then.
    func undo() throws {
        try state.withLock { state in
            guard let past = state.past.last else { return }
            let pair = [past.one, past.other]
            try keep(state.lists.decision(past.one, past.other, .undone, at: time()))
            if let before = past.before {
                let verdict = RecordedDecision.Verdict(rawValue: before.rawValue) ?? .same
                try keep(state.lists.decision(past.one, past.other, verdict, at: time()))
            }
            state.past.removeLast()
            Self.decide(&state, pair, past.before)
            if !past.wasLeft { state.left.remove(pair) }
            state.open = state.lists.clusters.questions.reversed()
            state.first = pair
        }
    }

    private static func decide(_ state: inout State, _ pair: [Int], _ verdict: Clusters.Verdict?) {
        state.lists.clusters.decide(pair[0], pair[1], verdict)
        state.verdicts[pair] = verdict
    }
}
