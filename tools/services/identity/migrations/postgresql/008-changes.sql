-- What has changed, in order: a palm; what a person is a guest of (no palm); the events (no person). Galleries are kept in step by it.
-- There is one writer at a time, so a higher number is never committed before a lower one.
CREATE TABLE changes(number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person BIGINT, palm BIGINT);
CREATE FUNCTION note_palm() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' THEN INSERT INTO changes(person, palm) VALUES(old.person, old.id);
    ELSE INSERT INTO changes(person, palm) VALUES(new.person, new.id); END IF;
    RETURN NULL; END $$;
CREATE FUNCTION note_token() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' THEN INSERT INTO changes(person) VALUES(old.person);
    ELSE INSERT INTO changes(person) VALUES(new.person); END IF;
    RETURN NULL; END $$;
CREATE FUNCTION note_guest() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE guest guests; BEGIN
    IF TG_OP = 'DELETE' THEN guest := old; ELSE guest := new; END IF;
    INSERT INTO changes(person) SELECT person FROM tokens WHERE fingerprint = guest.fingerprint AND party = guest.party;
    RETURN NULL; END $$;
CREATE FUNCTION note_events() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO changes(person) VALUES(NULL); RETURN NULL; END $$;
CREATE FUNCTION tell_changes() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('pedestal_changes', ''); RETURN NULL; END $$;
CREATE TRIGGER palm_changed AFTER INSERT OR UPDATE OR DELETE ON palms FOR EACH ROW EXECUTE FUNCTION note_palm();
CREATE TRIGGER token_changed AFTER INSERT OR DELETE ON tokens FOR EACH ROW EXECUTE FUNCTION note_token();
CREATE TRIGGER guest_changed AFTER INSERT OR DELETE ON guests FOR EACH ROW EXECUTE FUNCTION note_guest();
CREATE TRIGGER events_changed AFTER INSERT OR UPDATE OR DELETE ON events FOR EACH STATEMENT EXECUTE FUNCTION note_events();
CREATE TRIGGER changes_told AFTER INSERT ON changes FOR EACH STATEMENT EXECUTE FUNCTION tell_changes();
