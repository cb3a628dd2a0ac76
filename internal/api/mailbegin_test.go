package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

// What a mailbox got before it was connected stays there. What it gets from then on is new, even when the first look comes
// much later, as after a mistyped password.
func TestMailBeforeTheFirstLook(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Site{}.Mailbox(t, e)
		ana := b.Fake.Customer("ana@client.example", "Ana Lima")
		write := func(text string) {
			if _, err := ana.Write(email.Written{Subject: text, Text: text}); err != nil {
				t.Fatal(err)
			}
		}
		write("Sebelum disambungkan")
		b.Clock.Advance(time.Hour)
		b.Connect(nil)
		b.Clock.Advance(time.Minute)
		write("Sesudah disambungkan")
		b.Clock.Advance(48 * time.Hour)
		write("Dua hari kemudian")
		b.Listen()
		b.Turn()
		var queue struct {
			Conversations []struct {
				Last struct {
					Text string `json:"text"`
				} `json:"last"`
			} `json:"conversations"`
		}
		b.As(sapatest.Eko).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=queue", nil).Into(&queue)
		var texts []string
		for _, c := range queue.Conversations {
			texts = append(texts, c.Last.Text)
		}
		same(t, "in the queue are", texts, []string{"Sesudah disambungkan – Sesudah disambungkan", "Dua hari kemudian – Dua hari kemudian"})
	})
}
