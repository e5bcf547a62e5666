-- A ticket may be for several events and is numbered, because its code can be replaced; what it was used for is the log of entries.
DROP INDEX tickets_by_account;
ALTER TABLE tickets RENAME TO old_tickets;
CREATE TABLE tickets(
    number INTEGER PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('valid', 'cancelled')),
    rotating INTEGER NOT NULL DEFAULT 0,
    product TEXT NOT NULL DEFAULT '',
    uses INTEGER,
    blocked TEXT,
    holder BLOB,
    shown_step INTEGER);
CREATE INDEX tickets_by_account ON tickets(account, code);
CREATE INDEX tickets_by_holder ON tickets(holder) WHERE holder IS NOT NULL;
CREATE TABLE ticket_events(
    ticket INTEGER NOT NULL REFERENCES tickets(number),
    event INTEGER NOT NULL REFERENCES events(number),
    PRIMARY KEY(ticket, event)) WITHOUT ROWID;
CREATE INDEX ticket_events_by_event ON ticket_events(event, ticket);
-- Codes that a transfer has replaced.
CREATE TABLE ended_codes(
    code TEXT PRIMARY KEY NOT NULL,
    ticket INTEGER NOT NULL REFERENCES tickets(number),
    at INTEGER NOT NULL) WITHOUT ROWID;
-- State: 0 provisional, 1 counted without a passage contact, 2 passed, 3 undone. Direction: 0 in, 1 out. Origin: where a guest who
-- leaves had come in; null if nobody knows. Visit: 1 for an entry that takes one of the ticket's uses.
CREATE TABLE entries(
    number INTEGER PRIMARY KEY NOT NULL,
    ticket INTEGER REFERENCES tickets(number),
    event INTEGER REFERENCES events(number),
    direction INTEGER NOT NULL,
    at INTEGER NOT NULL,
    due INTEGER NOT NULL,
    entrance TEXT NOT NULL,
    origin TEXT,
    pedestal TEXT NOT NULL,
    medium TEXT NOT NULL CHECK (medium IN ('palm', 'code', 'offline', 'hand', 'contact')),
    request TEXT NOT NULL UNIQUE,
    notes INTEGER NOT NULL DEFAULT 0,
    token_hash BLOB,
    visit INTEGER NOT NULL DEFAULT 0,
    state INTEGER NOT NULL,
    passed_at INTEGER,
    passed_by TEXT,
    undone_at INTEGER,
    undone_by TEXT,
    reason TEXT);
CREATE INDEX entries_by_ticket ON entries(ticket, event, at);
CREATE INDEX entries_by_event ON entries(event, at);
CREATE INDEX entries_by_token ON entries(token_hash, event) WHERE token_hash IS NOT NULL;
CREATE INDEX entries_open ON entries(pedestal, due) WHERE state = 0;
-- Earlier requests of an admission that was asked for again, and requests withdrawn before they arrived, which have no entry.
CREATE TABLE repeats(
    request TEXT PRIMARY KEY NOT NULL,
    entry INTEGER REFERENCES entries(number),
    notes INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
-- Passages per entrance and minute. Inside: how many more persons are inside who came in there.
CREATE TABLE counts(
    event INTEGER NOT NULL REFERENCES events(number),
    entrance TEXT NOT NULL,
    minute INTEGER NOT NULL,
    entered INTEGER NOT NULL,
    exited INTEGER NOT NULL,
    inside INTEGER NOT NULL,
    PRIMARY KEY(event, entrance, minute)) WITHOUT ROWID;
ALTER TABLE events ADD COLUMN rules TEXT;
INSERT INTO tickets(number, code, account, status, rotating, shown_step)
    SELECT row_number() OVER (ORDER BY code), code, account, status, rotating, shown_step FROM old_tickets;
INSERT INTO ticket_events(ticket, event)
    SELECT t.number, e.number FROM old_tickets o JOIN tickets t ON t.code = o.code JOIN events e ON e.name = o.event;
INSERT INTO entries(ticket, event, direction, at, due, entrance, origin, pedestal, medium, request, visit, state)
    SELECT t.number, e.number, 0, o.redeemed_at, o.redeemed_at, '', '',
        CASE WHEN instr(o.redeemed_by, '/') > 0 THEN substr(o.redeemed_by, 1, instr(o.redeemed_by, '/') - 1) ELSE o.redeemed_by END,
        CASE WHEN o.shown_at IS NOT NULL THEN 'code' ELSE 'palm' END,
        o.redeemed_by || CASE WHEN row_number() OVER (PARTITION BY o.redeemed_by ORDER BY o.code) > 1 THEN '#' || o.code ELSE '' END,
        1, 1
    FROM old_tickets o JOIN tickets t ON t.code = o.code JOIN events e ON e.name = o.event
    WHERE o.redeemed_by IS NOT NULL ORDER BY o.redeemed_at, o.code;
INSERT INTO counts(event, entrance, minute, entered, exited, inside)
    SELECT event, entrance, at / 60, count(*), 0, count(*) FROM entries GROUP BY event, entrance, at / 60;
DROP TABLE old_tickets;
