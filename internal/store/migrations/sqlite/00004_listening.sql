-- +goose Up
-- Channels that fetch what they get: which process listens for one, and how far it has come.

CREATE TABLE listening (
  channel_id     INTEGER NOT NULL REFERENCES channels(id),
  workspace_id   INTEGER NOT NULL REFERENCES workspaces(id),
  place          TEXT NOT NULL DEFAULT '',    -- the channel's own word for what comes next; all before it is in deliveries
  holder         TEXT NOT NULL,               -- one process at a time
  until          INTEGER NOT NULL,
  failure_code   TEXT NOT NULL DEFAULT '',    -- why nothing can be fetched now
  failure_detail TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (channel_id)
) WITHOUT ROWID;
CREATE INDEX channels_listening ON channels (kind) WHERE state = 'on';
