-- +goose Up
-- Contacts whose deliveries do not say who they are: the provider is asked.

ALTER TABLE identities ADD COLUMN ask_at BIGINT;                  -- when to ask who this is
ALTER TABLE identities ADD COLUMN asks BIGINT NOT NULL DEFAULT 0; -- how often in vain
CREATE INDEX identities_ask ON identities (ask_at) WHERE ask_at IS NOT NULL;
