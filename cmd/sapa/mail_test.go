package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

// newMailbox is a mail provider on ports of this machine, and a program that has the mailbox there connected.
func newMailbox(t *testing.T, e sapatest.Engine) (*email.Provider, *program) {
	t.Helper()
	fake, err := email.New(email.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(fake.Close)
	p := newProgram(t, e)
	in, out := fake.Servers()
	p.env = append(p.env, "SAPA_MAIL_SERVERS="+in+","+out)
	p.start()
	p.setUp()
	config := map[string]string{}
	for _, v := range fake.ConnectValues() {
		config[v.Name] = v.Value
	}
	p.openOffice().do("POST", "/api/v1/channels", map[string]any{"kind": "mailbox", "name": "Toko Kain", "config": config})
	p.until("the mailbox's beginning is known", func() bool { return p.count(`SELECT count(*) FROM listening WHERE place <> ''`) == 1 })
	return fake, p
}

// again kills the program and starts it anew.
func (p *program) again() {
	p.t.Helper()
	p.kill()
	p.free()
	p.start()
}

// Killed at whatever moment while it fetches mail, the program has every mail once and in order in the end.
func TestKilledWhileFetchingMail(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		fake, p := newMailbox(t, e)
		ana := fake.Customer("ana@client.example", "Ana Lima")
		var want []string
		write := func(n int) {
			for range n {
				want = append(want, fmt.Sprintf("pesan %03d", len(want)))
				if _, err := ana.Write(email.Written{Subject: "Pesanan", Text: want[len(want)-1]}); err != nil {
					t.Fatal(err)
				}
			}
		}
		here := func() int { return p.count(`SELECT count(*) FROM messages WHERE direction = 'in'`) }
		write(1)
		p.until("the first is here", func() bool { return here() == 1 })
		kills := 3
		if e == sapatest.Postgres {
			kills = 1 // each costs the time until the dead one's right to listen has ended
		}
		for range kills {
			write(60)
			some := len(want) - 60 + rand.IntN(50)
			p.until("some are here", func() bool { return here() >= some })
			p.again()
		}
		p.until("all are messages", func() bool { return here() >= len(want) })
		p.until("nothing waits", func() bool { return p.count(`SELECT count(*) FROM deliveries WHERE state <> 'done'`) == 0 })
		got := p.tables().Query(`SELECT body FROM messages WHERE direction = 'in' ORDER BY conversation_id, seq`)
		if !slices.Equal(got, want) {
			t.Errorf("there are %d messages, want %d: %q", len(got), len(want), got)
		}
	})
}

// Killed after a mail was handed over and before the server's answer, the program says that it does not know whether it was
// sent. Killed at whatever moment besides, it sends each mail once, or says so too.
func TestKilledWhileSendingMail(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		fake, p := newMailbox(t, e)
		ana := fake.Customer("ana@client.example", "Ana Lima")
		if _, err := ana.Write(email.Written{Subject: "Pesanan", Text: "Halo"}); err != nil {
			t.Fatal(err)
		}
		o := p.openOffice()
		id := o.conversation("Ana Lima")
		answer := func(text string) { o.do("POST", "/api/v1/conversations/"+id+"/messages", map[string]any{"text": text}) }
		got := func(text string) (n int) {
			for _, l := range ana.Inbox() {
				if strings.HasPrefix(l.Text, text) {
					n++
				}
			}
			return n
		}
		status := func(text string) string {
			return strings.Join(p.tables().Query(`SELECT status FROM messages WHERE direction = 'out' AND body = $1`, text), " ")
		}
		fake.FailNext(1, email.Hang)
		answer("yang pertama")
		p.until("it is handed over", func() bool { return got("yang pertama") == 1 })
		p.again()
		p.until("nobody knows whether it was sent", func() bool { return status("yang pertama") == "unsure" })

		for n := range 3 {
			for m := range 4 {
				answer(fmt.Sprintf("balasan %d.%d", n, m))
			}
			p.until("one of them is there", func() bool { return got(fmt.Sprintf("balasan %d.", n)) > 0 })
			p.again()
		}
		p.until("nothing waits any more", func() bool { return p.count(`SELECT count(*) FROM messages WHERE status = 'queued'`) == 0 })
		for n := range 3 {
			for m := range 4 {
				text := fmt.Sprintf("balasan %d.%d", n, m)
				if s, times := status(text), got(text); !(s == "sent" && times == 1 || s == "unsure" && times <= 1) {
					t.Errorf("%s is %q and came %d times", text, s, times)
				}
			}
		}
		if n := got("yang pertama"); n != 1 {
			t.Errorf("the first came %d times", n)
		}
		if status, said, err := o.try("GET", "/api/v1/conversations/"+id, nil, sapatest.NewKey()); err != nil || status != http.StatusOK {
			t.Errorf("%d %s %v", status, said, err)
		}
	})
}
