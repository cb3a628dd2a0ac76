package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// post writes a message with whatever body.
func post(v *sapatest.Visitor, body map[string]any) *sapatest.Answer {
	v.T.Helper()
	if body["client_id"] == nil {
		body["client_id"] = sapatest.NewKey()
	}
	return v.Call("POST", "messages", body)
}

// The form before the chat is asked for with the first message, and its fields are named one by one.
func TestPreChatForm(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		configure(h, map[string]any{"config": map[string]any{"pre_chat": true, "ask_name": "required", "ask_email": "optional", "ask_phone": "required"}})
		budi := h.Visitor()
		for _, c := range []struct {
			want    string
			profile map[string]any
		}{
			{"profile.name: required|profile.phone: required", nil},
			{"profile.phone: required", map[string]any{"name": "Budi", "email": "budi@pelanggan.example"}},
			{"profile.name: required|profile.phone: required", map[string]any{"name": " \u200b ", "phone": " "}},
			{"profile.email: invalid_email|profile.phone: invalid_phone", map[string]any{"name": "Budi", "email": "budi", "phone": "123"}},
			{"profile.name: too_long", map[string]any{"name": strings.Repeat("a", 101), "phone": "081234567890"}},
		} {
			body := map[string]any{"text": "halo"}
			if c.profile != nil {
				body["profile"] = c.profile
			}
			if got := strings.Join(post(budi, body).Must(http.StatusUnprocessableEntity, "invalid").Wrong(), "|"); got != c.want {
				t.Errorf("%v: %q, want %q", c.profile, got, c.want)
			}
		}
		if n := h.Query(`SELECT count(*) FROM contacts`)[0]; n != "0" {
			t.Errorf("%s contacts of refused forms", n)
		}
		post(budi, map[string]any{"text": "halo", "profile": map[string]any{"name": " Budi  Santoso ", "phone": "0812-3456-7890"}, "language": "en"}).Must(http.StatusCreated, "")
		post(budi, map[string]any{"text": "lagi"}).Must(http.StatusCreated, "")
		c := h.As(sapatest.Eko).Want(http.StatusOK, "GET", at(h.As(sapatest.Eko).List("queue")[0]), nil)
		if c.Text("contact", "name") != "Budi Santoso" || c.Text("contact", "phone") != "+6281234567890" || c.Text("contact", "language") != "en" {
			t.Errorf("the contact is %v", c.At("contact"))
		}
	})
}

// What a customer says of themselves fills in what is not known; it never replaces what is.
func TestProfileFillsWhatIsEmpty(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		budi := h.Visitor()
		post(budi, map[string]any{"text": "halo", "profile": map[string]any{"name": "budi"}, "page": map[string]any{"url": "https://toko.example/batik?token=rahasia#x", "title": "Batik"}}).Must(http.StatusCreated, "")
		id := eko.List("queue")[0]
		contact := eko.Want(http.StatusOK, "GET", at(id), nil).Text("contact", "id")
		eko.Want(http.StatusOK, "PATCH", "/api/v1/contacts/"+contact, map[string]any{"name": "Budi Santoso"})
		post(budi, map[string]any{
			"text": "lagi", "profile": map[string]any{"name": "orang lain", "email": "Budi@Pelanggan.example"}, "language": "xx",
			"page": map[string]any{"url": "javascript:alert(1)", "title": "x"},
		}).Must(http.StatusCreated, "")
		c := eko.Want(http.StatusOK, "GET", at(id), nil)
		if c.Text("contact", "name") != "Budi Santoso" || c.Text("contact", "email") != "budi@pelanggan.example" || c.Text("contact", "language") != "" {
			t.Errorf("the contact is %v", c.At("contact"))
		}
		if c.Text("contact", "facts", "page_url") != "https://toko.example/batik" || c.Text("contact", "facts", "page_title") != "Batik" {
			t.Errorf("the facts are %v", c.At("contact", "facts"))
		}
	})
}

// A customer knows of a message what concerns them, and no number or name of the house's inside.
var visitorKeys = []string{
	"n", "client_id", "from", "author", "kind", "text", "attachments", "location", "reply_to", "reactions", "at", "edited", "deleted",
}

// No customer reaches another one's messages, files or marks, and none learns how much goes on in the house.
func TestCustomersAreSealedFromEachOther(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		eko.Reply(o.ID, "rahasia Ani").Must(http.StatusCreated, "")
		ani, budi := o.Visitor, h.Visitor()
		page := ani.Call("GET", "messages", nil)
		n, cursor := page.Number("messages", 1, "n"), page.Text("cursor")
		var raw struct{ Messages []map[string]any }
		page.Into(&raw)
		for _, m := range raw.Messages {
			for name := range m {
				if !slices.Contains(visitorKeys, name) {
					t.Errorf("a customer is told %s", name)
				}
			}
		}
		before := fmt.Sprint(page.At("messages"))
		silent := func() {
			t.Helper()
			if got := budi.Call("GET", "messages?before="+itoa(n+1), nil); got.Status == http.StatusOK && got.Len("messages") > 0 && strings.Contains(string(got.Body), "Ani") {
				t.Errorf("Budi reads %s", got.Body)
			}
			for _, c := range []string{cursor, ""} {
				if got := budi.Call("GET", "updates?cursor="+c, nil).Must(http.StatusOK, ""); got.Len("messages") != 0 && strings.Contains(string(got.Body), "Ani") {
					t.Errorf("Budi is updated with %s", got.Body)
				}
			}
			for _, body := range []string{"read", "received"} {
				budi.Call("POST", body, map[string]any{"n": n}).Must(http.StatusNoContent, "")
			}
			budi.Call("POST", "typing", map[string]any{}).Must(http.StatusNoContent, "")
		}
		silent()
		budi.Call("POST", "messages/"+itoa(n)+"/reaction", map[string]any{"emoji": "👍"}).Must(http.StatusNotFound, "not_found")
		file := ani.Call("POST", "uploads?name=a.png", sapatest.Picture).Text("id")
		post(budi, map[string]any{"attachments": []string{file}}).Must(http.StatusUnprocessableEntity, "invalid")
		post(budi, map[string]any{"attachments": []string{o.File}}).Must(http.StatusUnprocessableEntity, "invalid")
		// Budi happens upon Ani's id for a message: it is another message all the same.
		taken := page.Text("messages", 0, "client_id")
		if a := post(budi, map[string]any{"client_id": taken, "text": "halo dari Budi"}).Must(http.StatusCreated, ""); a.Text("message", "client_id") != taken {
			t.Errorf("%s", a.Body)
		}
		silent()
		quoting := post(budi, map[string]any{"text": "kutip", "reply_to": n}).Must(http.StatusCreated, "")
		if quoting.At("message", "reply_to") != nil {
			t.Errorf("Budi quotes %v", quoting.At("message", "reply_to"))
		}
		if got := budi.Texts(); !slices.Equal(got, []string{"halo dari Budi", "kutip"}) {
			t.Errorf("Budi sees %q", got)
		}
		if after := fmt.Sprint(ani.Call("GET", "messages", nil).At("messages")); after != before {
			t.Errorf("Ani's messages changed from %s to %s", before, after)
		}
		if got := eko.Want(http.StatusOK, "GET", at(o.ID, "messages")+"?after=2", nil).Text("messages", 0, "status"); got != "sent" {
			t.Errorf("Budi's receipts made Ani's message %s", got)
		}
		for _, secret := range []string{"", "x", strings.Repeat("a", 42), strings.Repeat("a", 44)} {
			v := *ani
			v.Secret = secret
			v.Call("GET", "messages", nil).Must(http.StatusUnauthorized, "unauthenticated")
		}
		// The same secret at another company's channel is somebody else.
		neighbour, theirs := h.Neighbour()
		v := *ani
		v.Widget = visitorAt(h, neighbour, theirs).Widget
		if got := v.Call("GET", "messages", nil).Must(http.StatusOK, ""); got.Len("messages") != 0 {
			t.Errorf("at the neighbour's there is %s", got.Body)
		}
	})
}

// What the widget may not send is refused whole, by the field's name where there is one.
func TestWhatAWidgetMaySend(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		budi := h.Visitor()
		for body, want := range map[string]string{
			`{"client_id":"12345678"}`:                                              "text: required",
			`{"client_id":"12345678","text":"  "}`:                                  "text: required",
			`{"client_id":"1234567","text":"x"}`:                                    "client_id: invalid",
			`{"client_id":"` + strings.Repeat("a", 65) + `","text":"x"}`:            "client_id: invalid",
			`{"client_id":"12345678","text":"` + strings.Repeat("a", 10_001) + `"}`: "text: too_long",
			`{"client_id":"12345678","text":"a\u0000b"}`:                            "text: invalid",
			`{"client_id":"1234\u00005678","text":"x"}`:                             "client_id: invalid",
			`{"client_id":"12345678","attachments":["a\u0000"]}`:                    "attachments: not_found",
			`{"client_id":"12345678","attachments":["x"]}`:                          "attachments: not_found",
			`{"client_id":"12345678","location":{"latitude":91,"longitude":0}}`:     "location: invalid",
			`{"client_id":"12345678","text":"x","workspace_id":1}`:                  "",
			`{"client_id":"12345678","text":"x","from":{"name":"Eko"}}`:             "",
			`{"client_id":"12345678","text":"x"} {"client_id":"87654321"}`:          "",
			`{"client_id":"12345678","text":["x"]}`:                                 "",
			`{"client_id":"12345678","text":"x","reply_to":1.5}`:                    "",
			`[]`: "",
			`{`:  "",
			``:   "",
			`{"a":` + strings.Repeat(`[`, 20_000) + strings.Repeat(`]`, 20_000) + `}`: "",
		} {
			a := budi.Call("POST", "messages", body).Must(http.StatusUnprocessableEntity, "")
			if got := strings.Join(a.Wrong(), "|"); got != want || want == "" && a.Code() != "bad_json" {
				t.Errorf("%.80s: %s %q, want %q", body, a.Code(), got, want)
			}
			h.Clock.Advance(1e9)
		}
		huge := `{"client_id":"12345678","text":"` + strings.Repeat("a", 128<<10) + `"}`
		budi.Call("POST", "messages", huge).Must(http.StatusRequestEntityTooLarge, "too_large")
		for _, path := range []string{"read", "received", "messages/1000000001/reaction"} {
			for _, body := range []string{`{"n":1,"emoji":"👍","x":1}`, `{`, `"n"`, strings.Repeat("[", 5000)} {
				budi.Call("POST", path, body).Must(http.StatusUnprocessableEntity, "bad_json")
				h.Clock.Advance(1e9)
			}
		}
		if n := h.Query(`SELECT count(*) FROM contacts`)[0]; n != "0" {
			t.Errorf("%s contacts of refused messages", n)
		}
	})
}

// A message repeated because its answer was lost is there once, and its customer is one person.
func TestAWidgetSendsAgain(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		budi := h.Visitor()
		key := sapatest.NewKey()
		made := make([]int, 20)
		sapatest.Together(20, func(i int) { made[i] = post(budi, map[string]any{"client_id": key, "text": "halo"}).Status })
		if slices.Sort(made); made[0] != http.StatusOK || made[18] != http.StatusOK || made[19] != http.StatusCreated {
			t.Errorf("answers %v", made)
		}
		first := budi.Call("GET", "messages", nil)
		again := post(budi, map[string]any{"client_id": key, "text": "halo"}).Must(http.StatusOK, "")
		if got, want := fmt.Sprint(again.At("message")), fmt.Sprint(first.At("messages", 0)); got != want || first.Len("messages") != 1 {
			t.Errorf("again %s, stored %s", got, want)
		}
		if n := h.Query(`SELECT count(*) FROM contacts`)[0]; n != "1" {
			t.Errorf("%s contacts", n)
		}
	})
}

// All episodes of a room are one history to the customer: read in pages of whatever size it is whole.
func TestCustomersHistoryPages(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		budi := h.Visitor()
		want := []string{}
		for episode := range 4 {
			for i := range 5 {
				text := fmt.Sprintf("%d.%d", episode, i)
				want = append(want, text, text+"!")
				budi.Say(text)
				id := slices.Concat(eko.List("queue"), eko.List("mine"))[0]
				eko.Reply(id, text+"!").Must(http.StatusCreated, "")
				eko.Want(http.StatusCreated, "POST", at(id, "notes"), map[string]any{"text": "catatan"}, keyed()...)
				h.Clock.Advance(1e9)
			}
			eko.Want(http.StatusNoContent, "POST", at(eko.List("mine")[0], "resolve"), nil)
		}
		rapid.Check(t, func(rt *rapid.T) {
			sizes := rapid.SliceOfN(rapid.IntRange(1, 20), 1, 4).Draw(rt, "page sizes")
			got := []string{}
			h.Clock.Advance(1e9) // an address does not read ever so fast
			before, last := int64(0), int64(1<<62)
			for i := 0; ; i++ {
				a := budi.Call("GET", fmt.Sprintf("messages?limit=%d&before=%d", sizes[i%len(sizes)], before), nil)
				texts := []string{}
				for m := a.Len("messages") - 1; m >= 0; m-- {
					if n := a.Number("messages", m, "n"); n >= last {
						rt.Fatalf("number %d comes before %d", n, last)
					}
					last = a.Number("messages", m, "n")
					texts = append([]string{a.Text("messages", m, "text")}, texts...)
				}
				got = append(texts, got...)
				if a.At("more") != true {
					break
				}
				before = last
			}
			if !slices.Equal(got, want) {
				rt.Fatalf("the history is %q", got)
			}
		})
		for _, odd := range []string{"before=-5", "before=x", "limit=0", "limit=9999", "limit=x"} {
			if a := budi.Call("GET", "messages?"+odd, nil).Must(http.StatusOK, ""); a.Len("messages") != 40 {
				t.Errorf("%s: %d messages", odd, a.Len("messages"))
			}
		}
		budi.Call("GET", "messages?before=4000000999", nil).Must(http.StatusNotFound, "")
	})
}

// byNumber reads a list of messages by number, for comparing what different doors say.
func byNumber(t *testing.T, messages any) map[float64]string {
	t.Helper()
	all := map[float64]string{}
	list, _ := messages.([]any)
	for _, m := range list {
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		all[m.(map[string]any)["n"].(float64)] = string(text)
	}
	return all
}
