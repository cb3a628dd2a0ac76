package inbox

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	// routeMost is how many conversations one change gives out: whoever writes in the meantime waits that long and no longer.
	routeMost = 50
	// routePause is after how long what failed is tried again.
	routePause = time.Second
	// lookPause is how often every workspace with somebody waiting is looked at, whoever did or did not ring: a process that
	// was killed may have owed one a look (spec ASG-12).
	lookPause = time.Minute
)

// rung are the workspaces in which something happened by which a conversation may find its agent.
type rung struct {
	mu sync.Mutex
	// workspaces tells of each whether there is surely something to give out.
	workspaces map[sapa.WorkspaceID]bool
	bell       chan struct{}
}

func (r *rung) ring(some ...sapa.WorkspaceID) { r.note(false, some) }

// more is ring for a workspace where the last batch was a whole one: there is no need to look whether anything is left.
func (r *rung) more(ws sapa.WorkspaceID) { r.note(true, []sapa.WorkspaceID{ws}) }

func (r *rung) note(sure bool, some []sapa.WorkspaceID) {
	if len(some) == 0 {
		return
	}
	r.mu.Lock()
	if r.workspaces == nil {
		r.workspaces = map[sapa.WorkspaceID]bool{}
	}
	for _, ws := range some {
		r.workspaces[ws] = r.workspaces[ws] || sure
	}
	r.mu.Unlock()
	wake(r.bell)
}

// take answers what was rung since it was last asked, in no order.
func (r *rung) take() map[sapa.WorkspaceID]bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	taken := r.workspaces
	r.workspaces = nil
	return taken
}

// rings has the events by which somebody may come to be waiting, or somebody else to have room.
var rings = map[sapa.EventKind]bool{
	sapa.ConversationOpened: true, sapa.ConversationReopened: true, sapa.ConversationUnassigned: true, sapa.ConversationMoved: true,
	sapa.ConversationTransferred: true, sapa.ConversationInactive: true, sapa.ConversationResolved: true,
	sapa.MemberPresence: true, sapa.MemberJoined: true, sapa.MemberUpdated: true, sapa.MemberRemoved: true, sapa.SettingsUpdated: true,
	sapa.ChannelUpdated: true, sapa.DepartmentAdded: true, sapa.DepartmentUpdated: true, sapa.DepartmentDissolved: true,
}

// Committed hears of each change of this process once it is committed, and never blocks: the router looks at the workspace
// when something happened by which a conversation may find its agent.
func (b *Inbox) Committed(ws sapa.WorkspaceID, events []sapa.Event) {
	if slices.ContainsFunc(events, func(e sapa.Event) bool { return rings[e.Kind] }) {
		b.routes.ring(ws)
		wake(b.allocating)
	}
}

// RunRouting gives out conversations until ctx ends.
func (b *Inbox) RunRouting(ctx context.Context) error {
	var looking sync.WaitGroup
	defer looking.Wait()
	looking.Go(func() { _ = b.attend(ctx, nil, lookPause, func() (int, error) { return 0, b.ringWaiting(ctx) }) })
	return b.attend(ctx, b.routes.bell, routePause, func() (int, error) { return b.routeRung(ctx) })
}

// Route gives out what can be given out now, and answers how many that were.
func (b *Inbox) Route(ctx context.Context) (int, error) {
	err := b.ringWaiting(ctx)
	for all := 0; ; {
		n, failed := b.routeRung(ctx)
		all, err = all+n, errors.Join(err, failed)
		if n == 0 || err != nil {
			return all, err
		}
	}
}

// ringWaiting rings for every workspace in which somebody waits.
func (b *Inbox) ringWaiting(ctx context.Context) error {
	waiting, err := b.store.Queued(ctx)
	b.routes.ring(waiting...)
	return err
}

// routeRung looks once at each workspace that was rung for, and answers how many conversations found their agent.
func (b *Inbox) routeRung(ctx context.Context) (int, error) {
	all, failed := 0, error(nil)
	for ws, sure := range b.routes.take() {
		n, err := b.route(ctx, ws, sure)
		switch all += n; {
		case err != nil:
			b.routes.ring(ws)
		case n == routeMost:
			b.routes.more(ws)
		}
		failed = errors.Join(failed, err)
	}
	return all, failed
}

// route gives out one batch of a workspace's queue. Looking whether there is anything to give holds nobody up; the
// workspace's row is taken, and everything read afresh, once there surely is.
func (b *Inbox) route(ctx context.Context, ws sapa.WorkspaceID, sure bool) (int, error) {
	w, err := b.store.Workspace(ctx, ws)
	if err == nil && asked(w) {
		return 0, b.hastenFallen(ctx, w)
	}
	if err != nil || !strategyOf(w).Automatic() {
		return 0, err
	}
	if !sure {
		if sure, err = b.anything(ctx, w); err != nil || !sure {
			return 0, err
		}
	}
	n := 0
	_, err = b.store.Change(ctx, ws, func(tx *store.Tx) (err error) {
		tx.HoldBack()
		s := &step{Tx: tx, now: b.now(), box: b}
		n, err = s.giveOut(ctx, routeMost)
		return err
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// anything tells whether somebody waits in a workspace, and somebody else can take one of them.
func (b *Inbox) anything(ctx context.Context, w sapa.Workspace) (bool, error) {
	look, err := b.store.Lines(ctx, w.ID)
	if err != nil || len(look) == 0 {
		return false, err
	}
	f, err := floorOf(ctx, b.store.Reads, w)
	if err != nil {
		return false, err
	}
	can, err := f.served(ctx, b.store.Reads, w, look)
	return len(can) > 0, err
}

// strategyOf is how conversations find their agents in a workspace. Where an outside service decides, nobody here does.
func strategyOf(w sapa.Workspace) routing.Strategy {
	v := settings.Of(w.Settings)
	if v.On(settings.CustomAllocation) {
		return routing.Open
	}
	return v.Strategy()
}

// served lists the lines of which somebody can take a conversation.
func (f *floor) served(ctx context.Context, r store.Reads, w sapa.Workspace, lines []store.Line) ([]store.Line, error) {
	var can []store.Line
	for _, l := range lines {
		a, err := f.ask(ctx, r, w.ID, l)
		if err != nil {
			return nil, err
		}
		if strategyOf(w).Pick(a).Member != 0 {
			can = append(can, l)
		}
	}
	return can, nil
}

// line is a queue with those at its head.
type line struct {
	store.Line
	waiting []sapa.Conversation
}

// giveOut gives out up to most conversations, those that wait longest first. A line of which nobody can take anything
// holds up no other.
func (s *step) giveOut(ctx context.Context, most int) (given int, err error) {
	strategy := strategyOf(s.Workspace)
	f, err := floorOf(ctx, s.Reads, s.Workspace)
	if err != nil {
		return 0, err
	}
	lines, err := s.heads(ctx, f, most)
	for err == nil && given < most && len(lines) > 0 {
		i := oldest(lines)
		c := lines[i].waiting[0]
		var p routing.Pick
		if p, err = s.pick(ctx, f, strategy, c); err != nil {
			break
		}
		lines[i].waiting = lines[i].waiting[1:]
		if p.Member == 0 || len(lines[i].waiting) == 0 {
			lines = slices.Delete(lines, i, i+1)
		}
		if p.Member != 0 {
			err = s.hand(ctx, f, c, p, lifecycle.AutoAssigned)
			given++
		}
	}
	if err != nil {
		return 0, err
	}
	return given, f.keep(ctx, s.Tx)
}

// heads reads the beginnings of the lines of which somebody can take something.
func (s *step) heads(ctx context.Context, f *floor, most int) ([]line, error) {
	all, err := s.Lines(ctx, s.Workspace.ID)
	if err != nil {
		return nil, err
	}
	served, err := f.served(ctx, s.Reads, s.Workspace, all)
	var lines []line
	for _, l := range served {
		// Of a channel of a kind that this program does not know nothing is given out, and all else is.
		if _, err := f.channel(ctx, s, l.Channel); sapa.KindOf(err) == sapa.Conflict {
			continue
		} else if err != nil {
			return nil, err
		}
		waiting, err := s.Waiting(ctx, s.Workspace.ID, l, most)
		if err != nil {
			return nil, err
		}
		if len(waiting) > 0 {
			lines = append(lines, line{l, waiting})
		}
	}
	return lines, err
}

// oldest finds the line at whose head somebody waits longest.
func oldest(lines []line) int {
	best := 0
	for i := range lines {
		a, b := lines[i].waiting[0], lines[best].waiting[0]
		if n := a.QueuedAt.Compare(b.QueuedAt); n < 0 || n == 0 && a.ID < b.ID {
			best = i
		}
	}
	return best
}

// pick decides who takes a conversation, and changes nothing. Nobody may be among not.
func (s *step) pick(ctx context.Context, f *floor, strategy routing.Strategy, c sapa.Conversation, not ...sapa.MemberID) (routing.Pick, error) {
	a, err := f.ask(ctx, s.Reads, s.Workspace.ID, store.Line{Department: c.Department, Channel: c.Channel})
	a.Not = not
	return strategy.Pick(a), err
}

// hand gives a conversation to whom was picked, and says why. The floor's own rows are kept by floor.keep.
func (s *step) hand(ctx context.Context, f *floor, c sapa.Conversation, p routing.Pick, why lifecycle.Trigger) error {
	at, err := f.channel(ctx, s, c.Channel)
	if err != nil {
		return err
	}
	after, _, err := lifecycle.Move(c, why, p.Member, s.now, s.clock(at.Channel, at.Spec, c.Kind))
	if err != nil {
		return err
	}
	event := sapa.Event{
		Kind: sapa.ConversationAssigned, Actor: sapa.SystemActor(), Why: string(why), Subject: int64(p.Member), Data: map[string]any{"pick": p.Why},
	}
	if p.Why.Strategy == byService {
		event.Why = byService
	}
	if c.Assignee != 0 {
		event.Kind, event.Data["from"] = sapa.ConversationTransferred, c.Assignee
	}
	f.took(c, p, s.now)
	return s.moved(ctx, c, after, event)
}
