package api_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// stream is what happens between customers, who all have numbers with one beginning, and the business's own phone: a
// list of changes' values, one element each, in the order in which it happened.
type stream struct {
	prefix string
	values []object
	at     time.Time
}

func (s *stream) number(customer int) string { return fmt.Sprintf("62%s%04d", s.prefix, customer) }

func (s *stream) add(list string, element object) {
	s.at = s.at.Add(time.Second)
	element["timestamp"] = fmt.Sprint(s.at.Unix())
	s.values = append(s.values, object{list: []object{element}})
}

// newStream makes n elements of some customers: what they write, what the phone answers, and how far that got.
func newStream(prefix string, n, customers int, at time.Time, chance *rand.Rand) *stream {
	s := &stream{prefix: prefix, at: at}
	type answer struct {
		id, to string
		far    int
	}
	var answers []answer
	far := []string{"sent", "delivered", "read"}
	for i := range n {
		to := s.number(chance.IntN(customers))
		id := fmt.Sprintf("wamid.%s.%d", prefix, i)
		switch open := slices.IndexFunc(answers, func(a answer) bool { return a.far < len(far) }); {
		case open >= 0 && chance.IntN(2) == 0:
			a := &answers[open]
			s.add("statuses", object{"id": a.id, "status": far[a.far], "recipient_id": a.to})
			a.far++
		case chance.IntN(3) == 0:
			s.add("message_echoes", object{"from": "15550783881", "to": to, "id": id, "type": "text", "text": object{"body": fmt.Sprint("jawaban ", i)}})
			answers = append(answers, answer{id: id, to: to})
		default:
			s.add("messages", wrote(to, id, fmt.Sprint("pesan ", i), s.at))
		}
	}
	return s
}

// straight is one delivery for each element, in order.
func (s *stream) straight() [][]byte {
	var all [][]byte
	for _, v := range s.values {
		all = append(all, bringing(fake.DefaultPhone, v))
	}
	return all
}

// mixed is the same in any order, some of it twice, in deliveries of any size.
func (s *stream) mixed(chance *rand.Rand) [][]byte {
	values := slices.Clone(s.values)
	for _, v := range s.values {
		if chance.IntN(2) == 0 {
			values = append(values, v)
		}
	}
	chance.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
	var all [][]byte
	for len(values) > 0 {
		n := min(1+chance.IntN(20), len(values))
		all = append(all, bringing(fake.DefaultPhone, values[:n]...))
		values = values[n:]
	}
	return all
}

// take brings deliveries, lets the house ingest now and then, and at last all that waits for something else.
func take(t testing.TB, l *sapatest.Line, bodies [][]byte, chance *rand.Rand) {
	t.Helper()
	for _, body := range bodies {
		header := http.Header{"X-Hub-Signature-256": {fake.Sign(fake.DefaultAppSecret, body)}}
		if _, err := l.Inbox.Accept(t.Context(), l.Key, header, func() ([]byte, error) { return body, nil }); err != nil {
			t.Fatal(err)
		}
		if chance.IntN(4) == 0 {
			ingest(t, l)
		}
	}
	for range 5 {
		ingest(t, l)
		l.Clock.Advance(30 * time.Second)
	}
}

func ingest(t testing.TB, l *sapatest.Line) {
	t.Helper()
	for n := 1; n > 0; {
		var err error
		if n, err = l.Inbox.IngestWaiting(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// greetings is a first message of each customer.
func greetings(prefix string, customers int, at time.Time) [][]byte {
	s := &stream{prefix: prefix, at: at.Add(-time.Hour)}
	for i := range customers {
		s.add("messages", wrote(s.number(i), fmt.Sprintf("wamid.%s.hello.%d", prefix, i), "salam", s.at))
	}
	return s.straight()
}

// conversations describes what is there of a stream's customers: counts, and each message with how far it got, in no
// order. Sequence numbers with a gap are an error.
func (s *stream) conversations(t testing.TB, l *sapatest.Line) []string {
	t.Helper()
	rows := l.Query(`SELECT i.external, c.episode, c.last_seq, c.inbound_count, c.shown_count, c.state FROM conversations c
		JOIN identities i ON i.contact_id = c.contact_id WHERE i.external LIKE '62` + s.prefix + `%' ORDER BY i.external, c.episode`)
	messages := l.Query(`SELECT i.external, c.episode, m.direction, m.body, m.status FROM messages m JOIN conversations c ON c.id = m.conversation_id
		JOIN identities i ON i.contact_id = c.contact_id WHERE i.external LIKE '62` + s.prefix + `%' ORDER BY i.external, c.episode, m.body`)
	gaps := l.Query(`SELECT c.id FROM conversations c WHERE c.last_seq <> (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id)
		OR c.last_seq <> (SELECT max(seq) FROM messages m WHERE m.conversation_id = c.id)`)
	if len(gaps) > 0 {
		t.Errorf("conversations %v have gaps", gaps)
	}
	all := append(rows, messages...)
	for i := range all {
		all[i] = strings.TrimPrefix(all[i], "62"+s.prefix)
	}
	return all
}

// compare brings a stream straight, and the same for other customers in another way, and fails unless the conversations
// are the same.
func compare(t testing.TB, l *sapatest.Line, seed uint64, n, customers int, prefixes [2]string) {
	t.Helper()
	at := l.Clock.Now().Add(-time.Hour)
	// An echo opens nothing that a customer's message would go on with, so everybody has written before.
	for _, prefix := range prefixes {
		take(t, l, greetings(prefix, customers, at), rand.New(rand.NewPCG(seed, 3)))
	}
	straight := newStream(prefixes[0], n, customers, at, rand.New(rand.NewPCG(seed, 1)))
	mixed := newStream(prefixes[1], n, customers, at, rand.New(rand.NewPCG(seed, 1)))
	chance := rand.New(rand.NewPCG(seed, 2))
	take(t, l, straight.straight(), chance)
	take(t, l, mixed.mixed(chance), chance)
	want, got := straight.conversations(t, l), mixed.conversations(t, l)
	if !slices.Equal(want, got) {
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || want[i] != got[i] {
				t.Fatalf("seed %d: entry %d differs: straight %q, mixed %q", seed, i, want[min(i, len(want)-1)], got[min(i, len(got)-1)])
			}
		}
	}
	if stuck := l.Query(`SELECT failure_detail FROM deliveries WHERE state <> 'done'`); len(stuck) > 0 {
		t.Fatalf("seed %d: these are not done: %v", seed, stuck)
	}
}

// A thousand messages and statuses, shuffled, doubled and packed anew, give the same conversations as in their order.
func TestAThousandInAnyOrder(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		compare(t, sapatest.WhatsApp(t, e), 7, 1000, 12, [2]string{"81", "82"})
	})
}

// The same of streams of any size and number of customers.
func TestAnyStreamInAnyOrder(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	round := 1000
	rapid.Check(t, func(r *rapid.T) {
		seed, n, customers := rapid.Uint64().Draw(r, "seed"), rapid.IntRange(1, 25).Draw(r, "elements"), rapid.IntRange(1, 4).Draw(r, "customers")
		round++
		compare(t, l, seed, n, customers, [2]string{fmt.Sprint(1, round), fmt.Sprint(2, round)})
	})
}

// However four statuses come, the message ends as read, and on the way never goes back.
func TestStatusesInAllOrders(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		l.Fake.SetReceipts(fake.Receipts{None: true})
		rina, id := l.Rina()
		for i, order := range arrangements([]string{"sent", "delivered", "read", "failed"}) {
			eko.Reply(id, fmt.Sprint("jawaban ", i))
			l.Turn()
			l.Clock.Advance(time.Minute) // the pace of one contact
			inbox := rina.Inbox()
			sent := inbox[len(inbox)-1]
			last := sapa.Sent
			for _, status := range order {
				if status == "failed" {
					l.Fake.FailMessage(sent.ID, 131026)
				} else {
					l.Fake.Status(sent.ID, status)
				}
				l.Turn()
				now := sapa.Status(eko.Last(id).Status)
				if now != last && !lifecycle.Further(last, now) {
					t.Fatalf("%v: from %s to %s", order, last, now)
				}
				last = now
			}
			if m := eko.Last(id); m.Status != "read" || m.FailureCode != "" {
				t.Errorf("%v ends as %s %s", order, m.Status, m.FailureCode)
			}
		}
	})
}

// arrangements lists all orders of some words.
func arrangements(words []string) [][]string {
	if len(words) == 0 {
		return [][]string{nil}
	}
	var all [][]string
	for i, first := range words {
		for _, rest := range arrangements(slices.Concat(words[:i], words[i+1:])) {
			all = append(all, append([]string{first}, rest...))
		}
	}
	return all
}
