CREATE TABLE operators(
    name TEXT PRIMARY KEY NOT NULL,
    role TEXT NOT NULL,
    key_hash BLOB NOT NULL,
    keyed_at INTEGER NOT NULL) WITHOUT ROWID;
-- What people did by hand. Rows are never changed.
CREATE TABLE acts(
    number INTEGER PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    act TEXT NOT NULL,
    ticket INTEGER REFERENCES tickets(number),
    entry INTEGER REFERENCES entries(number),
    about TEXT,
    reason TEXT);
CREATE INDEX acts_by_ticket ON acts(ticket) WHERE ticket IS NOT NULL;
CREATE INDEX acts_by_time ON acts(at);
-- What lanes refused. Event 0: none was open at the entrance.
CREATE TABLE refusals(
    event INTEGER NOT NULL,
    entrance TEXT NOT NULL,
    minute INTEGER NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY(event, entrance, minute, decision, reason)) WITHOUT ROWID;
