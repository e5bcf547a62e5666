CREATE TABLE operators(
    name TEXT COLLATE "C" PRIMARY KEY,
    role TEXT NOT NULL,
    key_hash BYTEA NOT NULL,
    keyed_at BIGINT NOT NULL);
-- What people did by hand. Rows are never changed.
CREATE TABLE acts(
    number BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at BIGINT NOT NULL,
    operator TEXT NOT NULL,
    act TEXT NOT NULL,
    ticket BIGINT REFERENCES tickets(number),
    entry BIGINT REFERENCES entries(number),
    about TEXT,
    reason TEXT);
CREATE INDEX acts_by_ticket ON acts(ticket) WHERE ticket IS NOT NULL;
CREATE INDEX acts_by_time ON acts(at);
-- What lanes refused. Event 0: none was open at the entrance.
CREATE TABLE refusals(
    event INTEGER NOT NULL,
    entrance TEXT COLLATE "C" NOT NULL,
    minute BIGINT NOT NULL,
    decision TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY(event, entrance, minute, decision, reason));
