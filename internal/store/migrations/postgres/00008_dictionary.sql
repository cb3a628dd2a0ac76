-- +goose Up
-- Of the words of messages, in which stretches of the past each is, so that a search for a rare one does not ask every
-- slice. A stretch is 65,536 ids; the program adds one after the other when no message can come into it any more.

CREATE TABLE message_words (
  workspace_id BIGINT NOT NULL REFERENCES workspaces(id),
  word         TEXT COLLATE "C" NOT NULL, -- the first 24 characters
  era          BIGINT NOT NULL,           -- 64 stretches
  stretches    BIGINT NOT NULL,           -- a bit for each
  most         BIGINT NOT NULL,           -- about how many messages of one slice have the word, in the one that has most
  PRIMARY KEY (workspace_id, word, era)
) WITH (fillfactor = 70); -- a stretch changes most rows of its era once, in place
ALTER TABLE installation ADD COLUMN words_upto BIGINT NOT NULL DEFAULT 0; -- the first stretch whose words are not all there
