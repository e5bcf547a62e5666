-- A mirror of what pretix keeps for this venue's check-in lists; README.md of "pretix" describes it.
CREATE TABLE pretix_notes(
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pretix_orders(
    event TEXT NOT NULL,
    code TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY(event, code)) WITHOUT ROWID;
-- Account: of its order or customer. Holder: the token that a medium gave the ticket to.
CREATE TABLE pretix_positions(
    id INTEGER PRIMARY KEY NOT NULL,
    event TEXT NOT NULL,
    order_code TEXT NOT NULL,
    secret TEXT NOT NULL,
    account TEXT NOT NULL,
    ticket INTEGER REFERENCES tickets(number),
    holder BLOB);
CREATE INDEX pretix_positions_by_order ON pretix_positions(event, order_code);
CREATE UNIQUE INDEX pretix_positions_by_ticket ON pretix_positions(ticket) WHERE ticket IS NOT NULL;
-- Usable: active and not expired when last looked at. Known: its token was here, so that one which is gone was ended here.
CREATE TABLE pretix_media(
    id INTEGER PRIMARY KEY NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    customer TEXT,
    active INTEGER NOT NULL,
    expires INTEGER,
    usable INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0);
CREATE TABLE pretix_links(
    medium INTEGER NOT NULL REFERENCES pretix_media(id),
    position INTEGER NOT NULL,
    PRIMARY KEY(medium, position)) WITHOUT ROWID;
CREATE INDEX pretix_links_by_position ON pretix_links(position, medium);
CREATE TABLE pretix_secrets(
    event TEXT NOT NULL,
    secret TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('blocked', 'unblocked', 'revoked')),
    PRIMARY KEY(secret, event)) WITHOUT ROWID;
-- Entries on their way to pretix. Sent: 1 while pretix may have the check-in, 2 once it has, at sent_at. Tries: how often it was
-- annulled, because a nonce is used once. Settled: nothing more is to be done.
CREATE TABLE pretix_uploads(
    nonce TEXT PRIMARY KEY NOT NULL,
    entry INTEGER UNIQUE REFERENCES entries(number),
    ticket INTEGER REFERENCES tickets(number),
    list INTEGER NOT NULL,
    direction INTEGER NOT NULL,
    at INTEGER NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    settled INTEGER NOT NULL DEFAULT 0,
    refusal TEXT) WITHOUT ROWID;
CREATE INDEX pretix_uploads_open ON pretix_uploads(at) WHERE settled = 0;
CREATE INDEX pretix_uploads_by_ticket ON pretix_uploads(ticket);
