CREATE TABLE tickets(
    code TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('valid', 'cancelled')),
    redeemed_at INTEGER,
    redeemed_by TEXT) WITHOUT ROWID;
CREATE INDEX tickets_by_account ON tickets(account, event, code);
CREATE TABLE account_tokens(
    token_hash BLOB PRIMARY KEY NOT NULL,
    account TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX tokens_by_account ON account_tokens(account);
CREATE TABLE links(
    link_hash BLOB PRIMARY KEY NOT NULL,
    account TEXT NOT NULL,
    expires INTEGER NOT NULL,
    token_hash BLOB) WITHOUT ROWID;
