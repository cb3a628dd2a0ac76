-- +goose Up
-- What signing in at a channel's provider gave last: it ends and is replaced, by one process at a time.

CREATE TABLE channel_tokens (
  channel_id   INTEGER NOT NULL PRIMARY KEY REFERENCES channels(id),
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  sealed       TEXT NOT NULL DEFAULT '',     -- the tokens, encrypted; empty before there were any
  version      INTEGER NOT NULL DEFAULT 0,   -- grows with each time they are replaced
  holder       TEXT NOT NULL,                -- who replaces them
  until        INTEGER NOT NULL              -- until when nobody else does
) WITHOUT ROWID;
