package api

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Change is one committed change as one member may see it.
type Change struct {
	Type   string      `json:"type" enum:"change"`
	Number int64       `json:"number" doc:"Live updates go on from it"`
	Events []LiveEvent `json:"events"`
}

// LiveEvent is what happened, with the state of things after it.
type LiveEvent struct {
	Event
	Conversation *Conversation `json:"conversation,omitempty" doc:"As it stands now, without your marks"`
	Message      *Message      `json:"message,omitempty"`
	Presence     *Presence     `json:"presence,omitempty" doc:"Of member.presence: what the member is now"`
	Gone         string        `json:"gone,omitempty" doc:"A conversation you can no longer see; nothing else is said"`
	Status       sapa.Status   `json:"status,omitempty" doc:"Of message.progressed: the status reached"`
	UpTo         int           `json:"up_to,omitempty" doc:"Of message.progressed and conversation.read: up to which sequence number"`
}

// everybody has the events about the workspace itself that every member learns of: they say that something changed, and
// everybody may read what.
var everybody = map[sapa.EventKind]bool{
	sapa.MemberInvited: true, sapa.MemberJoined: true, sapa.MemberUpdated: true, sapa.MemberRemoved: true,
	sapa.ChannelConnected: true, sapa.ChannelUpdated: true, sapa.ChannelRemoved: true, sapa.SettingsUpdated: true,
	sapa.DepartmentAdded: true, sapa.DepartmentUpdated: true, sapa.DepartmentDissolved: true,
}

// show makes an event what one member may see of it; false when that is nothing.
func (a *API) show(n inbox.News, w access.Who) (LiveEvent, bool) {
	if n.Linked != nil && !w.Scope().Sees(*n.Linked) {
		n.Subject = 0
	}
	out := LiveEvent{Event: a.event(n.Event, w)}
	if n.Event.Conversation == 0 {
		if n.Kind == sapa.MemberPresence {
			return a.cameOrWent(n.Event, w), w.State == sapa.Active
		}
		if !everybody[n.Kind] && !learnsOfView(n.Event, w) {
			return out, false
		}
		out.MemberID, out.FromID = "", ""
		return out, true
	}
	scope := w.Scope()
	if !scope.Sees(n.Row.Facts) {
		lost := n.Was != nil && scope.Sees(*n.Was)
		return LiveEvent{Gone: a.seal.id(aConversation, int64(n.Event.Conversation)), Event: Event{Kind: "conversation.gone", ID: out.ID, At: out.At, By: By{Kind: sapa.BySystem}}}, lost
	}
	if !w.Learns(n.Kind) {
		return out, false
	}
	if n.Kind == sapa.ContactUpdated {
		out.MemberID = ""
	}
	c := a.conversation(n.Row, w)
	out.Conversation = &c
	if n.Message != nil {
		m := a.message(*n.Message)
		out.Message = &m
	}
	if s, ok := n.Data["status"].(string); ok {
		out.Status = sapa.Status(s)
	}
	if seq, ok := n.Data["seq"].(float64); ok {
		out.UpTo = int(seq)
	}
	return out, true
}

// learnsOfView tells whether somebody learns what became of a view: everybody of what is or was shared, else its maker.
func learnsOfView(e sapa.Event, w access.Who) bool {
	switch e.Kind {
	case sapa.ViewSaved, sapa.ViewUpdated, sapa.ViewDeleted:
		shared, _ := e.Data["shared"].(bool)
		return shared || e.Actor == sapa.MemberActor(w.ID)
	}
	return false
}

// change makes a change what one member may see of it; false when that is nothing.
func (a *API) change(c inbox.NewsChange, w access.Who) (Change, bool) {
	out := Change{Type: "change", Number: c.Number, Events: []LiveEvent{}}
	for _, n := range c.News {
		if e, ok := a.show(n, w); ok {
			out.Events = append(out.Events, e)
		}
	}
	return out, len(out.Events) > 0
}

// Changes are the changes after a number, for those who cannot hold a socket open.
type Changes struct {
	Changes []Change `json:"changes"`
	Number  int64    `json:"number" doc:"Ask with this number next"`
	Reload  bool     `json:"reload" doc:"Too much happened; load everything afresh"`
}

type changesInput struct {
	After int64 `query:"after" minimum:"0" required:"true" doc:"The number you have; see GET /bootstrap"`
}

// changesLimit is how many changes one answer catches up with, as on a socket.
const changesLimit = 1000

func (a *API) liveRoutes() {
	handle(a, route{method: "GET", path: "/events", who: member, name: "list-changes", group: "live", doc: "What changed after a number; the same as on the socket at /api/v1/socket"},
		func(ctx context.Context, in *changesInput) (*body[Changes], error) {
			by := who(ctx).By
			a.Admin.Connected(by)() // in place of a connection, at this moment
			last, err := a.Inbox.LastChange(ctx, by.Workspace)
			if err != nil {
				return nil, err
			}
			out := Changes{Changes: []Change{}, Number: last, Reload: in.After > last || last-in.After > changesLimit}
			if out.Reload || last == in.After {
				return &body[Changes]{out}, nil
			}
			m, err := a.Admin.Me(ctx, by)
			if err != nil {
				return nil, err
			}
			all, err := a.Inbox.Live(ctx, by.Workspace, in.After, changesLimit)
			for _, c := range all {
				out.Number = c.Number
				if shown, ok := a.change(c, m.Who); ok {
					out.Changes = append(out.Changes, shown)
				}
			}
			return &body[Changes]{out}, err
		})
	a.mux.HandleFunc("GET /api/v1/socket", a.socket)
}

// viewer is one member's connection: it shows what they may see, as role and settings are at that moment.
type viewer struct {
	api     *API
	caller  sapa.By
	session int64

	// reading keeps an older reading of who from being noted after a newer one.
	reading sync.Mutex
	mu      sync.Mutex
	who     access.Who
	// over is set once nothing may be shown any more, whatever is read of the member later.
	over bool
	sub  *realtime.Subscription
}

// Show satisfies realtime.Viewer.
func (v *viewer) Show(ctx context.Context, c realtime.Change) [][]byte {
	news := c.Body.(inbox.NewsChange)
	if v.live(c.Number) {
		for _, n := range news.News {
			v.heed(ctx, n)
		}
	}
	v.mu.Lock()
	w := v.who
	v.mu.Unlock()
	shown, ok := v.api.change(news, w)
	if !ok {
		return nil
	}
	frame, err := json.Marshal(shown)
	if err != nil {
		v.api.log.Error("live: change", "error", err)
		return nil
	}
	return [][]byte{frame}
}

// live tells whether a change came after the connection. What is replayed happened before session and rights were
// read: an end of a session in it was another session's.
func (v *viewer) live(number int64) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.sub == nil || number > v.sub.From
}

// heed takes an event about the viewer's own rights: a changed role or setting counts at once, an ended session or
// a removal ends the connection.
func (v *viewer) heed(ctx context.Context, n inbox.News) {
	mine := n.Subject == int64(v.caller.Member)
	switch n.Kind {
	case sapa.MemberRemoved:
		if mine {
			v.revoke()
		}
	case sapa.SignedOut, sapa.PasswordChanged, sapa.MemberJoined:
		if mine && v.ended(n) {
			v.revoke()
		}
	case sapa.MemberUpdated:
		if mine {
			v.refresh(ctx)
		}
	case sapa.SettingsUpdated, sapa.DepartmentAdded:
		v.refresh(ctx) // with the first department, everybody's scope is another
	}
}

// ended tells whether a sign-out or a new password ended this session: it names the one session that ended, or the
// one that did not.
func (v *viewer) ended(n inbox.News) bool {
	if session, ok := n.Data["session"].(float64); ok {
		return int64(session) == v.session
	}
	keep, _ := n.Data["keep"].(float64)
	return int64(keep) != v.session
}

func (v *viewer) refresh(ctx context.Context) {
	v.reading.Lock()
	defer v.reading.Unlock()
	m, err := v.api.Admin.Me(ctx, v.caller)
	if err != nil {
		v.leave(goodbye(err)) // better no connection than one with rights that may be gone
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.over {
		v.who = m.Who
	}
}

func (v *viewer) revoke() { v.leave(realtime.Revoked) }

// leave ends the connection; nothing more is shown on it.
func (v *viewer) leave(why realtime.End) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.over, v.who.State = true, sapa.Removed
	if v.sub != nil {
		v.sub.End(why)
	}
}

// goodbye is the end of a connection whose session or rights were asked for in vain: only who is known to have none is
// told so. While the database is away nobody is signed out; they come back and are asked again.
func goodbye(err error) realtime.End {
	switch sapa.KindOf(err) {
	case sapa.Unauthenticated, sapa.NotFound, sapa.Forbidden:
		return realtime.Revoked
	}
	return realtime.Slow
}

// SignalFrame tells what somebody is doing at this moment.
type SignalFrame struct {
	Type           string              `json:"type" enum:"signal"`
	Kind           realtime.SignalKind `json:"kind" enum:"typing,looking,away"`
	ConversationID string              `json:"conversation_id"`
	By             By                  `json:"by"`
}

// Hear satisfies realtime.Viewer. One's own signals do not come back.
func (v *viewer) Hear(s realtime.Signal) []byte {
	v.mu.Lock()
	sees := v.who.Scope().Sees(s.Facts) && s.Actor != sapa.MemberActor(v.caller.Member)
	v.mu.Unlock()
	if !sees {
		return nil
	}
	frame, _ := json.Marshal(v.api.signal(s))
	return frame
}

func (a *API) signal(s realtime.Signal) SignalFrame {
	return SignalFrame{Type: "signal", Kind: s.Kind, ConversationID: a.seal.id(aConversation, int64(s.Conversation)), By: a.by(s.Actor)}
}
