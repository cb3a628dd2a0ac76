package api_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

// search answers the texts a search finds; a contact that was found as "@" and the name.
func search(p *sapatest.Person, q string) []string {
	p.T.Helper()
	a := p.Want(http.StatusOK, "GET", "/api/v1/search?limit=100&q="+url.QueryEscape(q), nil)
	found := []string{}
	for i := range a.Len("hits") {
		text := a.Text("hits", i, "text")
		if a.At("hits", i, "by_contact") == true {
			text = "@" + a.Text("hits", i, "conversation", "contact", "name")
		}
		found = append(found, text)
	}
	return found
}

func TestSearch(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		dewi := h.As(sapatest.Dewi)
		for _, text := range []string{
			"Apakah Batik Parang ukuran XL masih ada?", "Café José di Jalan Mawar", "kode w1 dan W12 ya", `ada "tanda kutip" AND * (kurung)`, "日本語 teks",
			"nomor resi JNE-88231", "saya mau retur",
		} {
			h.Visitor().Say(text)
			h.Clock.Advance(10e9)
		}
		post(h.Visitor(), map[string]any{"text": "halo", "profile": map[string]any{"name": "Siti Nurhaliza", "email": "siti.n@pelanggan.example", "phone": "0812-7777-6666"}}).Must(http.StatusCreated, "")
		for q, want := range map[string][]string{
			"batik": {"Apakah Batik Parang ukuran XL masih ada?"}, "BATIK parang": {"Apakah Batik Parang ukuran XL masih ada?"},
			"bat par": {"Apakah Batik Parang ukuran XL masih ada?"}, "parang batik xl": {"Apakah Batik Parang ukuran XL masih ada?"},
			"atik": {}, "batik merah": {}, "jose": {"Café José di Jalan Mawar"}, "josé": {"Café José di Jalan Mawar"}, "JOSE\u0301": {"Café José di Jalan Mawar"},
			"cafe": {"Café José di Jalan Mawar"}, "w1": {"kode w1 dan W12 ya"}, "w12": {"kode w1 dan W12 ya"}, "w1 NOT kode": {},
			"tanda AND kutip": {`ada "tanda kutip" AND * (kurung)`}, `"tanda kutip"`: {`ada "tanda kutip" AND * (kurung)`}, "tanda*": {`ada "tanda kutip" AND * (kurung)`},
			"(kurung": {`ada "tanda kutip" AND * (kurung)`}, "tanda OR retur": {}, "body:batik": {}, "-batik": {"Apakah Batik Parang ukuran XL masih ada?"},
			"日本": {"日本語 teks"}, "jne 88231": {"nomor resi JNE-88231"}, "88231": {"nomor resi JNE-88231"}, "' OR 1=1 --": {},
			"siti": {"@Siti Nurhaliza"}, "nurhaliza siti": {"@Siti Nurhaliza"}, "pelanggan.example": {"@Siti Nurhaliza"}, "08127777": {"@Siti Nurhaliza"},
			"+6281277776666": {"@Siti Nurhaliza"}, "siti retur": {},
		} {
			got := search(dewi, q)
			if !slices.Equal(got, want) {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
		}
		for _, short := range []string{"", "a", " a ", "!!", "👍👍", "\u0301\u0301\u0301"} {
			a := dewi.Do("GET", "/api/v1/search?q="+url.QueryEscape(short), nil).Must(http.StatusUnprocessableEntity, "invalid")
			if got := a.Wrong(); !slices.Equal(got, []string{"q: too_short"}) {
				t.Errorf("%q: %q", short, got)
			}
		}
		dewi.Do("GET", "/api/v1/search?q="+strings.Repeat("a", 201), nil).Must(http.StatusUnprocessableEntity, "invalid")
		dewi.Want(http.StatusOK, "GET", "/api/v1/search?q=%ff%fe%00halo", nil)
	})
}

// A search finds what one may see: not a colleague's customers, and nothing of another company.
func TestSearchStaysInSight(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		neighbour, theirs := h.Neighbour()
		eko, fitri, dewi := h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As(sapatest.Dewi)
		theirs.Visitor.Widget = visitorAt(h, neighbour, theirs).Widget
		theirs.Visitor.Say("katakunci milik tetangga")
		for i, thing := range things {
			o := h.Conversation(thing.state, thing.handler)
			dewi.Want(http.StatusCreated, "POST", at(o.ID, "notes"), map[string]any{"text": fmt.Sprintf("katakunci %d", i)}, keyed()...)
			dewi.Want(http.StatusOK, "PATCH", "/api/v1/contacts/"+o.Contact, map[string]any{"name": fmt.Sprintf("Namakunci %d", i)})
		}
		for _, who := range []struct {
			p    *sapatest.Person
			sees func(i int) bool
		}{
			{dewi, func(int) bool { return true }}, {eko, func(i int) bool { return things[i].sees }},
			{fitri, func(i int) bool { return things[i].handler == sapatest.Fitri || things[i].state == sapa.InQueue }},
		} {
			texts, names := []string{}, []string{}
			for i := range things {
				if who.sees(i) {
					texts, names = append(texts, fmt.Sprintf("katakunci %d", i)), append(names, fmt.Sprintf("@Namakunci %d", i))
				}
			}
			for q, want := range map[string][]string{"katakunci": texts, "namakunci": names} {
				got := search(who.p, q)
				if slices.Sort(got); !slices.Equal(got, want) {
					t.Errorf("%s searches %q and finds %q, want %q", who.p.Name, q, got, want)
				}
			}
		}
		if got := search(neighbour, "katakunci"); !slices.Equal(got, []string{"katakunci milik tetangga"}) {
			t.Errorf("the neighbour finds %q", got)
		}
		if got := search(neighbour, "namakunci"); len(got) != 0 {
			t.Errorf("the neighbour finds %q", got)
		}
	})
}

// What was taken back is not found, what was rewritten is found as it is now.
func TestSearchKnowsWhatIsNow(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		edited := eko.Reply(o.ID, "lamasekali").Must(http.StatusCreated, "").Text("id")
		deleted := eko.Reply(o.ID, "terhapus").Must(http.StatusCreated, "").Text("id")
		eko.Want(http.StatusNoContent, "PATCH", at(o.ID, "messages", edited), map[string]any{"text": "barusekali"})
		eko.Want(http.StatusNoContent, "DELETE", at(o.ID, "messages", deleted), nil)
		eko.Want(http.StatusOK, "PATCH", "/api/v1/contacts/"+o.Contact, map[string]any{"name": "Namalama"})
		eko.Want(http.StatusOK, "PATCH", "/api/v1/contacts/"+o.Contact, map[string]any{"name": "Namabaru"})
		for q, want := range map[string][]string{"lamasekali": {}, "terhapus": {}, "barusekali": {"barusekali"}, "namalama": {}, "namabaru": {"@Namabaru"}} {
			if got := search(eko, q); !slices.Equal(got, want) {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
		}
	})
}

// Read in pages of whatever size, a search has every conversation once, contacts first, then the newest message first.
func TestSearchPages(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		dewi := h.As(sapatest.Dewi)
		people := make([]*sapatest.Visitor, 12)
		for i := range people {
			people[i] = h.Visitor()
		}
		for round := range 3 {
			for i, p := range people {
				body := map[string]any{"text": fmt.Sprintf("mencari batik %d %d", round, i)}
				if i < 3 {
					body["profile"] = map[string]any{"name": fmt.Sprintf("Batik %d", i)}
				}
				post(p, body).Must(http.StatusCreated, "")
				h.Clock.Advance(5e9)
			}
		}
		want := []string{"@Batik 2", "@Batik 1", "@Batik 0"}
		for i := 11; i >= 3; i-- {
			want = append(want, fmt.Sprintf("mencari batik 2 %d", i))
		}
		for _, limit := range []int{1, 2, 4, 9, 100} {
			got, after := []string{}, ""
			for pages := 0; ; pages++ {
				a := dewi.Want(http.StatusOK, "GET", fmt.Sprintf("/api/v1/search?q=batik&limit=%d&after=%s", limit, after), nil)
				for i := range a.Len("hits") {
					text := a.Text("hits", i, "text")
					if a.At("hits", i, "by_contact") == true {
						text = "@" + a.Text("hits", i, "conversation", "contact", "name")
					}
					got = append(got, text)
				}
				if after = a.Text("next"); after == "" || pages > 20 {
					break
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("in pages of %d: %q, want %q", limit, got, want)
			}
		}
	})
}

// A mail is found by its subject, alone and together with words of its text, and the hit says which subject.
func TestSearchFindsMailsByTheirSubjects(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		eko := b.As(sapatest.Eko)
		budi := b.Fake.Customer("budi@client.example", "Budi")
		b.Write(budi, email.Written{Subject: "Selendang sutra", Text: "Masih ada?"})
		other := b.Newest()
		_, id := b.Ana() // "Pesanan 5531"
		eko.Send(id, map[string]any{"text": "Sudah dikirim.", "mail": map[string]any{"subject": "Resi Anteraja"}})
		b.Turn()
		eko.Want(http.StatusNoContent, "POST", at(id, "resolve"), nil)
		for q, want := range map[string]string{
			"pesanan 5531": id + " Pesanan 5531|Pesanan saya sampai mana?", "5531 sampai": id + " Pesanan 5531|Pesanan saya sampai mana?",
			"anteraja": id + " Resi Anteraja|Sudah dikirim.", "RESI DIKIRIM": id + " Resi Anteraja|Sudah dikirim.",
			"selend": other + " Selendang sutra|Masih ada?", "selendang dikirim": "", "dari": "",
		} {
			a, got := eko.Want(http.StatusOK, "GET", "/api/v1/search?q="+url.QueryEscape(q), nil), ""
			for i := range a.Len("hits") {
				got += a.Text("hits", i, "conversation", "id") + " " + a.Text("hits", i, "subject") + "|" + a.Text("hits", i, "text")
			}
			if got != want {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
		}
	})
}
