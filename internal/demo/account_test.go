package demo_test

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// quick is a tempo at which a day goes by in a minute.
func quick() demo.Tempo {
	return demo.Tempo{Log: slog.New(slog.DiscardHandler), Chance: rand.New(rand.NewPCG(1, 2)), Pace: 2000}
}

// listening is an account that the house fetches from.
func listening(at demo.Account, listen func()) demo.Account {
	at.Open = func(context.Context, sapa.Channel, string) bool {
		listen()
		return true
	}
	return at
}

// customersWrite connects an account and lets its customers write until so many have, and one goes on after an answer.
func customersWrite(t *testing.T, h *sapatest.House, at demo.Account, origin string, least int, turn func()) {
	t.Helper()
	seeded := demo.Seeded{Owner: h.By(sapatest.Ratna)}
	ch, err := at.Connect(t.Context(), seeded.Owner)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var done sync.WaitGroup
	defer done.Wait()
	defer stop()
	if !at.Open(ctx, ch, origin) {
		t.Fatal("the house does not answer")
	}
	done.Go(func() {
		if err := at.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	wentOn := false // who went on before the last one came says no more
	sapatest.Until(t, "all have written and one goes on", func() bool {
		turn()
		rows := all(t, h.App, seeded)
		wentOn = wentOn || slices.ContainsFunc(rows, goesOn)
		if len(rows) >= least && wentOn {
			return true
		}
		answerEverybody(t, h, rows)
		return false
	})
	stop()
	done.Wait()
	for _, r := range all(t, h.App, seeded) {
		if r.Last.Kind == sapa.Unsupported {
			t.Errorf("%s wrote something nobody can read", r.Person.Name)
		}
	}
}

// The shop's number works as one that was connected by hand: customers write to it in every way they have, and go on
// once they are answered.
func TestCustomersWriteOnWhatsApp(t *testing.T) {
	t.Parallel()
	l := sapatest.Site{}.Unconnected(t, sapatest.SQLite)
	l.Fake.SetSubscribed(true)
	customersWrite(t, l.House, (&demo.Number{Provider: l.Fake, Admin: l.Admin, Tempo: quick()}).Account(), l.URL, 8, l.Turn)
}

// So does its bot.
func TestCustomersWriteOnTelegram(t *testing.T) {
	t.Parallel()
	b := sapatest.Site{}.Bot(t, sapatest.SQLite)
	at := (&demo.Bot{Provider: b.Fake, Admin: b.Admin, Tempo: quick()}).Account()
	customersWrite(t, b.House, listening(at, b.Listen), b.URL, 4, func() { b.Later(time.Second) })
}

// So does its app.
func TestCustomersWriteInTheShopsApp(t *testing.T) {
	t.Parallel()
	f := sapatest.Site{}.Firm(t, sapatest.SQLite)
	at := (&demo.Shop{Provider: f.Fake, Admin: f.Admin, Tempo: quick()}).Account()
	customersWrite(t, f.House, at, "http://sapa.example", 3, func() { f.Later(time.Second) })
}

// So does its mailbox.
func TestCustomersWriteMails(t *testing.T) {
	t.Parallel()
	b := sapatest.Site{}.Mailbox(t, sapatest.SQLite)
	at := (&demo.Mailbox{Provider: b.Fake, Admin: b.Admin, Tempo: quick()}).Account()
	customersWrite(t, b.House, listening(at, b.Listen), b.URL, 2, b.Turn)
}

// So does its Page.
func TestCustomersWriteOnMessenger(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	onPage(t, p, pageOf(p).Messenger())
}

// So does its account at Instagram.
func TestCustomersWriteOnInstagram(t *testing.T) {
	t.Parallel()
	p := sapatest.Instagram(t, sapatest.SQLite)
	onPage(t, p, pageOf(p).Instagram())
}

// So do the comments below the Page's posts, one of which has a picture.
func TestCustomersComment(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	at := pageOf(p).Comments()
	at.Open = pageOf(p).Messenger().Open
	onPage(t, p, at)
	id := p.As(sapatest.Ratna).ListKind("all", "comments")
	if len(id) < 3 {
		t.Fatalf("of comments there are %v", id)
	}
	pictures := 0
	for _, one := range id {
		if p.As(sapatest.Ratna).Do("GET", "/api/v1/conversations/"+one+"/post", nil).At("picture_url") != nil {
			pictures++
		}
	}
	if pictures == 0 {
		t.Error("no post has a picture")
	}
}

// Its posts at Instagram are commented on.
func TestCustomersCommentOnInstagram(t *testing.T) {
	t.Parallel()
	p := sapatest.Instagram(t, sapatest.SQLite)
	at := pageOf(p).Pictures()
	at.Connect, at.Open = pageOf(p).ConnectInstagram, pageOf(p).Instagram().Open
	onPage(t, p, at)
}

func pageOf(p *sapatest.Page) *demo.Page {
	return &demo.Page{Provider: p.Fake, Admin: p.Admin, Tempo: quick()}
}

func onPage(t *testing.T, p *sapatest.Page, at demo.Account) {
	t.Helper()
	p.Fake.SetSubscribed(true)
	customersWrite(t, p.House, at, p.URL, 3, p.Turn)
}

// Nobody writes before every door is open: the comments below posts come by the door of the Page's messages.
func TestNobodyWritesBeforeTheDoorsAreOpen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var open atomic.Bool
		var wrote atomic.Int32
		writes := func(context.Context) error {
			if !open.Load() {
				t.Error("somebody writes before the last door is open")
			}
			wrote.Add(1)
			return nil
		}
		slowly := func(context.Context, sapa.Channel, string) bool {
			synctest.Wait() // whoever does not wait for the door has written by now
			open.Store(true)
			return true
		}
		seeded := demo.Seeded{Accounts: []demo.Joined{
			{Account: demo.Account{Run: writes}}, {Account: demo.Account{Open: slowly, Run: writes}},
		}}
		seeded.Live(t.Context(), "", slog.New(slog.DiscardHandler))
		if wrote.Load() != 2 {
			t.Errorf("%d accounts wrote", wrote.Load())
		}
	})
}
