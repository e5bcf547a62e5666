-- Deletions that a code has opened; README.md of ticketing describes them.
CREATE TABLE deletion_links(
    pedestal TEXT PRIMARY KEY NOT NULL,
    link_hash BLOB NOT NULL,
    code TEXT NOT NULL,
    is_signed INTEGER NOT NULL,
    step INTEGER NOT NULL,
    expires INTEGER NOT NULL);
