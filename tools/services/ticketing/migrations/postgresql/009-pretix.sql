-- A mirror of what pretix keeps for this venue's check-in lists; README.md of "pretix" describes it.
CREATE TABLE pretix_notes(
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL);
CREATE TABLE pretix_orders(
    event TEXT NOT NULL,
    code TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY(event, code));
-- Account: of its order or customer. Holder: the token that a medium gave the ticket to.
CREATE TABLE pretix_positions(
    id BIGINT PRIMARY KEY NOT NULL,
    event TEXT NOT NULL,
    order_code TEXT NOT NULL,
    secret TEXT NOT NULL,
    account TEXT NOT NULL,
    ticket BIGINT REFERENCES tickets(number),
    holder BYTEA);
CREATE INDEX pretix_positions_by_order ON pretix_positions(event, order_code);
CREATE UNIQUE INDEX pretix_positions_by_ticket ON pretix_positions(ticket) WHERE ticket IS NOT NULL;
-- Usable: active and not expired when last looked at. Known: its token was here, so that one which is gone was ended here.
CREATE TABLE pretix_media(
    id BIGINT PRIMARY KEY NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    customer TEXT,
    active BIGINT NOT NULL,
    expires BIGINT,
    usable BIGINT NOT NULL DEFAULT 0,
    known BIGINT NOT NULL DEFAULT 0);
CREATE TABLE pretix_links(
    medium BIGINT NOT NULL REFERENCES pretix_media(id),
    position BIGINT NOT NULL,
    PRIMARY KEY(medium, position));
CREATE INDEX pretix_links_by_position ON pretix_links(position, medium);
CREATE TABLE pretix_secrets(
    event TEXT NOT NULL,
    secret TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('blocked', 'unblocked', 'revoked')),
    PRIMARY KEY(secret, event));
-- Entries on their way to pretix. Sent: 1 while pretix may have the check-in, 2 once it has, at sent_at. Tries: how often it was
-- annulled, because a nonce is used once. Settled: nothing more is to be done.
CREATE TABLE pretix_uploads(
    nonce TEXT PRIMARY KEY NOT NULL,
    entry BIGINT UNIQUE REFERENCES entries(number),
    ticket BIGINT REFERENCES tickets(number),
    list BIGINT NOT NULL,
    direction BIGINT NOT NULL,
    at BIGINT NOT NULL,
    sent BIGINT NOT NULL DEFAULT 0,
    sent_at BIGINT,
    tries BIGINT NOT NULL DEFAULT 0,
    settled BIGINT NOT NULL DEFAULT 0,
    refusal TEXT);
CREATE INDEX pretix_uploads_open ON pretix_uploads(at) WHERE settled = 0;
CREATE INDEX pretix_uploads_by_ticket ON pretix_uploads(ticket);
