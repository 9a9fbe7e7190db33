-- Types that both engines know: BIGINT, TEXT, BYTEA. Identifiers are 16 random bytes.
-- No column holds a name in clear, of a person or of a member (a test says so).

CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    value BYTEA NOT NULL
);

CREATE TABLE mechanism (
    edition BIGINT PRIMARY KEY NOT NULL,
    file BYTEA NOT NULL,
    published_at BIGINT NOT NULL
);

CREATE TABLE agency (
    id TEXT PRIMARY KEY NOT NULL,
    root_public BYTEA NOT NULL,
    is_live BIGINT NOT NULL CHECK (is_live IN (0, 1)),
    pinned_at BIGINT,
    pinned_by BYTEA,
    pin_signature BYTEA,
    CHECK ((pinned_at IS NULL) = (pin_signature IS NULL)),
    CHECK ((pinned_at IS NULL) = (pinned_by IS NULL))
);

CREATE TABLE agency_epoch (
    agency TEXT NOT NULL REFERENCES agency (id),
    epoch BIGINT NOT NULL CHECK (epoch >= 1),
    public_key BYTEA NOT NULL,
    PRIMARY KEY (agency, epoch)
);

CREATE TABLE member (
    id BYTEA PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    login_digest BYTEA NOT NULL UNIQUE,
    sealed_name BYTEA NOT NULL,
    agreement_public BYTEA NOT NULL,
    signing_public BYTEA NOT NULL,
    salt BYTEA NOT NULL,
    parameters TEXT NOT NULL,
    verifier BYTEA NOT NULL,
    sealed_keys BYTEA NOT NULL,
    capabilities TEXT NOT NULL,
    is_keyholder BIGINT NOT NULL CHECK (is_keyholder IN (0, 1)),
    is_confirmed BIGINT NOT NULL CHECK (is_confirmed IN (0, 1)),
    is_active BIGINT NOT NULL CHECK (is_active IN (0, 1)),
    created_at BIGINT NOT NULL
);
CREATE INDEX member_agency ON member (agency, created_at);

-- The agency's private key of an epoch (kind 'epoch') or its root (kind 'root', epoch 0), sealed to a
-- member, or to the printed recovery code (holder of 16 zero bytes).
CREATE TABLE key_wrap (
    agency TEXT NOT NULL REFERENCES agency (id),
    kind TEXT NOT NULL CHECK (kind IN ('epoch', 'root')),
    epoch BIGINT NOT NULL,
    holder BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (agency, kind, epoch, holder)
);

CREATE TABLE certificate (
    id BYTEA PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    kind TEXT NOT NULL CHECK (kind IN ('keyholder', 'member', 'epoch')),
    subject BYTEA NOT NULL,
    issuer BYTEA NOT NULL,
    body BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    issued_at BIGINT NOT NULL
);
CREATE INDEX certificate_subject ON certificate (agency, kind, subject);

CREATE TABLE invitation (
    token_digest BYTEA PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL,
    code_digest BYTEA NOT NULL,
    is_first BIGINT NOT NULL CHECK (is_first IN (0, 1)),
    is_keyholder BIGINT NOT NULL CHECK (is_keyholder IN (0, 1)),
    capabilities TEXT NOT NULL,
    invited_by BYTEA,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL
);
CREATE INDEX invitation_agency ON invitation (agency, expires_at);

CREATE TABLE session (
    id BYTEA PRIMARY KEY NOT NULL,
    member BYTEA NOT NULL REFERENCES member (id),
    sealed_keys BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX session_member ON session (member);

CREATE TABLE case_file (
    id BYTEA PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    opened_by TEXT NOT NULL REFERENCES agency (id),
    is_practice BIGINT NOT NULL CHECK (is_practice IN (0, 1)),
    last_sequence BIGINT NOT NULL,
    last_link BYTEA NOT NULL
);

CREATE TABLE assignment (
    case_id BYTEA NOT NULL REFERENCES case_file (id),
    agency TEXT NOT NULL REFERENCES agency (id),
    member BYTEA NOT NULL REFERENCES member (id),
    PRIMARY KEY (case_id, member)
);
CREATE INDEX assignment_member ON assignment (member, case_id);

CREATE TABLE strand (
    id BYTEA PRIMARY KEY NOT NULL,
    case_id BYTEA NOT NULL REFERENCES case_file (id),
    compartment TEXT NOT NULL,
    owner TEXT NOT NULL REFERENCES agency (id),
    thread BYTEA,
    epoch BIGINT NOT NULL,
    must_rotate BIGINT NOT NULL CHECK (must_rotate IN (0, 1))
);
CREATE INDEX strand_case ON strand (case_id, compartment, owner);

CREATE TABLE strand_epoch (
    strand BYTEA NOT NULL REFERENCES strand (id),
    epoch BIGINT NOT NULL,
    commitment BYTEA NOT NULL,
    PRIMARY KEY (strand, epoch)
);

CREATE TABLE strand_grant (
    strand BYTEA NOT NULL REFERENCES strand (id),
    epoch BIGINT NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    agency_epoch BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    -- One grant a referral: each is released or dropped apart. No bytes where it belongs to none.
    referral BYTEA NOT NULL CHECK (length(referral) IN (0, 16)),
    is_held BIGINT NOT NULL CHECK (is_held IN (0, 1)),
    until_day TEXT,
    granted_by BYTEA NOT NULL REFERENCES member (id),
    signature BYTEA NOT NULL,
    PRIMARY KEY (strand, epoch, agency, referral),
    FOREIGN KEY (strand, epoch) REFERENCES strand_epoch (strand, epoch),
    CHECK (is_held = 0 OR length(referral) = 16)
);
CREATE INDEX strand_grant_agency ON strand_grant (agency, is_held, strand, until_day);
-- Few grants end on a day, and those are looked for often.
CREATE INDEX strand_grant_until ON strand_grant (until_day) WHERE until_day IS NOT NULL;
CREATE INDEX strand_grant_referral ON strand_grant (referral);

CREATE TABLE entry (
    id BYTEA PRIMARY KEY NOT NULL,
    case_id BYTEA NOT NULL REFERENCES case_file (id),
    sequence BIGINT NOT NULL CHECK (sequence >= 1),
    strand BYTEA NOT NULL REFERENCES strand (id),
    epoch BIGINT NOT NULL,
    author BYTEA NOT NULL REFERENCES member (id),
    author_agency TEXT NOT NULL REFERENCES agency (id),
    recorded_at BIGINT NOT NULL,
    heads BYTEA NOT NULL,
    work_digest BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    link BYTEA NOT NULL,
    leaf BYTEA NOT NULL,
    UNIQUE (case_id, sequence)
);
CREATE INDEX entry_strand ON entry (strand, sequence);

CREATE TABLE offer (
    referral BYTEA PRIMARY KEY NOT NULL,
    case_id BYTEA NOT NULL REFERENCES case_file (id),
    from_agency TEXT NOT NULL REFERENCES agency (id),
    to_agency TEXT NOT NULL,
    answer_by TEXT NOT NULL,
    -- What the offer rests on, so that a withdrawal stops it whoever records the withdrawal.
    consent BYTEA,
    state TEXT NOT NULL CHECK (state IN ('awaiting-approval', 'offered', 'accepted', 'closed'))
);
CREATE INDEX offer_case ON offer (case_id);
CREATE INDEX offer_receiver ON offer (to_agency, state, answer_by);

CREATE TABLE work_task (
    id BYTEA PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL,
    assignee BYTEA,
    due TEXT NOT NULL,
    case_id BYTEA NOT NULL REFERENCES case_file (id),
    sealed BYTEA NOT NULL,
    digest BYTEA NOT NULL
);
CREATE INDEX work_task_agency ON work_task (agency, due, id);
CREATE INDEX work_task_case ON work_task (case_id, agency);

CREATE TABLE draft (
    id BYTEA PRIMARY KEY NOT NULL,
    member BYTEA NOT NULL REFERENCES member (id),
    sealed BYTEA NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX draft_member ON draft (member, updated_at);

CREATE TABLE free_place (
    service TEXT PRIMARY KEY NOT NULL,
    count BIGINT NOT NULL CHECK (count >= 0),
    updated_at BIGINT NOT NULL
);

-- One uncoded count a month: nobody can be found in it.
CREATE TABLE tally (
    kind TEXT NOT NULL,
    month TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (kind, month)
);

-- Anonymous notifications: no case, no author, no time finer than a month, random order.
CREATE TABLE anonymous_notification (
    -- Random, so that rows lie in no order of time.
    position INTEGER PRIMARY KEY NOT NULL,
    id BYTEA NOT NULL UNIQUE,
    agency TEXT NOT NULL,
    agency_epoch BIGINT NOT NULL,
    month TEXT NOT NULL,
    sealed BYTEA NOT NULL
);

CREATE TABLE log_leaf (
    id BYTEA PRIMARY KEY NOT NULL,
    hash BYTEA NOT NULL,
    recorded_at BIGINT NOT NULL,
    case_id BYTEA,
    sealed BYTEA NOT NULL
);
CREATE INDEX log_leaf_time ON log_leaf (recorded_at, id);
CREATE INDEX log_leaf_case ON log_leaf (case_id);
