package inbox_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/email"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// box is a connected mailbox, and what is known of its threads.
type box struct {
	sapa.Channel
	reader  channel.Channel
	address string
	threads []*mailThread
}

// mailThread is a room, with who takes part in it.
type mailThread struct {
	room   sapa.RoomID
	people []string
	ids    []string
}

// forged is a mail of somebody, with whatever it says of what it answers.
type forged struct {
	from, replyTo, subject string
	to, cc                 []string
	answers, references    []string
	machine, refused       bool
	signed                 sapa.RoomID
	id, text               string
}

func (f forged) raw() []byte {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", name, value)
		}
	}
	bracketed := func(ids []string) string {
		if len(ids) == 0 {
			return ""
		}
		return "<" + strings.Join(ids, "> <") + ">"
	}
	line("Return-Path", "<"+cmp.Or(f.from, "somebody@s.example")+">")
	if f.refused {
		line("Authentication-Results", "mx.example; spf=pass; dmarc=fail header.from=x")
	}
	line("From", f.from)
	line("Reply-To", f.replyTo)
	line("To", strings.Join(f.to, ", "))
	line("Cc", strings.Join(f.cc, ", "))
	line("Subject", f.subject)
	line("Message-ID", "<"+f.id+">")
	line("In-Reply-To", bracketed(f.answers))
	line("References", bracketed(f.references))
	if f.machine {
		line("Auto-Submitted", "auto-replied")
	}
	return []byte(b.String() + "\r\n" + f.text + "\r\n")
}

// mailboxes connects two mailboxes of one company and one of another, none of which is ever asked.
func mailboxes(t *testing.T, h *sapatest.House) []*box {
	t.Helper()
	neighbour, _ := h.Neighbour()
	var all []*box
	for i, owner := range []*sapatest.Person{h.As(sapatest.Ratna), h.As(sapatest.Ratna), neighbour} {
		b := &box{address: fmt.Sprintf("toko%d@shop.example", i)}
		config := map[string]any{"address": b.address, "password": "rahasia", "provider": "gmail"}
		owner.Want(http.StatusCreated, "POST", "/api/v1/channels", map[string]any{"kind": "mailbox", "name": b.address, "config": config})
		all = append(all, b)
	}
	for _, row := range h.Query("SELECT id FROM workspaces") {
		ws, err := strconv.ParseInt(row, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		channels, err := h.Store.Channels(t.Context(), sapa.WorkspaceID(ws))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range channels {
			if i := slices.IndexFunc(all, func(b *box) bool { return c.Config["address"] == b.address }); i >= 0 {
				all[i].Channel, all[i].reader = c, email.New().New(channel.Account{Channel: c, VerifyToken: "kunci"})
			}
		}
	}
	return all
}

// liar makes mails up: of anybody, that say they answer anything.
type liar struct {
	*rand.Rand
	boxes []*box
	made  int
}

func pick[T any](l *liar, all []T) T { return all[l.IntN(len(all))] }

var (
	writers  = []string{"ana@a.example", "budi@b.example", "citra@c.example", "eve@e.example", ""}
	subjects = []string{"Pesanan 5531", "Re: Pesanan 5531", "[#1042] Retur", "Re: retur [#1042]", "Halo", ""}
)

// thread is any thread of any mailbox; nil while there is none.
func (l *liar) thread() *mailThread {
	var all []*mailThread
	for _, b := range l.boxes {
		all = append(all, b.threads...)
	}
	if len(all) == 0 {
		return nil
	}
	return pick(l, all)
}

// ids are some that mails of all mailboxes bear, or nobody's.
func (l *liar) ids() []string {
	var some []string
	for range l.IntN(3) {
		if one := l.thread(); one != nil {
			some = append(some, pick(l, one.ids))
		} else {
			some = append(some, "none@x.example")
		}
	}
	return some
}

// mail is the next one to a mailbox.
func (l *liar) mail(to *box) forged {
	l.made++
	f := forged{
		from: pick(l, writers), subject: pick(l, subjects), to: []string{to.address}, answers: l.ids(), references: l.ids(),
		machine: l.IntN(8) == 0, refused: l.IntN(8) == 0, id: fmt.Sprintf("m%d@x.example", l.made), text: fmt.Sprint("halo ", l.made),
	}
	if l.IntN(6) == 0 {
		f.cc = []string{pick(l, writers[:3])}
	}
	switch l.IntN(10) {
	case 0: // as a form on the company's site does
		f.from, f.replyTo = pick(l, l.boxes).address, pick(l, writers)
	case 1:
		f.replyTo = pick(l, writers)
	case 2: // another's id once more
		if one := l.thread(); one != nil {
			f.id = pick(l, one.ids)
		}
	}
	if one := l.thread(); one != nil && l.IntN(10) == 0 {
		f.signed = one.room
	}
	return f
}

// arrives takes a mail and tells in which room it is.
func (l *liar) arrives(t *testing.T, h *sapatest.House, to *box, f forged) (sapa.RoomID, sapa.Inbound, sapa.Message) {
	t.Helper()
	elements, err := to.reader.Parse(channel.Delivery{Body: f.raw()})
	if err != nil || len(elements) != 1 {
		t.Fatalf("%s: %v, %d elements", f.raw(), err, len(elements))
	}
	in := elements[0]
	in.Channel, in.Mail.Room = to.ID, f.signed
	arrived, err := h.Inbox.Ingest(t.Context(), to.Channel, []sapa.Inbound{in})
	if err != nil {
		t.Fatalf("%s: %v", f.raw(), err)
	}
	c, err := h.Store.Conversation(t.Context(), to.Workspace, arrived[0].Message.Conversation)
	if err != nil {
		t.Fatal(err)
	}
	if c.Channel != to.ID {
		t.Fatalf("%s: it is in a conversation of another mailbox", f.raw())
	}
	return c.Room, in, arrived[0].Message
}

// may tells whether a mail may stand in a thread: it came to the thread's signed address, or its sender, whom nobody found
// forged, takes part.
func (m *mailThread) may(f forged) bool {
	return f.signed == m.room || !f.refused && f.from != "" && slices.Contains(m.people, f.from)
}

// Whatever ids, numbers, subjects and addresses a mail bears, it stands in a thread of its own mailbox in which its sender
// takes part, or in a new one. An honest answer stands where it belongs.
func TestNobodyLiesTheirWayIntoAThread(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		h := sapatest.New(t, e)
		l := &liar{Rand: rand.New(rand.NewPCG(seed, 1)), boxes: mailboxes(t, h)}
		joined, begun := 0, 0
		for range 300 {
			to := pick(l, l.boxes)
			f := l.mail(to)
			room, in, m := l.arrives(t, h, to, f)
			i := slices.IndexFunc(to.threads, func(m *mailThread) bool { return m.room == room })
			if i < 0 {
				begun++
				to.threads = append(to.threads, &mailThread{room: room})
				i = len(to.threads) - 1
			} else if joined++; !to.threads[i].may(f) {
				t.Fatalf("in a thread of %v, as message %d:\n%s", to.threads[i].people, m.Seq, f.raw())
			}
			one := to.threads[i]
			one.ids, one.people = append(one.ids, f.id), append(one.people, in.From.External)
			if !f.machine {
				one.people = append(one.people, f.cc...)
			}
			honest := forged{from: pick(l, writers[:3]), subject: "lain " + f.id, to: f.to, answers: []string{one.ids[0]}, id: fmt.Sprintf("h%d@x.example", l.made), text: fmt.Sprint("baik ", l.made)}
			if to.sole(one.ids[0]) && slices.Contains(one.people, honest.from) {
				if where, _, _ := l.arrives(t, h, to, honest); where != room {
					t.Fatalf("an honest answer is in room %d, not in its thread %+v, whose last was\n%s\n%s", where, *one, f.raw(), honest.raw())
				}
				one.ids = append(one.ids, honest.id)
			}
		}
		if joined < 20 || begun < 20 {
			t.Errorf("%d joined, %d began one", joined, begun)
		}
	})
}

// sole tells that an id stands for one thread of the mailbox.
func (b *box) sole(id string) bool {
	n := 0
	for _, one := range b.threads {
		if slices.Contains(one.ids, id) {
			n++
		}
	}
	return n == 1
}
