-- Ids are never reused (AUTOINCREMENT): what was sealed for a deleted person can belong to nobody else.
CREATE TABLE key_check(sealed BLOB NOT NULL);
CREATE TABLE consents(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text_version INTEGER NOT NULL CHECK (text_version > 0),
    text_digest BLOB NOT NULL,
    agreed_at INTEGER NOT NULL);
CREATE TABLE persons(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    consent INTEGER NOT NULL UNIQUE REFERENCES consents(id),
    enrolled_at INTEGER NOT NULL);
CREATE TABLE palms(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES persons(id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    UNIQUE(person, side));
CREATE TABLE templates(
    palm INTEGER NOT NULL REFERENCES palms(id) ON DELETE CASCADE,
    sample INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY(palm, sample)) WITHOUT ROWID;
CREATE TABLE tokens(
    person INTEGER NOT NULL REFERENCES persons(id) ON DELETE CASCADE,
    party TEXT NOT NULL,
    sealed BLOB NOT NULL,
    fingerprint BLOB NOT NULL UNIQUE,
    PRIMARY KEY(person, party)) WITHOUT ROWID;
CREATE TABLE gallery(
    event TEXT NOT NULL,
    palm INTEGER NOT NULL REFERENCES palms(id) ON DELETE CASCADE,
    PRIMARY KEY(event, palm)) WITHOUT ROWID;
CREATE INDEX gallery_palm ON gallery(palm);

-- What proves a deletion: numbers and times only.
CREATE TABLE deletions(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    text_version INTEGER NOT NULL,
    agreed_at INTEGER NOT NULL,
    enrolled_at INTEGER NOT NULL,
    deleted_at INTEGER NOT NULL,
    palms INTEGER NOT NULL,
    templates INTEGER NOT NULL,
    tokens INTEGER NOT NULL);
CREATE TABLE deleted_tokens(
    fingerprint BLOB PRIMARY KEY NOT NULL,
    deletion INTEGER NOT NULL REFERENCES deletions(id)) WITHOUT ROWID;

-- Tokens that ticketing must forget, until it has.
CREATE TABLE endings(
    fingerprint BLOB PRIMARY KEY NOT NULL,
    sealed BLOB NOT NULL,
    due INTEGER NOT NULL) WITHOUT ROWID;
