-- A token is one party's, and so is the consent behind it.
ALTER TABLE consents ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE tokens ADD COLUMN consent BIGINT REFERENCES consents(id);
UPDATE tokens SET consent = (SELECT consent FROM persons WHERE id = tokens.person);
ALTER TABLE tokens ALTER COLUMN consent SET NOT NULL;
CREATE INDEX tokens_by_consent ON tokens(consent);
ALTER TABLE endings ADD COLUMN party TEXT NOT NULL DEFAULT 'ticketing';
CREATE TABLE withdrawals(
    fingerprint BYTEA PRIMARY KEY,
    person BIGINT NOT NULL,
    party TEXT NOT NULL,
    withdrawn_at BIGINT NOT NULL);

-- When a palm's samples were captured: they are renewed after years.
ALTER TABLE palms ADD COLUMN captured_at BIGINT NOT NULL DEFAULT 0;
UPDATE palms SET captured_at = (SELECT enrolled_at FROM persons WHERE id = palms.person);

-- What is said of an event's key is one thing, an event another.
ALTER TABLE events RENAME TO event_keys;

-- The parties' events and guest lists, as far as the cursor. A row that a full pass does not name goes at its end.
-- Times are milliseconds since 1970; of two events at one entrance the one known first counts.
CREATE TABLE events(
    party TEXT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    venue TEXT NOT NULL,
    entrances TEXT NOT NULL,
    doors BIGINT,
    starts BIGINT,
    ends BIGINT,
    opening TEXT NOT NULL,
    known BIGINT NOT NULL,
    pass BIGINT NOT NULL,
    PRIMARY KEY(party, number));
CREATE TABLE guests(
    party TEXT NOT NULL,
    event BIGINT NOT NULL,
    fingerprint BYTEA NOT NULL,
    pass BIGINT NOT NULL,
    PRIMARY KEY(party, event, fingerprint));
CREATE INDEX guests_by_token ON guests(fingerprint);
CREATE TABLE cursors(
    party TEXT PRIMARY KEY,
    cursor BYTEA NOT NULL,
    pass BIGINT NOT NULL,
    is_full BIGINT NOT NULL);

-- Who was in an event's gallery is its guest until ticketing's first list says who is. Events of parties count from 1.
INSERT INTO events
    SELECT 'ticketing', -row_number() OVER (ORDER BY event), event, '', '[]', NULL, NULL, NULL, 'ByTime',
        row_number() OVER (ORDER BY event), 0
    FROM (SELECT DISTINCT event FROM gallery) AS named;
INSERT INTO guests
    SELECT DISTINCT 'ticketing', events.number, tokens.fingerprint, 0
    FROM gallery JOIN palms ON palms.id = gallery.palm
        JOIN tokens ON tokens.person = palms.person AND tokens.party = 'ticketing'
        JOIN events ON events.name = gallery.event;
DROP TABLE gallery;
