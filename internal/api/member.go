package api

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// MemberList is all members of the workspace, by when they came; removed ones too, since history names them.
type MemberList struct {
	Members []Member `json:"members"`
}

// Link is a single-use link by which a member sets a password. It is shown once.
type Link struct {
	Path      string    `json:"path" doc:"The link's path on this installation, the token behind the #"`
	ExpiresAt time.Time `json:"expires_at"`
}

// NewMember is a member with the link to hand over; null when a password was given.
type NewMember struct {
	Member Member `json:"member"`
	Link   *Link  `json:"link"`
}

// MemberFields is what can be said of a member; what is absent stays as it is.
type MemberFields struct {
	Name         *string        `json:"name,omitempty" maxLength:"400"`
	Email        *string        `json:"email,omitempty" maxLength:"254"`
	Phone        *string        `json:"phone,omitempty" maxLength:"40"`
	Address      *string        `json:"address,omitempty" maxLength:"1020"`
	Organization *string        `json:"organization,omitempty" maxLength:"400"`
	Role         *sapa.Role     `json:"role,omitempty" enum:"owner,admin,manager,supervisor,agent"`
	TimeZone     *string        `json:"time_zone,omitempty" maxLength:"64"`
	Language     *sapa.Language `json:"language,omitempty" enum:"id,en,"`
	Denied       *[]string      `json:"denied,omitempty" maxItems:"20"`
	Departments  *[]string      `json:"department_ids,omitempty" maxItems:"100" doc:"The departments they serve, the primary one first; a new member without any serves the main one. To change them needs manage_departments"`
}

func (a *API) memberProfile(f MemberFields) (admin.Profile, error) {
	departments, err := listOf(f.Departments, "department_ids", a.departmentID)
	return admin.Profile{
		Name: f.Name, Email: f.Email, Phone: f.Phone, Address: f.Address, Organization: f.Organization, Role: f.Role, TimeZone: f.TimeZone,
		Language: f.Language, Denied: f.Denied, Departments: departments,
	}, err
}

// listOf reads the ids of a list in a body; nil stays nil.
func listOf[T any](ids *[]string, field string, open func(string) (T, error)) (*[]T, error) {
	if ids == nil {
		return nil, nil
	}
	all := []T{}
	for _, id := range *ids {
		one, err := open(id)
		if err != nil {
			return nil, sapa.BadField(field, "not_found")
		}
		all = append(all, one)
	}
	return &all, nil
}

type inviteInput struct {
	Body struct {
		MemberFields
		Password string `json:"password,omitempty" maxLength:"800" doc:"When given, the member can sign in at once and there is no link"`
	}
}

type memberInput struct {
	ID   string `path:"id" maxLength:"64"`
	Body MemberFields
}

type memberPath struct {
	ID string `path:"id" maxLength:"64"`
}

func (a *API) memberID(id string) (sapa.MemberID, error) {
	n, ok := a.seal.number(aMember, id)
	if !ok {
		return 0, sapa.Missing("member")
	}
	return sapa.MemberID(n), nil
}

func (a *API) memberRoutes() {
	handle(a, route{method: "GET", path: "/members", who: member, name: "list-members", group: "members", doc: "All members"},
		func(ctx context.Context, _ *none) (*body[MemberList], error) {
			me, err := a.Admin.Me(ctx, who(ctx).By)
			if err != nil {
				return nil, err
			}
			all, err := a.members(ctx, me)
			return &body[MemberList]{MemberList{all}}, err
		})
	handle(a, route{method: "POST", path: "/members", who: member, name: "invite-member", group: "members", doc: "Add a member", status: 201},
		func(ctx context.Context, in *inviteInput) (*body[NewMember], error) {
			p, err := a.memberProfile(in.Body.MemberFields)
			if err != nil {
				return nil, err
			}
			m, link, err := a.Admin.Invite(ctx, who(ctx).By, p, in.Body.Password)
			return &body[NewMember]{NewMember{a.member(m, true), a.link(link)}}, err
		})
	handle(a, route{method: "PATCH", path: "/members/{id}", who: member, name: "update-member", group: "members", doc: "Change a member"},
		func(ctx context.Context, in *memberInput) (*body[Member], error) {
			id, err := a.memberID(in.ID)
			if err != nil {
				return nil, err
			}
			p, err := a.memberProfile(in.Body)
			if err != nil {
				return nil, err
			}
			m, err := a.Admin.UpdateMember(ctx, who(ctx).By, id, p)
			return &body[Member]{a.member(m, true)}, err
		})
	handle(a, route{method: "DELETE", path: "/members/{id}", who: member, name: "remove-member", group: "members", doc: "Remove a member; what they handled goes back into the queue", status: 204},
		func(ctx context.Context, in *memberPath) (*none, error) {
			id, err := a.memberID(in.ID)
			if err != nil {
				return nil, err
			}
			return nil, a.Admin.RemoveMember(ctx, who(ctx).By, id)
		})
	handle(a, route{method: "POST", path: "/members/{id}/link", who: member, name: "link-member", group: "members", doc: "Make a new link by which the member sets a password", status: 201},
		func(ctx context.Context, in *memberPath) (*body[Link], error) {
			id, err := a.memberID(in.ID)
			if err != nil {
				return nil, err
			}
			link, err := a.Admin.Reinvite(ctx, who(ctx).By, id)
			if err != nil {
				return nil, err
			}
			return &body[Link]{*a.link(link)}, nil
		})
}

// link shows a link; the token stands behind the #, so that no server or proxy ever logs it.
func (a *API) link(l admin.Link) *Link {
	if l.Token == "" {
		return nil
	}
	return &Link{Path: "/invitation#" + l.Token, ExpiresAt: l.ExpiresAt}
}

func (a *API) members(ctx context.Context, me admin.Me) ([]Member, error) {
	all, err := a.Admin.Members(ctx, who(ctx).By)
	out := []Member{}
	for _, m := range all {
		shown := a.member(m, me.May(access.ManageMembers) && m.State != sapa.Removed || m.ID == me.ID)
		shown.Presence = presence(m, me.Who)
		manage := me.MayManage(m.Role) && m.State != sapa.Removed
		other := m.ID != me.ID
		shown.Can = &MemberCan{Update: manage, ChangeRole: manage && other, Remove: manage && other, Invite: manage && other}
		out = append(out, shown)
	}
	return out, err
}
