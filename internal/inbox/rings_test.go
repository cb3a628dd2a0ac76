package inbox_test

import (
	"net/http"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

type object = map[string]any

// floor is a house in which conversations are given out, with limit one and nobody there but the owner.
type floor struct {
	*sapatest.House
	channel          sapa.Channel
	ratna, eko, dewi *sapatest.Person
	fitri            *sapatest.Person
}

func newFloor(t *testing.T) floor {
	t.Helper()
	h := sapatest.New(t, sapatest.SQLite)
	f := floor{House: h, channel: channelOf(t, h), ratna: h.As(sapatest.Ratna), eko: h.As(sapatest.Eko), dewi: h.As(sapatest.Dewi), fitri: h.As(sapatest.Fitri)}
	f.set(object{"assignment_strategy": "min_workload", "workload_mode": "all_channels", "workload_all": 1})
	return f
}

func (f floor) set(values object) { f.ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", values) }

// limits sets the limit of everybody, of Eko alone, and of the channel, with the one of three that is not 0 counting.
func (f floor) limits(all, own, channel int) {
	body := object{"mode": "all_channels", "all": max(all, 1), "channels": []object{}, "members": []object{}}
	if own > 0 {
		body["members"] = []object{{"member_id": f.eko.ID, "limit": own}}
	}
	if channel > 0 {
		body["mode"], body["channels"] = "per_channel", []object{{"channel_id": f.channelID(), "limit": channel}}
	}
	f.ratna.Want(http.StatusNoContent, "PUT", "/api/v1/workload", body)
}

func (f floor) channelID() string {
	return f.ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
}

// came are the public ids of the conversations, in the order in which they came.
func (f floor) came() []string {
	rows := f.Query(`SELECT id FROM conversations ORDER BY id`)
	ids := make([]string, len(rows))
	for _, id := range f.ratna.List("all") {
		shown := f.ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
		ids[slices.Index([]string{"first", "second"}, shown.Text("contact", "name"))] = id
	}
	return ids
}

func (f floor) do(p *sapatest.Person, verb string, body any) {
	p.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+f.came()[0]+"/"+verb, body)
}

// writes lets a customer write for the first time.
func (f floor) writes(t *testing.T, who string) {
	t.Helper()
	f.Clock.Advance(time.Second)
	writes(t, f.House, who)
}

// busy lets Eko handle what came first, while something else waits.
func (f floor) busy(t *testing.T) {
	t.Helper()
	f.Here(sapatest.Eko)
	f.writes(t, "first")
	route(t, f.House)
	f.writes(t, "second")
}

// away lets something wait while nobody is there who could take it.
func (f floor) away(t *testing.T, there ...string) {
	t.Helper()
	f.Here(there...)
	f.writes(t, "first")
}

// ASG-12: whatever it is by which somebody can take a conversation, it rings: what waits is given out at once, and not when
// all that wait are looked at the next time.
func TestWhateverMakesRoomRings(t *testing.T) {
	t.Parallel()
	device := admin.Device{Agent: "test", Address: netip.MustParseAddr("127.0.0.1")}
	for what, row := range map[string]struct {
		before func(*testing.T, floor)
		act    func(*testing.T, floor)
		// place is which of those that came is given out by it, and to whom.
		place int
		to    string
	}{
		"an agent says that they are there": {
			func(t *testing.T, f floor) { f.away(t) },
			func(t *testing.T, f floor) {
				f.eko.Want(http.StatusOK, "PUT", "/api/v1/me/presence", object{"state": "online"})
			}, 0, sapatest.Eko,
		},
		"an agent signs in": {
			func(t *testing.T, f floor) { f.away(t) },
			func(t *testing.T, f floor) {
				if _, err := f.Admin.SignIn(t.Context(), sapatest.Email(sapatest.Eko), sapatest.Password, device); err != nil {
					t.Fatal(err)
				}
			}, 0, sapatest.Eko,
		},
		"an agent who was idle is back": {
			func(t *testing.T, f floor) {
				f.away(t)
				f.idle(t)
			},
			func(t *testing.T, f floor) {
				if err := f.Admin.Acted(t.Context(), f.By(sapatest.Eko), "test"); err != nil {
					t.Fatal(err)
				}
			}, 0, sapatest.Eko,
		},
		"somebody invited joins": {
			func(t *testing.T, f floor) { f.away(t) },
			func(t *testing.T, f floor) { f.As("hana") }, 0, "hana",
		},
		"a conversation is resolved": {
			floorBusy, func(t *testing.T, f floor) { f.do(f.eko, "resolve", nil) }, 1, sapatest.Eko,
		},
		"a conversation is handed on": {
			floorBusy, func(t *testing.T, f floor) { f.do(f.ratna, "assign", object{"to": f.ratna.ID}) }, 1, sapatest.Eko,
		},
		"a conversation is put back": {
			floorBusy, func(t *testing.T, f floor) { f.do(f.ratna, "unassign", nil) }, 0, sapatest.Eko, // who has waited longest is first again
		},
		"a session ends": {
			floorBusy, func(t *testing.T, f floor) {
				f.Clock.Advance(25 * time.Hour)
				if _, err := f.Inbox.Sweep(t.Context()); err != nil {
					t.Fatal(err)
				}
			}, 1, sapatest.Eko,
		},
		"the limit is raised": {
			floorBusy, func(t *testing.T, f floor) { f.limits(2, 0, 0) }, 1, sapatest.Eko,
		},
		"an agent's own limit is raised": {
			floorBusy, func(t *testing.T, f floor) { f.limits(1, 2, 0) }, 1, sapatest.Eko,
		},
		"a channel's limit is raised": {
			func(t *testing.T, f floor) { f.limits(0, 0, 1); f.busy(t) }, func(t *testing.T, f floor) { f.limits(0, 0, 2) }, 1, sapatest.Eko,
		},
		"limits are switched off": {
			floorBusy, func(t *testing.T, f floor) { f.set(object{"workload_mode": "off"}) }, 1, sapatest.Eko,
		},
		"a strategy is switched on": {
			func(t *testing.T, f floor) {
				f.set(object{"assignment_strategy": "open"})
				f.away(t, sapatest.Eko)
			},
			func(t *testing.T, f floor) { f.set(object{"assignment_strategy": "round_robin"}) }, 0, sapatest.Eko,
		},
		"a service that decided is switched off": {
			func(t *testing.T, f floor) {
				f.ratna.Want(http.StatusCreated, "POST", "/api/v1/allocation/secret", object{})
				f.set(object{"custom_allocation": true, "custom_allocation_url": "https://siapa.example/"})
				f.away(t, sapatest.Eko)
			},
			func(t *testing.T, f floor) {
				f.set(object{"custom_allocation": false, "assignment_strategy": "min_workload"})
			}, 0, sapatest.Eko,
		},
		"a supervisor becomes an agent": {
			func(t *testing.T, f floor) { f.away(t, sapatest.Dewi) },
			func(t *testing.T, f floor) {
				f.ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+f.dewi.ID, object{"role": "agent"})
			}, 0, sapatest.Dewi,
		},
		"who handled it is removed": {
			func(t *testing.T, f floor) {
				f.away(t, sapatest.Eko)
				route(t, f.House)
				f.Here(sapatest.Fitri)
			},
			func(t *testing.T, f floor) {
				f.ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+f.eko.ID, nil)
			}, 0, sapatest.Fitri,
		},
		"the last agent is removed, and whoever is there takes": {
			func(t *testing.T, f floor) {
				f.away(t, sapatest.Dewi)
				f.ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+f.eko.ID, nil)
			},
			func(t *testing.T, f floor) {
				f.ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+f.fitri.ID, nil)
			}, 0, sapatest.Dewi,
		},
		"somebody joins the department": {
			func(t *testing.T, f floor) {
				f.Divide()
				f.away(t, sapatest.Fitri)
			},
			func(t *testing.T, f floor) {
				f.ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+f.fitri.ID, object{"department_ids": f.department("Layanan", "Penjualan")})
			}, 0, sapatest.Fitri,
		},
		"the department takes somebody in": {
			func(t *testing.T, f floor) {
				f.Divide()
				f.away(t, sapatest.Fitri)
			},
			func(t *testing.T, f floor) {
				f.ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+f.department("Penjualan")[0], object{"member_ids": []string{f.eko.ID, f.fitri.ID}})
			}, 0, sapatest.Fitri,
		},
		"a conversation is moved to another department": {
			func(t *testing.T, f floor) {
				f.Divide()
				f.away(t, sapatest.Fitri)
			},
			func(t *testing.T, f floor) {
				f.do(f.ratna, "move", object{"department_id": f.department("Layanan")[0]})
			}, 0, sapatest.Fitri,
		},
		"a channel is another department's, and a customer writes": {
			func(t *testing.T, f floor) {
				f.Divide()
				f.away(t, sapatest.Fitri)
			},
			func(t *testing.T, f floor) {
				f.ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+f.department("Layanan")[0], object{"channel_ids": []string{f.channelID()}})
				f.writes(t, "second")
			}, 1, sapatest.Fitri,
		},
		"a department is removed": {
			func(t *testing.T, f floor) {
				f.Divide()
				f.ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+f.department("Layanan")[0], object{"channel_ids": []string{f.channelID()}})
				f.away(t, sapatest.Eko)
			},
			func(t *testing.T, f floor) {
				f.ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/departments/"+f.department("Layanan")[0], nil)
			}, 0, sapatest.Eko,
		},
		"the first department is made": {
			func(t *testing.T, f floor) { f.away(t, sapatest.Dewi) },
			func(t *testing.T, f floor) {
				f.ratna.Want(http.StatusCreated, "POST", "/api/v1/departments", object{"name": "Toko", "supervisor_id": f.dewi.ID, "member_ids": []string{f.dewi.ID}})
			}, 0, sapatest.Dewi,
		},
		"a customer writes again": {
			func(t *testing.T, f floor) {
				f.away(t, sapatest.Eko)
				route(t, f.House)
				f.Clock.Advance(25 * time.Hour)
				if _, err := f.Inbox.Sweep(t.Context()); err != nil {
					t.Fatal(err)
				}
			},
			func(t *testing.T, f floor) {
				if _, err := f.Inbox.Ingest(t.Context(), f.channel, []sapa.Inbound{said(f.channel, "first", "2", "masih di sana?")}); err != nil {
					t.Fatal(err)
				}
			}, 0, sapatest.Eko,
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			f := newFloor(t)
			row.before(t, f)
			route(t, f.House) // nothing rings any more
			if n, err := f.Inbox.RouteRung(t.Context()); n != 0 || err != nil {
				t.Fatalf("%d were given out before: %v", n, err)
			}
			row.act(t, f)
			if n, err := f.Inbox.RouteRung(t.Context()); n != 1 || err != nil {
				t.Errorf("%d were given out: %v", n, err)
			}
			a := f.ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+f.came()[row.place], nil)
			if a.Text("state") != "handled" || a.Text("assignee_id") != f.As(row.to).ID {
				t.Errorf("not given to %s: %s", row.to, a.Body)
			}
		})
	}
}

func floorBusy(t *testing.T, f floor) {
	t.Helper()
	f.busy(t)
}

// idle lets Eko be away because they did nothing for long.
func (f floor) idle(t *testing.T) {
	t.Helper()
	f.Clock.Advance(time.Hour)
	_, err := f.Store.Change(t.Context(), f.Workspace, func(tx *store.Tx) error {
		now := f.Clock.Now()
		tx.Emit(sapa.Event{Kind: sapa.MemberPresence, At: now, Actor: sapa.SystemActor(), Subject: int64(f.By(sapatest.Eko).Member)})
		return tx.SetPresence(t.Context(), f.By(sapatest.Eko).Member, sapa.Presence{State: sapa.Offline, Why: sapa.PresenceIdle, Since: now})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// department finds the ids of departments by their names.
func (f floor) department(names ...string) []string {
	a := f.ratna.Want(http.StatusOK, "GET", "/api/v1/departments", nil)
	var ids []string
	for _, name := range names {
		for i := range a.Len("departments") {
			if a.Text("departments", i, "name") == name {
				ids = append(ids, a.Text("departments", i, "id"))
			}
		}
	}
	return ids
}
