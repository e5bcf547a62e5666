-- People who sign in at the pages. An invitation is a link that sets a password once; only its digest is kept.
CREATE TABLE accounts(
    name TEXT PRIMARY KEY NOT NULL,
    role TEXT NOT NULL,
    password TEXT,
    stamp TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER,
    created_at INTEGER NOT NULL,
    seen_at INTEGER,
    invitation BLOB,
    invited_until INTEGER) WITHOUT ROWID;
-- What people did at the pages. Rows are never changed.
CREATE TABLE acts(
    number INTEGER PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL,
    person TEXT NOT NULL,
    act TEXT NOT NULL,
    about TEXT,
    detail TEXT);
CREATE INDEX acts_by_time ON acts(at);
