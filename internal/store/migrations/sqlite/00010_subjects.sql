-- +goose Up
-- A search finds mails by their subjects too.

ALTER TABLE messages ADD COLUMN subject TEXT NOT NULL DEFAULT ''; -- of a mail
DROP TRIGGER messages_search_insert;
DROP TRIGGER messages_search_update;
UPDATE messages SET subject = coalesce(json_extract(content, '$.mail.subject'), '') WHERE id IN (SELECT id FROM mails) AND content IS NOT NULL;
DELETE FROM message_search WHERE rowid IN (SELECT l.id FROM mails l JOIN messages m ON m.id = l.id WHERE m.subject <> '');
INSERT INTO message_search (rowid, words)
  SELECT m.id, sapa_words(m.workspace_id, m.id, m.subject || ' ' || m.body) FROM mails l JOIN messages m ON m.id = l.id WHERE m.subject <> '' ORDER BY m.id;
-- +goose StatementBegin
CREATE TRIGGER messages_search_insert AFTER INSERT ON messages WHEN new.body <> '' OR new.subject <> '' BEGIN
  INSERT INTO message_search (rowid, words) VALUES (new.id, sapa_words(new.workspace_id, new.id, new.subject || ' ' || new.body));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER messages_search_update AFTER UPDATE OF body, subject ON messages BEGIN
  DELETE FROM message_search WHERE rowid = old.id;
  INSERT INTO message_search (rowid, words)
    SELECT new.id, sapa_words(new.workspace_id, new.id, new.subject || ' ' || new.body) WHERE new.body <> '' OR new.subject <> '';
END;
-- +goose StatementEnd

-- The dictionary lacks their words: from the first mail on it is written again.
UPDATE installation SET words_upto = min(words_upto, coalesce((SELECT min(id) >> 16 FROM mails), words_upto));
