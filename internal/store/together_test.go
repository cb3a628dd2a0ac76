package store_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// somebody is one of few people, some of whom are known by two ids that come one at a time, or both.
func somebody(chance *rand.Rand) sapa.Sender {
	n := chance.IntN(4)
	number, lasting := fmt.Sprint("+62", n), fmt.Sprint("id", n/2)
	switch chance.IntN(5) {
	case 0:
		return sapa.Sender{External: lasting, Others: []string{number}, Lasting: true, Name: "Sari"}
	case 1:
		return sapa.Sender{External: lasting, Lasting: true, Facts: map[string]string{"page": number}}
	}
	return sapa.Sender{External: number}
}

// mixture is what may come in one delivery: mostly messages, some of them twice, and what is about them.
func mixture(chance *rand.Rand, n int) []sapa.Inbound {
	all := make([]sapa.Inbound, n)
	for i := range all {
		in := sapa.Inbound{Kind: sapa.InboundMessage, From: somebody(chance), ProviderID: fmt.Sprint("m", i), At: at(0).Add(time.Duration(i) * time.Millisecond)}
		in.Message = sapa.InboundContent{Kind: sapa.Text, Text: fmt.Sprint("pesan ", i)}
		about := fmt.Sprint("m", chance.IntN(i+1))
		switch chance.IntN(20) {
		case 0, 1, 2:
			in.Kind = sapa.InboundEcho
		case 3, 4:
			in.ProviderID = about
		case 5, 6:
			in.Kind, in.Status, in.ProviderID = sapa.InboundStatus, []sapa.Status{sapa.Delivered, sapa.Read}[chance.IntN(2)], about
		case 7:
			in.Kind, in.ProviderID, in.Emoji = sapa.InboundReaction, about, "x"
		case 8:
			in.Kind, in.ProviderID, in.Message.Text = sapa.InboundEdit, about, "lain"
		case 9:
			in.Kind, in.ProviderID = sapa.InboundDelete, about
		case 10:
			in.ReplyTo = about
		case 11:
			in.Kind, in.From.Others = sapa.InboundRenamed, append(in.From.Others, somebody(chance).External)
		case 12:
			in.Message.Media = []sapa.RemoteFile{{Ref: "r", Kind: sapa.Image, Type: "image/png"}}
		}
		all[i] = in
	}
	return all
}

// bring has deliveries with these elements ingested in one batch.
func bring(t *testing.T, c *counted, key string, deliveries ...[]sapa.Inbound) {
	t.Helper()
	for _, elements := range deliveries {
		body, err := json.Marshal(elements)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Accept(t.Context(), key, nil, func() ([]byte, error) { return body, nil }); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = c.ask(func() error { return only(c.IngestWaiting(t.Context())) })
}

// state is everything of a world that what comes in can change, but for the ids of messages, of which some are set aside
// and not used, and the numbers of changes.
func state(t *testing.T, c *counted) string {
	t.Helper()
	var b strings.Builder
	for _, query := range []string{
		`SELECT p.id, p.name, p.phone, p.facts, p.seen_at FROM contacts p ORDER BY p.id`,
		`SELECT channel_id, external, contact_id, used_at, lasting FROM identities ORDER BY channel_id, external`,
		`SELECT id, contact_id, channel_id, topic FROM rooms ORDER BY id`,
		`SELECT id, room_id, contact_id, episode, state, returning_, opened_at, queued_at, waiting_since, session_ends, window_ends, due_at,
			last_seq, inbound_count, shown_count, last_at, last_direction, last_kind, last_text, last_by, last_by_id FROM conversations ORDER BY id`,
		`SELECT m.conversation_id, m.seq, m.shown, m.direction, m.by_kind, m.by_id, m.kind, m.body, m.status, m.provider_id, m.at, m.provider_at, m.edited_at,
			m.deleted_at, (SELECT q.seq FROM messages q WHERE q.id = m.reply_to), (SELECT count(*) FROM attachments a WHERE a.message_id = m.id),
			(SELECT count(*) FROM reactions x WHERE x.message_id = m.id) FROM messages m ORDER BY m.conversation_id, m.seq`,
		`SELECT e.kind, e.by_kind, e.by_id, e.why, e.conversation_id, e.after_seq, e.subject_id, e.data, e.was, (SELECT m.provider_id FROM messages m WHERE m.id = e.message_id)
			FROM events e ORDER BY e.number, e.idx`,
		`SELECT count(*) FROM deliveries WHERE state = 'stuck'`,
	} {
		err := c.Store.EachRow(t.Context(), query, func(rows *sql.Rows) error {
			columns, err := rows.Columns()
			row, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range row {
				into[i] = &row[i]
			}
			if err == nil {
				err = rows.Scan(into...)
			}
			fmt.Fprintln(&b, row...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// What is ingested in one change leaves what it leaves when each element comes alone: those who write twice, are known by
// several ids, are met for the first time, or are spoken of by what comes with them.
func TestTogetherIsAsAlone(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		for seed := range uint64(3) {
			all := mixture(rand.New(rand.NewPCG(seed, 7)), 60)
			now := func() time.Time { return at(5) }
			together, key := newProvidedAt(t, e, now)
			bring(t, together, key, all[:10])
			together.once("ten elements")
			bring(t, together, key, all[10:30], all[30:])
			// What is wrong would be tried again one by one, and be right then.
			together.once("fifty elements")
			alone, key := newProvidedAt(t, e, now)
			for i := range all {
				bring(t, alone, key, all[i:i+1])
			}
			if a, b := state(t, together), state(t, alone); a != b {
				t.Errorf("seed %d: together\n%s\nalone\n%s", seed, a, b)
			}
			if !strings.Contains(state(t, alone), "message.received") {
				t.Error("nothing came")
			}
		}
	})
}

// More than are looked up at once, all of one person.
func TestManyOfOnePerson(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		c, key := newProvided(t, e)
		var ids []string
		for i := range 200 {
			ids = append(ids, fmt.Sprint(i))
		}
		for _, b := range [][]byte{delivery(t, ids[:1]...), delivery(t, ids...)} {
			if _, err := c.Accept(t.Context(), key, nil, func() ([]byte, error) { return b, nil }); err != nil {
				t.Fatal(err)
			}
			written, _ := c.ask(func() error { return only(c.IngestWaiting(t.Context())) })
			atMost(t, "two hundred messages of one person", 30, written)
		}
		found, err := c.MessagesByID(t.Context(), c.ws, idsUpTo(2000))
		if err != nil || len(found) != len(ids) {
			t.Errorf("%d messages, %v", len(found), err)
		}
		x, err := c.Store.Conversation(t.Context(), c.ws, 1)
		if err != nil || x.LastSeq != len(ids) || x.InboundCount != len(ids) {
			t.Errorf("%+v, %v", x, err)
		}
	})
}

// A look-up that waited for another change knows what that one did.
func TestWhatAnotherChangeDidMeanwhile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sapatest.Postgres, 1)
	who := sapa.Sender{External: "budi"}
	in := sapa.Inbound{Kind: sapa.InboundMessage, Channel: w.channel, From: who, ProviderID: "1"}
	var found store.Arrival
	second := make(chan error, 1)
	_, err := w.Change(t.Context(), w.ws, func(tx *store.Tx) error {
		go func() {
			_, err := w.ChangeFor(t.Context(), w.ws, []sapa.Inbound{in}, func(tx *store.Tx) (err error) {
				found, err = tx.Arrival(t.Context(), in)
				return err
			})
			second <- err
		}()
		for waiting := 0; waiting == 0; {
			err := w.EachRow(t.Context(), `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
				func(rows *sql.Rows) error { return rows.Scan(&waiting) })
			if err != nil {
				return err
			}
		}
		tx.Emit(sapa.Event{Kind: sapa.ContactUpdated, At: at(0), Actor: sapa.SystemActor()})
		_, _, err := tx.CreateContact(t.Context(), sapa.Contact{Name: "Budi", CreatedAt: at(0), SeenAt: at(0)}, sapa.Identity{Channel: w.channel, External: who.External}, "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-second; err != nil || found.Contact.Name != "Budi" {
		t.Errorf("%+v, %v", found, err)
	}
}

// One change takes in somebody who comes back and writes twice, and what two people bring under one id.
func TestComingBackTogether(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		c, key := newProvidedAt(t, e, func() time.Time { return at(5) })
		say := func(who, id string) sapa.Inbound {
			return sapa.Inbound{Kind: sapa.InboundMessage, From: sapa.Sender{External: who}, ProviderID: id, At: at(0), Message: sapa.InboundContent{Kind: sapa.Text, Text: id}}
		}
		bring(t, c, key, []sapa.Inbound{say("budi", "1"), say("sari", "2")})
		first, err := c.Store.Conversation(t.Context(), c.ws, 1)
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Change(t.Context(), c.ws, func(tx *store.Tx) error {
			first.State, first.QueuedAt, first.ResolvedAt = sapa.Resolved, time.Time{}, at(4)
			tx.Emit(sapa.Event{Kind: sapa.ConversationResolved, At: at(4), Actor: sapa.SystemActor(), Conversation: first.ID})
			return tx.UpdateConversation(t.Context(), first)
		})
		if err != nil {
			t.Fatal(err)
		}
		bring(t, c, key, []sapa.Inbound{say("budi", "3"), say("budi", "4"), say("sari", "5"), say("budi", "5")})
		c.once("those who come back")
		again, err := c.Store.Episode(t.Context(), c.ws, first.Room, 0)
		if err != nil || again.Episode != 2 || again.LastSeq != 2 || !again.Returning {
			t.Errorf("%+v, %v", again, err)
		}
		other, err := c.Store.Conversation(t.Context(), c.ws, 2)
		if err != nil || other.LastSeq != 2 {
			t.Errorf("%+v, %v", other, err)
		}
	})
}
