package email

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/mail"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

var update = flag.Bool("update", false, "write what the mails are parsed to")

func shop(config map[string]any) *account {
	filled := map[string]any{"address": "support@shop.test", "reply_plus": "on", "aliases": "sales@shop.test"}
	for name, value := range config {
		filled[name] = value
	}
	return newAccount(channel.Account{
		Channel: sapa.Channel{ID: 1, Name: "Acme", Config: filled}, Secrets: map[string]string{"password": "rahasia"}, VerifyToken: "kunci",
	})
}

func samples(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../../mail/testdata/wire/*.eml")
	if err != nil || len(files) < 30 {
		t.Fatal(files, err)
	}
	all := map[string][]byte{}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(name), ".eml")] = raw
	}
	return all
}

// plain is what elements say, without what they say nothing about.
func plain(t *testing.T, in []sapa.Inbound) []byte {
	t.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(prune(tree), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// prune drops what is empty; nil when all of it is.
func prune(tree any) any {
	switch v := tree.(type) {
	case map[string]any:
		for name, value := range v {
			if v[name] = prune(value); v[name] == nil {
				delete(v, name)
			}
		}
		if len(v) > 0 {
			return v
		}
	case []any:
		for i := range v {
			v[i] = prune(v[i])
		}
		if len(v) > 0 {
			return v
		}
	case string:
		if v != "" && v != "0001-01-01T00:00:00Z" {
			return v
		}
	case float64:
		if v != 0 {
			return v
		}
	case bool:
		if v {
			return v
		}
	}
	return nil
}

// What every sample of the wire notes becomes stands in testdata/parsed, and is read before it is committed.
func TestParse(t *testing.T) {
	t.Parallel()
	for name, raw := range samples(t) {
		body := envelope{Folder: "INBOX", Validity: 7, UID: 12}.seal(raw)
		in, err := shop(nil).Parse(channel.Delivery{Body: body, At: time.Unix(1_760_000_000, 0)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := plain(t, in)
		file := filepath.Join("testdata", "parsed", name+".json")
		if *update {
			if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || !bytes.Equal(bytes.TrimSpace(want), got) {
			t.Errorf("%s is parsed to\n%s\nnot\n%s (%v)", name, got, want, err)
		}
	}
}

// The same id on another mail makes another message, the same mail fetched twice the same one, wherever it lies.
func TestIdentity(t *testing.T) {
	t.Parallel()
	all := samples(t)
	id := func(raw []byte, e envelope) string {
		in, err := shop(nil).Parse(channel.Delivery{Body: e.seal(raw), At: time.Unix(1_760_000_000, 0)})
		if err != nil || len(in) != 1 {
			t.Fatal(in, err)
		}
		return in[0].ProviderID
	}
	first := id(all["01-plain-new"], envelope{Validity: 1, UID: 1})
	if again := id(all["01-plain-new"], envelope{Validity: 2, UID: 900}); again != first {
		t.Errorf("it is %q once and %q then", first, again)
	}
	if other := id(all["16-duplicate-message-id"], envelope{Validity: 1, UID: 2}); other == first {
		t.Error("two mails are one")
	}
	if none := id(all["15-no-message-id"], envelope{Validity: 1, UID: 3}); !strings.HasPrefix(none, "#") || len(none) < 20 {
		t.Errorf("without an id it is %q", none)
	}
}

func TestReplyAddress(t *testing.T) {
	t.Parallel()
	a := shop(nil)
	rapid.Check(t, func(t *rapid.T) {
		room := sapa.RoomID(rapid.Int64Range(1, 1<<62).Draw(t, "room"))
		address := a.replyAddress(room)
		if got := a.roomIn([]string{"x@y.z", strings.ToLower(address)}); got != room {
			t.Fatalf("%s names %d, not %d", address, got, room)
		}
		other := newAccount(channel.Account{Channel: a.of, VerifyToken: "lain"})
		other.box = a.box
		if got := other.roomIn([]string{address}); got != 0 {
			t.Fatalf("another channel takes it for %d", got)
		}
		i := rapid.IntRange(len("support+c."), strings.Index(address, "@")-1).Draw(t, "place")
		changed := []byte(address)
		changed[i] = rapid.SampledFrom([]byte("abcdefghijklmnopqrstuvwxyz234567")).Filter(func(c byte) bool { return c != address[i] }).Draw(t, "letter")
		// The last letter holds one bit that says nothing.
		if got := a.roomIn([]string{string(changed)}); got != 0 && i != strings.Index(address, "@")-1 {
			t.Fatalf("%s still names %d", changed, got)
		}
	})
	for _, forged := range []string{"support+c.@shop.test", "support+c.9f2b7c@shop.test", "support+c." + strings.Repeat("a", 29) + "@shop.test"} {
		if got := a.roomIn([]string{forged}); got != 0 {
			t.Errorf("%s names %d", forged, got)
		}
	}
	a.key = nil
	if got := a.replyAddress(5); got != "" {
		t.Errorf("without a key there is %s", got)
	}
}

func TestNothingBecomesAHeader(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab:\r\n\t \x00\"<>@,é✓=?"))).Draw(t, "text")
		m := &sapa.Message{Text: "x", Author: sapa.Actor{Kind: sapa.ByMember}, At: time.Unix(1_760_000_000, 0), Content: &sapa.Content{Mail: &sapa.Mail{
			Subject: text + "\r\nBcc: evil@evil.example", From: sapa.Address{Name: text + "\r\nX-Evil: 1", Address: "support@shop.test"},
			To: []sapa.Address{{Name: "\r\nX-Evil: 2\r\n" + text, Address: "ana@client.test"}}, ID: "sapa.x@shop.test",
		}}}
		var out bytes.Buffer
		if err := shop(nil).compose(channel.Outbound{Message: m, Thread: 3}).write(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
		l := mail.Read(out.Bytes())
		for _, f := range l.Header {
			if !strings.Contains(" From To Reply-To Subject Date Message-ID MIME-Version Content-Type Content-Transfer-Encoding ", " "+f.Name+" ") {
				t.Fatalf("%q is a header of\n%s", f.Name, out.Bytes())
			}
		}
		if l.From().Address != "support@shop.test" || l.Text != "x" {
			t.Fatalf("it is from %v and says %q", l.From(), l.Text)
		}
	})
}

// What goes out is read back as it was written, and an automatic one says so.
func TestCompose(t *testing.T) {
	t.Parallel()
	m := &sapa.Message{Text: "Baris pertama yang panjang sekali " + strings.Repeat("batik ", 40) + "\n.\nFrom here\n✓", Author: sapa.SystemActor(), At: time.Unix(1_760_000_000, 0), Content: &sapa.Content{Mail: &sapa.Mail{
		Subject: "Re: Pesanan ✓ " + strings.Repeat("panjang ", 20), From: sapa.Address{Name: "Toko \"Kain\", Jakarta", Address: "support@shop.test"},
		To: []sapa.Address{{Name: "Ana", Address: "ana@client.test"}, {Address: "b@client.test"}}, ID: "sapa.x@shop.test", References: []string{"a@b", "c@d"}, InReplyTo: "c@d",
	}}}
	var out bytes.Buffer
	if err := shop(map[string]any{"signature": "Salam"}).compose(channel.Outbound{Message: m}).write(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(out.String(), "\r\n") {
		if len(line) > 998 || strings.Contains(line, "\n") {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	l := mail.Read(out.Bytes())
	if fresh, _ := mail.SplitText(l.Text); fresh != strings.TrimSpace(m.Text) {
		t.Errorf("it says %q", fresh)
	}
	if l.Subject() != strings.TrimSpace(m.Content.Mail.Subject) || l.From().Name != m.Content.Mail.From.Name || len(l.Recipients()) != 2 {
		t.Errorf("it is %q from %v to %v", l.Subject(), l.From(), l.Recipients())
	}
	if got := l.Answers(); len(got) != 2 || got[0] != "c@d" || l.Machine() == "" {
		t.Errorf("it answers %v, written by %q", got, l.Machine())
	}
}

// answer is a Doer that answers the same every time, and keeps what was asked.
type answer struct {
	status int
	body   string
	asked  []string
}

func (d *answer) Do(r *http.Request) (*http.Response, error) {
	var form bytes.Buffer
	_, _ = form.ReadFrom(r.Body)
	d.asked = append(d.asked, r.URL.String()+" "+form.String())
	w := &http.Response{StatusCode: d.status, Header: http.Header{}, Body: http.NoBody, Request: r}
	w.Body = struct {
		*strings.Reader
		noClose
	}{strings.NewReader(d.body), noClose{}}
	return w, nil
}

type noClose struct{}

func (noClose) Close() error { return nil }

func TestOAuth(t *testing.T) {
	t.Parallel()
	with := func(d *answer) *account {
		return newAccount(channel.Account{HTTP: d, Secrets: map[string]string{"oauth_refresh": "R", "oauth_secret": "S"}, Channel: sapa.Channel{Config: map[string]any{
			"address": "toko@kain.id", "provider": "outlook", "login": "oauth", "oauth_client": "C", "oauth_tenant": "kain.id",
		}}})
	}
	good := &answer{status: 200, body: `{"access_token":"T","expires_in":3600}`}
	a := with(good)
	for range 2 {
		if by, f := a.pass(t.Context(), ""); by.token != "T" || f != nil {
			t.Fatal(by, f)
		}
	}
	if len(good.asked) != 1 || !strings.HasPrefix(good.asked[0], "https://login.microsoftonline.com/kain.id/oauth2/v2.0/token client_id=C&client_secret=S&grant_type=refresh_token&refresh_token=R&scope=") {
		t.Errorf("asked %q", good.asked)
	}
	_, f := with(&answer{status: 400, body: `{"error":"invalid_grant","error_description":"expired: R S"}`}).pass(t.Context(), "")
	if f == nil || f.Class != channel.Refused || f.Code != "token_expired" || f.Provider != "invalid_grant" || strings.ContainsAny(f.Detail, "RS") {
		t.Errorf("refused: %+v", f)
	}
	if _, f = with(&answer{status: 503, body: `busy`}).pass(t.Context(), ""); f == nil || f.Class != channel.Temporary {
		t.Errorf("busy: %+v", f)
	}
}

func FuzzParse(f *testing.F) {
	for _, raw := range samples(f) {
		f.Add(raw)
		f.Add(envelope{Folder: "INBOX", Validity: 1, UID: 2}.seal(raw))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		in, err := shop(nil).Parse(channel.Delivery{Body: body, At: time.Unix(1_760_000_000, 0)})
		if err != nil {
			return
		}
		again, err := shop(nil).Parse(channel.Delivery{Body: body, At: time.Unix(1_760_000_000, 0)})
		if err != nil || len(again) != len(in) {
			t.Fatal("it is parsed in another way the second time")
		}
		for i, one := range in {
			if one.ProviderID == "" || one.ProviderID != again[i].ProviderID || one.Kind == sapa.InboundMessage && one.From.External == "" {
				t.Fatalf("%+v", one)
			}
			raw, err := json.Marshal(one)
			if err != nil || bytes.Contains(raw, []byte(`\u0000`)) {
				t.Fatalf("it cannot be stored: %s %v", raw, err)
			}
		}
	})
}
