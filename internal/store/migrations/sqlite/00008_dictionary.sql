-- +goose Up
-- Of the words of messages, in which stretches of the past each is, so that a search for a rare one does not ask every
-- slice. A stretch is 65,536 ids; the program adds one after the other when no message can come into it any more.

CREATE TABLE message_words (
  workspace_id INTEGER NOT NULL REFERENCES workspaces(id),
  word         TEXT NOT NULL,     -- the first 24 characters
  era          INTEGER NOT NULL,  -- 64 stretches
  stretches    INTEGER NOT NULL,  -- a bit for each
  most         INTEGER NOT NULL,  -- about how many messages of one slice have the word, in the one that has most
  PRIMARY KEY (workspace_id, word, era)
) WITHOUT ROWID;
ALTER TABLE installation ADD COLUMN words_upto INTEGER NOT NULL DEFAULT 0; -- the first stretch whose words are not all there
CREATE VIRTUAL TABLE message_search_words USING fts5vocab(message_search, row);
