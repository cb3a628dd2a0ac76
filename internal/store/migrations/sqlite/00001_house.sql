-- +goose Up
-- Times are Unix microseconds, UTC. Optional times and ids are NULL, never zero.

CREATE TABLE installation (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  secret     BLOB NOT NULL,            -- seals public ids and signs file links; losing it breaks links, nothing else
  plan_mode  TEXT NOT NULL DEFAULT 'metered',
  set_up_at  INTEGER
);

CREATE TABLE workspaces (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,
  time_zone   TEXT NOT NULL,
  language    TEXT NOT NULL,
  settings    TEXT NOT NULL DEFAULT '{}',
  last_change INTEGER NOT NULL DEFAULT 0, -- number of the newest change; its row is the workspace's write lock
  created_at  INTEGER NOT NULL
);

CREATE TABLE members (
  id            INTEGER PRIMARY KEY,
  workspace_id  INTEGER NOT NULL REFERENCES workspaces(id),
  name          TEXT NOT NULL,
  email         TEXT,
  phone         TEXT,
  address       TEXT NOT NULL DEFAULT '',
  organization  TEXT NOT NULL DEFAULT '',
  role          TEXT NOT NULL,
  state         TEXT NOT NULL,
  time_zone     TEXT NOT NULL DEFAULT '',
  language      TEXT NOT NULL DEFAULT '',
  avatar        TEXT NOT NULL DEFAULT '',
  denied        TEXT NOT NULL DEFAULT '[]',
  password_hash TEXT NOT NULL DEFAULT '',
  created_at    INTEGER NOT NULL,
  last_seen_at  INTEGER
);
CREATE UNIQUE INDEX members_email ON members (email) WHERE state <> 'removed';
CREATE UNIQUE INDEX members_phone ON members (workspace_id, phone) WHERE state <> 'removed';
CREATE INDEX members_by_phone ON members (phone, id) WHERE state <> 'removed'; -- for signing in
CREATE INDEX members_workspace ON members (workspace_id, id);

CREATE TABLE invitations (
  token_hash   BLOB PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  member_id    INTEGER NOT NULL REFERENCES members(id),
  expires_at   INTEGER NOT NULL,
  used_at      INTEGER
) WITHOUT ROWID;
CREATE INDEX invitations_member ON invitations (member_id);
CREATE INDEX invitations_expiry ON invitations (expires_at);

CREATE TABLE sessions (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash   BLOB NOT NULL UNIQUE,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  member_id    INTEGER NOT NULL REFERENCES members(id),
  agent        TEXT NOT NULL,
  address      TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  seen_at      INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL
);
CREATE INDEX sessions_member ON sessions (member_id, id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE throttles (
  key           TEXT PRIMARY KEY,
  failures      INTEGER NOT NULL,
  last_at       INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX throttles_age ON throttles (last_at);

CREATE TABLE channels (
  id            INTEGER PRIMARY KEY,
  workspace_id  INTEGER NOT NULL REFERENCES workspaces(id),
  kind          TEXT NOT NULL,
  name          TEXT NOT NULL,
  public_key    TEXT NOT NULL UNIQUE,
  state         TEXT NOT NULL,
  config        TEXT NOT NULL,
  session_hours INTEGER NOT NULL,
  created_at    INTEGER NOT NULL
);
CREATE INDEX channels_workspace ON channels (workspace_id, id);

CREATE TABLE contacts (
  id           INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  name         TEXT NOT NULL,
  phone        TEXT NOT NULL DEFAULT '',
  email        TEXT NOT NULL DEFAULT '',
  language     TEXT NOT NULL DEFAULT '',
  facts        TEXT NOT NULL DEFAULT '{}',
  created_at   INTEGER NOT NULL,
  seen_at      INTEGER NOT NULL
);

CREATE TABLE identities (
  channel_id   INTEGER NOT NULL REFERENCES channels(id),
  external     TEXT NOT NULL,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  contact_id   INTEGER NOT NULL REFERENCES contacts(id),
  PRIMARY KEY (channel_id, external)
) WITHOUT ROWID;
CREATE INDEX identities_contact ON identities (contact_id, channel_id, external);

CREATE TABLE rooms (
  id           INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  contact_id   INTEGER NOT NULL REFERENCES contacts(id),
  channel_id   INTEGER NOT NULL REFERENCES channels(id),
  topic        TEXT NOT NULL DEFAULT '',
  UNIQUE (channel_id, contact_id, topic)
);

CREATE TABLE conversations (
  id             INTEGER PRIMARY KEY,
  workspace_id   INTEGER NOT NULL REFERENCES workspaces(id),
  room_id        INTEGER NOT NULL REFERENCES rooms(id),
  contact_id     INTEGER NOT NULL REFERENCES contacts(id),
  channel_id     INTEGER NOT NULL REFERENCES channels(id),
  episode        INTEGER NOT NULL,
  state          TEXT NOT NULL,
  assignee_id    INTEGER REFERENCES members(id),
  last_handler_id INTEGER REFERENCES members(id),
  returning_     INTEGER NOT NULL,
  from_ad        INTEGER NOT NULL,
  opened_at      INTEGER NOT NULL,
  queued_at      INTEGER,
  assigned_at    INTEGER,
  resolved_at    INTEGER,
  waiting_since  INTEGER,
  session_ends   INTEGER NOT NULL,
  window_ends    INTEGER,
  due_at         INTEGER,
  last_seq       INTEGER NOT NULL,
  inbound_count  INTEGER NOT NULL,
  shown_count    INTEGER NOT NULL,
  agent_read_seq INTEGER NOT NULL DEFAULT 0,
  last_at        INTEGER NOT NULL,
  last_direction TEXT NOT NULL,
  last_kind      TEXT NOT NULL,
  last_text      TEXT NOT NULL,
  last_by        TEXT NOT NULL,
  last_by_id     INTEGER NOT NULL,
  CHECK ((state = 'handled') = (assignee_id IS NOT NULL)),
  CHECK ((state = 'in_queue') = (queued_at IS NOT NULL)),
  UNIQUE (room_id, episode)
);
-- The law that a room has at most one open conversation, kept by the database itself.
CREATE UNIQUE INDEX conversations_open ON conversations (room_id) WHERE state <> 'resolved';
CREATE INDEX conversations_queue ON conversations (workspace_id, queued_at, id) WHERE state = 'in_queue';
CREATE INDEX conversations_mine ON conversations (workspace_id, assignee_id, last_at, id) WHERE state = 'handled';
-- The state stands among the columns too: SQLite would otherwise rather walk conversations_all.
CREATE INDEX conversations_inactive ON conversations (workspace_id, state, last_at, id) WHERE state = 'inactive';
CREATE INDEX conversations_resolved ON conversations (workspace_id, resolved_at, id) WHERE state = 'resolved';
CREATE INDEX conversations_resolved_mine ON conversations (workspace_id, last_handler_id, resolved_at, id) WHERE state = 'resolved';
CREATE INDEX conversations_all ON conversations (workspace_id, last_at, id);
CREATE INDEX conversations_channel ON conversations (workspace_id, channel_id, last_at, id);
CREATE INDEX conversations_contact ON conversations (workspace_id, contact_id, last_at, id);
CREATE INDEX conversations_due ON conversations (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE messages (
  id              INTEGER PRIMARY KEY,
  workspace_id    INTEGER NOT NULL REFERENCES workspaces(id),
  conversation_id INTEGER NOT NULL REFERENCES conversations(id),
  channel_id      INTEGER NOT NULL REFERENCES channels(id),
  seq             INTEGER NOT NULL,
  shown           INTEGER NOT NULL,
  direction       TEXT NOT NULL,
  by_kind         TEXT NOT NULL,
  by_id           INTEGER NOT NULL,
  kind            TEXT NOT NULL,
  body            TEXT NOT NULL,
  place           TEXT,
  mentions        TEXT,
  reply_to        INTEGER,
  status          TEXT NOT NULL,
  failure_code    TEXT NOT NULL DEFAULT '',
  provider_id     TEXT,
  client_id       TEXT,
  at              INTEGER NOT NULL,
  provider_at     INTEGER,
  edited_at       INTEGER,
  deleted_at      INTEGER,
  UNIQUE (conversation_id, seq)
);
CREATE UNIQUE INDEX messages_provider ON messages (channel_id, provider_id) WHERE provider_id IS NOT NULL;
CREATE UNIQUE INDEX messages_client ON messages (workspace_id, by_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX messages_unread ON messages (conversation_id, seq) WHERE direction = 'out' AND status IN ('queued', 'sent', 'delivered');

CREATE TABLE message_versions (
  message_id INTEGER NOT NULL REFERENCES messages(id),
  version    INTEGER NOT NULL,
  body       TEXT NOT NULL,
  at         INTEGER NOT NULL,
  by_kind    TEXT NOT NULL,
  by_id      INTEGER NOT NULL,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  PRIMARY KEY (message_id, version)
) WITHOUT ROWID;

CREATE TABLE reactions (
  message_id   INTEGER NOT NULL REFERENCES messages(id),
  by_kind      TEXT NOT NULL,
  by_id        INTEGER NOT NULL,
  emoji        TEXT NOT NULL,
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  PRIMARY KEY (message_id, by_kind, by_id)
) WITHOUT ROWID;

CREATE TABLE attachments (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id    INTEGER NOT NULL REFERENCES workspaces(id),
  message_id      INTEGER REFERENCES messages(id),
  conversation_id INTEGER REFERENCES conversations(id),
  channel_id      INTEGER REFERENCES channels(id), -- the channel a contact uploaded through
  external        TEXT NOT NULL DEFAULT '',        -- that contact as the channel knows them
  by_kind         TEXT NOT NULL,
  by_id           INTEGER NOT NULL,
  kind            TEXT NOT NULL,
  name            TEXT NOT NULL,
  type            TEXT NOT NULL,
  size            INTEGER NOT NULL,
  width           INTEGER NOT NULL,
  height          INTEGER NOT NULL,
  duration        INTEGER NOT NULL,                -- microseconds
  key             TEXT NOT NULL UNIQUE,
  thumb_key       TEXT NOT NULL,
  created_at      INTEGER NOT NULL
);
CREATE INDEX attachments_message ON attachments (message_id, id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_loose ON attachments (created_at) WHERE message_id IS NULL;

CREATE TABLE drafts (
  member_id       INTEGER NOT NULL REFERENCES members(id),
  conversation_id INTEGER NOT NULL REFERENCES conversations(id),
  mode            TEXT NOT NULL,
  workspace_id    INTEGER NOT NULL REFERENCES workspaces(id),
  body            TEXT NOT NULL,
  attachments     TEXT NOT NULL,
  reply_to        INTEGER,
  revision        INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  PRIMARY KEY (member_id, conversation_id, mode)
) WITHOUT ROWID;

CREATE TABLE reads (
  member_id       INTEGER NOT NULL REFERENCES members(id),
  conversation_id INTEGER NOT NULL REFERENCES conversations(id),
  workspace_id    INTEGER NOT NULL REFERENCES workspaces(id),
  seq             INTEGER NOT NULL,
  inbound_count   INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  PRIMARY KEY (member_id, conversation_id)
) WITHOUT ROWID;

CREATE TABLE events (
  workspace_id    INTEGER NOT NULL REFERENCES workspaces(id),
  number          INTEGER NOT NULL,
  idx             INTEGER NOT NULL,
  kind            TEXT NOT NULL,
  at              INTEGER NOT NULL,
  by_kind         TEXT NOT NULL,
  by_id           INTEGER NOT NULL,
  why             TEXT NOT NULL,
  conversation_id INTEGER,
  after_seq       INTEGER NOT NULL,
  message_id      INTEGER,
  subject_id      INTEGER NOT NULL,
  data            TEXT,
  was             TEXT,
  shown           INTEGER NOT NULL, -- 1 when it belongs into the timeline
  PRIMARY KEY (workspace_id, number, idx)
) WITHOUT ROWID;
CREATE INDEX events_timeline ON events (conversation_id, after_seq, number, idx) WHERE shown = 1;

CREATE VIRTUAL TABLE message_search USING fts5(workspace, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
-- +goose StatementBegin
CREATE TRIGGER messages_search_insert AFTER INSERT ON messages WHEN new.body <> '' BEGIN
  INSERT INTO message_search (rowid, workspace, body) VALUES (new.id, 'w' || new.workspace_id, new.body);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER messages_search_update AFTER UPDATE OF body ON messages BEGIN
  DELETE FROM message_search WHERE rowid = old.id;
  INSERT INTO message_search (rowid, workspace, body) SELECT new.id, 'w' || new.workspace_id, new.body WHERE new.body <> '';
END;
-- +goose StatementEnd

CREATE VIRTUAL TABLE contact_search USING fts5(workspace, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
-- +goose StatementBegin
CREATE TRIGGER contacts_search_insert AFTER INSERT ON contacts BEGIN
  INSERT INTO contact_search (rowid, workspace, body)
  VALUES (new.id, 'w' || new.workspace_id, new.name || ' ' || new.email || ' ' || new.phone || ' ' || replace(new.phone, '+62', '0'));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contacts_search_update AFTER UPDATE OF name, email, phone ON contacts BEGIN
  DELETE FROM contact_search WHERE rowid = old.id;
  INSERT INTO contact_search (rowid, workspace, body)
  VALUES (new.id, 'w' || new.workspace_id, new.name || ' ' || new.email || ' ' || new.phone || ' ' || replace(new.phone, '+62', '0'));
END;
-- +goose StatementEnd
