-- +goose Up
-- Comments: conversations of their own kind, about one post each.

CREATE TABLE posts (
  id           INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  channel_id   INTEGER NOT NULL REFERENCES channels(id),
  external     TEXT NOT NULL,               -- the provider's id
  state        TEXT NOT NULL,               -- waiting, known, failed
  failure_code TEXT NOT NULL DEFAULT '',
  body         TEXT NOT NULL DEFAULT '',
  author       TEXT NOT NULL DEFAULT '',
  link         TEXT NOT NULL DEFAULT '',
  picture_key  TEXT NOT NULL DEFAULT '',
  at           INTEGER,
  fetched_at   INTEGER,
  ask_at       INTEGER,                      -- when to ask the provider what it says
  asks         INTEGER NOT NULL DEFAULT 0,   -- how often in vain
  UNIQUE (channel_id, external)
);
CREATE INDEX posts_ask ON posts (ask_at) WHERE ask_at IS NOT NULL;

ALTER TABLE conversations ADD COLUMN kind TEXT NOT NULL DEFAULT 'messages';
ALTER TABLE conversations ADD COLUMN post_id INTEGER REFERENCES posts(id);
CREATE INDEX conversations_post ON conversations (post_id, id) WHERE post_id IS NOT NULL;

ALTER TABLE messages ADD COLUMN comment TEXT; -- what is particular about a comment

-- A tab holds one kind: its page is one range of an index still.
DROP INDEX conversations_queue;
DROP INDEX conversations_mine;
DROP INDEX conversations_inactive;
DROP INDEX conversations_resolved;
DROP INDEX conversations_resolved_mine;
DROP INDEX conversations_all;
DROP INDEX conversations_channel;
DROP INDEX conversations_queue_channel;
DROP INDEX conversations_inactive_channel;
DROP INDEX conversations_resolved_channel;
DROP INDEX conversations_resolved_mine_channel;
CREATE INDEX conversations_queue ON conversations (workspace_id, kind, queued_at, id) WHERE state = 'in_queue';
CREATE INDEX conversations_mine ON conversations (workspace_id, assignee_id, kind, last_at, id) WHERE state = 'handled';
CREATE INDEX conversations_inactive ON conversations (workspace_id, kind, state, last_at, id) WHERE state = 'inactive';
CREATE INDEX conversations_resolved ON conversations (workspace_id, kind, resolved_at, id) WHERE state = 'resolved';
CREATE INDEX conversations_resolved_mine ON conversations (workspace_id, last_handler_id, kind, resolved_at, id) WHERE state = 'resolved';
CREATE INDEX conversations_all ON conversations (workspace_id, kind, last_at, id);
CREATE INDEX conversations_channel ON conversations (workspace_id, channel_id, kind, last_at, id);
CREATE INDEX conversations_queue_channel ON conversations (workspace_id, channel_id, kind, queued_at, id) WHERE state = 'in_queue';
CREATE INDEX conversations_inactive_channel ON conversations (workspace_id, channel_id, kind, state, last_at, id) WHERE state = 'inactive';
CREATE INDEX conversations_resolved_channel ON conversations (workspace_id, channel_id, kind, resolved_at, id) WHERE state = 'resolved';
CREATE INDEX conversations_resolved_mine_channel ON conversations (workspace_id, last_handler_id, channel_id, kind, resolved_at, id) WHERE state = 'resolved';
