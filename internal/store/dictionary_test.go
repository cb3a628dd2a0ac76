package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// said is a world in which messages are written under ids of one's choice, and what they are.
type said struct {
	*world
	db            *sql.DB
	conversations []sapa.ConversationID
	seq           int
	// of is each message's conversation, text its words; the first of them are the subject of a mail.
	of            map[sapa.MessageID]sapa.ConversationID
	text, subject map[sapa.MessageID]string
}

func newSaid(t *testing.T, e sapatest.Engine, conversations int) *said {
	t.Helper()
	address := e.Database(t)
	s := sapatest.OpenStore(t, address)
	if err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.EnsureInstallation(t.Context(), []byte("s")) }); err != nil {
		t.Fatal(err)
	}
	w := &said{
		world: worldIn(t, s, 1), db: openAt(t, e, address), of: map[sapa.MessageID]sapa.ConversationID{},
		text: map[sapa.MessageID]string{}, subject: map[sapa.MessageID]string{},
	}
	for range conversations {
		w.conversations = append(w.conversations, w.add(sapa.Facts{State: sapa.InQueue}, at(0)))
	}
	return w
}

// say writes messages of conversations by turns, from an id on. Of every other one the first word is the subject of a mail.
func (w *said) say(from int64, texts ...string) {
	w.t.Helper()
	var rows []string
	for i, text := range texts {
		id, in := from+int64(i), w.conversations[w.seq%len(w.conversations)]
		w.seq++
		w.of[sapa.MessageID(id)], w.text[sapa.MessageID(id)] = in, text
		subject, body := "", text
		if id%2 == 0 {
			subject, body, _ = strings.Cut(text, " ")
			w.subject[sapa.MessageID(id)] = subject
		}
		rows = append(rows, fmt.Sprintf("(%d, %d, %d, %d, %d, %d, 'in', 'contact', 1, 'text', '%s', '%s', '', 1)", id, w.ws, in, w.channel, w.seq, w.seq, subject, body))
	}
	if _, err := w.db.ExecContext(w.t.Context(), `INSERT INTO messages (id, workspace_id, conversation_id, channel_id, seq, shown, direction,
		by_kind, by_id, kind, subject, body, status, at) VALUES `+strings.Join(rows, ", ")); err != nil {
		w.t.Fatal(err)
	}
}

// change edits a message, or deletes it when the text is empty.
func (w *said) change(id sapa.MessageID, text string) {
	w.t.Helper()
	if w.text[id] = text; text != "" {
		w.text[id] = w.subject[id] + " " + text
	}
	_, err := w.Change(w.t.Context(), w.ws, func(tx *store.Tx) error {
		m, err := tx.Message(w.t.Context(), w.ws, id)
		if err != nil {
			return err
		}
		tx.Emit(sapa.Event{Kind: sapa.MessageEdited, At: at(1), Actor: sapa.SystemActor(), Conversation: m.Conversation, Message: id})
		if text == "" {
			return tx.DeleteMessage(w.t.Context(), m, sapa.SystemActor(), at(1))
		}
		return tx.EditMessage(w.t.Context(), m, text, sapa.SystemActor(), at(1))
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// want are the newest messages of each conversation that have all words, the newest first.
func (w *said) want(words []string) []sapa.MessageID {
	newest := map[sapa.ConversationID]sapa.MessageID{}
	for id, text := range w.text {
		has := func(asked string) bool {
			return slices.ContainsFunc(strings.Fields(text), func(word string) bool { return strings.HasPrefix(word, asked) })
		}
		if !slices.ContainsFunc(words, func(asked string) bool { return !has(asked) }) {
			newest[w.of[id]] = max(newest[w.of[id]], id)
		}
	}
	found := slices.Sorted(maps.Values(newest))
	slices.Reverse(found)
	return found
}

// found are the messages a search answers in pages.
func (w *said) found(words []string, limit int) []sapa.MessageID {
	w.t.Helper()
	var found []sapa.MessageID
	for q := (store.SearchQuery{Scope: all, Words: words, Limit: limit}); ; {
		page, err := w.Search(w.t.Context(), w.ws, q)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, hit := range page.Hits {
			found = append(found, hit.Message)
		}
		if q.Before = page.Next; q.Before == 0 {
			return found
		}
	}
}

func (w *said) check(words []string, limit int) {
	w.t.Helper()
	if got, want := w.found(words, limit), w.want(words); !slices.Equal(got, want) {
		w.t.Fatalf("%q in pages of %d finds %v, want %v", words, limit, got, want)
	}
}

// close brings the dictionary up to date.
func (w *said) close() (stretches int) {
	w.t.Helper()
	for {
		more, err := w.CloseStretch(w.t.Context())
		if err != nil {
			w.t.Fatal(err)
		}
		if !more {
			return stretches
		}
		stretches++
	}
}

// killed begins to add a stretch to the dictionary and does not get far.
func (w *said) killed(statements int) {
	w.t.Helper()
	ctx, kill := context.WithCancel(w.t.Context())
	defer kill()
	s := store.Watch(w.Store, func(store.Statement) {
		if statements--; statements <= 0 {
			kill()
		}
	})
	_, _ = s.CloseStretch(ctx) // whether it was broken off or had nothing to do
}

// sentence draws words of which some are common, some rare, and some longer than the dictionary knows them.
func sentence(r *rand.Rand) string {
	words := []string{"kak"}
	for range r.IntN(4) {
		words = append(words, []string{"kak", "kado", "kain", "batik", "batikmerah", fmt.Sprint("resi", r.IntN(400)), strings.Repeat("panjang", 4) + fmt.Sprint(r.IntN(20))}[r.IntN(7)])
	}
	return strings.Join(words[r.IntN(min(2, len(words))):], " ")
}

// However much of the past the dictionary knows, and whatever became of messages meanwhile, a search finds what is there.
func TestSearchWithTheDictionaryFindsWhatIsThere(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		w := newSaid(t, e, 7)
		r := rand.New(rand.NewPCG(1, 2))
		next := int64(1)
		for range 250 {
			ids, n := slices.Sorted(maps.Keys(w.text)), r.IntN(10)
			switch {
			case n < 4 || len(ids) == 0:
				texts := make([]string, 1+r.IntN(25))
				for i := range texts {
					texts[i] = sentence(r)
				}
				w.say(next, texts...)
				next += int64(len(texts)) + r.Int64N(30_000)
			case n < 5:
				w.change(ids[r.IntN(len(ids))], []string{"", sentence(r), "baru"}[r.IntN(3)])
			case n < 6:
				w.killed(1 + r.IntN(12))
			case n < 7:
				if _, err := w.CloseStretch(t.Context()); err != nil {
					t.Fatal(err)
				}
			default:
				asked := strings.Fields(sentence(r))
				for i := range asked {
					asked[i] = asked[i][:len(asked[i])-r.IntN(3)]
				}
				w.check(asked, 1+r.IntN(9))
			}
		}
		w.close()
		for _, words := range [][]string{{"kak"}, {"resi"}, {"baru"}, {"kak", "resi7"}, {"batik", "kado", "resi"}, {"tidakada"}, {strings.Repeat("panjang", 4) + "1"}} {
			w.check(words, 3)
		}
	})
}

// A word that is rare in the past and frequent now is found together with another one, with no message left out.
func TestSearchForWhatIsNoLongerRare(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		w := newSaid(t, e, 400)
		texts := slices.Repeat([]string{"kak halo"}, 40)
		w.say(1, append(texts, "kak promo")...)
		w.say(1<<16, texts...)
		now := slices.Repeat([]string{"promo", "promo kak", "promo", "promo"}, 450)
		w.say(2<<16, now...)
		if n := w.close(); n != 2 {
			t.Fatalf("%d stretches were closed", n)
		}
		for _, limit := range []int{30, 1000} {
			w.check([]string{"kak", "promo"}, limit)
			w.check([]string{"promo", "halo"}, limit)
		}
	})
}

// A search for a rare word asks only for slices that may have it, and the index only for the rare one of two.
func TestSearchAsksWhereTheWordIs(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		w := newSaid(t, e, 3)
		for stretch := range int64(40) {
			w.say(stretch<<16+1, slices.Repeat([]string{"kak"}, 30)...)
		}
		w.say(7<<16+100, "kak zamrud")
		if n := w.close(); n != 39 {
			t.Fatalf("%d stretches were closed", n)
		}
		// What the index is asked for; what it found is sifted by ids.
		var asked []string
		s := store.Watch(w.Store, func(s store.Statement) {
			for _, arg := range s.Args {
				if text, ok := arg.(string); ok && strings.Contains(text, fmt.Sprint(w.ws, "x")) && !strings.Contains(s.Query, "contact") && !strings.Contains(s.Query, "m.id IN") {
					asked = append(asked, text)
				}
			}
		})
		for _, words := range [][]string{{"zamrud"}, {"kak", "zamrud"}, {"kak", "tidakada"}} {
			asked = nil
			page, err := s.Search(t.Context(), w.ws, store.SearchQuery{Scope: all, Words: words, Limit: 10})
			if err != nil || len(page.Hits) > 1 || (len(page.Hits) == 0) == (words[len(words)-1] == "zamrud") {
				t.Fatalf("%q: %+v, %v", words, page, err)
			}
			// The newest stretch and the one that has it: a slice each on SQLite, up to four on PostgreSQL.
			text := strings.Join(asked, " ")
			if n := strings.Count(text, fmt.Sprint(w.ws, "x")); n > 8 || strings.Contains(text, "kak") {
				t.Errorf("%q asks for %d words of slices: %s", words, n, text)
			}
		}
	})
}

// A message whose change is under way while the dictionary is written, under an id of a stretch that looks complete, is
// found afterwards.
func TestDictionaryWaitsForChangesUnderWay(t *testing.T) {
	t.Parallel()
	w := newSaid(t, sapatest.Postgres, 1)
	tx, err := w.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	for _, statement := range []string{
		`UPDATE workspaces SET last_change = last_change + 1 WHERE id = $1`,
		`INSERT INTO messages (id, workspace_id, conversation_id, channel_id, seq, shown, direction, by_kind, by_id, kind, body, status, at)
			SELECT 1, $1, id, channel_id, 1, 1, 'in', 'contact', 1, 'text', 'terlambat', '', 1 FROM conversations`,
	} {
		if _, err := tx.ExecContext(t.Context(), statement, int64(w.ws)); err != nil {
			t.Fatal(err)
		}
	}
	w.seq = 1
	w.say(1<<16, "kak")
	closed := make(chan error, 1)
	go func() {
		_, err := w.CloseStretch(t.Context())
		closed <- err
	}()
	for waiting := 0; waiting == 0 && len(closed) == 0; {
		query := `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
		if err := w.db.QueryRowContext(t.Context(), query).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	w.of[1], w.text[1] = w.conversations[0], "terlambat"
	w.check([]string{"terlambat"}, 10)
}
