package api_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// ASG-7: a mail that is written first is one more to handle. At their limit agents are refused before anything is stored, and can
// send the same once they have room; a supervisor is not refused, and the timeline says that it was more than the limit.
func TestAMailBegunAtTheLimit(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		eko, dewi := b.As(sapatest.Eko), b.As(sapatest.Dewi)
		b.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"workload_mode": "all_channels", "workload_all": 1})
		sari, budi := map[string]any{"address": "sari@client.example"}, map[string]any{"address": "budi@client.example"}
		first, second := sapatest.NewKey(), sapatest.NewKey()
		id := begin(b, eko, first, sari).Must(http.StatusCreated, "").Text("id")
		stored := func() []string {
			return b.Query(`SELECT (SELECT count(*) FROM contacts), (SELECT count(*) FROM messages), (SELECT count(*) FROM conversations)`)
		}
		before := stored()
		a := begin(b, eko, second, budi).Must(http.StatusConflict, "workload_full")
		if a.At("facts", "limit") != 1.0 || a.At("facts", "handled") != 1.0 || a.At("facts", "confirmable") != false {
			t.Errorf("told %s", a.Body)
		}
		if after := stored(); !slices.Equal(before, after) {
			t.Errorf("stored %v, then %v", before, after)
		}
		if again := begin(b, eko, first, sari); again.Status != http.StatusOK || again.Text("id") != id {
			t.Errorf("what was sent already: %d %s", again.Status, again.Body)
		}
		eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+id+"/resolve", nil)
		begin(b, eko, second, budi).Must(http.StatusCreated, "")

		for i, over := range []any{nil, true} {
			id := begin(b, dewi, sapatest.NewKey(), sari).Must(http.StatusCreated, "").Text("id")
			page := dewi.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id+"/messages", nil)
			if page.Text("events", 0, "kind") != "conversation.opened" || page.At("events", 0, "over_limit") != over {
				t.Errorf("of mail %d the timeline says %s", i, page.Body)
			}
		}
	})
}

// A private reply claims the comment it answers, as any reply: at the limit it is refused and not sent.
func TestAPrivateReplyAtTheLimit(t *testing.T) {
	t.Parallel()
	p, rina := both(t, sapatest.SQLite)
	eko := p.As(sapatest.Eko)
	p.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"workload_mode": "all_channels", "workload_all": 1})
	own := p.Conversation(sapa.InQueue, "")
	eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+own.ID+"/take", object{})
	comment := eko.Last(rina.Conversation).ID
	eko.Privately(rina.Conversation, comment, "Lewat pesan ya").Must(http.StatusConflict, "workload_full")
	p.Turn()
	if got := rina.Inbox(); len(got) != 0 || len(eko.Messages(rina.Conversation)) != 1 {
		t.Errorf("it was sent: %v", got)
	}
	eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+own.ID+"/resolve", nil)
	eko.Privately(rina.Conversation, comment, "Lewat pesan ya").Must(http.StatusCreated, "")
}
