package api

import (
	"cmp"
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Presence is whether a member is there to take conversations.
type Presence struct {
	State sapa.PresenceState `json:"state" enum:"online,offline"`
	Since *time.Time         `json:"since" doc:"Null for who never signed in"`
	Why   sapa.PresenceWhy   `json:"why,omitempty" enum:"signed_in,by_hand,active,idle,left,signed_out" doc:"What made it so; for yourself and those who may look at what you do"`
}

// presence shows a member's presence to another one.
func presence(m sapa.Member, to access.Who) Presence {
	out := Presence{State: cmp.Or(m.Presence.State, sapa.Offline), Since: moment(m.Presence.Since)}
	if to.Watches(m) {
		out.Why = m.Presence.Why
	}
	return out
}

// cameOrWent makes an event about somebody's presence what one member may see of it: everybody learns who is there, and those
// who may look at what they do, why.
func (a *API) cameOrWent(e sapa.Event, to access.Who) LiveEvent {
	out := LiveEvent{Event: a.event(e, to)}
	state, _ := e.Data["state"].(string)
	out.Presence = &Presence{State: sapa.PresenceState(state), Since: moment(e.At)}
	if to.Watches(whoCame(e)) {
		out.Presence.Why = sapa.PresenceWhy(e.Why)
	} else {
		out.Why, out.By = "", By{Kind: sapa.BySystem}
	}
	return out
}

// whoCame is the member an event about presence is about, as far as it says.
func whoCame(e sapa.Event) sapa.Member {
	m := sapa.Member{ID: sapa.MemberID(e.Subject)}
	in, _ := e.Data["departments"].([]any)
	for _, d := range in {
		if id, ok := d.(float64); ok {
			m.Departments = append(m.Departments, sapa.Membership{Department: sapa.DepartmentID(id)})
		}
	}
	return m
}

// untouched are the operations that change something and tell nothing of whether somebody is at work: what the web app does by
// itself, and what says itself whether one is there.
var untouched = map[string]bool{"read-conversation": true, "set-presence": true, "sign-out": true}

// acted takes notice of a member's request that changes something: somebody caused it. Reading is no sign of that, for the web
// app reads by itself.
func (a *API) acted(ctx context.Context, c caller, method, operation string) {
	if method == "GET" || untouched[operation] {
		return
	}
	from, _ := ctx.Value(deviceKey{}).(admin.Device)
	a.atWork(ctx, c.By, from.Agent)
}

// atWork takes notice of something a member does of their own accord. That it could not be noted stops nobody.
func (a *API) atWork(ctx context.Context, by sapa.By, agent string) {
	if err := a.Admin.Acted(ctx, by, agent); err != nil && !isCancelled(err) {
		a.log.Warn("presence", "error", err)
	}
}

type presenceInput struct {
	Body struct {
		State sapa.PresenceState `json:"state" enum:"online,offline"`
	}
}

func (a *API) presenceRoutes() {
	handle(a, route{method: "POST", path: "/me/activity", who: member, name: "note-activity", group: "account", doc: "Say that you are at work, when nothing else does; the socket takes {\"type\": \"active\"} for the same", status: 204},
		func(context.Context, *none) (*none, error) { return nil, nil }) // as any request of a member that is not just a question
	handle(a, route{method: "PUT", path: "/me/presence", who: member, name: "set-presence", group: "account", doc: "Say whether you are there to take conversations; who says offline stays so until they say online or sign in"},
		func(ctx context.Context, in *presenceInput) (*body[Presence], error) {
			m, err := a.Admin.SetPresence(ctx, who(ctx).By, in.Body.State)
			return &body[Presence]{presence(m, access.Who{Member: m})}, err
		})
}
