-- +goose Up
-- Whom an outside service is asked about, by workspace, and what came of it lately.

ALTER TABLE allocations ADD COLUMN since_at INTEGER NOT NULL DEFAULT 0; -- when the conversation began to wait for an answer
DROP INDEX allocations_due;
CREATE INDEX allocations_due ON allocations (workspace_id, due_at);

CREATE TABLE allocation_answers (
  id              INTEGER PRIMARY KEY,
  workspace_id    INTEGER NOT NULL REFERENCES workspaces(id),
  conversation_id INTEGER NOT NULL REFERENCES conversations(id),
  at              INTEGER NOT NULL,
  attempt         INTEGER NOT NULL,
  outcome         TEXT NOT NULL,   -- assigned, waits, failed
  code            TEXT NOT NULL,   -- why it failed
  status          INTEGER NOT NULL,     -- of HTTP; 0 without an answer
  detail          TEXT NOT NULL,
  member_id       INTEGER,              -- whom the service named
  took            INTEGER NOT NULL      -- microseconds
);
CREATE INDEX allocation_answers_workspace ON allocation_answers (workspace_id, id);
