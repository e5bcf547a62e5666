-- Events with a key of their own. Their names, counts and times stay as the proof that the key was destroyed.
CREATE TABLE events(
    name TEXT PRIMARY KEY NOT NULL,
    key_id BLOB NOT NULL,
    opened_at INTEGER NOT NULL,
    closing_at INTEGER,
    persons INTEGER,
    palms INTEGER,
    templates INTEGER,
    audit INTEGER) WITHOUT ROWID;

-- Null: sealed under the store key.
ALTER TABLE templates ADD COLUMN event TEXT REFERENCES events(name);
