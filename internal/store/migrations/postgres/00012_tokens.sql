-- +goose Up
-- What signing in at a channel's provider gave last: it ends and is replaced, by one process at a time.

CREATE TABLE channel_tokens (
  channel_id   BIGINT PRIMARY KEY REFERENCES channels(id),
  workspace_id BIGINT NOT NULL REFERENCES workspaces(id),
  sealed       TEXT NOT NULL DEFAULT '',     -- the tokens, encrypted; empty before there were any
  version      BIGINT NOT NULL DEFAULT 0,    -- grows with each time they are replaced
  holder       TEXT NOT NULL,                -- who replaces them
  until        BIGINT NOT NULL               -- until when nobody else does
);
