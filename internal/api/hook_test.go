package api_test

import (
	"bytes"
	"compress/gzip"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// object is JSON in the making.
type object = map[string]any

// wrote is a text of a customer as a delivery holds it.
func wrote(from, id, text string, at time.Time) object {
	return object{"from": from, "id": id, "timestamp": fmt.Sprint(at.Unix()), "type": "text", "text": object{"body": text}}
}

// bringing is a delivery for a number with these values of its changes.
func bringing(phone string, values ...object) []byte {
	var changes []object
	for _, v := range values {
		v["messaging_product"], v["metadata"] = "whatsapp", object{"display_phone_number": "15550783881", "phone_number_id": phone}
		changes = append(changes, object{"field": "messages", "value": v})
	}
	body, _ := json.Marshal(object{"object": "whatsapp_business_account", "entry": []object{{"id": fake.DefaultWABA, "changes": changes}}})
	return body
}

// One body, brought by fifty connections at the same moment, is one delivery and one message.
func TestFiftyCopiesOfOneDelivery(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		body := bringing(fake.DefaultPhone, object{"messages": []object{wrote("62811", "wamid.1", "halo", l.Clock.Now())}})
		var refused atomic.Int32
		sapatest.Together(50, func(i int) {
			if l.Bring(body).Status != http.StatusOK {
				refused.Add(1)
			}
			if i%5 == 0 { // and while others ingest it
				if _, err := l.Inbox.IngestWaiting(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
		l.Turn()
		if n := refused.Load(); n > 0 {
			t.Errorf("%d copies were refused", n)
		}
		if got := l.Query(`SELECT count(*), min(state) FROM deliveries`); got[0] != "1|done" {
			t.Errorf("the deliveries are %v", got)
		}
		if got := l.Query(`SELECT count(*) FROM messages`); got[0] != "1" {
			t.Errorf("%s messages", got[0])
		}
		if got := l.Query(`SELECT count(*), max(last_seq), max(inbound_count) FROM conversations`); got[0] != "1|1|1" {
			t.Errorf("the conversation is %v", got)
		}
	})
}

// What the provider did not sign is refused, and leaves no trace.
func TestDeliveriesThatAreNotTheProviders(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	body := bringing(fake.DefaultPhone, object{"messages": []object{wrote("62811", "wamid.1", "halo 😀 caf\\u00e9", l.Clock.Now())}})
	good := fake.Sign(fake.DefaultAppSecret, body)
	old := hmac.New(sha1.New, []byte(fake.DefaultAppSecret))
	old.Write(body)
	refused := map[string]*sapatest.Answer{
		"none":                l.BringTo(l.Key, body, ""),
		"of SHA-1 only":       l.BringTo(l.Key, body, "", "X-Hub-Signature", "sha1="+hex.EncodeToString(old.Sum(nil))),
		"of another secret":   l.BringTo(l.Key, body, fake.Sign("another", body)),
		"of an empty secret":  l.BringTo(l.Key, body, fake.Sign("", body)),
		"truncated":           l.BringTo(l.Key, body, good[:len(good)-2]),
		"without its prefix":  l.BringTo(l.Key, body, strings.TrimPrefix(good, "sha256=")),
		"empty after prefix":  l.BringTo(l.Key, body, "sha256="),
		"in capitals":         l.BringTo(l.Key, body, strings.ToUpper(good)),
		"of another body":     l.BringTo(l.Key, append([]byte(" "), body...), good),
		"of the same in JSON": l.BringTo(l.Key, bytes.ReplaceAll(body, []byte(`"halo`), []byte(`"\u0068alo`)), good),
	}
	for name, a := range refused {
		if a.Status != http.StatusForbidden || strings.Contains(string(a.Body), fake.DefaultAppSecret) {
			t.Errorf("a signature %s: %d %s", name, a.Status, a.Body)
		}
	}
	l.BringTo(l.Widget, body, good).Must(http.StatusNotFound, "")
	l.BringTo("wk_nobody", body, good).Must(http.StatusNotFound, "")
	if got := l.Query(`SELECT count(*) FROM deliveries`); got[0] != "0" {
		t.Errorf("%s deliveries were kept", got[0])
	}
	if a := l.BringTo(l.Key, body, good); a.Status != http.StatusOK {
		t.Errorf("the provider's own: %d %s", a.Status, a.Body)
	}
}

// The former app secret counts while it is replaced, and no longer.
func TestReplacingTheAppSecret(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	config := l.Settings()
	config["app_secret"], config["app_secret_old"] = "the-new-secret", fake.DefaultAppSecret
	l.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/channels/"+l.Channel, object{"config": config})
	for i, secret := range []string{fake.DefaultAppSecret, "the-new-secret"} {
		body := bringing(fake.DefaultPhone, object{"messages": []object{wrote("62811", fmt.Sprint("wamid.", i), "halo", l.Clock.Now())}})
		if a := l.BringTo(l.Key, body, fake.Sign(secret, body)); a.Status != http.StatusOK {
			t.Errorf("%s: %d", secret, a.Status)
		}
	}
}

// A delivery of 3 MB is taken whole, a larger one or a packed one not at all.
func TestSizeOfADelivery(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		var all []object
		for i := range 400 {
			all = append(all, wrote("62811", fmt.Sprint("wamid.", i), strings.Repeat("ini panjang ", 300), l.Clock.Now()))
		}
		body := bringing(fake.DefaultPhone, object{"messages": all})
		body = append(body, bytes.Repeat([]byte(" "), 3<<20-len(body))...)
		if a := l.Bring(body); a.Status != http.StatusOK {
			t.Fatalf("3 MB: %d %s", a.Status, a.Body)
		}
		l.Bring(append(body, ' ')).Must(http.StatusRequestEntityTooLarge, "")
		a := l.Anonymous().Do("POST", "/hooks/"+l.Key, bytes.NewReader(append(body, ' ')), "X-Hub-Signature-256", fake.Sign(fake.DefaultAppSecret, append(body, ' ')))
		a.Must(http.StatusRequestEntityTooLarge, "")
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = w.Write(bytes.Repeat([]byte(" "), 64<<20))
		_ = w.Close()
		l.BringTo(l.Key, packed.Bytes(), fake.Sign(fake.DefaultAppSecret, packed.Bytes()), "Content-Encoding", "gzip").Must(http.StatusUnsupportedMediaType, "unsupported_type")
		l.Turn()
		if got := l.Query(`SELECT count(*), max(seq) FROM messages`); got[0] != "400|400" {
			t.Errorf("the messages are %v", got)
		}
	})
}

// A delivery for a number of another workspace writes nothing, here or there, whatever address it comes to.
func TestADeliveryForAnotherWorkspace(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		neighbour, _ := l.Neighbour()
		config := l.Settings()
		config["phone_number_id"], config["waba_id"] = "222222222222222", "333333333333333"
		neighbour.Want(http.StatusCreated, "POST", "/api/v1/channels", object{"kind": "whatsapp", "name": "Sebelah", "config": config})
		before := l.Dump()
		body := bringing("222222222222222", object{"messages": []object{wrote("62811", "wamid.1", "untuk sebelah", l.Clock.Now())}})
		body = bytes.ReplaceAll(body, []byte(fake.DefaultWABA), []byte("333333333333333"))
		if a := l.Bring(body); a.Status != http.StatusOK {
			t.Errorf("%d %s", a.Status, a.Body)
		}
		l.Turn()
		if after := l.Dump(); after != before {
			t.Error("something was written")
		}
		// One body with something for both: only ours is taken in.
		both := bringing("222222222222222", object{"messages": []object{wrote("62811", "wamid.2", "untuk sebelah", l.Clock.Now())}},
			object{"messages": []object{wrote("62812", "wamid.3", "untuk sini", l.Clock.Now())}})
		both = bytes.Replace(both, []byte(`"222222222222222"`), []byte(`"`+fake.DefaultPhone+`"`), 1)
		l.Bring(both)
		l.Turn()
		if got := l.Query(`SELECT body FROM messages WHERE provider_id IN ('wamid.1', 'wamid.2', 'wamid.3')`); len(got) != 1 {
			t.Errorf("the messages are %v", got)
		}
	})
}

// What nobody can make sense of waits on the administrators' page with the reason, to be looked at and thrown away.
func TestGarbageWaitsForAnAdministrator(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		owner, eko := l.As(sapatest.Ratna), l.As(sapatest.Eko)
		garbage := []string{`{"object":"page"}`, `[[[[`, "\xff\xfe\x00", "", strings.Repeat("[", 100_000), `{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[{"x":1}]}}]}]}`}
		for _, body := range garbage {
			if a := l.Bring([]byte(body)); a.Status != http.StatusOK {
				t.Errorf("%.20q: %d", body, a.Status)
			}
		}
		l.Bring(bringing(fake.DefaultPhone, object{"messages": []object{wrote("62811", "wamid.1", "halo", l.Clock.Now())}}))
		l.Turn()
		if got := len(eko.List("queue")); got != 1 {
			t.Errorf("garbage holds up what is fine: %d conversations", got)
		}
		a := owner.Want(http.StatusOK, "GET", "/api/v1/deliveries?limit=4", nil)
		if a.Len("deliveries") != 4 || a.Text("next") == "" {
			t.Fatalf("%s", a.Body)
		}
		rest := owner.Want(http.StatusOK, "GET", "/api/v1/deliveries?after="+a.Text("next"), nil)
		if rest.Len("deliveries") != 2 || rest.Text("next") != "" {
			t.Fatalf("%s", rest.Body)
		}
		id := rest.Text("deliveries", 1, "id")
		one := owner.Want(http.StatusOK, "GET", "/api/v1/deliveries/"+id, nil)
		if one.Text("code") != "not_understood" || one.Text("detail") == "" || one.Text("body") != garbage[0] || one.Text("state") != "stuck" {
			t.Errorf("%s", one.Body)
		}
		for _, way := range []string{"GET /api/v1/deliveries", "GET /api/v1/deliveries/" + id, "POST /api/v1/deliveries/" + id + "/replay", "DELETE /api/v1/deliveries/" + id} {
			method, path, _ := strings.Cut(way, " ")
			eko.Do(method, path, nil).Must(http.StatusForbidden, "")
		}
		again := owner.Want(http.StatusOK, "POST", "/api/v1/deliveries/"+id+"/replay", nil)
		if again.Text("state") != "stuck" || again.Number("attempts") != 2 {
			t.Errorf("tried again, it is %s", again.Body)
		}
		owner.Want(http.StatusNoContent, "DELETE", "/api/v1/deliveries/"+id, nil)
		owner.Do("DELETE", "/api/v1/deliveries/"+id, nil).Must(http.StatusNotFound, "")
		l.Bring([]byte(garbage[0])) // the provider may send it again; then it is there again
		l.Turn()
		if got := owner.Want(http.StatusOK, "GET", "/api/v1/deliveries", nil).Len("deliveries"); got != len(garbage) {
			t.Errorf("%d wait", got)
		}
	})
}

// A delivery that could not be ingested for too long is ingested by Replay once its cause is gone, and Replay of what is
// done is refused.
func TestReplayOnceTheCauseIsGone(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		owner := l.As(sapatest.Ratna)
		l.Bring(bringing(fake.DefaultPhone, object{"messages": []object{wrote("62811", "wamid.1", "halo", l.Clock.Now())}}))
		l.Ruin()
		for range 14 {
			l.Later(30 * time.Minute)
		}
		a := owner.Want(http.StatusOK, "GET", "/api/v1/deliveries", nil)
		if a.Len("deliveries") != 1 || a.Text("deliveries", 0, "code") != "secrets_unreadable" {
			t.Fatalf("%s", a.Body)
		}
		id := a.Text("deliveries", 0, "id")
		owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+l.Channel, object{"config": l.Settings()})
		if got := owner.Want(http.StatusOK, "POST", "/api/v1/deliveries/"+id+"/replay", nil).Text("state"); got != "done" {
			t.Errorf("replayed, the delivery is %s", got)
		}
		if got := l.Query(`SELECT body FROM messages`); !slices.Equal(got, []string{"halo"}) {
			t.Errorf("the messages are %v", got)
		}
		owner.Do("POST", "/api/v1/deliveries/"+id+"/replay", nil).Must(http.StatusConflict, "not_stuck")
	})
}

// One element nobody understands does not hold up the others of its delivery.
func TestOneBrokenElement(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	l.Bring(bringing(fake.DefaultPhone,
		object{"messages": []object{wrote("62811", "wamid.1", "sebelum", l.Clock.Now()), {"type": "text"}, wrote("62811", "wamid.2", "sesudah", l.Clock.Now())}},
		object{"statuses": "nothing"}, object{"messages": []any{7, nil}}))
	l.Turn()
	if got := l.Query(`SELECT body FROM messages ORDER BY id`); !slices.Equal(got, []string{"sebelum", "sesudah"}) {
		t.Errorf("the messages are %v", got)
	}
}

// The web chat has no provider: asking how it does changes nothing and ends nobody's connection.
func TestTheWebChatHasNobodyToAsk(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	channel := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
	before := ratna.Want(http.StatusOK, "GET", "/api/v1/bootstrap", nil)
	a := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/"+channel+"/check", nil)
	if a.Len("findings") != 0 || a.Text("channel", "health", "state") != "" {
		t.Errorf("%s", a.Body)
	}
	if after := ratna.Want(http.StatusOK, "GET", "/api/v1/bootstrap", nil); !bytes.Equal(before.Body, after.Body) {
		t.Errorf("%s became %s", before.Body, after.Body)
	}
}

// A delivery that waits for a person is told to the screens, which have a page for it.
func TestAStuckDeliveryIsTold(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	live := l.As(sapatest.Citra).Live(0)
	l.Bring([]byte("garbage"))
	l.Turn()
	live.Wait("the channel's event", func(f sapatest.Frame) bool { return strings.Contains(fmt.Sprint(f), "delivery_stuck") })
}
