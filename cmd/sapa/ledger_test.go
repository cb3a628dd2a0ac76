package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"

	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// ledger is what the outside was told, to be held against what the database says.
type ledger struct {
	mu sync.Mutex
	// written are the texts at the widget that were answered as stored, rung those on WhatsApp, replied the replies that
	// were answered as queued.
	written, rung, replied []string
	// deliveries are the digests of those answered as taken.
	deliveries map[[32]byte]bool
	guests     []*fake.Customer
	// gaps, doubled and lost count what is wrong; each is an error of the test as well.
	gaps, doubled, lost int
}

func (l *ledger) wrote(text string)  { l.note(&l.written, text) }
func (l *ledger) rang(text string)   { l.note(&l.rung, text) }
func (l *ledger) queued(text string) { l.note(&l.replied, text) }
func (l *ledger) joined(guest *fake.Customer) {
	l.mu.Lock()
	l.guests = append(l.guests, guest)
	l.mu.Unlock()
}

func (l *ledger) note(into *[]string, text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	*into = append(*into, text)
}

func (l *ledger) taken(digest [32]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.deliveries == nil {
		l.deliveries = map[[32]byte]bool{}
	}
	l.deliveries[digest] = true
}

// Queries for what must never be: each answers rows only when something is wrong. Each is one statement, since PostgreSQL
// may be busy still with what a killed program asked for last.
var (
	gaps = []string{
		`SELECT c.id, c.last_seq, c.inbound_count, count(m.id) FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id
			GROUP BY c.id, c.last_seq, c.inbound_count
			HAVING count(m.id) <> c.last_seq OR max(m.seq) <> c.last_seq OR min(m.seq) <> 1 OR sum(CASE WHEN m.direction = 'in' THEN 1 ELSE 0 END) <> c.inbound_count`,
		`SELECT w.id, w.last_change FROM workspaces w WHERE w.last_change <> (SELECT count(DISTINCT e.number) FROM events e WHERE e.workspace_id = w.id)`,
	}
	doubled = []string{
		`SELECT body, count(*) FROM messages GROUP BY body HAVING count(*) > 1`,
		`SELECT room_id, count(*) FROM conversations GROUP BY room_id HAVING count(*) > 1`,
	}
	stuck = []string{`SELECT id, failure_code FROM deliveries WHERE state = 'stuck'`}
)

// wrong counts the rows that some queries answer, and fails the test for them.
func (s *storm) wrong(what string, queries []string) (n int) {
	s.t.Helper()
	for _, query := range queries {
		if rows := s.tables().Query(query); len(rows) > 0 {
			s.t.Errorf("%s: %v", what, rows)
			n += len(rows)
		}
	}
	return n
}

// check holds the database, of a program that is down or at rest, against what was answered.
func (l *ledger) check(s *storm) {
	s.t.Helper()
	l.gaps += s.wrong("numbered with gaps", gaps)
	l.doubled += s.wrong("there twice", doubled)
	l.lost += s.wrong("not understood", stuck)
	bodies := set(s.tables().Query(`SELECT body FROM messages`))
	digests := set(s.tables().Query(`SELECT digest FROM deliveries`))
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, text := range slices.Concat(l.written, l.replied) {
		if !bodies[text] {
			l.lost++
			s.t.Errorf("%q was answered and is lost", text)
		}
	}
	for digest := range l.deliveries {
		if !digests[fmt.Sprintf("%s %x", digest[:], digest[:])] {
			l.lost++
			s.t.Errorf("a delivery was answered and is lost: %x", digest)
		}
	}
}

func set(all []string) map[string]bool {
	found := map[string]bool{}
	for _, one := range all {
		found[one] = true
	}
	return found
}

// compare holds everything against everything once all is at rest: the database, the customers' phones, the screens.
func (s *storm) compare() {
	s.t.Helper()
	s.ledger.check(s)
	if n, want := s.count(`SELECT count(*) FROM messages`), len(s.ledger.written)+len(s.ledger.rung)+len(s.ledger.replied); n != want {
		s.t.Errorf("%d messages are stored, %d were written", n, want)
	}
	bodies := set(s.tables().Query(`SELECT body FROM messages`))
	for _, text := range s.ledger.rung {
		if !bodies[text] {
			s.ledger.lost++
			s.t.Errorf("%q is lost", text)
		}
	}
	s.compareOrder()
	s.compareReplies()
	s.compareScreens()
}

// compareOrder fails unless what a customer wrote one after the other at the widget stands so.
func (s *storm) compareOrder() {
	s.t.Helper()
	place := map[string]int{}
	for _, line := range s.tables().Query(`SELECT m.seq, m.body FROM messages m WHERE m.body LIKE 'pesan %'`) {
		var seq, n, visitor int
		if _, err := fmt.Sscanf(line, "%d|pesan %d dari pelanggan %d", &seq, &n, &visitor); err != nil {
			s.t.Fatalf("%q: %v", line, err)
		}
		place[fmt.Sprint(visitor, n)] = seq
		if seq != n+1 {
			s.t.Errorf("message %d of customer %d has number %d", n, visitor, seq)
		}
	}
}

// compareReplies fails unless each reply arrived once, or nobody knows and that is said.
func (s *storm) compareReplies() {
	s.t.Helper()
	place, status := map[string]int{}, map[string]string{}
	for i, line := range s.tables().Query(`SELECT body, status FROM messages WHERE direction = 'out' ORDER BY conversation_id, seq`) {
		text, is, _ := strings.Cut(line, "|")
		place[text], status[text] = i, is
	}
	arrived := map[string]int{}
	for _, guest := range s.ledger.guests {
		last := -1
		for _, m := range guest.Inbox() {
			arrived[m.Text]++
			if place[m.Text] <= last {
				s.t.Errorf("%q arrived out of its order", m.Text)
			}
			last = place[m.Text]
		}
	}
	for text, is := range status {
		if is == "delivered" && arrived[text] == 1 || is == "unsure" && arrived[text] <= 1 {
			continue
		}
		if arrived[text] > 1 {
			s.ledger.doubled++
		} else {
			s.ledger.lost++
		}
		s.t.Errorf("%q is %s and arrived %d times", text, is, arrived[text])
	}
}

// compareScreens fails unless every screen ends with what there is.
func (s *storm) compareScreens() {
	s.t.Helper()
	fresh := &screen{office: s.office}
	if err := fresh.load(); err != nil {
		s.t.Fatal(err)
	}
	for _, one := range s.screens {
		var wrong string
		s.until(fmt.Sprintf("screen %d is up to date", one.name), func() bool {
			one.mu.Lock()
			defer one.mu.Unlock()
			return one.loaded && one.number >= fresh.number
		})
		if wrong = one.differences(fresh.rows, fresh.messages); wrong != "" {
			s.t.Errorf("screen %d: %s", one.name, wrong)
		}
	}
}

// report prints what happened as a table.
func (s *storm) report(kills uint64) {
	s.t.Helper()
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	line := func(what string, n any) { fmt.Fprintf(w, "  %s\t%v\n", what, n) }
	fmt.Fprintf(w, "\n%s\n", s.engine)
	line("kills", kills)
	line("answered: messages at the widget", len(s.ledger.written))
	line("answered: deliveries", len(s.ledger.deliveries))
	line("  with messages of customers", len(s.ledger.rung))
	line("stored: messages of customers", s.count(`SELECT count(*) FROM messages WHERE direction = 'in'`))
	line("stored: deliveries", s.count(`SELECT count(*) FROM deliveries`))
	line("replies queued", len(s.ledger.replied))
	line("  sent", s.count(`SELECT count(*) FROM messages WHERE direction = 'out' AND status = 'delivered'`))
	line("  unsure", s.count(`SELECT count(*) FROM messages WHERE direction = 'out' AND status = 'unsure'`))
	resumed, reloaded := 0, 0
	for _, one := range s.screens {
		resumed, reloaded = resumed+one.resumed, reloaded+one.reloaded
	}
	line("changes", s.count(`SELECT last_change FROM workspaces`))
	line("screens", fmt.Sprintf("%d, resumed %d times, loaded afresh %d times", len(s.screens), resumed, reloaded))
	line("gaps", s.ledger.gaps)
	line("doubled", s.ledger.doubled)
	line("lost", s.ledger.lost)
	_ = w.Flush()
	s.t.Log(b.String())
}
