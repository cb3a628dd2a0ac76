package main

import (
	"fmt"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/telegram"
)

// newTelegram is a Telegram on a port of this machine, and a program that talks to it with its bot connected.
func newTelegram(t *testing.T, e sapatest.Engine) (*telegram.Provider, *program) {
	t.Helper()
	fake := telegram.New(telegram.Options{})
	server := httptest.NewServer(fake)
	t.Cleanup(func() { fake.Close(); server.CloseClientConnections(); server.Close() })
	p := newProgram(t, e)
	p.env = append(p.env, "SAPA_TELEGRAM_URL="+server.URL)
	p.start()
	p.setUp()
	p.openOffice().do("POST", "/api/v1/channels", map[string]any{
		"kind": "telegram", "name": "Telegram toko", "config": map[string]string{"bot_token": telegram.DefaultToken},
	})
	return fake, p
}

// Killed between keeping updates and the poll that confirms them, and at whatever moment besides, the program that comes
// after it has every message once and in order, though Telegram brings some of them again.
func TestKilledWhileListening(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		fake, p := newTelegram(t, e)
		ana := fake.Customer(1111111, "Ana Lima")
		var want []string
		write := func(n int) {
			for range n {
				want = append(want, fmt.Sprintf("pesan %03d", len(want)))
				ana.Text(want[len(want)-1])
			}
		}
		kills := 3
		if e == sapatest.Postgres {
			kills = 1 // each costs the time until the dead one's right to listen has ended
		}
		write(3)
		p.until("the first are here", func() bool { return fake.Waiting() == 0 })
		for range kills {
			fake.Hold()
			write(10)
			p.until("it waits for updates", fake.Polling)
			fake.FailNext(1, telegram.Fault{On: "getUpdates", Kind: telegram.FaultHang})
			fake.Release()
			p.until("the poll that would confirm them hangs", func() bool { return fake.Faults() == 0 })
			p.kill()
			if n := fake.Waiting(); n != 10 {
				t.Fatalf("%d are unconfirmed, want 10", n)
			}
			write(5)
			p.start()
			p.until("all were fetched", func() bool { return fake.Waiting() == 0 })
			// And in the middle of whatever it does with many of them.
			write(150)
			p.kill()
			p.start()
			p.until("all were fetched", func() bool { return fake.Waiting() == 0 })
		}
		p.until("all are messages", func() bool {
			return p.count(`SELECT count(*) FROM messages WHERE direction = 'in'`) >= len(want)
		})
		got := p.tables().Query(`SELECT body FROM messages WHERE direction = 'in' ORDER BY seq`)
		if !slices.Equal(got, want) {
			t.Errorf("there are %d messages, want %d: %q", len(got), len(want), got)
		}
		if n := p.count(`SELECT count(*) FROM deliveries WHERE state <> 'done'`); n > 0 {
			t.Errorf("%d deliveries wait", n)
		}
	})
}
