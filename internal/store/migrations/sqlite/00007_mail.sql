-- +goose Up
-- Mails: what places them into threads, and what lists do without.

CREATE TABLE mails (
  id            INTEGER PRIMARY KEY REFERENCES messages(id), -- that of its message
  workspace_id  INTEGER NOT NULL REFERENCES workspaces(id),
  channel_id    INTEGER NOT NULL REFERENCES channels(id),
  room_id       INTEGER NOT NULL REFERENCES rooms(id),
  mail_id       TEXT NOT NULL,      -- its own id, without brackets; empty for none
  other         TEXT NOT NULL,      -- the address of the other side
  subject_key   TEXT NOT NULL,      -- the same for all subjects of a thread
  subject_token TEXT NOT NULL,      -- the number of a matter in the subject
  html          TEXT NOT NULL,      -- as it came: cleaned when it is shown
  quoted        TEXT NOT NULL,      -- what follows the new words in the plain text
  headers       TEXT NOT NULL,
  at            INTEGER NOT NULL
);
CREATE INDEX mails_id ON mails (channel_id, mail_id);
CREATE INDEX mails_room ON mails (room_id, id);
CREATE INDEX mails_subject ON mails (channel_id, other, subject_key, at) WHERE subject_key <> '';
CREATE INDEX mails_token ON mails (channel_id, subject_token, id) WHERE subject_token <> '';

CREATE TABLE mail_people (
  room_id      INTEGER NOT NULL REFERENCES rooms(id),
  address      TEXT NOT NULL,       -- takes part in the thread
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  PRIMARY KEY (room_id, address)
) WITHOUT ROWID;

ALTER TABLE drafts ADD COLUMN mail TEXT;
