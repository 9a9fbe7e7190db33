package import Casefile
import Database
package import Mechanism

/// The `party` table: a line for each case and agency, in the order of the agency's list of cases.
extension StrandTable {
    /// Adds the line of an agency that is given a key; threads make nobody a party.
    func addParty(_ agency: Agency.ID, to strand: Strand.ID) throws {
        let row = try connection.row(
            """
            SELECT case_file.id, case_file.code
            FROM strand JOIN case_file ON case_file.id = strand.case_id
            WHERE strand.id = \(strand) AND strand.thread IS NULL
            """
        )
        guard let row else { return }
        try parties.insert(
            ["case_id": row.blob("id"), "agency": agency, "code": row.text("code")],
            onConflict: .ignore
        )
    }

    /// An agency that was given a key of a case and has no line for it: somebody took it away.
    package func unlistedParty(of id: Case.ID) throws -> Agency.ID? {
        try connection.row(
            """
            SELECT strand_grant.agency
            FROM strand CROSS JOIN strand_grant
            LEFT JOIN party ON party.case_id = strand.case_id
                AND party.agency = strand_grant.agency
            WHERE strand_grant.strand = strand.id AND strand.case_id = \(id)
                AND strand.thread IS NULL AND party.agency IS NULL
            ORDER BY strand_grant.agency LIMIT 1
            """
        )?.agency("agency")
    }
}
