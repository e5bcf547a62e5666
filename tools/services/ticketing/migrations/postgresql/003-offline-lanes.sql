CREATE TABLE offline_lanes(
    event TEXT COLLATE "C" NOT NULL,
    lane BIGINT NOT NULL,
    lanes BIGINT NOT NULL,
    device TEXT COLLATE "C" NOT NULL,
    opened_at BIGINT NOT NULL,
    PRIMARY KEY(event, lane));
