-- The counts follow from the entries that count, whatever changes these. A guest who leaves elsewhere than where they came in is no
-- longer inside there.
CREATE FUNCTION count_entry(e entries, sign integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO counts(event, entrance, minute, entered, exited, inside)
        VALUES(e.event, e.entrance, e.at / 60, CASE e.direction WHEN 0 THEN sign ELSE 0 END, CASE e.direction WHEN 1 THEN sign ELSE 0 END,
            CASE WHEN e.origin IS DISTINCT FROM e.entrance THEN 0 WHEN e.direction = 0 THEN sign ELSE -sign END)
        ON CONFLICT (event, entrance, minute) DO UPDATE SET entered = counts.entered + excluded.entered,
            exited = counts.exited + excluded.exited, inside = counts.inside + excluded.inside;
    IF e.origin <> e.entrance THEN
        INSERT INTO counts(event, entrance, minute, entered, exited, inside) VALUES(e.event, e.origin, e.at / 60, 0, 0, -sign)
            ON CONFLICT (event, entrance, minute) DO UPDATE SET inside = counts.inside + excluded.inside;
    END IF;
END $$;
CREATE FUNCTION count_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state <> 3 THEN
            PERFORM count_entry(OLD, -1);
        END IF;
    END IF;
    IF NEW.state <> 3 THEN
        PERFORM count_entry(NEW, 1);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entries_added AFTER INSERT ON entries FOR EACH ROW WHEN (NEW.event IS NOT NULL) EXECUTE FUNCTION count_entries();
CREATE TRIGGER entries_changed AFTER UPDATE OF at, entrance, origin, state ON entries FOR EACH ROW
    WHEN (NEW.event IS NOT NULL AND ((OLD.state = 3) <> (NEW.state = 3) OR OLD.at / 60 <> NEW.at / 60 OR OLD.entrance <> NEW.entrance
        OR OLD.origin IS DISTINCT FROM NEW.origin))
    EXECUTE FUNCTION count_entries();
