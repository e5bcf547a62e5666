-- What every reader of the guest lists has read is told apart by this list's id, and counted by this counter.
CREATE TABLE guest_list(
    id BYTEA NOT NULL,
    counter BIGINT NOT NULL);
CREATE TABLE events(
    number INTEGER PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    venue TEXT COLLATE "C",
    entrances TEXT COLLATE "C" NOT NULL DEFAULT '',
    doors BIGINT,
    starts BIGINT,
    ends BIGINT,
    opening TEXT NOT NULL CHECK (opening IN ('ByTime', 'Open', 'Closed')),
    changed BIGINT NOT NULL);
CREATE TABLE guests(
    event INTEGER NOT NULL REFERENCES events(number),
    token_hash BYTEA NOT NULL,
    changed BIGINT NOT NULL,
    is_in INTEGER NOT NULL,
    PRIMARY KEY(event, token_hash));
CREATE UNIQUE INDEX guests_by_change ON guests(changed);
CREATE INDEX guests_by_token ON guests(token_hash);
INSERT INTO events(number, name, opening, changed)
    SELECT row_number() OVER (ORDER BY event), event, 'ByTime', row_number() OVER (ORDER BY event)
    FROM (SELECT event FROM tickets UNION SELECT event FROM offline_lanes) known;
INSERT INTO guests(event, token_hash, changed, is_in)
    SELECT number, token_hash,
        (SELECT count(*) FROM events) + row_number() OVER (ORDER BY number, token_hash), 1
    FROM (SELECT DISTINCT e.number, a.token_hash FROM account_tokens a
        JOIN tickets t ON t.account = a.account AND t.status = 'valid' JOIN events e ON e.name = t.event) members;
INSERT INTO guest_list(id, counter)
    SELECT substring(uuid_send(gen_random_uuid()) FROM 1 FOR 8), (SELECT count(*) FROM events) + (SELECT count(*) FROM guests);
-- A ticket enrols one person; a used one serves only a person whom the account has linked already.
CREATE INDEX tokens_by_code ON account_tokens(code);
ALTER TABLE links ADD COLUMN known_only INTEGER NOT NULL DEFAULT 0;
