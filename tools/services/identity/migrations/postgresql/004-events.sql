-- Events with a key of their own. Their names, counts and times stay as the proof that the key was destroyed.
CREATE TABLE events(
    name TEXT PRIMARY KEY,
    key_id BYTEA NOT NULL,
    opened_at BIGINT NOT NULL,
    closing_at BIGINT,
    persons BIGINT NOT NULL DEFAULT 0,
    palms BIGINT NOT NULL DEFAULT 0,
    templates BIGINT NOT NULL DEFAULT 0,
    audit BIGINT);

-- Null: sealed under the store key.
ALTER TABLE templates ADD COLUMN event TEXT REFERENCES events(name);
CREATE INDEX templates_by_event ON templates(event);
