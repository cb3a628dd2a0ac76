package api_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// rowsOf are the ids of the conversations on all pages of a list of customers, in its order.
func rowsOf(p *sapatest.Person, query string) []string {
	p.T.Helper()
	var ids []string
	for cursor := ""; ; {
		a := p.Want(http.StatusOK, "GET", "/api/v1/customers?limit=2&"+query+"&cursor="+cursor, nil)
		for i := range a.Len("rows") {
			ids = append(ids, a.Text("rows", i, "conversation", "id"))
		}
		if cursor = a.Text("next"); cursor == "" {
			return ids
		}
	}
}

// Each tab shows everybody exactly what they may see, supervisors what others handle too.
func TestCustomersAreWhatOneSees(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		made := map[string]sapatest.Object{}
		for _, thing := range things {
			made[fmt.Sprint(thing.state, thing.handler)] = h.Conversation(thing.state, thing.handler)
			h.Clock.Advance(time.Minute)
		}
		for _, who := range everyone {
			for tab, state := range map[string]sapa.State{"all": "", "queue": sapa.InQueue, "handled": sapa.Handled} {
				var want []string
				for _, thing := range things {
					if (who.role != sapa.Agent || thing.sees) && (state == "" || state == thing.state) {
						want = append(want, made[fmt.Sprint(thing.state, thing.handler)].ID)
					}
				}
				if tab != "queue" {
					slices.Reverse(want)
				}
				if got := rowsOf(h.As(who.name), "tab="+tab); !slices.Equal(got, want) {
					t.Errorf("%s on %s: %v, want %v", who.role, tab, got, want)
				}
			}
		}
	})
}

// The filters narrow together; days are the workspace's own, from midnight to midnight.
func TestCustomersByFilters(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	dewi, eko := h.As(sapatest.Dewi), h.As(sapatest.Eko)
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	now := h.Clock.Now().In(zone)
	midnight := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, zone)
	day := func(days int) string { return midnight.AddDate(0, 0, days).Format(time.DateOnly) }
	h.Clock.Advance(midnight.Add(-time.Minute).Sub(h.Clock.Now()))
	before := h.Conversation(sapa.InQueue, "")
	h.Clock.Advance(time.Minute)
	after := h.Conversation(sapa.Handled, sapatest.Eko)
	channel := dewi.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
	for query, want := range map[string][]string{
		"from=" + day(0):                                         {after.ID},
		"to=" + day(-1):                                          {before.ID},
		"from=" + day(-1) + "&to=" + day(0):                      {after.ID, before.ID},
		"tab=queue&from=" + day(0):                               nil,
		"channel=" + channel + "&last_handler=" + eko.ID:         {after.ID},
		"last_handler=" + eko.ID + "," + dewi.ID + "&type=inbox": {after.ID},
		"type=outbox":                                            nil,
		"tab=handled&channel=" + channel:                         {after.ID},
	} {
		if got := rowsOf(dewi, query); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	for query, wrong := range map[string]string{
		"from=2026-13-01": "from: invalid", "from=" + day(1) + "&to=" + day(0): "to: before_from", "channel=" + eko.ID: "channel: not_found", "cursor=x": "cursor: invalid",
		"q=x": "q: too_short", "department=1": "department: not_found", "last_handler=": "",
	} {
		a := dewi.Do("GET", "/api/v1/customers?"+query, nil)
		if got := strings.Join(a.Wrong(), ";"); got != wrong {
			t.Errorf("%s: %d %q, want %q", query, a.Status, got, wrong)
		}
	}
}

// A search finds resolved conversations on every tab, by what was said as well as by whom, and nothing out of sight.
func TestCustomersAreSearched(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		waiting, theirs, resolved := h.Conversation(sapa.InQueue, ""), h.Conversation(sapa.Handled, sapatest.Fitri), h.Conversation(sapa.Resolved, sapatest.Fitri)
		word := "q=" + url.QueryEscape(firstWord(h.As(sapatest.Dewi), resolved))
		for tab, want := range map[string][]string{"all": {waiting.ID, theirs.ID, resolved.ID}, "queue": {waiting.ID, resolved.ID}, "handled": {theirs.ID, resolved.ID}} {
			got := rowsOf(h.As(sapatest.Dewi), word+"&tab="+tab)
			slices.Sort(got)
			if slices.Sort(want); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", tab, got, want)
			}
		}
		if got := rowsOf(h.As(sapatest.Eko), word); !slices.Equal(got, []string{waiting.ID}) {
			t.Errorf("an agent finds %v, want %v", got, waiting.ID)
		}
	})
}

// firstWord is a word of a conversation's newest message.
func firstWord(p *sapatest.Person, o sapatest.Object) string {
	text := p.Want(http.StatusOK, "GET", "/api/v1/conversations/"+o.ID, nil).Text("last", "text")
	return strings.Fields(text)[0]
}

// table reads a file as a spreadsheet does.
func table(t *testing.T, a *sapatest.Answer) [][]string {
	t.Helper()
	text, ok := strings.CutPrefix(string(a.Body), "\ufeff")
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if !ok || err != nil {
		t.Fatalf("no CSV with a byte order mark: %v\n%s", err, a.Body)
	}
	return lines
}

// The file holds what the list holds, over many pages; no cell of it is a formula; who took it stays written.
func TestCustomersAsAFile(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		dewi := h.As(sapatest.Dewi)
		evil := []string{"=HYPERLINK(1)", "+62811", "-1", "@SUM(A1)", "\tx", "\r=1", "Sari, \"B\"\n=2", "Sari; \"=HYPERLINK(1)", "＝1", "Toko A - B"}
		tame := []string{"'=HYPERLINK(1)", "'+62811", "'-1", "'@SUM(A1)", "'\tx", "''=1", "Sari, \"B\"\n'=2", "Sari; \"'=HYPERLINK(1)", "'＝1", "Toko A - B"}
		for i := range 110 {
			o := h.Conversation(sapa.InQueue, "")
			if i < len(evil) {
				h.Exec(`UPDATE contacts SET name = ` + quoted(e, evil[i]) + ` WHERE id = (SELECT max(id) FROM contacts)`)
			}
			_ = o
		}
		h.Conversation(sapa.Handled, sapatest.Eko)
		a := dewi.Want(http.StatusOK, "GET", "/api/v1/customers/file?tab=queue", nil)
		lines := table(t, a)
		if len(lines) != 111 {
			t.Fatalf("%d lines, want 111", len(lines))
		}
		if lines[0][0] != "Pelanggan" || a.Header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment;") {
			t.Errorf("%v, %v", lines[0], a.Header)
		}
		for i, name := range evil {
			if got := strings.ReplaceAll(lines[1+i][0], "\r", ""); got != tame[i] {
				t.Errorf("%q became %q, want %q", name, got, tame[i])
			}
		}
		for _, line := range lines {
			for _, cell := range line {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("%q is a formula", cell)
				}
			}
		}
		if n := h.Query(`SELECT count(*) FROM events WHERE kind = 'rooms.exported' AND by_kind = 'member'`)[0]; n != "1" {
			t.Errorf("%s events tell of it, want 1", n)
		}
		h.Exec(`UPDATE contacts SET name = '' WHERE id = (SELECT max(id) FROM contacts)`)
		id := dewi.Want(http.StatusOK, "GET", "/api/v1/customers?tab=handled", nil).Text("rows", 0, "conversation", "contact", "id")
		mark := strings.ToUpper(id[len(id)-4:])
		if lines := table(t, dewi.Want(http.StatusOK, "GET", "/api/v1/customers/file?tab=handled", nil)); lines[1][0] != "Tamu "+mark {
			t.Errorf("a guest is %q, want Tamu %s", lines[1][0], mark)
		}
		dewi.Want(http.StatusOK, "PATCH", "/api/v1/me", object{"language": "en"})
		if lines := table(t, dewi.Want(http.StatusOK, "GET", "/api/v1/customers/file?tab=handled", nil)); len(lines) != 2 || lines[0][0] != "Customer" || lines[1][5] != "Handled" {
			t.Errorf("in English: %v", lines)
		}
		// What the list refuses, the file does.
		long, many := "q="+strings.Repeat("ha ", 70), "last_handler="+strings.Repeat(dewi.ID+",", 50)+dewi.ID
		for _, query := range []string{"tab=x", "typ=inbox", "from=x", "type=x", strings.ReplaceAll(long, " ", "+"), many} {
			for _, path := range []string{"/api/v1/customers/file?", "/api/v1/customers?"} {
				if a := dewi.Do("GET", path+query, nil); a.Status != http.StatusUnprocessableEntity {
					t.Errorf("%s%s: %d", path, query, a.Status)
				}
			}
		}
	})
}

// quoted is a text in SQL.
func quoted(e sapatest.Engine, text string) string {
	text = strings.ReplaceAll(text, "'", "''")
	if e == sapatest.Postgres {
		return "E'" + strings.NewReplacer("\t", `\t`, "\r", `\r`, "\n", `\n`).Replace(text) + "'"
	}
	return "'" + text + "'"
}

// Many are assigned one by one: what a colleague took meanwhile, what is over and what is not there is refused, and the rest
// is assigned.
func TestAssigningMany(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		dewi, fitri := h.As(sapatest.Dewi), h.As(sapatest.Fitri)
		waiting, taken, over := h.Conversation(sapa.InQueue, ""), h.Conversation(sapa.Handled, sapatest.Eko), h.Conversation(sapa.Resolved, sapatest.Eko)
		_, theirs := h.Neighbour()
		var asked []object
		for _, o := range []sapatest.Object{waiting, taken, over, theirs} {
			asked = append(asked, object{"id": o.ID})
		}
		a := dewi.Want(http.StatusOK, "POST", "/api/v1/customers/assign", object{"conversations": asked, "to": fitri.ID})
		var got []string
		for i := range a.Len("results") {
			got = append(got, a.Text("results", i, "status")+" "+a.Text("results", i, "code"))
		}
		if want := []string{"assigned ", "refused already_assigned", "refused wrong_state", "refused not_found"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		if got := rowsOf(fitri, "tab=handled"); !slices.Equal(got, []string{waiting.ID}) {
			t.Errorf("Fitri handles %v", got)
		}
		transfer := object{"conversations": []object{{"id": taken.ID, "expected_assignee": h.As(sapatest.Eko).ID}}, "to": fitri.ID}
		if a := dewi.Want(http.StatusOK, "POST", "/api/v1/customers/assign", transfer); a.Text("results", 0, "status") != "assigned" {
			t.Errorf("a transfer: %s", a.Body)
		}
		h.As(sapatest.Ratna).Want(http.StatusNoContent, "PUT", "/api/v1/workload", object{"mode": "all_channels", "all": 1, "channels": []object{}, "members": []object{}})
		another := object{"conversations": []object{{"id": h.Conversation(sapa.InQueue, "").ID}}, "to": fitri.ID}
		if a := dewi.Want(http.StatusOK, "POST", "/api/v1/customers/assign", another); a.Text("results", 0, "code") != "workload_full" {
			t.Errorf("above the limit: %s", a.Body)
		}
		another["over_limit"] = true
		if a := dewi.Want(http.StatusOK, "POST", "/api/v1/customers/assign", another); a.Text("results", 0, "status") != "assigned" {
			t.Errorf("above the limit, insisting: %s", a.Body)
		}
		dewi.Want(http.StatusUnprocessableEntity, "POST", "/api/v1/customers/assign", object{"conversations": []object{}, "to": fitri.ID})
		dewi.Want(http.StatusUnprocessableEntity, "POST", "/api/v1/customers/assign", object{"conversations": slices.Repeat(asked[:1], 101), "to": fitri.ID})
	})
}

// Views are one's own; supervisors share theirs with everybody, and only they change what is shared.
func TestViews(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		dewi, eko, citra := h.As(sapatest.Dewi), h.As(sapatest.Eko), h.As(sapatest.Citra)
		neighbour, _ := h.Neighbour()
		names := func(p *sapatest.Person) []string {
			a := p.Want(http.StatusOK, "GET", "/api/v1/views", nil)
			var all []string
			for i := range a.Len("views") {
				all = append(all, a.Text("views", i, "name"))
			}
			return all
		}
		view := func(p *sapatest.Person, status int, body object) string {
			a := p.Want(status, "POST", "/api/v1/views", body)
			if status != http.StatusCreated {
				return ""
			}
			return "/api/v1/views/" + a.Text("id")
		}
		own := view(eko, http.StatusCreated, object{"name": " Antrean  pagi ", "filters": "list=queue"})
		view(eko, http.StatusForbidden, object{"name": "Semua", "filters": "", "shared": true})
		view(eko, http.StatusUnprocessableEntity, object{"name": " ", "filters": ""})
		view(eko, http.StatusUnprocessableEntity, object{"name": strings.Repeat("a", 61), "filters": ""})
		view(eko, http.StatusUnprocessableEntity, object{"name": "x", "filters": "%zz"})
		shared := view(dewi, http.StatusCreated, object{"name": "Sore", "filters": "list=handled", "shared": true})
		if got := names(eko); !slices.Equal(got, []string{"Antrean pagi", "Sore"}) {
			t.Errorf("Eko has %q", got)
		}
		if got := append(names(dewi), names(neighbour)...); !slices.Equal(got, []string{"Sore"}) {
			t.Errorf("Dewi and the neighbour have %q", got)
		}
		for _, method := range []string{"PATCH", "DELETE"} {
			dewi.Want(http.StatusNotFound, method, own, bodyOf(method))
			neighbour.Want(http.StatusNotFound, method, shared, bodyOf(method))
			eko.Want(http.StatusForbidden, method, shared, bodyOf(method))
		}
		eko.Want(http.StatusForbidden, "PATCH", own, object{"shared": true})
		eko.Want(http.StatusOK, "PATCH", own, object{"name": "Pagi", "filters": "list=queue&type=inbox"})
		citra.Want(http.StatusOK, "PATCH", shared, object{"shared": false})
		if got := append(names(eko), names(citra)...); !slices.Equal(got, []string{"Pagi"}) {
			t.Errorf("what is no longer shared is still there: %q", got)
		}
		dewi.Want(http.StatusNoContent, "DELETE", shared, nil)
		eko.Want(http.StatusNoContent, "DELETE", own, nil)
		if got := names(eko); len(got) != 0 {
			t.Errorf("%q is left", got)
		}
	})
}

func bodyOf(method string) any {
	if method == "DELETE" {
		return nil
	}
	return object{"name": "Lain"}
}

// Of two who change a view one wins; whoever has a view, and nobody else, learns at once what became of it.
func TestViewsAreFollowed(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		dewi, eko, citra := h.As(sapatest.Dewi), h.As(sapatest.Eko), h.As(sapatest.Citra)
		after := h.Query(`SELECT last_change FROM workspaces ORDER BY id LIMIT 1`)[0]
		learns := func(p *sapatest.Person) []string {
			a := p.Want(http.StatusOK, "GET", "/api/v1/events?after="+after, nil)
			all := []string{}
			for i := range a.Len("changes") {
				for j := range a.Len("changes", i, "events") {
					if kind := a.Text("changes", i, "events", j, "kind"); strings.HasPrefix(kind, "view.") {
						all = append(all, kind)
					}
				}
			}
			return all
		}
		eko.Want(http.StatusCreated, "POST", "/api/v1/views", object{"name": "Milik Eko", "filters": ""})
		view := "/api/v1/views/" + dewi.Want(http.StatusCreated, "POST", "/api/v1/views", object{"name": "Sore", "filters": "list=queue", "shared": true}).Text("id")
		seen := object{"name": "Sore", "filters": "list=queue", "shared": true}
		citra.Want(http.StatusOK, "PATCH", view, object{"name": "Malam", "seen": seen})
		if a := dewi.Want(http.StatusConflict, "PATCH", view, object{"name": "Pagi", "seen": seen}); a.Code() != "view_changed" {
			t.Errorf("%s", a.Body)
		}
		citra.Want(http.StatusOK, "PATCH", view, object{"shared": false})
		dewi.Want(http.StatusNoContent, "DELETE", view, nil)
		shared := []string{"view.created", "view.updated", "view.updated"}
		for _, one := range []struct {
			who  *sapatest.Person
			want []string
		}{
			{dewi, append(slices.Clone(shared), "view.deleted")}, {citra, shared}, {eko, append([]string{"view.created"}, shared...)},
		} {
			if got := learns(one.who); !slices.Equal(got, one.want) {
				t.Errorf("%s learns %q, want %q", one.who.Name, got, one.want)
			}
		}
	})
}

// Nobody keeps views without end.
func TestViewsAreBounded(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko := h.As(sapatest.Eko)
	for i := range 50 {
		eko.Want(http.StatusCreated, "POST", "/api/v1/views", object{"name": fmt.Sprint("v", i), "filters": ""})
	}
	if a := eko.Want(http.StatusConflict, "POST", "/api/v1/views", object{"name": "v51", "filters": ""}); a.Code() != "too_many_views" {
		t.Errorf("%s", a.Body)
	}
}
