-- +goose Up
-- The search indexes keep words by workspace and slice of ids: sapa_words, a function of the program's, makes
-- "1x7xbatik" of the word "batik" in a row of workspace 1 and slice 7. A search reads slice by slice, from the newest.

DROP TRIGGER messages_search_insert;
DROP TRIGGER messages_search_update;
DROP TABLE message_search;
CREATE VIRTUAL TABLE message_search USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');
-- +goose StatementBegin
CREATE TRIGGER messages_search_insert AFTER INSERT ON messages WHEN new.body <> '' BEGIN
  INSERT INTO message_search (rowid, words) VALUES (new.id, sapa_words(new.workspace_id, new.id, new.body));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER messages_search_update AFTER UPDATE OF body ON messages BEGIN
  DELETE FROM message_search WHERE rowid = old.id;
  INSERT INTO message_search (rowid, words) SELECT new.id, sapa_words(new.workspace_id, new.id, new.body) WHERE new.body <> '';
END;
-- +goose StatementEnd
INSERT INTO message_search (rowid, words) SELECT id, sapa_words(workspace_id, id, body) FROM messages WHERE body <> '' ORDER BY id;

DROP TRIGGER contacts_search_insert;
DROP TRIGGER contacts_search_update;
DROP TABLE contact_search;
CREATE VIRTUAL TABLE contact_search USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');
-- +goose StatementBegin
CREATE TRIGGER contacts_search_insert AFTER INSERT ON contacts BEGIN
  INSERT INTO contact_search (rowid, words)
  VALUES (new.id, sapa_words(new.workspace_id, new.id, new.name || ' ' || new.email || ' ' || new.phone || ' ' || replace(new.phone, '+62', '0')));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contacts_search_update AFTER UPDATE OF name, email, phone ON contacts BEGIN
  DELETE FROM contact_search WHERE rowid = old.id;
  INSERT INTO contact_search (rowid, words)
  VALUES (new.id, sapa_words(new.workspace_id, new.id, new.name || ' ' || new.email || ' ' || new.phone || ' ' || replace(new.phone, '+62', '0')));
END;
-- +goose StatementEnd
INSERT INTO contact_search (rowid, words)
  SELECT id, sapa_words(workspace_id, id, name || ' ' || email || ' ' || phone || ' ' || replace(phone, '+62', '0')) FROM contacts ORDER BY id;

-- A page of a state and a channel is one range of an index, however few conversations the channel has.
CREATE INDEX conversations_queue_channel ON conversations (workspace_id, channel_id, queued_at, id) WHERE state = 'in_queue';
CREATE INDEX conversations_inactive_channel ON conversations (workspace_id, channel_id, state, last_at, id) WHERE state = 'inactive';
CREATE INDEX conversations_resolved_channel ON conversations (workspace_id, channel_id, resolved_at, id) WHERE state = 'resolved';
CREATE INDEX conversations_resolved_mine_channel ON conversations (workspace_id, last_handler_id, channel_id, resolved_at, id) WHERE state = 'resolved';
