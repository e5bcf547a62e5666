CREATE TABLE offline_lanes(
    event TEXT NOT NULL,
    lane INTEGER NOT NULL,
    lanes INTEGER NOT NULL,
    device TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    PRIMARY KEY(event, lane)) WITHOUT ROWID;
