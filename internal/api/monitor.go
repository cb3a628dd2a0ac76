package api

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Monitoring is what those who may be looked at do now and have done today.
type Monitoring struct {
	Agents      []MonitoredAgent      `json:"agents" doc:"Active members, by when they came; for a supervisor who sees their departments alone, those in them"`
	Departments []MonitoredDepartment `json:"departments" doc:"Those the agents belong to"`
	DayBegan    time.Time             `json:"day_began" doc:"When today began, by the workspace's clock"`
}

// MonitoredDepartment names a department by which agents can be told apart.
type MonitoredDepartment struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// MonitoredAgent is what one member does now and has done today.
type MonitoredAgent struct {
	Member        Member             `json:"member"`
	DepartmentIDs []string           `json:"department_ids"`
	ActiveAt      *time.Time         `json:"active_at" doc:"When they last did something; null for never"`
	Device        string             `json:"device" enum:",desktop,phone,tablet" doc:"What they did it with; empty when unknown"`
	Handled       int                `json:"handled" doc:"How many conversations they handle"`
	Limit         *int               `json:"limit" doc:"How many they may handle; null for any number, and where each channel has a limit of its own"`
	Channels      []MonitoredChannel `json:"channels" doc:"Where each channel has a limit of its own: what they handle of each channel, the fullest first. Empty elsewhere"`
	Waiting       int                `json:"waiting" doc:"In how many of those a customer waits for an answer"`
	ResolvedToday int                `json:"resolved_today" doc:"How many that they handled last were resolved today"`
	FirstReplies  int                `json:"first_replies_today" doc:"How many conversations that customers opened today they were first to answer"`
	FirstReply    *int               `json:"first_reply_seconds" doc:"How long that took on average; null while there is none"`
}

// MonitoredChannel is what a member handles of a channel that may have a limit of its own.
type MonitoredChannel struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Handled int    `json:"handled"`
	Limit   *int   `json:"limit" doc:"How many of this channel they may handle; null for any number"`
}

// PresenceLog is a page of a member's presence, newest first.
type PresenceLog struct {
	Changes []PresenceChange `json:"changes"`
	Next    string           `json:"next" doc:"Where the next page begins; empty at the end"`
}

// PresenceChange is a line of it.
type PresenceChange struct {
	At    time.Time          `json:"at"`
	State sapa.PresenceState `json:"state" enum:"online,offline"`
	Why   sapa.PresenceWhy   `json:"why" enum:"signed_in,by_hand,active,idle,left,signed_out"`
}

type presenceLogInput struct {
	ID     string `path:"id" maxLength:"64"`
	Cursor string `query:"cursor" maxLength:"200" doc:"next of the page before"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"30"`
}

func (a *API) monitorRoutes() {
	handle(a, route{method: "GET", path: "/monitoring", who: member, name: "monitoring", group: "members", doc: "What agents do now and have done today"},
		func(ctx context.Context, _ *none) (*body[Monitoring], error) {
			w, err := a.Inbox.Monitor(ctx, who(ctx).By)
			return &body[Monitoring]{a.monitoring(w)}, err
		})
	handle(a, route{method: "GET", path: "/members/{id}/presence", who: member, name: "presence-log", group: "members", doc: "When a member came and went, and why"}, a.presenceLog)
}

func (a *API) monitoring(w inbox.Watch) Monitoring {
	out := Monitoring{Agents: []MonitoredAgent{}, Departments: []MonitoredDepartment{}, DayBegan: w.DayBegan.UTC()}
	for _, d := range w.Departments {
		out.Departments = append(out.Departments, MonitoredDepartment{ID: a.seal.id(aDepartment, int64(d.ID)), Name: d.Name})
	}
	for _, m := range w.Members {
		one := MonitoredAgent{
			Member: a.member(m.Member, false), DepartmentIDs: []string{}, Channels: []MonitoredChannel{}, ActiveAt: moment(m.Presence.Active), Device: m.Presence.Device,
			Handled: m.Handled, Waiting: m.Waiting, ResolvedToday: m.Resolved, FirstReplies: m.FirstReplies,
		}
		one.Member.Presence = presence(m.Member, w.Who)
		for _, in := range m.Departments {
			one.DepartmentIDs = append(one.DepartmentIDs, a.seal.id(aDepartment, int64(in.Department)))
		}
		one.Limit = limitOrNone(m.Limit)
		for _, c := range m.Channels {
			one.Channels = append(one.Channels, MonitoredChannel{
				ID: a.seal.id(aChannel, int64(c.ID)), Name: c.Name, Handled: c.Handled, Limit: limitOrNone(c.Limit),
			})
		}
		if m.FirstReplies > 0 {
			seconds := int(m.FirstReply.Round(time.Second).Seconds())
			one.FirstReply = &seconds
		}
		out.Agents = append(out.Agents, one)
	}
	return out
}

// limitOrNone is a limit; null for none.
func limitOrNone(limit int) *int {
	if limit == routing.NoLimit {
		return nil
	}
	return &limit
}

func (a *API) presenceLog(ctx context.Context, in *presenceLogInput) (*body[PresenceLog], error) {
	id, err := a.memberID(in.ID)
	if err != nil {
		return nil, err
	}
	before := a.Now().Add(time.Hour) // another process's clock may be ahead
	if in.Cursor != "" {
		at, _, ok := a.seal.place(in.Cursor)
		if !ok {
			return nil, sapa.BadField("cursor", "invalid")
		}
		before = at
	}
	changes, err := a.Inbox.PresenceLog(ctx, who(ctx).By, id, before, in.Limit)
	if err != nil {
		return nil, err
	}
	out := PresenceLog{Changes: []PresenceChange{}}
	for _, c := range changes {
		out.Changes = append(out.Changes, PresenceChange{At: c.At.UTC(), State: c.Presence, Why: c.Why})
	}
	if len(changes) == in.Limit {
		out.Next = a.seal.cursor(changes[len(changes)-1].At, int64(id))
	}
	return &body[PresenceLog]{out}, nil
}
