DROP TABLE links;
CREATE TABLE links(
    link_hash BYTEA PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    pedestal TEXT COLLATE "C" NOT NULL,
    expires BIGINT NOT NULL,
    state INTEGER NOT NULL,
    token_hash BYTEA);
ALTER TABLE tickets ADD COLUMN shown_at BIGINT;
ALTER TABLE account_tokens ADD COLUMN code TEXT COLLATE "C";
ALTER TABLE account_tokens ADD COLUMN pedestal TEXT COLLATE "C";
ALTER TABLE account_tokens ADD COLUMN linked_at BIGINT;
