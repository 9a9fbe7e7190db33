-- What finds the same person again. Nothing here opens without the linkage key, which lies in the key file.

-- How a person's names, birth and citizenships look under the linkage key: one row an entry that states them.
-- An empty `sealed` marks one that was destroyed, until every server has dropped it.
CREATE TABLE fingerprint (
    id BYTEA PRIMARY KEY NOT NULL,
    case_id BYTEA NOT NULL REFERENCES case_file (id),
    entry BYTEA NOT NULL REFERENCES entry (id),
    agency TEXT NOT NULL,
    generation BIGINT NOT NULL CHECK (generation >= 1),
    changed_at BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    seal BYTEA
);
CREATE INDEX fingerprint_changed ON fingerprint (changed_at);
CREATE INDEX fingerprint_case ON fingerprint (case_id, agency);
CREATE INDEX fingerprint_generation ON fingerprint (agency, generation);

-- A question whether the mechanism knows a person. The particulars lie under a key made for it alone; until the
-- holders are told, that key waits in `waiting` under the linkage key.
CREATE TABLE blind_check (
    id BYTEA PRIMARY KEY NOT NULL,
    case_id BYTEA NOT NULL REFERENCES case_file (id),
    agency TEXT NOT NULL,
    member BYTEA NOT NULL,
    asked_at BIGINT NOT NULL,
    ends_on TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    waiting BYTEA,
    seal BYTEA
);
CREATE INDEX blind_check_agency ON blind_check (agency, asked_at);
CREATE INDEX blind_check_case ON blind_check (case_id);
CREATE INDEX blind_check_ends ON blind_check (ends_on);
CREATE INDEX blind_check_waiting ON blind_check (asked_at) WHERE waiting IS NOT NULL;

-- As many for each question, whoever is known: most tell their agency nothing, and look the same.
CREATE TABLE check_notice (
    id BYTEA PRIMARY KEY NOT NULL,
    blind_check BYTEA NOT NULL REFERENCES blind_check (id),
    agency TEXT NOT NULL,
    agency_epoch BIGINT NOT NULL,
    ends_on TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    seal BYTEA
);
CREATE INDEX check_notice_agency ON check_notice (agency, ends_on);
CREATE INDEX check_notice_check ON check_notice (blind_check);

-- What a holder wrote back, sealed to the agency that asked.
CREATE TABLE check_answer (
    id BYTEA PRIMARY KEY NOT NULL,
    blind_check BYTEA NOT NULL REFERENCES blind_check (id),
    agency TEXT NOT NULL,
    answered_at BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    seal BYTEA
);
CREATE UNIQUE INDEX check_answer_once ON check_answer (blind_check, agency);
