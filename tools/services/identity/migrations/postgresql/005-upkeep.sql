-- Deletions whose remains are not known to be freed yet; an older version's are owed once.
CREATE TABLE scrubs_owed(id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, since BIGINT NOT NULL);
INSERT INTO scrubs_owed(since) VALUES(CAST(extract(epoch FROM now()) AS BIGINT) * 1000);

-- What must be remembered over a restart, by name.
CREATE TABLE marks(name TEXT PRIMARY KEY, value BIGINT NOT NULL);
