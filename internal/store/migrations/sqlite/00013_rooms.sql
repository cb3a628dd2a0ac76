-- +goose Up
-- The page of all customers: rooms with their latest conversation, and the views its readers keep.

-- What waits and what is handled, by when something was said last. The states stand there twice in the queries.
CREATE INDEX conversations_live ON conversations (workspace_id, state, last_at, id) WHERE state IN ('in_queue', 'handled');
-- What somebody handled last, by when something was said last.
CREATE INDEX conversations_handler ON conversations (workspace_id, last_handler_id, last_at, id) WHERE state = 'resolved';
CREATE INDEX conversations_opened ON conversations (workspace_id, opened_at, id);

CREATE TABLE views (
  id           INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  member_id    INTEGER NOT NULL REFERENCES members(id), -- who made it
  shared       INTEGER NOT NULL,                        -- for everybody, not for the member alone
  name         TEXT NOT NULL,
  filters      TEXT NOT NULL,                           -- as they stand in the page's address
  created_at   INTEGER NOT NULL
);
CREATE INDEX views_member ON views (workspace_id, member_id, id);
CREATE INDEX views_shared ON views (workspace_id, id) WHERE shared = 1;
