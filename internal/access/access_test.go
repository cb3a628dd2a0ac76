package access_test

import (
	"testing"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
)

func who(role sapa.Role, stored map[string]any, denied ...string) access.Who {
	return access.Who{Member: sapa.Member{ID: 7, Role: role, State: sapa.Active, Denied: denied}, Settings: settings.Of(stored)}
}

// The rows of ROL-3 that exist so far, written out a second time: Y yes, P unless taken away, S by a switch, - no.
var matrix = map[access.Permission]string{ //        owner admin manager supervisor agent
	access.ManageOwners:      "Y----",
	access.ManageMembers:     "YYP--",
	access.WorkspaceSettings: "YYP--",
	access.ConnectChannels:   "YYYYS",
	access.ManageChannels:    "YYYY-",
	access.SeeAll:            "YYYY-",
	access.AssignOthers:      "YYYYS",
	access.Claim:             "YYYYS",
	access.ManageDepartments: "YYP--",
	access.ViewDepartments:   "YYYY-",
	access.ChooseMain:        "YY---",
	access.ChooseStrategy:    "YYYY-",
	access.ManageAllocation:  "YYP--",
	access.Monitor:           "YYYY-",
	access.Export:            "YYYY-",
	access.AssignMany:        "YYYY-",
	access.ShareViews:        "YYYY-",
}

var switches = map[access.Permission]settings.Name{
	access.ConnectChannels: settings.AgentsCanConnectChannels, access.AssignOthers: settings.AgentCanAssign, access.Claim: settings.AgentCanTakeover,
}

func TestPermissionMatrix(t *testing.T) {
	t.Parallel()
	if len(matrix) != len(access.Permissions()) {
		t.Fatalf("%d rows for %d permissions", len(matrix), len(access.Permissions()))
	}
	for _, p := range access.Permissions() {
		for i, role := range sapa.Roles() {
			cell := matrix[p][i]
			if got, want := who(role, nil).May(p), cell != '-'; got != want {
				t.Errorf("%s, %s: %v, want %v", role, p, got, want)
			}
			if got, want := who(role, nil, string(p)).May(p), cell == 'Y' || cell == 'S'; got != want {
				t.Errorf("%s, %s taken away: %v, want %v", role, p, got, want)
			}
			off := map[string]any{string(switches[p]): false}
			if got, want := who(role, off).May(p), cell == 'Y' || cell == 'P'; switches[p] != "" && got != want {
				t.Errorf("%s, %s switched off: %v, want %v", role, p, got, want)
			}
			gone := who(role, nil)
			gone.State = sapa.Removed
			if gone.May(p) {
				t.Errorf("a removed %s may %s", role, p)
			}
		}
	}
}

func TestNobodyManagesAHigherRole(t *testing.T) {
	t.Parallel()
	for i, role := range sapa.Roles() {
		for j, other := range sapa.Roles() {
			manages := role == sapa.Owner || role == sapa.Admin || role == sapa.Manager
			if got, want := who(role, nil).MayManage(other), manages && j >= i; got != want {
				t.Errorf("%s manages %s: %v, want %v", role, other, got, want)
			}
		}
	}
	if who(sapa.Owner, nil).MayManage("king") {
		t.Error("an unknown role is given")
	}
}

// facts lists conversations in every state, of oneself (7), of a colleague (8) and of nobody.
func facts() []sapa.Facts {
	var all []sapa.Facts
	for _, state := range sapa.States() {
		for _, m := range []sapa.MemberID{0, 7, 8} {
			f := sapa.Facts{State: state, LastHandler: m}
			if state == sapa.Handled {
				f.Assignee = m
			}
			if state != sapa.Handled || m != 0 {
				all = append(all, f)
			}
		}
	}
	return all
}

// CNV-3, for each role and state: agents see the queue, the inactive ones and their own.
func TestVisibility(t *testing.T) {
	t.Parallel()
	for _, role := range sapa.Roles() {
		for _, f := range facts() {
			want := role != sapa.Agent || f.State == sapa.InQueue || f.State == sapa.Inactive ||
				(f.State == sapa.Handled && f.Assignee == 7) || (f.State == sapa.Resolved && f.LastHandler == 7)
			w := who(role, nil)
			if got := w.Scope().Sees(f); got != want {
				t.Errorf("%s sees %+v: %v, want %v", role, f, got, want)
			}
			gone := w
			gone.State = sapa.Removed
			if gone.Scope().Sees(f) {
				t.Errorf("a removed %s sees %+v", role, f)
			}
			for _, act := range access.Acts() {
				err := w.Check(act, f)
				if !want && sapa.KindOf(err) != sapa.NotFound {
					t.Errorf("%s, %s on an invisible %+v: %v", role, act, f, err)
				}
				if w.Can(f)[act] != (err == nil) {
					t.Errorf("%s, %s on %+v: the button and the check disagree", role, act, f)
				}
			}
		}
	}
}

func TestTakeoverOff(t *testing.T) {
	t.Parallel()
	off := map[string]any{string(settings.AgentCanTakeover): false}
	queued := sapa.Facts{State: sapa.InQueue}
	for act, want := range map[access.Act]bool{access.Reply: false, access.Take: false, access.Resolve: false, access.Note: true} {
		if got := who(sapa.Agent, off).Can(queued)[act]; got != want {
			t.Errorf("agent may %s with takeover off: %v, want %v", act, got, want)
		}
		if !who(sapa.Supervisor, off).Can(queued)[act] {
			t.Errorf("a supervisor may not %s with takeover off", act)
		}
	}
	if !who(sapa.Agent, off).Scope().Sees(queued) {
		t.Error("with takeover off agents must see the queue still (ASG-2)")
	}
}
