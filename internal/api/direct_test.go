package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// Deliveries that come many times, in bundles and in any order give one conversation with each message once, on each channel
// of Meta's direct messages.
func TestDirectMishaps(t *testing.T) {
	t.Parallel()
	for kind, begin := range map[string]func(*testing.T, sapatest.Engine) *sapatest.Page{
		"messenger": func(t *testing.T, e sapatest.Engine) *sapatest.Page {
			p := sapatest.Messenger(t, e)
			p.Connect(nil)
			return p
		},
		"instagram": func(t *testing.T, e sapatest.Engine) *sapatest.Page { return instagram(t, e, nil) },
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) { mishaps(t, begin(t, e)) })
		})
	}
}

func mishaps(t *testing.T, p *sapatest.Page) {
	p.Fake.SetMode(meta.Mode{Copies: 3, Batch: 5, Shuffle: true})
	p.Fake.SpoilSignatures(2)
	rina := p.Fake.Customer("7123456789012345", "Rina Kartika")
	p.Fake.Hold()
	for i := range 12 {
		rina.Text(strings.Repeat("x", i+1))
		p.Clock.Advance(time.Second)
	}
	p.Fake.Foreign("999999999999999", "untuk orang lain")
	p.Fake.Release()
	p.Turn()
	p.Later(time.Minute)
	ratna := p.As(sapatest.Ratna)
	id := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&limit=1", nil).Text("conversations", 0, "id")
	seen := map[string]bool{}
	for _, m := range ratna.Messages(id) {
		seen[m.Text] = true
	}
	if all := ratna.Messages(id); len(all) != 12 || len(seen) != 12 {
		t.Errorf("%d messages, %d different", len(all), len(seen))
	}
}
