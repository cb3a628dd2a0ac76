-- +goose Up
-- Channels of providers: what they bring, what is to be sent to them, and how their accounts do.

ALTER TABLE channels ADD COLUMN account TEXT NOT NULL DEFAULT ''; -- the provider's id of what is connected
ALTER TABLE channels ADD COLUMN sealed BLOB;                      -- secret fields, encrypted with a key outside the database
ALTER TABLE channels ADD COLUMN health TEXT NOT NULL DEFAULT '{}';
ALTER TABLE channels ADD COLUMN last_success_at INTEGER;          -- when the provider last took something
ALTER TABLE channels ADD COLUMN last_delivery_at INTEGER;         -- when it last brought something
ALTER TABLE channels ADD COLUMN check_at INTEGER;                 -- when to ask the provider how the account is
CREATE UNIQUE INDEX channels_account ON channels (workspace_id, kind, account) WHERE account <> '' AND state <> 'disconnected';
CREATE INDEX channels_check ON channels (check_at) WHERE check_at IS NOT NULL;

ALTER TABLE messages ADD COLUMN content TEXT;
ALTER TABLE messages ADD COLUMN failure_detail TEXT NOT NULL DEFAULT '';

ALTER TABLE identities ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0; -- when the contact was first, or again, known by it
ALTER TABLE identities ADD COLUMN lasting INTEGER NOT NULL DEFAULT 0; -- 1 for an id that never passes to somebody else, as a number may
ALTER TABLE reactions ADD COLUMN at INTEGER NOT NULL DEFAULT 0;       -- when it was put on or, with no emoji, taken away

ALTER TABLE attachments ADD COLUMN state TEXT NOT NULL DEFAULT '';  -- empty for a file whose bytes are here
ALTER TABLE attachments ADD COLUMN ref TEXT NOT NULL DEFAULT '';    -- what the channel fetches it by
ALTER TABLE attachments ADD COLUMN voice INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attachments ADD COLUMN failure_code TEXT NOT NULL DEFAULT '';
ALTER TABLE attachments ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attachments ADD COLUMN due_at INTEGER;                  -- when to try to fetch it
CREATE INDEX attachments_due ON attachments (due_at) WHERE state = 'waiting';

CREATE TABLE deliveries (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id   INTEGER NOT NULL REFERENCES workspaces(id),
  channel_id     INTEGER NOT NULL REFERENCES channels(id),
  digest         BLOB NOT NULL,           -- SHA-256 of the body: the same delivery twice is one
  body           BLOB NOT NULL,
  at             INTEGER NOT NULL,
  state          TEXT NOT NULL,           -- waiting, done, or stuck until a person looks at it
  attempts       INTEGER NOT NULL DEFAULT 0,
  due_at         INTEGER NOT NULL,
  failure_code   TEXT NOT NULL DEFAULT '',
  failure_detail TEXT NOT NULL DEFAULT '',
  UNIQUE (channel_id, digest)
);
CREATE INDEX deliveries_due ON deliveries (due_at, id) WHERE state = 'waiting';
CREATE INDEX deliveries_stuck ON deliveries (workspace_id, id) WHERE state = 'stuck';
CREATE INDEX deliveries_done ON deliveries (at) WHERE state = 'done';

-- What waits to be sent. A row is gone once the provider's answer is known.
CREATE TABLE sends (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id    INTEGER NOT NULL REFERENCES workspaces(id),
  channel_id      INTEGER NOT NULL REFERENCES channels(id),
  room_id         INTEGER NOT NULL REFERENCES rooms(id),
  conversation_id INTEGER NOT NULL REFERENCES conversations(id),
  message_id      INTEGER NOT NULL REFERENCES messages(id),
  kind            TEXT NOT NULL,          -- message, reaction, seen
  emoji           TEXT NOT NULL DEFAULT '',
  state           TEXT NOT NULL,          -- waiting, or sending while the provider is asked
  attempts        INTEGER NOT NULL DEFAULT 0,
  due_at          INTEGER NOT NULL
);
CREATE INDEX sends_line ON sends (channel_id, room_id, id);
CREATE INDEX sends_room ON sends (room_id, id);
CREATE INDEX sends_under_way ON sends (channel_id, id) WHERE state = 'sending';

-- Which process sends for a channel: one at a time, so that order and pace hold.
CREATE TABLE leases (
  channel_id   INTEGER NOT NULL REFERENCES channels(id),
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  holder       TEXT NOT NULL,
  until        INTEGER NOT NULL,
  PRIMARY KEY (channel_id)
) WITHOUT ROWID;

CREATE TABLE templates (
  channel_id   INTEGER NOT NULL REFERENCES channels(id),
  name         TEXT NOT NULL,
  language     TEXT NOT NULL,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  category     TEXT NOT NULL,
  state        TEXT NOT NULL,
  parts        TEXT NOT NULL,
  PRIMARY KEY (channel_id, name, language)
) WITHOUT ROWID;
