-- Days since 1970, no finer: that a palm is used matters, not when.
ALTER TABLE persons ADD COLUMN used_on INTEGER NOT NULL DEFAULT 0;
UPDATE persons SET used_on = enrolled_at / 86400000;
CREATE INDEX persons_by_use ON persons(used_on);
