-- Which cases an agency's list may show, in the order in which it shows them. A line for everybody who was given
-- a key of a case, beside threads; whether it still opens anything is asked of the grants, for the lines of one page.
CREATE TABLE party (
    case_id BYTEA NOT NULL REFERENCES case_file (id),
    agency TEXT NOT NULL REFERENCES agency (id),
    code TEXT NOT NULL,
    seal BYTEA,
    PRIMARY KEY (case_id, agency)
);

INSERT INTO party (case_id, agency, code)
SELECT DISTINCT case_file.id, strand_grant.agency, case_file.code
FROM strand_grant
JOIN strand ON strand.id = strand_grant.strand
JOIN case_file ON case_file.id = strand.case_id
WHERE strand.thread IS NULL;

CREATE INDEX party_agency ON party (agency, code, case_id);
