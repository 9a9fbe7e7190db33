import Casefile
package import Cryptography
import Database
import Mechanism
import Store

/// Every erasure of an installation up to a size of its log: kept apart from backups, replayed after a restore.
///
/// Signed with the log's key. Nobody is named: identifiers are random, agencies public.
package struct ErasureList: Hashable, Sendable {
    private static let heading = "tandem-erasures/1"

    /// The log's name.
    package let origin: String
    /// The log's size when the list was written: it is complete up to there.
    package let size: Int
    let rows: [ErasureRow]

    /// How many erasures there are.
    package var count: Int { rows.count }

    init(origin: String, size: Int, rows: [ErasureRow]) {
        self.origin = origin
        self.size = size
        self.rows = rows
    }

    /// Reads a list; `nil` unless every line is in order and the log signed it.
    package init?(parsing text: String, signedBy key: SigningPublicKey) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.popLast() == "", let last = lines.popLast(), last.hasPrefix("signature "),
            let bytes = try? [UInt8](hex: String(last.dropFirst(10))),
            let signature = try? Signature(bytes: bytes)
        else { return nil }
        let signed = lines.map { "\($0)\n" }.joined()
        guard key.verifies(signature, for: Array(signed.utf8), domain: Self.heading),
            lines.count >= 3, lines[0] == Self.heading, let size = Int(lines[2])
        else { return nil }
        var rows: [ErasureRow] = []
        for line in lines.dropFirst(3) {
            guard let row = Self.row(line) else { return nil }
            rows.append(row)
        }
        self.init(origin: lines[1], size: size, rows: rows)
    }

    private static func row(_ line: String) -> ErasureRow? {
        let parts = line.split(separator: " ").map(String.init)
        guard parts.count == 6, let id = Case.ID(hex: parts[0]),
            let asker = Member.ID(hex: parts[2]), let asked = Int64(parts[3]),
            let confirmer = Member.ID(hex: parts[4]), let confirmed = Int64(parts[5])
        else { return nil }
        return ErasureRow(
            caseID: id,
            agency: Agency.ID(parts[1]),
            askedBy: asker,
            askedAt: Instant(milliseconds: asked),
            sealed: [],
            confirmation: .init(member: confirmer, at: Instant(milliseconds: confirmed))
        )
    }

    /// The list as it is kept.
    func text(signedWith key: SigningPrivateKey) -> String {
        var lines = [Self.heading, origin, String(size)]
        for row in rows {
            guard let confirmation = row.confirmation else { continue }
            let (asked, confirmed) = (row.askedAt.milliseconds, confirmation.at.milliseconds)
            lines.append(
                """
                \(row.caseID) \(row.agency.rawValue) \(row.askedBy) \(asked) \
                \(confirmation.member) \(confirmed)
                """
            )
        }
        let signed = lines.map { "\($0)\n" }.joined()
        let signature = key.sign(Array(signed.utf8), domain: Self.heading)
        return signed + "signature \(signature.bytes.hexString)\n"
    }
}

/// Why a list of erasures is not replayed.
package enum ErasureListError: Error, Hashable, Sendable {
    /// Not a list that this installation signed.
    case foreign
    /// Older than what a witness saw, or than the restored log.
    case tooOld
}

extension Installation {
    /// All erasures up to now, signed.
    package func erasureList() async throws -> String {
        try await database.read { session in
            ErasureList(
                origin: self.logOrigin,
                size: try LogTable(session).size(),
                rows: try ErasureTable(session).confirmed()
            ).text(signedWith: self.logKey)
        }
    }

    /// How many erasures there are.
    package func erasureCount() async throws -> Int {
        try await database.read { try ErasureTable($0).confirmedCount() }
    }

    /// Erases anew, in a restored database, whatever was erased after its backup was made.
    ///
    /// `witnessed`: the latest checkpoint that a witness has; an older list may lack an erasure.
    /// - Returns: how many erasures the list holds.
    /// - Throws: `ErasureListError`.
    @discardableResult
    package func replay(
        _ text: String,
        upTo witnessed: SignedNote? = nil
    ) async throws -> Int {
        guard let list = ErasureList(parsing: text, signedBy: logKey.publicKey),
            list.origin == logOrigin
        else { throw ErasureListError.foreign }
        if let witnessed {
            guard logVerifier.verifies(witnessed),
                let seen = LogCheckpoint(body: witnessed.body), seen.origin == logOrigin
            else { throw ErasureListError.foreign }
            guard list.size >= seen.size else { throw ErasureListError.tooOld }
        }
        try await database.write { session in
            guard try LogTable(session).size() <= list.size else { throw ErasureListError.tooOld }
            for row in list.rows { try self.carryOut(row, in: session) }
        }
        try await finishErasures()
        return list.count
    }
}
