-- Erasures, asked for by one keyholder and confirmed by another: what a restored backup must lose again.
-- No reference to anybody: an older backup that the list is replayed on may not know them.
CREATE TABLE erasure (
    case_id BYTEA NOT NULL,
    agency TEXT NOT NULL,
    asked_by BYTEA NOT NULL,
    asked_at BIGINT NOT NULL,
    -- Why, sealed to the agency; empty once it is confirmed.
    sealed BYTEA NOT NULL,
    confirmed_by BYTEA,
    confirmed_at BIGINT,
    seal BYTEA,
    PRIMARY KEY (case_id, agency),
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);
CREATE INDEX erasure_confirmed ON erasure (confirmed_at);
