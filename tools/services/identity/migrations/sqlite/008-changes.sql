-- What has changed, in order: a palm; what a person is a guest of (no palm); the events (no person). Galleries are kept in step by it.
CREATE TABLE changes(number INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER, palm INTEGER);
CREATE TRIGGER palm_added AFTER INSERT ON palms
    BEGIN INSERT INTO changes(person, palm) VALUES(new.person, new.id); END;
CREATE TRIGGER palm_replaced AFTER UPDATE ON palms
    BEGIN INSERT INTO changes(person, palm) VALUES(new.person, new.id); END;
CREATE TRIGGER palm_deleted AFTER DELETE ON palms
    BEGIN INSERT INTO changes(person, palm) VALUES(old.person, old.id); END;
CREATE TRIGGER token_added AFTER INSERT ON tokens
    BEGIN INSERT INTO changes(person) VALUES(new.person); END;
CREATE TRIGGER token_deleted AFTER DELETE ON tokens
    BEGIN INSERT INTO changes(person) VALUES(old.person); END;
CREATE TRIGGER guest_added AFTER INSERT ON guests
    BEGIN INSERT INTO changes(person) SELECT person FROM tokens WHERE fingerprint = new.fingerprint AND party = new.party; END;
CREATE TRIGGER guest_deleted AFTER DELETE ON guests
    BEGIN INSERT INTO changes(person) SELECT person FROM tokens WHERE fingerprint = old.fingerprint AND party = old.party; END;
CREATE TRIGGER event_added AFTER INSERT ON events BEGIN INSERT INTO changes(person) VALUES(NULL); END;
CREATE TRIGGER event_changed AFTER UPDATE ON events BEGIN INSERT INTO changes(person) VALUES(NULL); END;
CREATE TRIGGER event_deleted AFTER DELETE ON events BEGIN INSERT INTO changes(person) VALUES(NULL); END;
