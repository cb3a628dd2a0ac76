package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/company"
)

// wordsOf are the words a customer has from the company.
func wordsOf(c *company.Customer) []string {
	var all []string
	for _, m := range c.Inbox() {
		all = append(all, m.Text)
	}
	return all
}

// signed brings a body to a channel's address, signed or not.
func signed(t *testing.T, f *sapatest.Firm, key, secret, body string) *http.Response {
	t.Helper()
	return signedAt(t, f, key, secret, body, f.Clock.Now())
}

func signedAt(t *testing.T, f *sapatest.Firm, key, secret, body string, at time.Time) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.URL+"/hooks/"+key, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	wire.Sign(r.Header, "msg_of_a_test", at, []byte(body), secret)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body = io.NopCloser(bytes.NewReader(said))
	return answer
}

// Whatever goes between a customer and an agent by a company's own system: words, quotes, files, places, changes, reactions,
// how far it got, that it was read and that somebody writes.
func TestACompanysOwnSystem(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Company(t, e)
		rina, id := f.Rina()
		eko := f.As(sapatest.Eko)
		contact := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
		if contact.Text("contact", "name") != "Rina Kartika" || contact.Text("contact", "phone") != "+6281234567801" || contact.Text("contact", "email") != "rina@contoh.example" {
			t.Errorf("she is %s", contact.Body)
		}
		first := eko.Last(id)
		reply := eko.Send(id, map[string]any{"text": "Halo Rina, ada yang bisa dibantu?", "reply_to": first.ID})
		if reply.Status != "queued" {
			t.Errorf("before it is sent it is %s", reply.Status)
		}
		f.Turn()
		if got := eko.Last(id); got.Status != "delivered" || got.ReplyTo == nil {
			t.Errorf("after: %+v", got)
		}
		inbox := rina.Inbox()
		if len(inbox) != 1 || inbox[0].Text != "Halo Rina, ada yang bisa dibantu?" || inbox[0].Quoted != rina.Thread()[0].ID {
			t.Fatalf("she has %+v", inbox)
		}
		rina.ReadAll()
		rina.React(inbox[0].ID, "🙏")
		second := rina.Text("Pesanan saya sampai mana?", inbox[0].ID)
		f.Turn()
		if got := eko.Last(id); got.Text != "Pesanan saya sampai mana?" || got.ReplyTo == nil || got.ReplyTo.ID != reply.ID {
			t.Errorf("she answers %+v", got)
		}
		if got := eko.Messages(id)[1]; got.Status != "read" || len(got.Reactions) != 1 || got.Reactions[0].Emoji != "🙏" {
			t.Errorf("she has read it and reacts: %+v", got)
		}
		changesBothWays(t, f, rina, id, second)
	})
}

func changesBothWays(t *testing.T, f *sapatest.Firm, rina *company.Customer, id, second string) {
	eko := f.As(sapatest.Eko)
	rina.Edit(second, "Pesanan 2340 sampai mana?")
	third := rina.Text("salah kirim")
	rina.Delete(third)
	rina.CashDesk("Dari kasir: sudah siap")
	f.Turn()
	all := eko.Messages(id)
	if all[2].Text != "Pesanan 2340 sampai mana?" || all[2].EditedAt == nil || all[3].Text != "" || all[3].DeletedAt == nil || all[4].Direction != "out" {
		t.Errorf("what she changed: %+v", all[2:])
	}
	wrong := eko.Send(id, map[string]any{"text": "Sedang di jalan"})
	f.Turn()
	path := "/api/v1/conversations/" + id + "/messages/"
	eko.Want(http.StatusNoContent, "PATCH", path+wrong.ID, map[string]any{"text": "Sudah di jalan"})
	eko.Want(http.StatusNoContent, "PUT", path+all[2].ID+"/reaction", map[string]any{"emoji": "👍"})
	f.Turn()
	inbox, thread := rina.Inbox(), rina.Thread()
	if got := inbox[len(inbox)-1]; got.Text != "Sudah di jalan" || !got.Edited {
		t.Errorf("what an agent edits: %+v", got)
	}
	if i := slices.IndexFunc(thread, func(m company.Message) bool { return m.ID == second }); thread[i].OurReaction != "👍" {
		t.Errorf("what an agent reacts: %+v", thread[i])
	}
	eko.Want(http.StatusNoContent, "DELETE", path+wrong.ID, nil)
	f.Turn()
	if inbox = rina.Inbox(); !inbox[len(inbox)-1].Deleted {
		t.Errorf("what an agent takes back: %+v", inbox[len(inbox)-1])
	}
	eko.Live(0).Say(sapatest.Frame{"type": "typing", "conversation": id})
	sapatest.Until(t, "she sees that somebody writes", rina.Typing)
}

// Files go both ways, several in one message, and a link to one of ours ends.
func TestFilesOfACompanysSystem(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Company(t, e)
		rina, id := f.Rina()
		eko := f.As(sapatest.Eko)
		rina.Send("Ini fotonya", booth.File{Bytes: sapatest.Picture, Type: "image/png", Name: "a.png"}, booth.File{Bytes: []byte("%PDF-1.4\n"), Type: "application/pdf", Name: "nota.pdf"})
		rina.Place(company.Place{Latitude: -6.9, Longitude: 107.6, Name: "Alun-alun Bandung"})
		f.Turn()
		all := eko.Messages(id)
		if got := all[1].Attachments; all[1].Text != "Ini fotonya" || len(got) != 2 || got[0].State != "" || got[0].Type != "image/png" || got[1].Type != "application/pdf" {
			t.Fatalf("what she sends: %+v", all[1])
		}
		if all[2].Location == nil || all[2].Location.Name != "Alun-alun Bandung" {
			t.Errorf("where she is: %+v", all[2])
		}
		eko.Send(id, map[string]any{"text": "Ini katalognya", "attachments": []string{bring(eko, "katalog.png", sapatest.Picture).Text("key")}})
		f.Turn()
		inbox := rina.Inbox()
		file, ok := f.Fake.File(inbox[0].Files[0].ID)
		if !ok || !bytes.Equal(file.Bytes, sapatest.Picture) || inbox[0].Text != "Ini katalognya" || file.Name != "katalog.png" {
			t.Errorf("she gets %+v", inbox[0])
		}
		link := linkIn(t, f.Fake.Calls())
		f.Anonymous().Want(http.StatusOK, "GET", link, nil)
		f.Clock.Advance(12 * time.Hour)
		f.Anonymous().Want(http.StatusNotFound, "GET", link, nil)
		// A file that is gone by the time it is fetched says so.
		f.Fake.Hold()
		rina.Send("", booth.File{Bytes: sapatest.Picture, Type: "image/png", Name: "b.png"})
		f.Fake.ForgetFiles()
		f.Fake.Release()
		f.Turn()
		if got := eko.Last(id).Attachments; len(got) != 1 || got[0].State != "failed" || got[0].FailureCode != "media_gone" {
			t.Errorf("a file that is gone: %+v", got)
		}
	})
}

// linkIn is the path of the file that one of the calls offers.
func linkIn(t *testing.T, calls []company.Call) string {
	t.Helper()
	for _, c := range calls {
		var call struct{ Files []struct{ URL string } }
		if err := json.Unmarshal([]byte(c.Body), &call); err != nil {
			t.Fatal(err)
		}
		if len(call.Files) == 1 {
			return strings.TrimPrefix(call.Files[0].URL, "http://sapa.example")
		}
	}
	t.Fatal("no call offers a file")
	return ""
}

// The same again changes nothing, in any order and number: copies, batches, the newest first, wrong signatures in between.
func TestACompanysDeliveriesInAnyOrder(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Company(t, e)
		rina, id := f.Rina()
		for _, mode := range []company.Mode{{Copies: 3}, {Backwards: true}, {Batch: 7, Copies: 1}, {Batch: 5, Backwards: true}} {
			f.Fake.SetMode(mode)
			f.Fake.Hold()
			f.Fake.SpoilSignatures(2)
			for i := range 10 {
				f.Clock.Advance(time.Second)
				one := rina.Text(fmt.Sprintf("pesan %d", i))
				if i%3 == 0 {
					f.Clock.Advance(time.Second)
					rina.Edit(one, fmt.Sprintf("pesan %d!", i))
				}
			}
			f.Fake.Release()
			f.Turn()
			f.Later(time.Minute)
		}
		eko := f.As(sapatest.Eko)
		got := textsIn(eko, id)
		if len(got) != 41 {
			t.Fatalf("%d messages: %q", len(got), got)
		}
		slices.Sort(got)
		for i := range 10 {
			want := fmt.Sprintf("pesan %d", i)
			if i%3 == 0 {
				want += "!"
			}
			if n := len(slices.DeleteFunc(slices.Clone(got), func(s string) bool { return s != want })); n != 4 {
				t.Errorf("%q is there %d times", want, n)
			}
		}
		if a := f.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/deliveries", nil); a.Len("deliveries") != 0 {
			t.Errorf("some wait for a person: %s", a.Body)
		}
	})
}

// A lost answer is asked for again under the same id, so that the customer gets everything once; what is refused says why, and
// a system that refuses the signature holds everything up until it is well.
func TestACompanysSystemFails(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Company(t, e)
		rina, id := f.Rina()
		eko := f.As(sapatest.Eko)
		var want []string
		for _, kind := range []booth.FaultKind{booth.FaultReset, booth.FaultCut, booth.FaultEmpty, booth.FaultGarbage, booth.FaultLate, booth.FaultError, booth.FaultBusy} {
			f.Fake.FailNext(2, company.Fault{Kind: kind})
			want = append(want, "lewat "+string(kind))
			eko.Send(id, map[string]any{"text": want[len(want)-1]})
			f.Turn()
			f.Later(time.Minute)
			f.Later(time.Minute)
			if got := eko.Last(id); got.Status != "delivered" {
				t.Errorf("%s: %+v", kind, got)
			}
		}
		same(t, "she has", wordsOf(rina), want)
		f.Fake.FailNext(1, company.Fault{Kind: booth.FaultError, Status: 422, Says: "tidak ada pelanggan itu"})
		eko.Send(id, map[string]any{"text": "ditolak"})
		f.Turn()
		if got := eko.Last(id); got.Status != "failed" || got.FailureCode != "provider_error" {
			t.Errorf("what is refused: %+v", got)
		}
		f.Fake.FailNext(1, company.Fault{Kind: booth.FaultError, Status: 401})
		eko.Send(id, map[string]any{"text": "menunggu"})
		f.Turn()
		if got := eko.Last(id); got.Status != "queued" {
			t.Errorf("what waits: %+v", got)
		}
		if state, _ := f.Check(); state != "well" {
			t.Errorf("it is %s after the repair", state)
		}
		f.Later(time.Minute)
		same(t, "then she has", wordsOf(rina), append(want, "menunggu"))
	})
}

// The Test button is a ping, and says what is wrong.
func TestACompanysSystemIsTested(t *testing.T) {
	t.Parallel()
	f := sapatest.Company(t, sapatest.SQLite)
	for _, c := range []struct {
		status      int
		state, code string
	}{{204, "well", ""}, {401, "ill", "signature_refused"}, {404, "limited", "provider_error"}, {500, "limited", "provider_unavailable"}, {204, "well", ""}} {
		if c.status != 204 {
			f.Fake.FailNext(1, company.Fault{On: "ping", Kind: booth.FaultError, Status: c.status})
		}
		if state, code := f.Check(); state != c.state || code != c.code {
			t.Errorf("after %d it is %s %s", c.status, state, code)
		}
	}
}

// A new secret is told once and by nobody else, and the former one counts for as long as was said: no message is lost while
// the other side changes over.
func TestReplacingACompanysSecret(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Company(t, e)
		rina, id := f.Rina()
		former := f.Secret
		fresh := f.NewSecret(24)
		rina.Text("masih dengan yang lama")
		f.As(sapatest.Eko).Send(id, map[string]any{"text": "dua tanda tangan"})
		f.Turn()
		f.Fake.Learn(fresh)
		rina.Text("dengan yang baru")
		f.Turn()
		same(t, "in between", textsIn(f.As(sapatest.Eko), id), []string{"Halo", "dua tanda tangan", "masih dengan yang lama", "dengan yang baru"})
		body := `{"events":[{"type":"delete","message":"m-1","at":"2026-11-22T10:00:00Z"}]}`
		if got := signed(t, f, f.Key, former, body); got.StatusCode != http.StatusOK {
			t.Errorf("the former secret: %s", got.Status)
		}
		f.Clock.Advance(24 * time.Hour)
		if got := signed(t, f, f.Key, former, body+" "); got.StatusCode != http.StatusForbidden {
			t.Errorf("the former secret a day later: %s", got.Status)
		}
		if got := signed(t, f, f.Key, fresh, body+" "); got.StatusCode != http.StatusOK {
			t.Errorf("the new secret: %s", got.Status)
		}
		third := f.NewSecret(0)
		if got := signed(t, f, f.Key, fresh, body+"  "); got.StatusCode != http.StatusForbidden {
			t.Errorf("one that was ended at once: %s", got.Status)
		}
		said := f.Log.String() + f.Dump()
		for _, path := range []string{"/api/v1/channels", "/api/v1/channels/" + f.Channel + "/deliveries", "/metrics"} {
			said += string(f.As(sapatest.Ratna).Do("GET", path, nil).Body)
		}
		for _, secret := range []string{former, fresh, third} {
			if strings.Contains(said, secret) || strings.Contains(said, strings.TrimPrefix(secret, "whsec_")) {
				t.Error("a secret is told")
			}
		}
	})
}

// What makes no sense is refused at the door with the reason, and leaves nothing for an administrator; what is not signed,
// or for another channel, is refused before it is read.
func TestWhatACompanyMayBring(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Company(t, e)
		answer := signed(t, f, f.Key, f.Secret, `{"events":[{"type":"message","id":"m","at":"2026-11-22T10:00:00Z","contact":{"id":"c","nama":"x"},"text":"x"}]}`)
		var told struct {
			Code   string
			Errors []struct{ Field, Code string }
		}
		if err := json.NewDecoder(answer.Body).Decode(&told); err != nil || answer.StatusCode != http.StatusUnprocessableEntity || answer.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s, %v", answer.Status, err)
		}
		if fmt.Sprint(told) != "{invalid [{events.0.nama unknown}]}" {
			t.Errorf("it is told %+v", told)
		}
		if a := f.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/deliveries", nil); a.Len("deliveries") != 0 {
			t.Errorf("it waits for a person: %s", a.Body)
		}
		const body = `{"events":[{"type":"message","id":"m","at":"2026-11-22T10:00:00Z","contact":{"id":"c"},"text":"x"}]}`
		for name, want := range map[string]int{f.Key: http.StatusForbidden, "wk_nobodys": http.StatusNotFound} {
			if got := signed(t, f, name, "whsec_AAAA", body); got.StatusCode != want {
				t.Errorf("%s: %s", name, got.Status)
			}
		}
		if got := signed(t, f, f.Key, f.Secret, `{"events":"`+strings.Repeat("x", 3<<20)+`"}`); got.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("a large one: %s", got.Status)
		}
	})
}

// Sapa asks no address in a private network, and nothing in the clear, but what the operator named.
func TestAddressesOfCompanies(t *testing.T) {
	t.Parallel()
	f := sapatest.Company(t, sapatest.SQLite)
	owner := f.As(sapatest.Ratna)
	connect := func(address string) *sapatest.Answer {
		return owner.Do("POST", "/api/v1/channels", map[string]any{"kind": "api", "name": "Lain", "config": map[string]any{"endpoint": address}})
	}
	for _, address := range []string{"http://127.0.0.1:1/sapa", "http://169.254.169.254/latest/meta-data", "http://toko.example/sapa", "HTTP://toko.example/sapa"} {
		if wrong := connect(address).Must(http.StatusUnprocessableEntity, "").Wrong(); !slices.Equal(wrong, []string{"config.endpoint: insecure_address"}) && !slices.Equal(wrong, []string{"config.endpoint: invalid"}) {
			t.Errorf("%s: %q", address, wrong)
		}
		owner.Do("PATCH", "/api/v1/channels/"+f.Channel, map[string]any{"config": map[string]any{"endpoint": address}}).Must(http.StatusUnprocessableEntity, "")
	}
	for _, address := range []string{"https://127.0.0.1:1/sapa", "https://localhost/sapa"} {
		a := owner.Want(http.StatusCreated, "POST", "/api/v1/channels", map[string]any{"kind": "api", "name": "Lain", "config": map[string]any{"endpoint": address}})
		channel := "/api/v1/channels/" + a.Text("id")
		owner.Want(http.StatusCreated, "POST", channel+"/secret", map[string]any{})
		checked := owner.Want(http.StatusOK, "POST", channel+"/check", nil)
		if got := checked.Text("findings", 0, "code"); got != "provider_unreachable" {
			t.Errorf("%s: %s", address, checked.Body)
		}
		owner.Want(http.StatusNoContent, "DELETE", channel, nil)
	}
	for _, address := range []string{"", "toko.example", "ftp://toko.example", "https://user@toko.example/", "https://toko.example/#x", "https://"} {
		owner.Want(http.StatusUnprocessableEntity, "POST", "/api/v1/channels", map[string]any{"kind": "api", "name": "Lain", "config": map[string]any{"endpoint": address}})
	}
}

// What Sapa asks for is known by an id that says nothing, and while no other one was answered, a status is about its message
// by that id, or by the one it had before ids were sealed.
func TestIDsThatTellNothing(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Company(t, e)
		_, id := f.Rina()
		eko := f.As(sapatest.Eko)
		status := func(about string) {
			t.Helper()
			body := `{"events":[{"type":"status","message":"` + about + `","at":"` + f.Clock.Now().UTC().Format(time.RFC3339) + `","status":"read"}]}`
			if got := signed(t, f, f.Key, f.Secret, body); got.StatusCode != http.StatusOK {
				t.Fatal(got.Status)
			}
			f.Turn()
		}
		var former string
		for i := range 3 {
			f.Fake.Hold() // the system's own status would be there first
			f.Fake.FailNext(1, company.Fault{Kind: booth.FaultLate})
			eko.Send(id, map[string]any{"text": fmt.Sprint("balasan ", i)})
			if i == 1 { // as it was given by the version before
				send := f.Query("SELECT message_id, id FROM sends WHERE kind = 'message'")
				former = "sapa-m" + strings.ReplaceAll(send[0], "|", "-")
			}
			f.Turn()
			call := lastCall(t, f.Fake.Calls())
			if !regexp.MustCompile(`^sapa-m[0-9a-z]{26}$`).MatchString(call.ID) {
				t.Errorf("it is known by %q", call.ID)
			}
			about := []string{call.ID, former, call.ID}[i]
			status(about)
			if got := eko.Last(id); got.Status != "read" {
				t.Errorf("after a status about %q: %+v", about, got)
			}
			f.Fake.Release()
			f.Later(time.Minute)
		}
	})
}

// lastCall is the last message Sapa asked to bring.
func lastCall(t *testing.T, calls []company.Call) (call struct{ ID string }) {
	t.Helper()
	for _, c := range calls {
		if c.Type != "message.send" {
			continue
		}
		if err := json.Unmarshal([]byte(c.Body), &call); err != nil {
			t.Fatal(err)
		}
	}
	return call
}
