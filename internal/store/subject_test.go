package store_test

import (
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// beforeSubjects is the schema in which a search knew nothing of the subjects of mails.
const beforeSubjects = 9

// mailsBeforeSubjects are two mails, one without words of its own, and a message of today, as the program of that time
// wrote them; the dictionary knows the stretch the mails are in.
var mailsBeforeSubjects = []string{
	`INSERT INTO messages (id, workspace_id, conversation_id, channel_id, seq, shown, direction, by_kind, by_id, kind, body, status, at, content)
		VALUES (2, 1, 1, 1, 2, 2, 'in', 'contact', 1, 'text', 'isi surat', '', 1, '{"mail":{"subject":"Retur Kebaya","from":{"name":"","address":"a@b.example"}}}'),
			(3, 1, 1, 1, 3, 3, 'in', 'contact', 1, 'text', '', '', 1, '{"mail":{"subject":"Tagihan \"lunas\"","id":"a\u0000\u0000b\\u0000\\\u0000"}}'),
			(4, 1, 1, 1, 4, 4, 'in', 'contact', 1, 'text', 'menu', '', 1, '{"menu":null}'),
			(140000, 1, 1, 1, 5, 5, 'in', 'contact', 1, 'text', 'hari ini', '', 1, NULL)`,
	`INSERT INTO mails (id, workspace_id, channel_id, room_id, mail_id, other, subject_key, subject_token, html, quoted, headers, at)
		SELECT id, 1, 1, 1, '', '', '', '', '', '', '[]', 1 FROM messages WHERE id IN (2, 3)`,
	`UPDATE installation SET words_upto = 2`,
}

// Mails that were there before are found by their subjects after the migration, which writes no other message anew.
func TestMigrationFindsMailsByTheirSubjects(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		address := e.Database(t)
		s, err := store.Open(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		if err := s.MigrateTo(t.Context(), beforeSubjects); err != nil {
			t.Fatal(err)
		}
		if err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.EnsureInstallation(t.Context(), []byte("s")) }); err != nil {
			t.Fatal(err)
		}
		db := openAt(t, e, address)
		for _, statement := range append(chatBeforeSlices, mailsBeforeSubjects...) {
			if _, err := db.ExecContext(t.Context(), statement); err != nil {
				t.Fatalf("%v\n%s", err, statement)
			}
		}
		var before []string
		if e == sapatest.Postgres {
			before = lines(t, db, `SELECT pg_relation_filenode('messages'), pg_relation_filenode('messages_search'), (SELECT xmin FROM messages WHERE id = 4)`)
		}
		if err := s.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if e == sapatest.Postgres {
			now := lines(t, db, `SELECT pg_relation_filenode('messages'), pg_relation_filenode('messages_search'), (SELECT xmin FROM messages WHERE id = 4)`)
			if now[0] != before[0] {
				t.Errorf("all messages were written anew: %q, %q before", now[0], before[0])
			}
		}
		look := func(when string) {
			t.Helper()
			for words, want := range map[string]int64{"retur": 2, "keb": 2, "isi": 2, "lunas": 3, "menu": 4, "hari": 140000, "mail": 0, "address": 0} {
				found, err := s.Search(t.Context(), 1, store.SearchQuery{Scope: all, Words: []string{words}, Limit: 9})
				if err != nil || (len(found.Hits) == 1) != (want > 0) || want > 0 && int64(found.Hits[0].Message) != want {
					t.Errorf("%s, %q finds %+v, %v", when, words, found.Hits, err)
				}
			}
		}
		look("after the migration")
		for more := true; more; {
			if more, err = s.CloseStretch(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if upto := lines(t, db, `SELECT words_upto FROM installation`); upto[0] != "2" {
			t.Errorf("the dictionary goes up to %s", upto[0])
		}
		look("with the dictionary")
	})
}
