-- What guests agreed to, to be shown to them again.
CREATE TABLE consent_texts(digest BYTEA PRIMARY KEY, text TEXT NOT NULL);

-- The audit log's entry that reports it: the number of the guest's receipt. Null for those from before.
ALTER TABLE deletions ADD COLUMN entry BIGINT;
ALTER TABLE withdrawals ADD COLUMN entry BIGINT;

-- Links to a guest's own page that were opened, until they would have expired anyway.
CREATE TABLE opened_links(link BYTEA PRIMARY KEY, expires BIGINT NOT NULL);
