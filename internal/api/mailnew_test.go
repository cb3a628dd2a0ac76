package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

// begin asks for a new mail on the mailbox's channel; more adds to the body or replaces what is in it.
func begin(b *sapatest.Mailbox, p *sapatest.Person, key string, more map[string]any) *sapatest.Answer {
	body := map[string]any{"channel_id": b.Channel, "text": "Katalog terlampir.", "mail": map[string]any{"subject": "Katalog  Desember"}}
	for name, value := range more {
		body[name] = value
	}
	return p.Do("POST", "/api/v1/conversations", body, "Idempotency-Key", key)
}

func TestAMailToSomebodyWhoHasNotWritten(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		sari := b.Fake.Customer("sari@client.example", "Sari")
		eko, fitri := b.As(sapatest.Eko), b.As(sapatest.Fitri)
		to := map[string]any{"address": "Sari Dewi <Sari@client.example>"}
		key := sapatest.NewKey()
		first := begin(b, eko, key, to)
		if first.Status != http.StatusCreated || first.Text("state") != "handled" || first.Text("assignee_id") != eko.ID || first.Text("contact", "name") != "Sari Dewi" {
			t.Fatalf("%d %s", first.Status, first.Body)
		}
		id := first.Text("id")
		if s := first.Text("last", "text"); s != "Katalog Desember – Katalog terlampir." {
			t.Errorf("the list says %q", s)
		}
		if again := begin(b, eko, key, to); again.Status != http.StatusOK || again.Text("id") != id {
			t.Errorf("the same again: %d %s", again.Status, again.Body)
		}
		for what, other := range map[string]map[string]any{
			"address": {"address": "budi@client.example"}, "text": {"text": "lain"}, "subject": {"mail": map[string]any{"subject": "Lain"}},
			"copies": {"mail": map[string]any{"subject": "Katalog Desember", "cc": []string{"budi@client.example"}}},
		} {
			body := map[string]any{"address": to["address"]}
			for name, value := range other {
				body[name] = value
			}
			if a := begin(b, eko, key, body); a.Status != http.StatusConflict {
				t.Errorf("the same key for another %s: %d %s", what, a.Status, a.Body)
			}
		}
		fitri.Want(http.StatusNotFound, "GET", "/api/v1/conversations/"+id, nil)
		b.Turn()
		if got := sari.Inbox(); len(got) != 1 || got[0].Subject != "Katalog Desember" || !strings.HasPrefix(got[0].Text, "Katalog terlampir.") {
			t.Fatalf("she has %+v", got)
		}
		if m := eko.Last(id); m.Status != "sent" {
			t.Fatalf("it is %q: %s", m.Status, m.FailureCode)
		}
		b.Write(sari, email.Written{Text: "Terima kasih!", Answers: 1})
		same(t, "the thread", textsIn(eko, id), []string{"Katalog terlampir.", "Terima kasih!"})
		second := begin(b, eko, sapatest.NewKey(), to)
		if second.Text("id") == id || second.Text("contact", "id") != first.Text("contact", "id") || !strings.Contains(string(second.Body), `"returning":true`) {
			t.Errorf("the second: %d %s", second.Status, second.Body)
		}
	})
}

func TestAMailToAContact(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		ana, id := b.Ana()
		eko, fitri, ratna := b.As(sapatest.Eko), b.As(sapatest.Fitri), b.As(sapatest.Ratna)
		contact := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil).Text("contact", "id")
		eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+id+"/take", map[string]any{})
		if a := begin(b, fitri, sapatest.NewKey(), map[string]any{"contact_id": contact}); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("a contact of somebody else: %d %s", a.Status, a.Body)
		}
		made := begin(b, eko, sapatest.NewKey(), map[string]any{"contact_id": contact})
		if made.Status != http.StatusCreated || made.Text("contact", "id") != contact || made.Text("id") == id {
			t.Fatalf("%d %s", made.Status, made.Body)
		}
		b.Turn()
		if got := ana.Inbox(); len(got) != 1 || got[0].Subject != "Katalog Desember" {
			t.Errorf("she has %+v", got)
		}
		// A visitor of the web chat has no address until one is noted, and then the answer comes back to them.
		visitor := b.Conversation("in_queue", "")
		if a := begin(b, ratna, sapatest.NewKey(), map[string]any{"contact_id": visitor.Contact}); !strings.Contains(string(a.Body), "no_address") {
			t.Errorf("without an address: %d %s", a.Status, a.Body)
		}
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/contacts/"+visitor.Contact, map[string]any{"email": "vina@client.example"})
		vina := b.Fake.Customer("vina@client.example", "Vina")
		chat := begin(b, ratna, sapatest.NewKey(), map[string]any{"contact_id": visitor.Contact})
		if chat.Text("contact", "id") != visitor.Contact {
			t.Fatalf("%d %s", chat.Status, chat.Body)
		}
		b.Turn()
		b.Write(vina, email.Written{Text: "Baik.", Answers: 1})
		same(t, "the thread", textsIn(ratna, chat.Text("id")), []string{"Katalog terlampir.", "Baik."})
		// Noted with an address that somebody else writes from: the mail is theirs whose address it is.
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/contacts/"+visitor.Contact, map[string]any{"email": "ana@client.example"})
		other := b.Conversation("in_queue", "")
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/contacts/"+other.Contact, map[string]any{"email": "ana@client.example"})
		if a := begin(b, ratna, sapatest.NewKey(), map[string]any{"contact_id": other.Contact}); a.Text("contact", "id") != contact {
			t.Errorf("whose address it is: %d %s", a.Status, a.Body)
		}
	})
}

func TestWhatNoMailCanBegin(t *testing.T) {
	t.Parallel()
	b := sapatest.Mail(t, sapatest.SQLite, nil)
	ratna := b.As(sapatest.Ratna)
	web := ""
	all := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
	for i := range all.Len("channels") {
		if id := all.Text("channels", i, "id"); id != b.Channel {
			web = id
		}
	}
	before := b.Query("SELECT count(*) FROM contacts")
	for what, c := range map[string]struct {
		more map[string]any
		want string
	}{
		"nobody":               {nil, `"address"`},
		"no address":           {map[string]any{"address": "sari"}, `"address"`},
		"two":                  {map[string]any{"address": "a@x.example, b@x.example"}, `"address"`},
		"ourselves":            {map[string]any{"address": "Halo@TokoKain.example"}, `"address"`},
		"another line":         {map[string]any{"address": "a@x.example\r\nBcc: b@x.example"}, `"address"`},
		"both":                 {map[string]any{"address": "a@x.example", "contact_id": "x"}, `"address"`},
		"no subject":           {map[string]any{"address": "a@x.example", "mail": map[string]any{"subject": " "}}, `"mail.subject"`},
		"nothing to say":       {map[string]any{"address": "a@x.example", "text": ""}, `text`},
		"a web chat":           {map[string]any{"address": "a@x.example", "channel_id": web}, `"channel_id"`},
		"no channel":           {map[string]any{"address": "a@x.example", "channel_id": "x"}, `"channel_id"`},
		"a copy for no one":    {map[string]any{"address": "a@x.example", "mail": map[string]any{"subject": "x", "cc": []string{"x"}}}, `"mail.cc"`},
		"somebody else's file": {map[string]any{"address": "a@x.example", "attachments": []string{"x"}}, `"attachments"`},
	} {
		if a := begin(b, ratna, sapatest.NewKey(), c.more); a.Status != http.StatusUnprocessableEntity || !strings.Contains(string(a.Body), c.want) {
			t.Errorf("%s: %d %s", what, a.Status, a.Body)
		}
	}
	if after := b.Query("SELECT count(*) FROM contacts"); !slices.Equal(before, after) {
		t.Errorf("contacts: %v, then %v", before, after)
	}
}
