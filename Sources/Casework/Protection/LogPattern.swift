package import Casefile
package import Mechanism

/// Something in the log that a protection officer asks about first.
package struct LogPattern: Hashable, Sendable {
    /// What is unusual.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Refused again and again.
        case manyRefusals = "many-refusals"
        /// Many cases within an hour.
        case manyCases = "many-cases"
        /// A case in which the member has no part and the agency no open work.
        case withoutTask = "without-task"
        /// Assignment was gone round, with a reason.
        case breakGlass = "break-glass"
        /// At night or on a weekend.
        case outOfHours = "out-of-hours"
    }

    package let kind: Kind
    package let member: Member.ID
    package let agency: Agency.ID
    /// How often, or how many cases.
    package let count: Int
    /// When it began.
    package let at: Instant
}

/// Looks for what is unusual in leaves of one stretch of time.
struct LogPatterns {
    /// Cases within an hour that one member opens on no ordinary day.
    static let casesAnHour = 20
    /// Refusals within an hour that are more than a slip.
    static let refusalsAnHour = 10
    /// Nobody's ordinary hours.
    static let night = 20..<24
    static let morning = 0..<6
    private static let hour: Int64 = 3_600

    /// Hour of the day and weekday, Monday first, of a moment in the country.
    let clock: (Instant) -> (hour: Int, isWeekend: Bool)
    /// Whether a member has a part in a case, or the agency has open work there.
    let hasTask: (Member.ID, Agency.ID, Case.ID) throws -> Bool

    /// The patterns, the gravest first, then the latest.
    func find(in leaves: [LogLeaf]) throws -> [LogPattern] {
        var found: [LogPattern] = []
        let byMember = Dictionary(grouping: leaves.filter { $0.member != nil && $0.agency != nil })
        {
            $0.member
        }
        for leaves in byMember.values {
            let leaves = leaves.sorted { $0.at < $1.at }
            found += looks(leaves)
            found += try withoutTask(leaves)
        }
        return found.sorted { left, right in
            let order = LogPattern.Kind.allCases
            let (first, second) = (
                order.firstIndex(of: left.kind), order.firstIndex(of: right.kind)
            )
            if first != second { return first ?? 0 < second ?? 0 }
            return (right.at, left.member) < (left.at, right.member)
        }
    }

    /// Patterns that one member's leaves show by themselves, in order of time.
    private func looks(_ leaves: [LogLeaf]) -> [LogPattern] {
        var found: [LogPattern] = []
        let reads = leaves.filter { $0.action == .read && $0.caseID != nil }
        let most = Self.busiestHour(reads, \.caseID)
        if let most, most.count >= Self.casesAnHour {
            found += [pattern(.manyCases, most.first, most.count)]
        }
        let refusals = leaves.filter { $0.action == .authorisationFailed }
        let worst = Self.busiestHour(refusals, \.salt)
        if let worst, worst.count >= Self.refusalsAnHour {
            found += [pattern(.manyRefusals, worst.first, worst.count)]
        }
        for leaf in leaves where leaf.action == .breakGlass {
            found += [pattern(.breakGlass, leaf, 1)]
        }
        let late = reads.filter { leaf in
            let (hour, isWeekend) = clock(leaf.at)
            return isWeekend || Self.night.contains(hour) || Self.morning.contains(hour)
        }
        if let first = late.first { found += [pattern(.outOfHours, first, late.count)] }
        return found
    }

    private func withoutTask(_ leaves: [LogLeaf]) throws -> [LogPattern] {
        var seen: Set<Case.ID> = []
        var first: LogLeaf?
        var count = 0
        for leaf in leaves where leaf.action == .read {
            guard let id = leaf.caseID, seen.insert(id).inserted, let member = leaf.member,
                let agency = leaf.agency
            else { continue }
            if try hasTask(member, agency, id) { continue }
            first = first ?? leaf
            count += 1
        }
        return first.map { [pattern(.withoutTask, $0, count)] } ?? []
    }

    private func pattern(_ kind: LogPattern.Kind, _ leaf: LogLeaf, _ count: Int) -> LogPattern {
        LogPattern(
            kind: kind,
            member: leaf.member ?? Installation.newIdentifier(),
            agency: leaf.agency ?? Agency.ID(""),
            count: count,
            at: leaf.at
        )
    }

    /// The hour with the most different things, by what is counted of each leaf; in one pass.
    private static func busiestHour<Thing: Hashable>(
        _ leaves: [LogLeaf],
        _ thing: (LogLeaf) -> Thing
    ) -> (first: LogLeaf, count: Int)? {
        var best: (first: LogLeaf, count: Int)?
        var within: [Thing: Int] = [:]
        var start = 0
        for leaf in leaves {
            within[thing(leaf), default: 0] += 1
            while leaf.at.seconds(since: leaves[start].at) >= hour {
                let gone = thing(leaves[start])
                within[gone] = within[gone].flatMap { $0 > 1 ? $0 - 1 : nil }
                start += 1
            }
            if within.count > best?.count ?? 0 { best = (leaves[start], within.count) }
        }
        return best
    }
}
