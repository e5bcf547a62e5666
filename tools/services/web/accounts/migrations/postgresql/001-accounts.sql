-- People who sign in at the pages. An invitation is a link that sets a password once; only its digest is kept.
CREATE TABLE accounts(
    name TEXT COLLATE "C" PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT,
    stamp TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until BIGINT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT,
    invitation BYTEA,
    invited_until BIGINT);
-- What people did at the pages. Rows are never changed.
CREATE TABLE acts(
    number BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    act TEXT NOT NULL,
    about TEXT,
    detail TEXT);
CREATE INDEX acts_by_time ON acts(at);
