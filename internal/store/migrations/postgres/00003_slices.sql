-- +goose Up
-- The search columns keep words by workspace and slice of ids: "1x7xbatik" is the word "batik" in a row of workspace 1 and
-- slice 7. A search reads slice by slice, from the newest. The words' places in the text are not kept.

ALTER TABLE messages DROP COLUMN search;
ALTER TABLE messages ADD COLUMN search tsvector GENERATED ALWAYS AS (CASE WHEN body = '' THEN NULL ELSE
  CAST(replace(' ' || CAST(strip(to_tsvector('simple', regexp_replace(normalize(translate(body, E'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', repeat(' ', 32)), NFD), E'[\u0300-\u036f]', '', 'g'))) AS TEXT),
    ' ''', ' ''' || CAST(workspace_id AS TEXT) || 'x' || CAST(id / 16384 AS TEXT) || 'x') AS tsvector) END) STORED;
CREATE INDEX messages_search ON messages USING gin (search) WITH (fastupdate = off);

ALTER TABLE contacts DROP COLUMN search;
ALTER TABLE contacts ADD COLUMN search tsvector GENERATED ALWAYS AS (
  CAST(replace(' ' || CAST(strip(to_tsvector('simple', regexp_replace(normalize(translate(name || ' ' || email || ' ' || phone || ' ' || replace(phone, '+62', '0'), E'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', repeat(' ', 32)), NFD), E'[\u0300-\u036f]', '', 'g'))) AS TEXT),
    ' ''', ' ''' || CAST(workspace_id AS TEXT) || 'x' || CAST(id / 16384 AS TEXT) || 'x') AS tsvector)) STORED;
CREATE INDEX contacts_search ON contacts USING gin (search) WITH (fastupdate = off);

-- A page of a state and a channel is one range of an index, however few conversations the channel has.
CREATE INDEX conversations_queue_channel ON conversations (workspace_id, channel_id, queued_at, id) WHERE state = 'in_queue';
CREATE INDEX conversations_inactive_channel ON conversations (workspace_id, channel_id, state, last_at, id) WHERE state = 'inactive';
CREATE INDEX conversations_resolved_channel ON conversations (workspace_id, channel_id, resolved_at, id) WHERE state = 'resolved';
CREATE INDEX conversations_resolved_mine_channel ON conversations (workspace_id, last_handler_id, channel_id, resolved_at, id) WHERE state = 'resolved';
