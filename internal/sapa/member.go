package sapa

import (
	"slices"
	"time"
)

// Role says what a member may do; package access holds the table.
type Role string

// The roles, highest first.
const (
	Owner      Role = "owner"
	Admin      Role = "admin"
	Manager    Role = "manager"
	Supervisor Role = "supervisor"
	Agent      Role = "agent"
)

// Roles lists all roles, highest first.
func Roles() []Role { return []Role{Owner, Admin, Manager, Supervisor, Agent} }

// Valid tells whether r is one of the five roles.
func (r Role) Valid() bool { return r.rank() > 0 }

// AtLeast tells whether r stands as high as other or higher. An unknown role stands below all.
func (r Role) AtLeast(other Role) bool { return r.rank() >= other.rank() && r.rank() > 0 }

func (r Role) rank() int {
	for i, role := range Roles() {
		if r == role {
			return len(Roles()) - i
		}
	}
	return 0
}

// MemberState says whether a member can sign in.
type MemberState string

// The states of a member.
const (
	Invited MemberState = "invited" // has a link and no password yet
	Active  MemberState = "active"
	Removed MemberState = "removed" // only the name remains, for history
)

// Member is a person with an account in a workspace.
type Member struct {
	ID        MemberID
	Workspace WorkspaceID
	Name      string
	// Email is lower case and unique in the installation among members who are not removed; empty when absent.
	Email string
	// Phone is E.164 and unique in the workspace among members who are not removed; empty when absent.
	Phone        string
	Address      string
	Organization string
	Role         Role
	State        MemberState
	// TimeZone is an IANA name; empty means the workspace's.
	TimeZone string
	// Language is empty for the workspace's.
	Language Language
	// Avatar is a blob key; empty for none.
	Avatar string
	// Denied lists permissions taken away from this member, by name; a manager starts with none taken.
	Denied []string
	// Departments are those the member belongs to, in the order in which they joined.
	Departments []Membership
	// Workload is the member's own limit, in place of the workspace's; zero for none.
	Workload int
	// Picked is when a strategy last gave the member a conversation; zero for never.
	Picked   time.Time
	Presence Presence
	// PasswordHash is an encoded argon2id hash; empty while invited.
	PasswordHash string
	CreatedAt    time.Time
	LastSeenAt   time.Time
}

// Membership is a member's place in a department.
type Membership struct {
	Department DepartmentID `json:"department"`
	// Joined is when the member came into it: the order of its rotation.
	Joined time.Time `json:"joined"`
	// Primary is the department the member mostly works in; one at most.
	Primary bool `json:"primary,omitempty"`
	// Watching tells that the member sees the department and is given nothing by a strategy: its supervisor, unless they are one
	// of its agents as well.
	Watching bool `json:"watching,omitempty"`
}

// In tells whether the member belongs to a department, and how.
func (m Member) In(d DepartmentID) (Membership, bool) {
	for _, one := range m.Departments {
		if one.Department == d {
			return one, true
		}
	}
	return Membership{}, false
}

// Together tells whether two members are in a department together, however they are in it.
func (m Member) Together(other Member) bool {
	return slices.ContainsFunc(m.Departments, func(in Membership) bool {
		_, both := other.In(in.Department)
		return both
	})
}

// Serves tells whether a strategy may give the member what waits for a department.
func (m Member) Serves(d DepartmentID) bool {
	in, ok := m.In(d)
	return ok && !in.Watching
}

// Join puts the member into a department, or changes how they are in it. The first one they serve is their primary one.
// The moment is kept as exactly as the store keeps whose turn it was.
func (m *Member) Join(d DepartmentID, at time.Time, watching bool) {
	all := slices.Clone(m.Departments)
	i := slices.IndexFunc(all, func(in Membership) bool { return in.Department == d })
	if i < 0 {
		all, i = append(all, Membership{Department: d, Joined: at.UTC().Truncate(time.Microsecond)}), len(all)
	}
	all[i].Watching = watching
	m.Departments = all
	m.settle(0)
}

// Leave takes the member out of a department.
func (m *Member) Leave(d DepartmentID) {
	m.Departments = slices.DeleteFunc(slices.Clone(m.Departments), func(in Membership) bool { return in.Department == d })
	m.settle(0)
}

// Prefer makes a department the member's primary one; nothing happens when they do not serve it.
func (m *Member) Prefer(d DepartmentID) {
	m.Departments = slices.Clone(m.Departments)
	if m.Serves(d) {
		m.settle(d)
	}
}

// settle keeps one primary department among those the member serves: the given one, else the one that is, else the first.
func (m *Member) settle(d DepartmentID) {
	if d == 0 {
		for _, in := range m.Departments {
			if !in.Watching && (d == 0 || in.Primary) {
				d = in.Department
			}
		}
	}
	for i, in := range m.Departments {
		m.Departments[i].Primary = in.Department == d && !in.Watching
	}
}

// Denies tells whether a permission was taken from the member.
func (m Member) Denies(permission string) bool {
	for _, d := range m.Denied {
		if d == permission {
			return true
		}
	}
	return false
}

// ActorKind says what sort of actor did something.
type ActorKind string

// The kinds of actors.
const (
	ByMember  ActorKind = "member"
	ByContact ActorKind = "contact"
	BySystem  ActorKind = "system" // the sweeper, the set-up, the command line
	ByDevice  ActorKind = "device" // somebody of the business, with the provider's own app
)

// Actor is who did something. ID is a MemberID or a ContactID by Kind, and zero for the system.
type Actor struct {
	Kind ActorKind
	ID   int64
}

// MemberActor is the actor for a member.
func MemberActor(id MemberID) Actor { return Actor{Kind: ByMember, ID: int64(id)} }

// ContactActor is the actor for a contact.
func ContactActor(id ContactID) Actor { return Actor{Kind: ByContact, ID: int64(id)} }

// SystemActor is the actor for what Sapa does by itself.
func SystemActor() Actor { return Actor{Kind: BySystem} }

// Member is the acting member, or zero when it was somebody else.
func (a Actor) Member() MemberID {
	if a.Kind != ByMember {
		return 0
	}
	return MemberID(a.ID)
}

// By is the member on whose behalf a verb runs. The verb reads role and state afresh, so that a demotion or a
// removal counts from the next act on.
type By struct {
	Workspace WorkspaceID
	Member    MemberID
}
