-- Ids are never reused (a sequence never goes back): what was sealed for a deleted person can belong to nobody else.
CREATE TABLE key_check(sealed BYTEA NOT NULL);
CREATE TABLE consents(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text_version BIGINT NOT NULL CHECK (text_version > 0),
    text_digest BYTEA NOT NULL,
    agreed_at BIGINT NOT NULL);
CREATE TABLE persons(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consent BIGINT NOT NULL UNIQUE REFERENCES consents(id),
    enrolled_at BIGINT NOT NULL);
CREATE TABLE palms(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES persons(id) ON DELETE CASCADE,
    side BIGINT NOT NULL,
    UNIQUE(person, side));
CREATE TABLE templates(
    palm BIGINT NOT NULL REFERENCES palms(id) ON DELETE CASCADE,
    sample BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY(palm, sample));
CREATE TABLE tokens(
    person BIGINT NOT NULL REFERENCES persons(id) ON DELETE CASCADE,
    party TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    fingerprint BYTEA NOT NULL UNIQUE,
    PRIMARY KEY(person, party));
CREATE TABLE gallery(
    event TEXT NOT NULL,
    palm BIGINT NOT NULL REFERENCES palms(id) ON DELETE CASCADE,
    PRIMARY KEY(event, palm));
CREATE INDEX gallery_palm ON gallery(palm);

-- What proves a deletion: numbers and times only.
CREATE TABLE deletions(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person BIGINT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    text_version BIGINT NOT NULL,
    agreed_at BIGINT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    deleted_at BIGINT NOT NULL,
    palms BIGINT NOT NULL,
    templates BIGINT NOT NULL,
    tokens BIGINT NOT NULL);
CREATE TABLE deleted_tokens(
    fingerprint BYTEA PRIMARY KEY,
    deletion BIGINT NOT NULL REFERENCES deletions(id));

-- Tokens that ticketing must forget, until it has.
CREATE TABLE endings(
    fingerprint BYTEA PRIMARY KEY,
    sealed BYTEA NOT NULL,
    due BIGINT NOT NULL);
