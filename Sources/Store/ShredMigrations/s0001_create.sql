-- The second halves of the strands' keys: what an erasure destroys.
CREATE TABLE strand_half (
    strand BYTEA NOT NULL,
    epoch BIGINT NOT NULL,
    half BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (strand, epoch)
);
