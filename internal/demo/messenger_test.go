package demo_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// One address stands for all of the demo's providers at Meta, and each answers what is its own.
func TestGraphOfAll(t *testing.T) {
	t.Parallel()
	log := slog.New(slog.DiscardHandler)
	both := demo.Graph{WhatsApp: demo.NewProvider(log), Messenger: demo.NewMessenger(log), Instagram: demo.NewInstagram(log)}
	server := httptest.NewServer(both)
	t.Cleanup(func() {
		both.Close()
		server.Close()
	})
	for path, want := range map[string]string{
		"/v24.0/" + direct.DefaultPage + "?fields=name":             `{"id":"1906385232743451","name":"` + demo.Company + `"}`,
		"/v24.0/" + direct.DefaultAccount + "?fields=username":      `{"id":"17841405793187218","username":"batikkencana"}`,
		"/v24.0/" + whatsapp.DefaultPhone + "?fields=verified_name": `{"id":"106540352242922","verified_name":"` + demo.Company + `"}`,
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+whatsapp.DefaultAccessToken)
		answer, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil || string(body) != want+"\n" {
			t.Errorf("%s: %s, %v", path, body, err)
		}
	}
}

// The shop's Page works as one that was connected by hand: customers write to it, and go on once they are answered.
func TestCustomersWriteOnMessenger(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	page := &demo.Page{Provider: p.Fake, Admin: p.Admin, Origin: p.URL, Tempo: quick()}
	customersWrite(t, p, page, page.Connect, page.Run)
}

// So does its account at Instagram.
func TestCustomersWriteOnInstagram(t *testing.T) {
	t.Parallel()
	p := sapatest.Instagram(t, sapatest.SQLite)
	page := &demo.Page{Provider: p.Fake, Admin: p.Admin, Origin: p.URL, Tempo: quick()}
	customersWrite(t, p, page, page.ConnectInstagram, page.RunInstagram)
}

// So do the comments below the Page's posts, one of which has a picture.
func TestCustomersComment(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	page := &demo.Page{Provider: p.Fake, Admin: p.Admin, Origin: p.URL, Tempo: quick()}
	customersWrite(t, p, page, page.ConnectComments, page.RunComments)
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

// Its posts there are commented on.
func TestCustomersCommentOnInstagram(t *testing.T) {
	t.Parallel()
	p := sapatest.Instagram(t, sapatest.SQLite)
	page := &demo.Page{Provider: p.Fake, Admin: p.Admin, Origin: p.URL, Tempo: quick()}
	customersWrite(t, p, page, page.ConnectInstagram, page.RunInstagramComments)
}

func customersWrite(
	t *testing.T, p *sapatest.Page, page *demo.Page, connect func(context.Context, sapa.By) (sapa.Channel, error), run func(context.Context) error,
) {
	t.Helper()
	seeded := demo.Seeded{Owner: p.By(sapatest.Ratna)}
	ch, err := connect(t.Context(), seeded.Owner)
	if err != nil {
		t.Fatal(err)
	}
	p.Fake.SetSubscribed(true)
	ctx, stop := context.WithCancel(t.Context())
	var done sync.WaitGroup
	defer done.Wait()
	defer stop()
	if !page.Open(ctx, ch) {
		t.Fatal("the house does not answer")
	}
	done.Go(func() {
		if err := run(ctx); err != nil {
			t.Error(err)
		}
	})
	sapatest.Until(t, "all have written and one goes on", func() bool {
		p.Turn()
		rows := all(t, p.App, seeded)
		if len(rows) >= 3 && slices.ContainsFunc(rows, goesOn) {
			return true
		}
		answerEverybody(t, p.House, rows)
		return false
	})
	stop()
	done.Wait()
	for _, r := range all(t, p.App, seeded) {
		if r.Last.Kind == sapa.Unsupported {
			t.Errorf("%s wrote something nobody can read", r.Person.Name)
		}
	}
}
