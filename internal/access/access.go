// Package access says who may do what and who may see which conversation (spec ROL-3, CNV-3). Lists, single
// reads, search, counts, live updates and the buttons on the screens all ask these functions, so that they cannot
// disagree. It is pure.
package access

import (
	"slices"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
)

// Permission is a capability that does not depend on a single conversation.
type Permission string

// The permissions, by the rows of ROL-3 that exist so far.
const (
	ManageOwners      Permission = "manage_owners"
	ManageMembers     Permission = "manage_members"
	WorkspaceSettings Permission = "workspace_settings"
	ConnectChannels   Permission = "connect_channels"
	ManageChannels    Permission = "manage_channels" // change, switch off, disconnect
	SeeAll            Permission = "see_all"
	AssignOthers      Permission = "assign_others"
	Claim             Permission = "claim"
	// ManageDepartments is to make and change departments, ViewDepartments to look at their settings.
	ManageDepartments Permission = "manage_departments"
	ViewDepartments   Permission = "view_departments"
	// ChooseMain is to say which department takes what belongs to no other (spec ASG-9).
	ChooseMain Permission = "choose_main_department"
	// ChooseStrategy is to say how conversations find their agents, ManageAllocation to set all else about that: limits, the
	// idle rule, what agents may do, the service that allocates.
	ChooseStrategy   Permission = "choose_strategy"
	ManageAllocation Permission = "manage_allocation"
	// Monitor is to look at what all agents do and did.
	Monitor Permission = "monitor"
	// Export is to take lists away as a file.
	Export Permission = "export"
	// AssignMany is to assign many conversations at once, ShareViews to keep views for everybody.
	AssignMany Permission = "assign_many"
	ShareViews Permission = "share_views"
)

// Permissions lists all permissions.
func Permissions() []Permission {
	return []Permission{
		ManageOwners, ManageMembers, WorkspaceSettings, ConnectChannels, ManageChannels, SeeAll, AssignOthers, Claim,
		ManageDepartments, ViewDepartments, ChooseMain, ChooseStrategy, ManageAllocation, Monitor, Export, AssignMany, ShareViews,
	}
}

// rule says from which role up a permission is given, and what bends it.
type rule struct {
	from sapa.Role
	// deniable permissions can be taken from a single manager (P in ROL-3).
	deniable bool
	// agents get the permission while this switch is on (S in ROL-3); empty for none.
	agents settings.Name
}

var rules = map[Permission]rule{
	ManageOwners:      {from: sapa.Owner},
	ManageMembers:     {from: sapa.Manager, deniable: true},
	WorkspaceSettings: {from: sapa.Manager, deniable: true},
	ConnectChannels:   {from: sapa.Supervisor, agents: settings.AgentsCanConnectChannels},
	ManageChannels:    {from: sapa.Supervisor},
	SeeAll:            {from: sapa.Supervisor},
	AssignOthers:      {from: sapa.Supervisor, agents: settings.AgentCanAssign},
	Claim:             {from: sapa.Supervisor, agents: settings.AgentCanTakeover},
	ManageDepartments: {from: sapa.Manager, deniable: true},
	ViewDepartments:   {from: sapa.Supervisor},
	ChooseMain:        {from: sapa.Admin},
	ChooseStrategy:    {from: sapa.Supervisor},
	ManageAllocation:  {from: sapa.Manager, deniable: true},
	Monitor:           {from: sapa.Supervisor},
	Export:            {from: sapa.Supervisor},
	AssignMany:        {from: sapa.Supervisor},
	ShareViews:        {from: sapa.Supervisor},
}

// Deniable lists the permissions that can be taken from a manager.
func Deniable() []Permission {
	var names []Permission
	for _, p := range Permissions() {
		if rules[p].deniable {
			names = append(names, p)
		}
	}
	return names
}

// Who is a member together with what their workspace has set.
type Who struct {
	sapa.Member
	Settings settings.Values
	// Divided tells that the workspace has departments.
	Divided bool
}

// Of is a member of a workspace, as both are.
func Of(m sapa.Member, w sapa.Workspace) Who {
	return Who{Member: m, Settings: settings.Of(w.Settings), Divided: w.Main != 0}
}

// May tells whether the member has a permission. A member who is not active has none.
func (w Who) May(p Permission) bool {
	r, ok := rules[p]
	if !ok || w.State != sapa.Active {
		return false
	}
	if w.Role.AtLeast(r.from) {
		return !r.deniable || w.Role != sapa.Manager || !w.Denies(string(p))
	}
	return r.agents != "" && w.Role == sapa.Agent && w.Settings.On(r.agents)
}

// Supervises tells whether the member stands above the agents: they may decide what agents may not, such as to give
// somebody more than their limit, or to give a conversation to another department.
func (w Who) Supervises() bool { return w.State == sapa.Active && w.Role.AtLeast(sapa.Supervisor) }

// Need answers a Forbidden error unless the member has the permission.
func (w Who) Need(p Permission) error {
	if w.May(p) {
		return nil
	}
	return sapa.Errorf(sapa.Forbidden, "", "this needs the permission %s", p).With("permission", string(p))
}

// Watches tells whether the member may look at what another one does, and why they come and go: whoever monitors, but a
// supervisor who sees their departments alone only at those in them. Everybody may at themselves.
func (w Who) Watches(m sapa.Member) bool {
	if m.ID == w.ID {
		return w.State == sapa.Active
	}
	return w.May(Monitor) && (!w.Scope().Leads || w.Together(m))
}

// Learns tells whether a kind of event about conversations is for the member at all: what goes wrong with giving them out is for
// those who supervise.
func (w Who) Learns(k sapa.EventKind) bool { return k != sapa.AllocationFailed || w.May(Monitor) }

// MayManage tells whether the member may create or change another member who has, or is to have, the role.
// Nobody manages somebody of a higher role; owners are managed by owners alone (ROL-3).
func (w Who) MayManage(role sapa.Role) bool {
	if role == sapa.Owner {
		return w.May(ManageOwners)
	}
	return role.Valid() && w.May(ManageMembers) && w.Role.AtLeast(role)
}

// Scope is the part of a workspace's conversations a member may see. The store turns it into a condition, Sees
// answers for a single one; a test holds the two together.
type Scope struct {
	// Nothing is the scope of those who are no active members.
	Nothing bool
	// All is the scope from supervisor up, unless supervisors see their departments alone.
	All bool
	// Member sees the queue, the inactive ones, and those they handle or handled last.
	Member sapa.MemberID
	// Divided tells that there are departments: of the queue and the inactive ones, the member sees those of Departments.
	Divided     bool
	Departments []sapa.DepartmentID
	// Leads tells that the member sees everything of Departments.
	Leads bool
}

// Scope is the member's scope.
func (w Who) Scope() Scope {
	s := Scope{Nothing: w.State != sapa.Active, All: w.May(SeeAll), Member: w.ID, Divided: w.Divided}
	if !s.Divided {
		return s
	}
	for _, in := range w.Departments {
		s.Departments = append(s.Departments, in.Department)
	}
	if s.All && w.Role == sapa.Supervisor && w.Settings.Text(settings.SupervisorScope) == settings.ScopeOwnDepartments {
		s.All, s.Leads = false, true
	}
	return s
}

// Sees tells whether a conversation with these facts lies in the scope (CNV-3).
func (s Scope) Sees(f sapa.Facts) bool {
	switch {
	case s.Nothing:
		return false
	case s.All, s.Leads && slices.Contains(s.Departments, f.Department):
		return true
	}
	switch f.State {
	case sapa.InQueue, sapa.Inactive:
		return !s.Divided || slices.Contains(s.Departments, f.Department)
	case sapa.Handled:
		return f.Assignee == s.Member
	case sapa.Resolved:
		return f.LastHandler == s.Member
	}
	return false
}
