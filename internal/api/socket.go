package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/coder/websocket"

	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Times of a socket.
const (
	helloTime = 10 * time.Second // to say the first word
	writeTime = 10 * time.Second // for one frame; who takes longer is gone
	pingEvery = 25 * time.Second // below the minute after which proxies cut a silent connection
	silence   = 60 * time.Second // without a word, the connection is gone
)

// frameLimit is the largest frame taken from a client: they only name things.
const frameLimit = 4 << 10

// Close codes beside those of the protocol.
const (
	closeUnauthenticated websocket.StatusCode = 4401
	closeForbidden       websocket.StatusCode = 4403
	closeGone            websocket.StatusCode = 4404
	closeTooMany         websocket.StatusCode = 4429
)

// clientFrame is what the web app says.
type clientFrame struct {
	Type         string  `json:"type"`
	After        int64   `json:"after"`
	Conversation *string `json:"conversation"`
}

var pingFrame = []byte(`{"type":"ping"}`)

var reloadFrame = []byte(`{"type":"reload"}`)

// WaitForSockets waits until every socket has said its farewell, which each does once the hub ends it, and nothing goes on
// that came in by one, or until ctx ends. Call it when no new requests come in any more.
func (a *API) WaitForSockets(ctx context.Context) {
	closed := make(chan struct{})
	go func() {
		a.sockets.Wait()
		close(closed)
	}()
	select {
	case <-closed:
	case <-ctx.Done():
	}
}

// socket serves a member's live updates.
func (a *API) socket(w http.ResponseWriter, r *http.Request) {
	c, err := a.authenticate(r.Context(), r)
	if err != nil {
		a.writeProblem(w, err)
		return
	}
	me, err := a.Admin.Me(r.Context(), c.By)
	if err != nil {
		a.writeProblem(w, err)
		return
	}
	// Accept refuses other origins than our own: a foreign page cannot open a socket with the member's cookie.
	conn, err := websocket.Accept(slim{w}, r, nil)
	if err != nil {
		return
	}
	conn.SetReadLimit(frameLimit)
	v := &viewer{api: a, caller: c.By, session: c.Session.ID, who: me.Who}
	s := &memberSocket{API: a, viewer: v, pipe: a.newPipe(conn, closeUnauthenticated), left: c.Session.ExpiresAt.Sub(a.Now()), agent: r.UserAgent()}
	s.carryOn(func() func() {
		return s.greet(r.Context(), func(ctx context.Context) error {
			_, err := a.authenticate(ctx, r)
			return err
		})
	})
}

// carryOn greets, and does what the greeting leaves to be done, nil when it came to nothing, in a goroutine of its own: what
// the greeting needed, a request and a deep stack, does not stay for as long as the connection is open.
func (p *pipe) carryOn(greet func() (rest func())) {
	var rest func()
	defer func() { // after a panic as well
		if rest == nil {
			p.over()
		}
	}()
	if rest = greet(); rest == nil {
		return
	}
	go func() {
		defer p.over()
		rest()
	}()
}

// memberSocket is one open socket of a member.
type memberSocket struct {
	*API
	*viewer
	*pipe
	left time.Duration
	// agent is the browser's description of itself.
	agent string
	// looking is the look that was told of last; its conversation is 0 for none. It is touched by listen alone.
	looking realtime.Signal
}

// greet joins and catches up, and answers what is to be done from then on; nil when it came to nothing. What happens after
// joining comes as a change; what happened before it, while the first word was awaited, is asked for once more by signedIn
// and refresh.
func (s *memberSocket) greet(ctx context.Context, signedIn func(context.Context) error) func() {
	var hello clientFrame
	if !s.hello(ctx, &hello) || hello.Type != "hello" {
		s.conn.Close(websocket.StatusPolicyViolation, "hello expected")
		return nil
	}
	sub, err := s.Hub.Join(ctx, s.caller.Workspace, s.viewer)
	if err != nil {
		s.conn.Close(websocket.StatusTryAgainLater, "try again")
		return nil
	}
	s.also(sub.Leave)
	s.also(s.Admin.Connected(s.caller))
	s.mu.Lock()
	s.sub = sub
	s.mu.Unlock()
	if err := signedIn(ctx); err != nil {
		s.farewell(goodbye(err))
		return nil
	}
	s.refresh(ctx)
	// A session that runs out takes its connections along.
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), s.left)
	s.also(stop)
	s.sockets.Go(func() { s.listen(ctx, stop) })
	caughtUp, err := sub.Replay(ctx, hello.After, func(frame []byte) error { return s.write(ctx, frame) })
	if err != nil {
		return nil
	}
	if !caughtUp {
		_ = s.write(ctx, reloadFrame)
	}
	ready, _ := json.Marshal(map[string]any{"type": "ready", "number": sub.From})
	if s.write(ctx, ready) != nil {
		return nil
	}
	return func() { s.pump(ctx, sub) }
}

// listen takes what the web app says until the connection ends.
func (s *memberSocket) listen(ctx context.Context, stop func()) {
	defer stop()
	defer func() { s.away(context.WithoutCancel(ctx)) }()
	for {
		var f clientFrame
		if err := s.read(ctx, &f); err != nil {
			return
		}
		switch f.Type {
		case "typing":
			if c, ok := s.tell(ctx, realtime.Typing, f.Conversation); ok {
				s.hint(ctx, c.Conversation)
			}
		case "looking":
			s.look(ctx, f.Conversation)
		case "active":
			s.atWork(ctx, s.caller, s.agent)
		}
	}
}

// look moves the member's eyes to a conversation, and tells them who else looks there.
func (s *memberSocket) look(ctx context.Context, id *string) {
	if id == nil {
		s.away(ctx)
		return
	}
	look, ok := s.tell(ctx, realtime.Looking, id)
	if !ok {
		return
	}
	c := look.Conversation
	if s.looking.Conversation != c {
		s.away(ctx)
	}
	s.looking = look
	for _, m := range s.Hub.Lookers(s.caller.Workspace, c) {
		if m != s.caller.Member {
			frame, _ := json.Marshal(s.signal(realtime.Signal{Kind: realtime.Looking, Conversation: c, Actor: sapa.MemberActor(m)}))
			_ = s.write(ctx, frame)
		}
	}
}

// away takes the member's eyes off. Who has lost sight of the conversation meanwhile is taken away from those who could
// see it then: else they would seem to look for ever.
func (s *memberSocket) away(ctx context.Context) {
	last := s.looking
	if last.Conversation == 0 {
		return
	}
	s.looking = realtime.Signal{}
	id := s.API.seal.id(aConversation, int64(last.Conversation))
	if _, ok := s.tell(ctx, realtime.Away, &id); !ok {
		last.Kind = realtime.Away
		s.Hub.Send(last)
	}
}

// tell sends a signal about a conversation the member may see, and answers it.
func (s *memberSocket) tell(ctx context.Context, kind realtime.SignalKind, id *string) (realtime.Signal, bool) {
	if id == nil || !s.limit.take() {
		return realtime.Signal{}, false
	}
	n, err := s.conversationID(*id)
	if err != nil {
		return realtime.Signal{}, false
	}
	row, _, err := s.Inbox.Conversation(ctx, s.caller, n)
	if err != nil {
		return realtime.Signal{}, false
	}
	told := realtime.Signal{
		Kind: kind, Workspace: s.caller.Workspace, Conversation: n, Room: row.Room, Actor: sapa.MemberActor(s.caller.Member), Facts: row.Facts,
	}
	s.Hub.Send(told)
	return told, true
}

// pipe is the connection below a socket. Writes may come from several goroutines.
type pipe struct {
	conn  *websocket.Conn
	limit *bucket
	// revoked is the close code that tells whoever may no longer be here why.
	revoked websocket.StatusCode
	// atEnd is done when the connection is over, the last first.
	atEnd []func()
}

// newPipe counts the connection until it is over.
func (a *API) newPipe(conn *websocket.Conn, revoked websocket.StatusCode) *pipe {
	a.sockets.Add(1)
	p := &pipe{conn: conn, limit: newBucket(a.Now), revoked: revoked}
	p.also(a.sockets.Done)
	p.also(func() { _ = conn.CloseNow() })
	return p
}

func (p *pipe) also(do func()) { p.atEnd = append(p.atEnd, do) }

func (p *pipe) over() {
	for _, do := range slices.Backward(p.atEnd) {
		do()
	}
}

func (p *pipe) write(ctx context.Context, frame []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeTime)
	defer cancel()
	return p.conn.Write(ctx, websocket.MessageText, frame)
}

func (p *pipe) writeAll(ctx context.Context, frames [][]byte) error {
	for _, frame := range frames {
		if err := p.write(ctx, frame); err != nil {
			return err
		}
	}
	return nil
}

func (p *pipe) read(ctx context.Context, into any) error {
	ctx, cancel := context.WithTimeout(ctx, silence)
	defer cancel()
	kind, data, err := p.conn.Read(ctx)
	if err != nil {
		return err
	}
	if kind != websocket.MessageText {
		return errors.New("api: a frame that is no text")
	}
	return json.Unmarshal(data, into)
}

// hello reads the first frame.
func (p *pipe) hello(ctx context.Context, into any) bool {
	ctx, cancel := context.WithTimeout(ctx, helloTime)
	defer cancel()
	return p.read(ctx, into) == nil
}

// pump writes the queue to the connection until either ends.
func (p *pipe) pump(ctx context.Context, sub *realtime.Subscription) {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case <-sub.Ended():
			p.farewell(sub.Why())
			return
		case <-sub.More():
			err = p.writeAll(ctx, sub.Take())
		case <-ping.C:
			err = p.write(ctx, pingFrame)
		}
		if err != nil {
			return
		}
	}
}

// farewell closes the connection with the reason.
func (p *pipe) farewell(why realtime.End) {
	switch why {
	case realtime.Revoked:
		p.conn.Close(p.revoked, "not any more")
	case realtime.Slow:
		p.conn.Close(websocket.StatusTryAgainLater, "too slow")
	case realtime.Stopping:
		p.conn.Close(websocket.StatusServiceRestart, "restarting")
	case realtime.Left:
	}
}

// hint shows the contact that the member writes, where a provider can. It takes a while and holds nothing up.
func (s *memberSocket) hint(ctx context.Context, id sapa.ConversationID) {
	s.sockets.Go(func() {
		if err := s.Inbox.Typing(context.WithoutCancel(ctx), s.caller, id); err != nil {
			s.log.Debug("typing", "error", err)
		}
	})
}
