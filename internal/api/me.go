package api

import (
	"context"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
)

// Member is a person with an account in the workspace.
type Member struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	Role      sapa.Role        `json:"role" enum:"owner,admin,manager,supervisor,agent"`
	State     sapa.MemberState `json:"state" enum:"invited,active,removed"`
	Presence  Presence         `json:"presence"`
	AvatarURL *string          `json:"avatar_url" doc:"Null when there is no picture"`
	// Departments are for everybody: whoever assigns must know who serves what.
	Departments []string `json:"department_ids" doc:"The departments the member serves, the primary one first"`
	// Contact data is for those who manage members, and for oneself.
	Private *MemberPrivate `json:"private" doc:"Null unless you manage members or it is yourself"`
	Can     *MemberCan     `json:"can,omitempty" doc:"What you may do to this member; only in the list of members"`
}

// MemberPrivate is what only those who manage members see.
type MemberPrivate struct {
	Email        string        `json:"email"`
	Phone        string        `json:"phone"`
	Address      string        `json:"address"`
	Organization string        `json:"organization"`
	TimeZone     string        `json:"time_zone" doc:"Empty for the workspace's"`
	Language     sapa.Language `json:"language" doc:"Empty for the workspace's"`
	Denied       []string      `json:"denied" doc:"Permissions taken from a manager"`
	CreatedAt    time.Time     `json:"created_at"`
	LastSeenAt   *time.Time    `json:"last_seen_at"`
}

// MemberCan says what the caller may do to a member.
type MemberCan struct {
	Update     bool `json:"update"`
	ChangeRole bool `json:"change_role"`
	Remove     bool `json:"remove"`
	Invite     bool `json:"invite" doc:"Make a new link for setting a password"`
}

func (a *API) member(m sapa.Member, private bool) Member {
	out := Member{ID: a.seal.id(aMember, int64(m.ID)), Name: m.Name, Role: m.Role, State: m.State, Departments: a.served(m), Presence: presence(m, access.Who{})}
	if m.Avatar != "" {
		url := "/api/v1/members/" + out.ID + "/avatar?v=" + m.Avatar[:8]
		out.AvatarURL = &url
	}
	if private {
		out.Private = &MemberPrivate{
			Email: m.Email, Phone: m.Phone, Address: m.Address, Organization: m.Organization, TimeZone: m.TimeZone, Language: m.Language,
			Denied: append([]string{}, m.Denied...), CreatedAt: m.CreatedAt, LastSeenAt: moment(m.LastSeenAt),
		}
	}
	return out
}

// served lists the departments a member serves, the primary one first.
func (a *API) served(m sapa.Member) []string {
	all := []string{}
	for _, in := range m.Departments {
		id := a.seal.id(aDepartment, int64(in.Department))
		switch {
		case in.Watching:
		case in.Primary:
			all = slices.Insert(all, 0, id)
		default:
			all = append(all, id)
		}
	}
	return all
}

// Me is who is signed in, and what they may do.
type Me struct {
	Member    Member          `json:"member"`
	Language  sapa.Language   `json:"language" enum:"id,en" doc:"Yours, or the workspace's"`
	TimeZone  string          `json:"time_zone" doc:"Yours, or the workspace's"`
	Workspace Workspace       `json:"workspace"`
	Can       map[string]bool `json:"can" doc:"Permissions by name"`
	Roles     []sapa.Role     `json:"roles" doc:"The roles you may give"`
}

// Workspace is the company's data you are signed in to.
type Workspace struct {
	Name     string         `json:"name"`
	TimeZone string         `json:"time_zone"`
	Language sapa.Language  `json:"language" enum:"id,en"`
	Settings map[string]any `json:"settings" doc:"All settings by name"`
	PlanMode sapa.PlanMode  `json:"plan_mode" enum:"metered,unlimited"`
	// AutoAssign is what assignment_strategy says, in one word.
	AutoAssign bool `json:"auto_assign_agent" doc:"Whether assignment_strategy is one that gives conversations out by itself"`
}

// settingsFor are all settings as a member may read them: the address of a company's own service, in which there may be a word of
// theirs, is for those who supervise.
func settingsFor(w access.Who) map[string]any {
	all := w.Settings.Map()
	if !w.May(access.Monitor) {
		all[string(settings.CustomAllocationURL)] = ""
	}
	return all
}

func (a *API) me(m admin.Me) Me {
	out := Me{
		Member: a.member(m.Member, true), Language: m.Language, TimeZone: m.TimeZone, Can: map[string]bool{}, Roles: []sapa.Role{},
		Workspace: Workspace{
			Name: m.Workspace.Name, TimeZone: m.Workspace.TimeZone, Language: m.Workspace.Language, Settings: settingsFor(m.Who), PlanMode: m.PlanMode,
			AutoAssign: m.Settings.Strategy().Automatic(),
		},
	}
	out.Member.Presence = presence(m.Member, m.Who)
	if out.Language == "" {
		out.Language = m.Workspace.Language
	}
	if out.TimeZone == "" {
		out.TimeZone = m.Workspace.TimeZone
	}
	for _, p := range access.Permissions() {
		out.Can[string(p)] = m.May(p)
	}
	for _, r := range sapa.Roles() {
		if m.MayManage(r) {
			out.Roles = append(out.Roles, r)
		}
	}
	return out
}

type updateMeInput struct {
	Body struct {
		Name         *string        `json:"name,omitempty" maxLength:"400"`
		Email        *string        `json:"email,omitempty" maxLength:"254"`
		Phone        *string        `json:"phone,omitempty" maxLength:"40"`
		Address      *string        `json:"address,omitempty" maxLength:"1020"`
		Organization *string        `json:"organization,omitempty" maxLength:"400"`
		TimeZone     *string        `json:"time_zone,omitempty" maxLength:"64"`
		Language     *sapa.Language `json:"language,omitempty" enum:"id,en,"`
		Password     string         `json:"password,omitempty" maxLength:"800" doc:"Your present password; needed to change the email"`
	}
}

type passwordInput struct {
	Body struct {
		Old      string `json:"old_password" maxLength:"800"`
		Password string `json:"password" maxLength:"800"`
	}
}

func (a *API) meRoutes() {
	handle(a, route{method: "GET", path: "/me", who: member, name: "me", group: "account", doc: "Who is signed in, and what they may do"},
		func(ctx context.Context, _ *none) (*body[Me], error) {
			m, err := a.Admin.Me(ctx, who(ctx).By)
			return &body[Me]{a.me(m)}, err
		})
	handle(a, route{method: "PATCH", path: "/me", who: member, name: "update-me", group: "account", doc: "Change your own profile"},
		func(ctx context.Context, in *updateMeInput) (*body[Member], error) {
			b := in.Body
			m, err := a.Admin.UpdateMe(ctx, who(ctx).By, admin.Profile{
				Name: b.Name, Email: b.Email, Phone: b.Phone, Address: b.Address, Organization: b.Organization, TimeZone: b.TimeZone, Language: b.Language,
			}, b.Password)
			return &body[Member]{a.member(m, true)}, err
		})
	handle(a, route{method: "POST", path: "/me/password", who: member, name: "change-password", group: "account", doc: "Change your password; you are signed out everywhere else", status: 204},
		func(ctx context.Context, in *passwordInput) (*none, error) {
			c := who(ctx)
			return nil, a.Admin.ChangePassword(ctx, c.By, c.Session.ID, in.Body.Old, in.Body.Password)
		})
	a.avatarRoutes()
	handle(a, route{method: "GET", path: "/bootstrap", who: member, name: "bootstrap", group: "account", doc: "All that a screen needs to begin, in one answer"},
		func(ctx context.Context, _ *none) (*body[Bootstrap], error) { return a.bootstrap(ctx) })
}

// Bootstrap is all that the web app needs to begin.
type Bootstrap struct {
	Me          Me            `json:"me"`
	Members     []Member      `json:"members"`
	Channels    []Channel     `json:"channels"`
	Departments []Department  `json:"departments"`
	Kinds       []ChannelKind `json:"channel_kinds"`
	Counts      Counts        `json:"counts"`
	Number      int64         `json:"number" doc:"The newest change that is contained; live updates go on from it"`
}

func (a *API) bootstrap(ctx context.Context) (*body[Bootstrap], error) {
	by := who(ctx).By
	// The number is read first: what changes while the rest is read comes again as a live update, and is not missed.
	number, err := a.Inbox.LastChange(ctx, by.Workspace)
	if err != nil {
		return nil, err
	}
	m, err := a.Admin.Me(ctx, by)
	if err != nil {
		return nil, err
	}
	members, err := a.members(ctx, m)
	if err != nil {
		return nil, err
	}
	channels, err := a.channels(ctx, m)
	if err != nil {
		return nil, err
	}
	departments, err := a.departments(ctx, m)
	if err != nil {
		return nil, err
	}
	counts, err := a.counts(ctx, by)
	return &body[Bootstrap]{Bootstrap{
		Me: a.me(m), Members: members, Channels: channels, Departments: departments, Kinds: a.kinds(), Counts: counts, Number: number,
	}}, err
}
