-- A token is one party's, and so is the consent behind it.
ALTER TABLE consents ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
CREATE TABLE party_tokens(
    person INTEGER NOT NULL REFERENCES persons(id) ON DELETE CASCADE,
    party TEXT NOT NULL,
    consent INTEGER NOT NULL REFERENCES consents(id),
    sealed BLOB NOT NULL,
    fingerprint BLOB NOT NULL UNIQUE,
    PRIMARY KEY(person, party)) WITHOUT ROWID;
INSERT INTO party_tokens
    SELECT tokens.person, tokens.party, persons.consent, tokens.sealed, tokens.fingerprint
    FROM tokens JOIN persons ON persons.id = tokens.person;
DROP TABLE tokens;
ALTER TABLE party_tokens RENAME TO tokens;
CREATE INDEX tokens_by_consent ON tokens(consent);
ALTER TABLE endings ADD COLUMN party TEXT NOT NULL DEFAULT 'ticketing';
CREATE TABLE withdrawals(
    fingerprint BLOB PRIMARY KEY NOT NULL,
    person INTEGER NOT NULL,
    party TEXT NOT NULL,
    withdrawn_at INTEGER NOT NULL) WITHOUT ROWID;

-- When a palm's samples were captured: they are renewed after years.
ALTER TABLE palms ADD COLUMN captured_at INTEGER NOT NULL DEFAULT 0;
UPDATE palms SET captured_at = (SELECT enrolled_at FROM persons WHERE id = palms.person);

-- What is said of an event's key is one thing, an event another.
ALTER TABLE events RENAME TO event_keys;

-- The parties' events and guest lists, as far as the cursor. A row that a full pass does not name goes at its end.
-- Times are milliseconds since 1970; of two events at one entrance the one known first counts.
CREATE TABLE events(
    party TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    venue TEXT NOT NULL,
    entrances TEXT NOT NULL,
    doors INTEGER,
    starts INTEGER,
    ends INTEGER,
    opening TEXT NOT NULL,
    known INTEGER NOT NULL,
    pass INTEGER NOT NULL,
    PRIMARY KEY(party, number)) WITHOUT ROWID;
CREATE TABLE guests(
    party TEXT NOT NULL,
    event INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    pass INTEGER NOT NULL,
    PRIMARY KEY(party, event, fingerprint)) WITHOUT ROWID;
CREATE INDEX guests_by_token ON guests(fingerprint);
CREATE TABLE cursors(
    party TEXT PRIMARY KEY NOT NULL,
    cursor BLOB NOT NULL,
    pass INTEGER NOT NULL,
    is_full INTEGER NOT NULL) WITHOUT ROWID;

-- Who was in an event's gallery is its guest until ticketing's first list says who is. Events of parties count from 1.
INSERT INTO events
    SELECT 'ticketing', -row_number() OVER (ORDER BY event), event, '', '[]', NULL, NULL, NULL, 'ByTime',
        row_number() OVER (ORDER BY event), 0
    FROM (SELECT DISTINCT event FROM gallery);
INSERT INTO guests
    SELECT DISTINCT 'ticketing', events.number, tokens.fingerprint, 0
    FROM gallery JOIN palms ON palms.id = gallery.palm
        JOIN tokens ON tokens.person = palms.person AND tokens.party = 'ticketing'
        JOIN events ON events.name = gallery.event;
DROP TABLE gallery;
