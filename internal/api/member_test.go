package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

func TestMemberFields(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	long := strings.Repeat("é", 101)
	for want, fields := range map[string]map[string]any{
		"name: required":                            {"name": "\u202e \u200b", "email": "a@melati.example"},
		"name: too_long":                            {"name": long, "email": "a@melati.example"},
		"email: email_or_phone":                     {"name": "A"},
		"email: invalid_email":                      {"name": "A", "email": "a@melati"},
		"phone: invalid_phone":                      {"name": "A", "phone": "0812-ABC"},
		"address: too_long":                         {"name": "A", "email": "a@melati.example", "address": strings.Repeat("é", 256)},
		"organization: too_long":                    {"name": "A", "email": "a@melati.example", "organization": long},
		"time_zone: unknown_zone":                   {"name": "A", "email": "a@melati.example", "time_zone": "Asia/Bekasi"},
		"denied: not_an_option":                     {"name": "A", "email": "a@melati.example", "denied": []string{"see_all"}},
		"role: not_an_option":                       {"name": "A", "email": "a@melati.example", "role": "king"},
		"language: not_an_option":                   {"name": "A", "email": "a@melati.example", "language": "fr"},
		"state: unknown":                            {"name": "A", "email": "a@melati.example", "state": "active"},
		"email: invalid_email|name: required":       {"name": " ", "email": "x"},
		"email: invalid_email|phone: invalid_phone": {"name": "A", "email": "x", "phone": "1"},
	} {
		a := ratna.Do("POST", "/api/v1/members", fields).Must(http.StatusUnprocessableEntity, "invalid")
		if got := strings.Join(a.Wrong(), "|"); got != want {
			t.Errorf("%v: %q, want %q", fields, got, want)
		}
	}
	if n := ratna.Want(http.StatusOK, "GET", "/api/v1/members", nil).Len("members"); n != 1 {
		t.Errorf("%d members after nothing but refusals", n)
	}
}

// An email is one person's in the installation, a phone number in the workspace; both are free again with a removal.
func TestNamesToSignInWithAreUnique(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna := h.As(sapatest.Ratna)
		neighbour, _ := h.Neighbour()
		add := func(p *sapatest.Person, fields map[string]any) *sapatest.Answer {
			fields["name"] = "Gilang"
			return p.Do("POST", "/api/v1/members", fields)
		}
		gilang := add(ratna, map[string]any{"email": "gilang@melati.example", "phone": "081200000001"}).Must(http.StatusCreated, "").Text("member", "id")
		for _, who := range []*sapatest.Person{ratna, neighbour} {
			a := add(who, map[string]any{"email": " GILANG@Melati.Example"}).Must(http.StatusConflict, "email_taken")
			if !slices.Equal(a.Wrong(), []string{"email: taken"}) {
				t.Errorf("wrong fields %q", a.Wrong())
			}
		}
		a := add(ratna, map[string]any{"phone": "+62 812-0000-0001"}).Must(http.StatusConflict, "phone_taken")
		if !slices.Equal(a.Wrong(), []string{"phone: taken"}) {
			t.Errorf("wrong fields %q", a.Wrong())
		}
		add(neighbour, map[string]any{"phone": "081200000001", "password": "es teh manis"}).Must(http.StatusCreated, "")
		hana := add(ratna, map[string]any{"email": "hana@melati.example"}).Must(http.StatusCreated, "").Text("member", "id")
		ratna.Do("PATCH", "/api/v1/members/"+hana, map[string]any{"email": "gilang@melati.example"}).Must(http.StatusConflict, "email_taken")
		ratna.Do("PATCH", "/api/v1/members/"+hana, map[string]any{"phone": "0812 0000 0001"}).Must(http.StatusConflict, "phone_taken")
		ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+gilang, nil)
		add(ratna, map[string]any{"email": "gilang@melati.example", "phone": "081200000001", "password": "jus alpukat susu"}).Must(http.StatusCreated, "")
		for password, company := range map[string]string{"es teh manis": "Toko Sebelah", "jus alpukat susu": "Toko Melati"} {
			p := h.Anonymous()
			p.Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": "081200000001", "password": password})
			if got := p.Want(http.StatusOK, "GET", "/api/v1/me", nil).Text("workspace", "name"); got != company {
				t.Errorf("the number with the password of %s opens %s", company, got)
			}
		}
	})
}

func TestOneEmailInvitedTwentyTimesAtOnce(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna := h.As(sapatest.Ratna)
		neighbour, _ := h.Neighbour()
		var won atomic.Int32
		sapatest.Together(20, func(i int) {
			who := []*sapatest.Person{ratna, neighbour}[i%2]
			a := who.Do("POST", "/api/v1/members", map[string]any{"name": "Hana", "email": "hana@melati.example"})
			if a.Status == http.StatusCreated {
				won.Add(1)
			} else if a.Status != http.StatusConflict || a.Code() != "email_taken" {
				t.Errorf("%d %s", a.Status, a.Body)
			}
		})
		if won.Load() != 1 {
			t.Errorf("%d members have one email", won.Load())
		}
	})
}

// rank is how high a role stands among those who manage members.
var rank = map[sapa.Role]int{sapa.Owner: 5, sapa.Admin: 4, sapa.Manager: 3, sapa.Supervisor: 2, sapa.Agent: 1}

// Nobody makes, changes, lets in or removes a member who stands higher, and only owners do any of that to owners.
func TestRank(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	for _, who := range everyone {
		p := h.As(who.name)
		for _, role := range sapa.Roles() {
			may := rank[who.role] >= 3 && rank[who.role] >= rank[role]
			target := func() string {
				fields := newMember(nil, sapatest.Object{}).(map[string]any)
				fields["role"] = role
				return ratna.Want(http.StatusCreated, "POST", "/api/v1/members", fields).Text("member", "id")
			}
			fresh := newMember(nil, sapatest.Object{}).(map[string]any)
			fresh["role"] = role
			agent := newMember(nil, sapatest.Object{}).(map[string]any)
			below := ratna.Want(http.StatusCreated, "POST", "/api/v1/members", agent).Text("member", "id")
			for name, a := range map[string]*sapatest.Answer{
				"invites":   p.Do("POST", "/api/v1/members", fresh),
				"changes":   p.Do("PATCH", "/api/v1/members/"+target(), map[string]any{"address": "Solo"}),
				"makes one": p.Do("PATCH", "/api/v1/members/"+below, map[string]any{"role": role}),
				"unmakes":   p.Do("PATCH", "/api/v1/members/"+target(), map[string]any{"role": "agent"}),
				"links":     p.Do("POST", "/api/v1/members/"+target()+"/link", nil),
				"removes":   p.Do("DELETE", "/api/v1/members/"+target(), nil),
			} {
				if ok := a.Status < 300; ok != may || !ok && a.Status != http.StatusForbidden {
					t.Errorf("%s %s a %s: %d %s", who.role, name, role, a.Status, a.Body)
				}
			}
		}
	}
}

// What one may do to oneself goes through one's own account, which asks for the password; the rest nobody may.
func TestOnesOwnAccount(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	for _, name := range []string{sapatest.Ratna, sapatest.Bagas, sapatest.Citra} {
		p := h.As(name)
		self := "/api/v1/members/" + p.ID
		p.Do("PATCH", self, map[string]any{"role": "agent"}).Must(http.StatusForbidden, "own_role")
		p.Do("PATCH", self, map[string]any{"denied": []string{}}).Must(http.StatusForbidden, "own_role")
		p.Do("DELETE", self, nil).Must(http.StatusForbidden, "own_account")
		p.Do("POST", self+"/link", nil).Must(http.StatusForbidden, "own_account")
		p.Do("PATCH", self, map[string]any{"email": "thief@evil.example"}).Must(http.StatusForbidden, "own_account")
		p.Do("PATCH", "/api/v1/me", map[string]any{"email": "thief@evil.example"}).Must(http.StatusUnprocessableEntity, "invalid")
		p.Do("PATCH", "/api/v1/me", map[string]any{"email": "thief@evil.example", "password": "salah salah"}).Must(http.StatusUnprocessableEntity, "invalid")
		p.Do("PATCH", "/api/v1/me", map[string]any{"role": "owner"}).Must(http.StatusUnprocessableEntity, "invalid")
		p.Want(http.StatusOK, "PATCH", self, map[string]any{"address": "Solo", "email": sapatest.Email(name)})
		a := p.Want(http.StatusOK, "PATCH", "/api/v1/me", map[string]any{"email": "baru." + sapatest.Email(name), "password": sapatest.Password})
		if a.Text("private", "email") != "baru."+sapatest.Email(name) {
			t.Errorf("%s", a.Body)
		}
	}
}

// There is always an active owner, also when two take each other out at the same moment.
func TestLastOwner(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna := h.As(sapatest.Ratna)
		second, token := invite(ratna, map[string]any{"name": "Sari", "email": "sari@melati.example", "role": "owner"})
		// Who is invited only cannot keep the house; Ratna is the last one still.
		sari, _ := accept(h, token, "teh botol dingin")
		sari.Want(http.StatusOK, "PATCH", "/api/v1/members/"+ratna.ID, map[string]any{"role": "admin"})
		ratna.Do("PATCH", "/api/v1/members/"+second, map[string]any{"role": "agent"}).Must(http.StatusForbidden, "")
		sari.Want(http.StatusOK, "PATCH", "/api/v1/members/"+ratna.ID, map[string]any{"role": "owner"})
		acts := []func() *sapatest.Answer{
			func() *sapatest.Answer { return ratna.Do("DELETE", "/api/v1/members/"+second, nil) },
			func() *sapatest.Answer {
				return sari.Do("PATCH", "/api/v1/members/"+ratna.ID, map[string]any{"role": "agent"})
			},
		}
		sapatest.Together(len(acts), func(i int) { acts[i]() })
		if n := h.Query(`SELECT count(*) FROM members WHERE role = 'owner' AND state = 'active'`)[0]; n != "1" {
			t.Errorf("%s owners are left", n)
		}
	})
}

// A removal ends what the member could do and puts their customers back into the queue; history keeps the name.
func TestRemovingAMember(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna, eko, fitri := h.As(sapatest.Ratna), h.As(sapatest.Eko), h.As(sapatest.Fitri)
		mine, resolved, other := h.Conversation(sapa.Handled, sapatest.Eko), h.Conversation(sapa.Resolved, sapatest.Eko), h.Conversation(sapa.InQueue, "")
		eko.Reply(mine.ID, "halo kak").Must(http.StatusCreated, "")
		ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+eko.ID, nil)
		eko.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
		if got, want := fitri.List("queue"), []string{mine.ID, other.ID}; len(got) != 2 || !slices.Contains(got, want[0]) || !slices.Contains(got, want[1]) {
			t.Errorf("the queue is %v, want %v", got, want)
		}
		thread := fitri.Want(http.StatusOK, "GET", "/api/v1/conversations/"+mine.ID+"/messages", nil)
		last := thread.Len("events") - 1
		if thread.Text("events", last, "kind") != "conversation.unassigned" || thread.Text("events", last, "why") != "member_removed" || thread.Text("events", last, "member_id") != eko.ID {
			t.Errorf("the timeline ends with %v", thread.At("events", last))
		}
		fitri.Want(http.StatusNotFound, "GET", "/api/v1/conversations/"+resolved.ID, nil)
		names := map[string]string{}
		list := fitri.Want(http.StatusOK, "GET", "/api/v1/members", nil)
		for i := range list.Len("members") {
			names[list.Text("members", i, "id")] = list.Text("members", i, "name") + " " + list.Text("members", i, "state")
		}
		if names[eko.ID] != "Eko Test removed" {
			t.Errorf("history knows Eko as %q", names[eko.ID])
		}
		fitri.Do("POST", "/api/v1/conversations/"+mine.ID+"/assign", map[string]any{"to": eko.ID}).Must(http.StatusUnprocessableEntity, "")
		ratna.Want(http.StatusNotFound, "DELETE", "/api/v1/members/"+eko.ID, nil)
		ratna.Want(http.StatusNotFound, "PATCH", "/api/v1/members/"+eko.ID, map[string]any{"name": "X"})
	})
}

// What is taken from a manager counts from their next request, and what is given back as well.
func TestDeniedPermissions(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna, citra := h.As(sapatest.Ratna), h.As(sapatest.Citra)
	setting := func(name string, value any) int {
		return citra.Do("PATCH", "/api/v1/settings", map[string]any{name: value}).Status
	}
	members := func() int { return citra.Do("POST", "/api/v1/members", newMember(nil, sapatest.Object{})).Status }
	for _, denied := range [][]string{{}, {"workspace_settings"}, {"manage_members"}, {"workspace_settings", "manage_members"}, {"manage_allocation"}, {}} {
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+citra.ID, map[string]any{"denied": denied})
		for permission, status := range map[string]int{
			"workspace_settings": setting("inactivity_minutes", 10), "manage_members": members(), "manage_allocation": setting("agent_can_assign", true),
		} {
			if taken := slices.Contains(denied, permission); taken != (status == http.StatusForbidden) {
				t.Errorf("denied %v: %s answers %d", denied, permission, status)
			}
			can := citra.Want(http.StatusOK, "GET", "/api/v1/me", nil).At("can", permission)
			if can != !slices.Contains(denied, permission) {
				t.Errorf("denied %v: me says %s is %v", denied, permission, can)
			}
		}
	}
	// Only managers' permissions can be taken; an admin's stay whatever is written down.
	bagas := h.As(sapatest.Bagas)
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+bagas.ID, map[string]any{"denied": []string{"manage_members"}})
	bagas.Want(http.StatusCreated, "POST", "/api/v1/members", newMember(nil, sapatest.Object{}))
}

// A manager from whom a permission was taken gets it back by nobody they make, promote or send a link to.
func TestDeniedManagersMakeNoManagerWhoMay(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna, citra, eko := h.As(sapatest.Ratna), h.As(sapatest.Citra), h.As(sapatest.Eko)
	manager := func(denied ...string) map[string]any {
		return map[string]any{"name": "Baru", "email": strings.ToLower(sapatest.NewKey()) + "@melati.example", "role": "manager", "denied": append([]string{}, denied...)}
	}
	peer := ratna.Want(http.StatusCreated, "POST", "/api/v1/members", manager()).Text("member", "id")
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+citra.ID, map[string]any{"denied": []string{"workspace_settings"}})
	for what, a := range map[string]*sapatest.Answer{
		"makes":    citra.Do("POST", "/api/v1/members", manager()),
		"promotes": citra.Do("PATCH", "/api/v1/members/"+eko.ID, map[string]any{"role": "manager"}),
		"links":    citra.Do("POST", "/api/v1/members/"+peer+"/link", nil),
		"changes":  citra.Do("PATCH", "/api/v1/members/"+peer, map[string]any{"email": "citra.lain@melati.example"}),
	} {
		if a.Status != http.StatusForbidden || a.Code() != "role_too_high" {
			t.Errorf("%s: %d %s", what, a.Status, a.Body)
		}
	}
	like := citra.Want(http.StatusCreated, "POST", "/api/v1/members", manager("workspace_settings")).Text("member", "id")
	citra.Do("PATCH", "/api/v1/members/"+like, map[string]any{"denied": []string{}}).Must(http.StatusForbidden, "role_too_high")
}

// Contact data of colleagues is for those who manage members; everybody sees their own.
func TestPrivateFields(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	for _, who := range everyone {
		h.As(who.name)
	}
	for _, who := range everyone {
		p := h.As(who.name)
		for _, path := range []string{"/api/v1/members", "/api/v1/bootstrap"} {
			a := p.Want(http.StatusOK, "GET", path, nil)
			for i := range a.Len("members") {
				private := a.At("members", i, "private") != nil
				if want := rank[who.role] >= 3 || a.Text("members", i, "id") == p.ID; private != want {
					t.Errorf("%s, %s: private of %s: %v", path, who.role, a.Text("members", i, "name"), private)
				}
			}
			if rank[who.role] < 3 && strings.Count(string(a.Body), "@melati.example") != strings.Count(string(a.Body), sapatest.Email(who.name)) {
				t.Errorf("%s tells a %s a colleague's email: %s", path, who.role, a.Body)
			}
		}
	}
	o := h.Conversation(sapa.InQueue, "")
	a := h.As(sapatest.Eko).Want(http.StatusOK, "GET", fmt.Sprintf("/api/v1/conversations/%s/mentionable", o.ID), nil)
	if strings.Contains(string(a.Body), "@melati") {
		t.Errorf("the list of who can be mentioned tells emails: %s", a.Body)
	}
}
