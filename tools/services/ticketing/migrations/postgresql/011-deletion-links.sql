-- Deletions that a code has opened; README.md of ticketing describes them.
CREATE TABLE deletion_links(
    pedestal TEXT PRIMARY KEY NOT NULL,
    link_hash BYTEA NOT NULL,
    code TEXT NOT NULL,
    is_signed BIGINT NOT NULL,
    step BIGINT NOT NULL,
    expires BIGINT NOT NULL);
