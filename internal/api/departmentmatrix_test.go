package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// divided are conversations in every relation to an agent of one department (Eko), by whether they lie in his department.
var divided = []struct {
	state   sapa.State
	handler string
	care    bool // in the other department
	sees    bool // Eko does
}{
	{sapa.InQueue, "", false, true}, {sapa.InQueue, "", true, false}, {sapa.Inactive, sapatest.Fitri, false, true}, {sapa.Inactive, sapatest.Fitri, true, false},
	{sapa.Handled, sapatest.Fitri, true, false}, {sapa.Resolved, sapatest.Fitri, true, false}, {sapa.Resolved, sapatest.Fitri, false, false},
}

// dividedHouse is a house with two departments and a conversation of each sort.
func dividedHouse(t *testing.T, e sapatest.Engine) (*sapatest.House, []sapatest.Object) {
	t.Helper()
	h := sapatest.New(t, e)
	d := h.Divide()
	objects := make([]sapatest.Object, len(divided))
	for i, thing := range divided {
		in := d.Sales
		if thing.care {
			in = d.Care
		}
		objects[i] = h.ConversationIn(in, thing.state, thing.handler)
	}
	h.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", map[string]any{"supervisor_scope": "own_departments"})
	return h, objects
}

// seesDivided tells whether somebody sees a conversation of the divided house: Dewi leads one department and has no part in
// the other.
func seesDivided(who string, i int) bool {
	switch who {
	case sapatest.Eko:
		return divided[i].sees
	case sapatest.Dewi:
		return !divided[i].care
	}
	return true
}

// Every route on conversations, contacts and files of one's own and of another department: what is another department's is not
// there, not even for whoever would have lost a race for it.
func TestMatrixOfDepartments(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h, objects := dividedHouse(t, e)
		for pattern, r := range rows {
			if r.kind != conversation && r.kind != contact && r.kind != file {
				continue
			}
			for _, who := range []string{sapatest.Ratna, sapatest.Dewi, sapatest.Eko} {
				for i, thing := range divided {
					sees := seesDivided(who, i)
					if sees && !strings.HasPrefix(pattern, "GET") {
						continue // what may be done to what one sees is the other matrix's
					}
					a := call(h.As(who), h, pattern, objects[i], "", "")
					name := fmt.Sprintf("%s: %s on one %s of %q, of the other department: %v", pattern, who, thing.state, thing.handler, thing.care)
					if !sees && a.Status != http.StatusNotFound || sees && a.Status >= 400 && !slices.Contains([]string{"not_supported", "not_found", "conflict"}, a.Code()) && a.Status != http.StatusConflict {
						t.Errorf("%s: %d %s", name, a.Status, a.Body)
					}
				}
			}
		}
	})
}

// Lists, counts, search, "get new chat" and the people a note can call know the departments too.
func TestListsKnowDepartments(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h, objects := dividedHouse(t, e)
		h.Clock.Advance(1e9)
		for _, who := range []string{sapatest.Ratna, sapatest.Dewi, sapatest.Eko} {
			p := h.As(who)
			var want []string
			queue := 0
			for i, o := range objects {
				if seesDivided(who, i) {
					want = append(want, o.ID)
				}
				if seesDivided(who, i) && divided[i].state == sapa.InQueue {
					queue++
				}
			}
			slices.Sort(want)
			found := p.Want(http.StatusOK, "GET", "/api/v1/search?limit=100&q=halo", nil)
			var got []string
			for i := range found.Len("hits") {
				got = append(got, found.Text("hits", i, "conversation", "id"))
			}
			slices.Sort(got)
			if got = slices.Compact(got); !slices.Equal(got, want) {
				t.Errorf("%s finds %d of %d conversations", who, len(got), len(want))
			}
			if n := p.Want(http.StatusOK, "GET", "/api/v1/conversations/counts", nil).Number("queue"); int(n) != queue {
				t.Errorf("%s: %d wait, want %d", who, n, queue)
			}
			if who != sapatest.Eko {
				if all := slices.Sorted(slices.Values(p.List("all"))); !slices.Equal(all, want) {
					t.Errorf("%s lists %d, want %d", who, len(all), len(want))
				}
			}
		}
		callable := h.As(sapatest.Eko).Want(http.StatusOK, "GET", "/api/v1/conversations/"+objects[0].ID+"/mentionable", nil)
		for i := range callable.Len("members") {
			if id := callable.Text("members", i, "id"); id == h.As(sapatest.Fitri).ID {
				t.Error("a note can call somebody of another department")
			}
		}
		eko := h.As(sapatest.Eko)
		if id := eko.Want(http.StatusOK, "POST", "/api/v1/conversations/next", nil).Text("id"); id != objects[0].ID {
			t.Errorf("Eko gets %s", id)
		}
		eko.Do("POST", "/api/v1/conversations/next", nil).Must(http.StatusNotFound, "")
		h.As(sapatest.Dewi).Do("GET", "/api/v1/deliveries", nil).Must(http.StatusForbidden, "own_departments_only")
	})
}

// Live updates and signals of another department reach nobody else, and who loses sight of a conversation by its move is told.
func TestLiveUpdatesKnowDepartments(t *testing.T) {
	liveHouses(t, func(t *testing.T, one, other *sapatest.House) {
		d := one.Divide()
		one.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", map[string]any{"supervisor_scope": "own_departments"})
		eko, fitri, dewi, ratna := one.As(sapatest.Eko), other.As(sapatest.Fitri), other.As(sapatest.Dewi), one.As(sapatest.Ratna)
		lives := map[string]*sapatest.Live{"eko": eko.Live(0), "fitri": fitri.Live(0), "dewi": dewi.Live(0)}
		budi := one.Visitor()
		budi.Say("halo penjualan")
		lives["eko"].WaitEvent("the message", text("halo penjualan"))
		lives["dewi"].WaitEvent("the message", text("halo penjualan"))
		id := ratna.List("all")[0]
		one.Move(id, d.Care)
		gone := func(f sapatest.Frame) bool { return f["gone"] == id && f["conversation"] == nil }
		lives["eko"].WaitEvent("the loss", gone)
		lives["dewi"].WaitEvent("the loss", gone)
		lives["fitri"].WaitEvent("the move", func(f sapatest.Frame) bool {
			return f["kind"] == "conversation.moved" && f["department_id"] == d.Care && f["from_department_id"] == d.Sales && f["conversation"] != nil
		})
		lives["fitri"].Say(sapatest.Frame{"type": "looking", "conversation": id})
		lives["eko"].Say(sapatest.Frame{"type": "looking", "conversation": id})
		budi.Say("rahasia layanan")
		lives["fitri"].WaitEvent("the next message", text("rahasia layanan"))
		one.Visitor().Say("pembeli lain")
		for _, who := range []string{"eko", "dewi"} {
			lives[who].WaitEvent("another customer", text("pembeli lain"))
			for _, f := range lives[who].Frames() {
				if f["type"] == "signal" {
					t.Errorf("%s hears %v", who, f)
				}
			}
			if slices.ContainsFunc(lives[who].Events(), text("rahasia layanan")) {
				t.Errorf("%s was told of another department's message", who)
			}
		}
		if slices.ContainsFunc(lives["fitri"].Events(), text("pembeli lain")) {
			t.Error("Fitri was told of another department's customer")
		}
		// A member's own change of department counts at once on a connection that is open.
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+fitri.ID, map[string]any{"department_ids": []string{d.Sales}})
		one.Visitor().Say("pembeli ketiga")
		lives["fitri"].WaitEvent("a customer of the new department", text("pembeli ketiga"))
		budi.Say("rahasia lagi")
		one.Visitor().Say("pembeli keempat")
		lives["fitri"].WaitEvent("one more", text("pembeli keempat"))
		if slices.ContainsFunc(lives["fitri"].Events(), text("rahasia lagi")) {
			t.Error("Fitri is told of the department she left")
		}
	})
}
