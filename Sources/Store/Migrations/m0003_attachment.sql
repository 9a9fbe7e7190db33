-- Files of entries, sealed in chunks. A row without an entry is an upload that is under way, or that was left: those are
-- swept after a day. Sizes lie in clear: they show in the chunks anyway.

CREATE TABLE attachment (
    id BYTEA PRIMARY KEY NOT NULL,
    case_id BYTEA NOT NULL REFERENCES case_file (id),
    strand BYTEA NOT NULL REFERENCES strand (id),
    entry BYTEA UNIQUE REFERENCES entry (id),
    bytes BIGINT NOT NULL CHECK (bytes >= 0),
    created_at BIGINT NOT NULL,
    seal BYTEA
);
CREATE INDEX attachment_case ON attachment (case_id);
CREATE INDEX attachment_unfinished ON attachment (created_at) WHERE entry IS NULL;

-- Number 0 is the stream's header, then its boxes in order.
CREATE TABLE attachment_chunk (
    attachment BYTEA NOT NULL REFERENCES attachment (id),
    number BIGINT NOT NULL CHECK (number >= 0),
    sealed BYTEA NOT NULL,
    seal BYTEA,
    PRIMARY KEY (attachment, number)
);
