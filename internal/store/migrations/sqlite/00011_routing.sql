-- +goose Up
-- Routing: departments, who is there, who has how much to do, whose turn it is.

CREATE TABLE departments (
  id            INTEGER PRIMARY KEY,
  workspace_id  INTEGER NOT NULL REFERENCES workspaces(id),
  name          TEXT NOT NULL,
  name_key      TEXT NOT NULL,             -- the name in small letters: two may not differ by their case alone
  supervisor_id INTEGER NOT NULL REFERENCES members(id),
  state         TEXT NOT NULL,             -- active, revoked, removed
  created_at    INTEGER NOT NULL,
  move_at       INTEGER                     -- of a revoked one: when its conversations go to the main one
);
CREATE UNIQUE INDEX departments_name ON departments (workspace_id, name_key) WHERE state <> 'removed';
CREATE INDEX departments_workspace ON departments (workspace_id, id);
CREATE INDEX departments_move ON departments (move_at) WHERE move_at IS NOT NULL;

-- Takes what belongs to no other; NULL until there is a department.
ALTER TABLE workspaces ADD COLUMN main_department_id INTEGER REFERENCES departments(id);
ALTER TABLE workspaces ADD COLUMN sealed BLOB; -- secrets of the settings

ALTER TABLE channels ADD COLUMN department_id INTEGER REFERENCES departments(id);
ALTER TABLE channels ADD COLUMN workload INTEGER; -- how many of its conversations a member may handle; NULL for no limit

ALTER TABLE members ADD COLUMN departments TEXT NOT NULL DEFAULT '[]'; -- which, since when, whether the primary one
ALTER TABLE members ADD COLUMN workload INTEGER;                        -- the member's own limit; NULL for the workspace's
ALTER TABLE members ADD COLUMN picked_at INTEGER;                       -- when a strategy last picked the member
ALTER TABLE members ADD COLUMN presence TEXT NOT NULL DEFAULT 'offline';
ALTER TABLE members ADD COLUMN presence_why TEXT NOT NULL DEFAULT '';
ALTER TABLE members ADD COLUMN presence_at INTEGER;
ALTER TABLE members ADD COLUMN active_at INTEGER;                       -- when the member last did something
ALTER TABLE members ADD COLUMN connected_at INTEGER;                    -- when a live connection of theirs was last there
ALTER TABLE members ADD COLUMN device TEXT NOT NULL DEFAULT '';        -- what kind of device they are at
CREATE INDEX members_online ON members (workspace_id, id) WHERE presence = 'online';

CREATE TABLE presences (
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  member_id    INTEGER NOT NULL REFERENCES members(id),
  at           INTEGER NOT NULL,
  presence     TEXT NOT NULL,
  why          TEXT NOT NULL,
  PRIMARY KEY (workspace_id, member_id, at)
) WITHOUT ROWID;
CREATE INDEX presences_at ON presences (workspace_id, at, member_id);

-- The department whose queue and members a conversation belongs to; 0 until there is one.
ALTER TABLE conversations ADD COLUMN department_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN idle TEXT;                       -- the wait for an answer that others have missed
ALTER TABLE conversations ADD COLUMN outbound INTEGER NOT NULL DEFAULT 0; -- the business wrote first
CREATE INDEX conversations_queue_department ON conversations (workspace_id, department_id, kind, queued_at, id) WHERE state = 'in_queue';
CREATE INDEX conversations_waiting ON conversations (workspace_id, department_id, channel_id, queued_at, id) WHERE state = 'in_queue';
CREATE INDEX conversations_inactive_department ON conversations (workspace_id, department_id, kind, state, last_at, id) WHERE state = 'inactive' AND department_id <> 0;
CREATE INDEX conversations_resolved_department ON conversations (workspace_id, department_id, kind, resolved_at, id) WHERE state = 'resolved' AND department_id <> 0;
CREATE INDEX conversations_department ON conversations (workspace_id, department_id, kind, last_at, id) WHERE department_id <> 0;

-- Whose turn it was last, in the pool of a department; of the whole workspace while there is none, with 0.
CREATE TABLE rotations (
  workspace_id  INTEGER NOT NULL REFERENCES workspaces(id),
  department_id INTEGER NOT NULL,
  joined_at     INTEGER NOT NULL,
  member_id     INTEGER NOT NULL REFERENCES members(id),
  PRIMARY KEY (workspace_id, department_id)
) WITHOUT ROWID;

-- How many conversations each member handles on each channel, kept by the database itself so that it cannot go wrong.
CREATE TABLE loads (
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  member_id    INTEGER NOT NULL REFERENCES members(id),
  channel_id   INTEGER NOT NULL REFERENCES channels(id),
  handled      INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, member_id, channel_id)
) WITHOUT ROWID;
INSERT INTO loads (workspace_id, member_id, channel_id, handled)
  SELECT workspace_id, assignee_id, channel_id, count(*) FROM conversations WHERE state = 'handled' GROUP BY 1, 2, 3;
-- +goose StatementBegin
CREATE TRIGGER conversations_load_insert AFTER INSERT ON conversations WHEN new.assignee_id IS NOT NULL BEGIN
  INSERT INTO loads (workspace_id, member_id, channel_id, handled)
    SELECT new.workspace_id, new.assignee_id, new.channel_id, 1 WHERE new.assignee_id IS NOT NULL
    ON CONFLICT (workspace_id, member_id, channel_id) DO UPDATE SET handled = handled + 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER conversations_load_update AFTER UPDATE OF assignee_id ON conversations WHEN old.assignee_id IS NOT new.assignee_id BEGIN
  UPDATE loads SET handled = handled - 1
    WHERE workspace_id = old.workspace_id AND member_id = old.assignee_id AND channel_id = old.channel_id;
  INSERT INTO loads (workspace_id, member_id, channel_id, handled)
    SELECT new.workspace_id, new.assignee_id, new.channel_id, 1 WHERE new.assignee_id IS NOT NULL
    ON CONFLICT (workspace_id, member_id, channel_id) DO UPDATE SET handled = handled + 1;
END;
-- +goose StatementEnd

-- Conversations that an outside service is asked about.
CREATE TABLE allocations (
  conversation_id INTEGER PRIMARY KEY REFERENCES conversations(id),
  workspace_id    INTEGER NOT NULL REFERENCES workspaces(id),
  external        TEXT NOT NULL,           -- the id of the request, the same over all tries
  attempts        INTEGER NOT NULL,
  due_at          INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX allocations_due ON allocations (due_at);

-- What became of conversations in a stretch of time, for what would have been.
CREATE INDEX events_shown ON events (workspace_id, at) WHERE shown = 1;
