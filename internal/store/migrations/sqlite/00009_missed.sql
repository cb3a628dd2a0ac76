-- +goose Up
-- What a channel was brought and did not take, because it is switched off there.

ALTER TABLE channels ADD COLUMN missed_messages INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channels ADD COLUMN missed_messages_at INTEGER; -- since when
ALTER TABLE channels ADD COLUMN missed_comments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channels ADD COLUMN missed_comments_at INTEGER;
