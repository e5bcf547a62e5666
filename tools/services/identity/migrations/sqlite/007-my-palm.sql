-- What guests agreed to, to be shown to them again.
CREATE TABLE consent_texts(digest BLOB PRIMARY KEY NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;

-- The audit log's entry that reports it: the number of the guest's receipt. Null for those from before.
ALTER TABLE deletions ADD COLUMN entry INTEGER;
ALTER TABLE withdrawals ADD COLUMN entry INTEGER;

-- Links to a guest's own page that were opened, until they would have expired anyway.
CREATE TABLE opened_links(link BLOB PRIMARY KEY NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
