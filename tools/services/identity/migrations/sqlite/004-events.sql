-- Events with a key of their own. Their names, counts and times stay as the proof that the key was destroyed.
CREATE TABLE events(
    name TEXT PRIMARY KEY NOT NULL,
    key_id BLOB NOT NULL,
    opened_at INTEGER NOT NULL,
    closing_at INTEGER,
    persons INTEGER NOT NULL DEFAULT 0,
    palms INTEGER NOT NULL DEFAULT 0,
    templates INTEGER NOT NULL DEFAULT 0,
    audit INTEGER) WITHOUT ROWID;

-- Null: sealed under the store key.
ALTER TABLE templates ADD COLUMN event TEXT REFERENCES events(name);
CREATE INDEX templates_by_event ON templates(event);
