package api

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"sync"

	"github.com/coder/websocket"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// visitorViewer is one widget's connection: it shows what happens in its own room and nothing else.
type visitorViewer struct {
	api *API
	inbox.Visitor

	mu   sync.Mutex
	room sapa.RoomID // zero until the visitor has written
	sub  *realtime.Subscription
}

// Show satisfies realtime.Viewer.
func (v *visitorViewer) Show(ctx context.Context, c realtime.Change) [][]byte {
	news := c.Body.(inbox.NewsChange)
	room := v.roomIn(news)
	if room == 0 {
		return nil
	}
	frames, err := v.api.visitorFrames(ctx, v.Visitor, room, news)
	if err != nil {
		v.end(realtime.Slow) // it comes back and catches up
		return nil
	}
	out := make([][]byte, len(frames))
	for i, f := range frames {
		out[i], _ = json.Marshal(f)
	}
	return out
}

// roomIn is the visitor's room, which comes to be with the first message in it. Thousands may look at a page and wait
// for that; none of them asks the database for it.
func (v *visitorViewer) roomIn(c inbox.NewsChange) sapa.RoomID {
	for _, n := range c.News {
		switch {
		case v.switchedOff(n):
			v.end(realtime.Revoked)
		case n.Row.Channel == v.Channel.ID && slices.ContainsFunc(n.Newcomer, v.is):
			v.mu.Lock()
			v.room = n.Row.Room
			v.mu.Unlock()
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.room
}

func (v *visitorViewer) is(i sapa.Identity) bool {
	return i.Channel == v.Channel.ID && i.External == v.External
}

func (v *visitorViewer) switchedOff(n inbox.News) bool {
	about := n.Kind == sapa.ChannelUpdated || n.Kind == sapa.ChannelRemoved
	return about && n.Subject == int64(v.Channel.ID) && n.Data["state"] != string(sapa.ChannelOn)
}

func (v *visitorViewer) end(why realtime.End) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.sub != nil {
		v.sub.End(why)
	}
}

// Hear satisfies realtime.Viewer: a contact learns that somebody is writing to them, not who looks.
func (v *visitorViewer) Hear(s realtime.Signal) []byte {
	v.mu.Lock()
	mine := v.room != 0 && s.Room == v.room
	v.mu.Unlock()
	if !mine || s.Kind != realtime.Typing || s.Actor.Kind != sapa.ByMember {
		return nil
	}
	return []byte(`{"type":"agent_typing"}`)
}

// visitorHello is the first frame of a widget, which cannot set headers on a socket.
type visitorHello struct {
	Type   string `json:"type"`
	Token  string `json:"token"`
	Cursor string `json:"cursor"`
}

// visitorWord is a further frame of a widget.
type visitorWord struct {
	Type string           `json:"type"`
	N    sapa.ShownNumber `json:"n"`
}

// visitorSocket serves a widget's live updates.
func (a *API) visitorSocket(w http.ResponseWriter, r *http.Request) {
	v, err := a.visit(w, r)
	if err == nil {
		err = a.limits.socket(a.device(r))
	}
	// Browsers do not let a page read why a socket was refused, so it is opened first and closed with a code.
	conn, acceptErr := websocket.Accept(slim{w}, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
	if acceptErr != nil {
		return
	}
	conn.SetReadLimit(frameLimit)
	p := a.newPipe(conn, closeGone)
	p.carryOn(func() func() { return a.greetVisitor(r, p, v, err) })
}

// greetVisitor lets a widget in that was not refused, and answers what is to be done from then on; nil when it was shown
// the door.
func (a *API) greetVisitor(r *http.Request, p *pipe, v visit, refused error) func() {
	if refused != nil {
		p.conn.Close(closeCode(refused), sapa.CodeOf(refused))
		return nil
	}
	if !a.enter(p, "address "+a.device(r).Key(), addressSockets) {
		return nil
	}
	var hello visitorHello
	if !p.hello(r.Context(), &hello) || hello.Type != "hello" {
		p.conn.Close(websocket.StatusPolicyViolation, "hello expected")
		return nil
	}
	var err error
	if v.External, err = visitorIdentity(hello.Token); err != nil {
		p.conn.Close(closeUnauthenticated, "unauthenticated")
		return nil
	}
	if !a.enter(p, "device "+v.External, deviceSockets) {
		return nil
	}
	return a.joinVisitor(context.WithoutCancel(r.Context()), p, v.Visitor, hello.Cursor)
}

// enter counts a widget's connection among those of a key; false when there are too many and it was closed.
func (a *API) enter(p *pipe, key string, most int) bool {
	leave, ok := a.visitors.enter(key, most)
	p.also(leave)
	if !ok {
		p.conn.Close(closeTooMany, "too many")
	}
	return ok
}

// closeCode is the socket's form of an error.
func closeCode(err error) websocket.StatusCode {
	switch sapa.KindOf(err) {
	case sapa.NotFound:
		return closeGone
	case sapa.Forbidden:
		return closeForbidden
	case sapa.RateLimited:
		return closeTooMany
	}
	return websocket.StatusTryAgainLater
}

// joinVisitor shows a visitor's connection their room, and answers what is to be done from then on.
func (a *API) joinVisitor(ctx context.Context, p *pipe, visitor inbox.Visitor, cursor string) func() {
	v := &visitorViewer{api: a, Visitor: visitor}
	sub, err := a.Hub.Join(ctx, visitor.Channel.Workspace, v)
	if err != nil {
		p.conn.Close(websocket.StatusTryAgainLater, "try again")
		return nil
	}
	p.also(sub.Leave)
	// Channel and room are looked up after joining: what changes before is found here, what changes later by roomIn.
	_, _, err = a.Admin.ChannelByKey(ctx, visitor.Channel.PublicKey)
	var room sapa.Room
	if err == nil {
		room, err = a.Inbox.VisitorRoom(ctx, visitor)
	}
	if err != nil {
		p.conn.Close(closeCode(err), "try again")
		return nil
	}
	v.mu.Lock()
	v.sub = sub
	if room.ID != 0 {
		v.room = room.ID
	}
	v.mu.Unlock()
	ctx, stop := context.WithCancel(ctx)
	p.also(stop)
	a.sockets.Go(func() {
		defer stop()
		a.listenVisitor(ctx, p, v)
	})
	if a.catchUp(ctx, p, v, sub, cursor) != nil {
		return nil
	}
	return func() { p.pump(ctx, sub) }
}

// catchUp replays what the widget missed and tells it where it stands.
func (a *API) catchUp(ctx context.Context, p *pipe, v *visitorViewer, sub *realtime.Subscription, cursor string) error {
	after, known := a.seal.number(aPlace, cursor)
	caughtUp := false
	if known {
		var err error
		if caughtUp, err = sub.Replay(ctx, after-1, func(frame []byte) error { return p.write(ctx, frame) }); err != nil {
			return err
		}
	}
	if cursor != "" && !caughtUp {
		if err := p.write(ctx, reloadFrame); err != nil {
			return err
		}
	}
	page, err := a.Inbox.VisitorMessages(ctx, v.Visitor, 0, 1)
	if err != nil {
		return err
	}
	ready, _ := json.Marshal(VisitorFrame{Type: "ready", AgentRead: &page.AgentRead, Read: &page.Read, Cursor: a.seal.id(aPlace, sub.From+1)})
	return p.write(ctx, ready)
}

// listenVisitor takes what the widget says until the connection ends.
func (a *API) listenVisitor(ctx context.Context, p *pipe, v *visitorViewer) {
	for {
		var word visitorWord
		if err := p.read(ctx, &word); err != nil {
			return
		}
		if word.Type == "pong" {
			continue
		}
		if !p.limit.take() {
			p.conn.Close(closeTooMany, "too many")
			return
		}
		if err := a.heardVisitor(ctx, v, word); err != nil {
			a.log.Warn("widget: frame", "error", err)
		}
	}
}

func (a *API) heardVisitor(ctx context.Context, v *visitorViewer, word visitorWord) error {
	switch word.Type {
	case "typing":
		return a.visitorTypes(ctx, v.Visitor)
	case "received":
		return a.Inbox.VisitorProgress(ctx, v.Visitor, word.N, sapa.Delivered)
	case "read":
		return a.Inbox.VisitorProgress(ctx, v.Visitor, word.N, sapa.Read)
	}
	return nil
}

func (a *API) visitorTyping(v visit) error {
	return noContent(v.w, a.visitorTypes(v.r.Context(), v.Visitor))
}

// visitorTypes tells the agents that a contact is writing, when there is a conversation to write in.
func (a *API) visitorTypes(ctx context.Context, v inbox.Visitor) error {
	c, room, err := a.Inbox.VisitorOpen(ctx, v)
	if err != nil || c.ID == 0 {
		return err
	}
	a.Hub.Send(realtime.Signal{
		Kind: realtime.Typing, Workspace: v.Channel.Workspace, Conversation: c.ID, Room: room.ID,
		Actor: sapa.ContactActor(room.Contact), Facts: c.Facts,
	})
	return nil
}
