-- +goose Up
-- A search finds mails by their subjects too. What was written before keeps its words as they are: a generated column would
-- have all messages written anew.

ALTER TABLE messages ADD COLUMN subject TEXT NOT NULL DEFAULT ''; -- of a mail
ALTER TABLE messages ALTER COLUMN search DROP EXPRESSION;
-- +goose StatementBegin
CREATE FUNCTION sapa_message_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := CASE WHEN NEW.body = '' AND NEW.subject = '' THEN NULL ELSE
    CAST(replace(' ' || CAST(strip(to_tsvector('simple', regexp_replace(normalize(translate(NEW.subject || ' ' || NEW.body, E'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', repeat(' ', 32)), NFD), E'[\u0300-\u036f]', '', 'g'))) AS TEXT),
      ' ''', ' ''' || CAST(NEW.workspace_id AS TEXT) || 'x' || CAST(NEW.id / 16384 AS TEXT) || 'x') AS tsvector) END;
  RETURN NEW;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER messages_words BEFORE INSERT OR UPDATE OF body, subject ON messages FOR EACH ROW EXECUTE FUNCTION sapa_message_words();
-- A zero byte that somebody put into a header is no text for PostgreSQL.
UPDATE messages SET subject = coalesce(CAST(regexp_replace(content, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g') AS json) #>> '{mail,subject}', '') FROM mails WHERE mails.id = messages.id AND content IS NOT NULL;

-- The dictionary lacks their words: from the first mail on it is written again.
UPDATE installation SET words_upto = least(words_upto, (SELECT min(id) >> 16 FROM mails));
