-- A seal a row: whoever has the database without the key file can't change a byte unnoticed.
ALTER TABLE setting ADD COLUMN seal BYTEA;
ALTER TABLE mechanism ADD COLUMN seal BYTEA;
ALTER TABLE agency ADD COLUMN seal BYTEA;
ALTER TABLE agency_epoch ADD COLUMN seal BYTEA;
ALTER TABLE member ADD COLUMN seal BYTEA;
ALTER TABLE key_wrap ADD COLUMN seal BYTEA;
ALTER TABLE certificate ADD COLUMN seal BYTEA;
ALTER TABLE invitation ADD COLUMN seal BYTEA;
ALTER TABLE session ADD COLUMN seal BYTEA;
ALTER TABLE case_file ADD COLUMN seal BYTEA;
ALTER TABLE assignment ADD COLUMN seal BYTEA;
ALTER TABLE strand ADD COLUMN seal BYTEA;
ALTER TABLE strand_epoch ADD COLUMN seal BYTEA;
ALTER TABLE strand_grant ADD COLUMN seal BYTEA;
ALTER TABLE entry ADD COLUMN seal BYTEA;
ALTER TABLE offer ADD COLUMN seal BYTEA;
ALTER TABLE work_task ADD COLUMN seal BYTEA;
ALTER TABLE draft ADD COLUMN seal BYTEA;
ALTER TABLE free_place ADD COLUMN seal BYTEA;
ALTER TABLE tally ADD COLUMN seal BYTEA;
ALTER TABLE anonymous_notification ADD COLUMN seal BYTEA;
ALTER TABLE log_leaf ADD COLUMN seal BYTEA;

-- Leaves that the tree doesn't hold yet.
CREATE TABLE log_pending (
    leaf BYTEA PRIMARY KEY NOT NULL,
    recorded_at BIGINT NOT NULL,
    seal BYTEA
);
CREATE INDEX log_pending_time ON log_pending (recorded_at, leaf);
INSERT INTO log_pending (leaf, recorded_at) SELECT id, recorded_at FROM log_leaf;

-- The leaves of the tree, in order. Apart from their content, which an erasure destroys.
CREATE TABLE log_sequence (
    position BIGINT PRIMARY KEY NOT NULL CHECK (position >= 0),
    leaf BYTEA NOT NULL UNIQUE,
    hash BYTEA NOT NULL UNIQUE,
    seal BYTEA
);

-- Hashes of complete subtrees over 256, 65,536, … leaves: the rows of tiles above the lowest.
CREATE TABLE log_node (
    level BIGINT NOT NULL CHECK (level >= 1),
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    seal BYTEA,
    PRIMARY KEY (level, position)
);

-- What was signed; of those that no witness cosigned only the latest stay.
CREATE TABLE log_checkpoint (
    size BIGINT PRIMARY KEY NOT NULL,
    root BYTEA NOT NULL,
    signed BYTEA NOT NULL,
    signed_at BIGINT NOT NULL,
    seal BYTEA
);

CREATE TABLE log_cosignature (
    size BIGINT NOT NULL,
    witness TEXT NOT NULL,
    key_id BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    signed_at BIGINT NOT NULL,
    seal BYTEA,
    PRIMARY KEY (size, witness, key_id)
);
CREATE INDEX log_cosignature_time ON log_cosignature (witness, signed_at);

-- Work that one process does for all: held for seconds, taken over when it runs out.
CREATE TABLE lease (
    name TEXT PRIMARY KEY NOT NULL,
    holder BYTEA NOT NULL,
    until BIGINT NOT NULL,
    seal BYTEA
);
