-- The counts follow from the entries that count, whatever changes these. A guest who leaves elsewhere than where they came in is no
-- longer inside there.
CREATE TRIGGER entries_added AFTER INSERT ON entries WHEN NEW.event IS NOT NULL AND NEW.state <> 3 BEGIN
    INSERT INTO counts(event, entrance, minute, entered, exited, inside)
        VALUES(NEW.event, NEW.entrance, NEW.at / 60, NEW.direction = 0, NEW.direction = 1,
            (NEW.origin IS NEW.entrance) * CASE NEW.direction WHEN 0 THEN 1 ELSE -1 END)
        ON CONFLICT (event, entrance, minute) DO UPDATE SET entered = counts.entered + excluded.entered,
            exited = counts.exited + excluded.exited, inside = counts.inside + excluded.inside;
    INSERT INTO counts(event, entrance, minute, entered, exited, inside)
        SELECT NEW.event, NEW.origin, NEW.at / 60, 0, 0, -1 WHERE NEW.origin <> NEW.entrance
        ON CONFLICT (event, entrance, minute) DO UPDATE SET inside = counts.inside - 1;
END;
CREATE TRIGGER entries_changed AFTER UPDATE OF at, entrance, origin, state ON entries
    WHEN NEW.event IS NOT NULL AND ((OLD.state = 3) <> (NEW.state = 3) OR OLD.at / 60 <> NEW.at / 60 OR OLD.entrance <> NEW.entrance
        OR OLD.origin IS NOT NEW.origin) BEGIN
    INSERT INTO counts(event, entrance, minute, entered, exited, inside)
        SELECT event, entrance, minute, sum(sign * entered), sum(sign * exited), sum(sign * inside) FROM (
            SELECT -1 AS sign, OLD.event AS event, OLD.entrance AS entrance, OLD.at / 60 AS minute, OLD.direction = 0 AS entered,
                OLD.direction = 1 AS exited, (OLD.origin IS OLD.entrance) * CASE OLD.direction WHEN 0 THEN 1 ELSE -1 END AS inside
                WHERE OLD.state <> 3
            UNION ALL SELECT -1, OLD.event, OLD.origin, OLD.at / 60, 0, 0, -1 WHERE OLD.state <> 3 AND OLD.origin <> OLD.entrance
            UNION ALL SELECT 1, NEW.event, NEW.entrance, NEW.at / 60, NEW.direction = 0, NEW.direction = 1,
                (NEW.origin IS NEW.entrance) * CASE NEW.direction WHEN 0 THEN 1 ELSE -1 END WHERE NEW.state <> 3
            UNION ALL SELECT 1, NEW.event, NEW.origin, NEW.at / 60, 0, 0, -1 WHERE NEW.state <> 3 AND NEW.origin <> NEW.entrance)
        WHERE true GROUP BY event, entrance, minute
        ON CONFLICT (event, entrance, minute) DO UPDATE SET entered = counts.entered + excluded.entered,
            exited = counts.exited + excluded.exited, inside = counts.inside + excluded.inside;
END;
