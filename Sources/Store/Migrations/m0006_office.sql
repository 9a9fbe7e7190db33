-- The data-protection office's key, sealed to each of its members who once typed the log's recovery code.
CREATE TABLE office_wrap (
    member BYTEA PRIMARY KEY NOT NULL REFERENCES member (id),
    sealed BYTEA NOT NULL,
    taken_at BIGINT NOT NULL,
    seal BYTEA
);
