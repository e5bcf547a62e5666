ALTER TABLE tickets ADD COLUMN shown_step BIGINT;
