-- Deletions whose remains are not known to be overwritten yet; an older version's are owed once.
CREATE TABLE scrubs_owed(id INTEGER PRIMARY KEY AUTOINCREMENT, since INTEGER NOT NULL);
INSERT INTO scrubs_owed(since) VALUES(CAST(strftime('%s', 'now') AS INTEGER) * 1000);

-- What must be remembered over a restart, by name.
CREATE TABLE marks(name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) WITHOUT ROWID;
