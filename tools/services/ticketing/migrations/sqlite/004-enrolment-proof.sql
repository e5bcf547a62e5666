DROP TABLE links;
CREATE TABLE links(
    link_hash BLOB PRIMARY KEY NOT NULL,
    account TEXT NOT NULL,
    code TEXT NOT NULL,
    pedestal TEXT NOT NULL,
    expires INTEGER NOT NULL,
    state INTEGER NOT NULL,
    token_hash BLOB) WITHOUT ROWID;
ALTER TABLE tickets ADD COLUMN shown_at INTEGER;
ALTER TABLE account_tokens ADD COLUMN code TEXT;
ALTER TABLE account_tokens ADD COLUMN pedestal TEXT;
ALTER TABLE account_tokens ADD COLUMN linked_at INTEGER;
