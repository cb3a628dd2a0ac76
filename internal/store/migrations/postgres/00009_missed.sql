-- +goose Up
-- What a channel was brought and did not take, because it is switched off there.

ALTER TABLE channels ADD COLUMN missed_messages BIGINT NOT NULL DEFAULT 0;
ALTER TABLE channels ADD COLUMN missed_messages_at BIGINT; -- since when
ALTER TABLE channels ADD COLUMN missed_comments BIGINT NOT NULL DEFAULT 0;
ALTER TABLE channels ADD COLUMN missed_comments_at BIGINT;
