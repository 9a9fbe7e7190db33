package import Casefile
import Database
package import Mechanism

/// Which cases a search may mean.
extension CaseFileTable {
    /// Cases of which the agency was given a key, or those of them that the member works on, up to a limit.
    ///
    /// Whether they still open is to be asked for each that is used.
    package func ids(
        of agency: Agency.ID,
        assignedTo member: Member.ID?,
        limit: Int
    ) throws -> [Case.ID] {
        if let member {
            return try connection.rows(
                """
                SELECT party.case_id FROM assignment CROSS JOIN party
                WHERE party.case_id = assignment.case_id AND party.agency = \(agency)
                    AND assignment.member = \(member)
                ORDER BY party.code LIMIT \(limit)
                """
            ).map { try $0.identifier("case_id") }
        }
        return try connection.rows(
            """
            SELECT case_id FROM party WHERE agency = \(agency) ORDER BY code LIMIT \(limit)
            """
        ).map { try $0.identifier("case_id") }
    }

    /// Those of some cases that are there, for practice or not.
    package func ids(among ids: [Case.ID], isPractice: Bool) throws -> Set<Case.ID> {
        Set(
            try connection.rows(
                """
                SELECT id FROM case_file
                WHERE is_practice = \(isPractice) AND id IN (\(list: ids)) ORDER BY id
                """
            ).map { try $0.identifier("id") }
        )
    }

    /// Those of some cases of which the agency was given a key.
    package func ids(of agency: Agency.ID, among ids: [Case.ID]) throws -> Set<Case.ID> {
        Set(
            try connection.rows(
                """
                SELECT case_id FROM party
                WHERE agency = \(agency) AND case_id IN (\(list: ids)) ORDER BY case_id
                """
            ).map { try $0.identifier("case_id") }
        )
    }
}
