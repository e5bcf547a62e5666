-- Collation C: codes sort and compare by their bytes, as in SQLite.
CREATE TABLE tickets(
    code TEXT COLLATE "C" PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL,
    event TEXT COLLATE "C" NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('valid', 'cancelled')),
    redeemed_at BIGINT,
    redeemed_by TEXT COLLATE "C");
CREATE INDEX tickets_by_account ON tickets(account, event, code);
CREATE TABLE account_tokens(
    token_hash BYTEA PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL);
CREATE INDEX tokens_by_account ON account_tokens(account);
CREATE TABLE links(
    link_hash BYTEA PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL,
    expires BIGINT NOT NULL,
    token_hash BYTEA);
