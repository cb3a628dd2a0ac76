// Package inbox holds the verbs about customers: what comes in, what goes out, who handles it. It opens every
// transaction about conversations; the rules it applies are in lifecycle, access and channel, the SQL is in store.
package inbox

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/allocation"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/seal"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Inbox is the verbs. Its methods are safe for parallel use and hold nothing that a restart would lose.
type Inbox struct {
	store *store.Store
	files *Files
	specs []channel.Spec
	now   func() time.Time
	dial  func(sapa.Channel) (channel.Account, error)
	wraps Wraps
	// renewals counts who wants to replace tokens, so that each bears another name.
	renewals atomic.Int64
	log      *slog.Logger
	// holder is this process's name for what only one process may do.
	holder string
	// sends seals our own ids of sends.
	sends seal.Seal
	// accepted, enqueued and fetching wake who ingests, sends and fetches; what they miss, they find by looking.
	accepted chan struct{}
	enqueued chan struct{}
	fetching chan struct{}
	checking chan struct{}
	// allocating wakes who asks companies' services, service opens the one of a workspace.
	allocating chan struct{}
	asking     asking
	service    func(sapa.Workspace) (allocation.Service, error)
	ids        IDs
	// fetches has a place for each file that is being fetched.
	fetches chan struct{}
	// keeping and finding are shared by deliveries that come at the same time.
	keeping together[store.Accepted, struct{}]
	finding together[string, found]
	// anew is rung when a person looks after a channel: listening that failed is tried again at once.
	anew    gong
	routes  rung
	lanes   lanes
	sent    lately[sapa.ChannelID]
	brought lately[sapa.ChannelID]
	typed   lately[sapa.ConversationID]
	replays *replays
}

// Parts is what the verbs are made of.
type Parts struct {
	Store *store.Store
	Files *Files
	Specs []channel.Spec
	Now   func() time.Time
	// Open gives a channel its secrets and its way outside; nil for a house without providers.
	Open func(sapa.Channel) (channel.Account, error)
	Log  *slog.Logger
	// Holder names this process among those on the same database.
	Holder string
	// Wraps seals what is kept for channels; nil where nothing is.
	Wraps Wraps
	// Service opens the service of a workspace that says who takes a conversation, but for its address; nil for a house without.
	Service func(sapa.Workspace) (allocation.Service, error)
	// IDs are the ids by which such services know things; needed with Service.
	IDs IDs
	// Sends seals the ids by which providers hear of our sends; the zero Seal does not.
	Sends seal.Seal
}

// New makes the verbs.
func New(p Parts) *Inbox {
	if p.Log == nil {
		p.Log = slog.New(slog.DiscardHandler)
	}
	if p.Open == nil {
		p.Open = func(c sapa.Channel) (channel.Account, error) { return channel.Account{Channel: c}, nil }
	}
	if p.Service == nil {
		p.Service = func(sapa.Workspace) (allocation.Service, error) { return allocation.Service{Now: p.Now}, nil }
	}
	b := &Inbox{
		store: p.Store, files: p.Files, specs: p.Specs, now: p.Now, dial: p.Open, log: p.Log, holder: p.Holder, wraps: p.Wraps, sends: p.Sends,
		accepted: make(chan struct{}, 1), enqueued: make(chan struct{}, 1), fetching: make(chan struct{}, 1),
		checking: make(chan struct{}, 1), fetches: make(chan struct{}, fetchers),
		allocating: make(chan struct{}, 1), replays: newReplays(), service: p.Service, ids: p.IDs,
	}
	b.routes.bell = make(chan struct{}, 1)
	b.keeping.round, b.finding.round = b.keep, b.find
	return b
}

// wake rings a bell that may be ringing already.
func wake(bell chan struct{}) {
	select {
	case bell <- struct{}{}:
	default:
	}
}

// step is one numbered change under way, on behalf of a member or of nobody.
type step struct {
	*store.Tx
	who access.Who
	now time.Time
	box *Inbox
	// queued tells that something was put into a channel's line.
	queued bool
}

// change runs fn as a numbered change on behalf of a member, whom it reads afresh.
func (b *Inbox) change(ctx context.Context, by sapa.By, fn func(*step) error) error {
	var last *step
	_, err := b.store.Change(ctx, by.Workspace, func(tx *store.Tx) error {
		m, err := tx.Member(ctx, by.Workspace, by.Member)
		if err != nil {
			return err
		}
		if m.State != sapa.Active {
			return sapa.Errorf(sapa.Unauthenticated, "", "the member is not active")
		}
		last = &step{Tx: tx, who: access.Of(m, tx.Workspace), now: b.now(), box: b}
		return fn(last)
	})
	if err == nil && last.queued {
		wake(b.enqueued)
	}
	return err
}

// who reads a member and what their workspace has set, for verbs that only read.
func (b *Inbox) who(ctx context.Context, by sapa.By) (access.Who, error) {
	w, err := b.store.Workspace(ctx, by.Workspace)
	if err != nil {
		return access.Who{}, err
	}
	m, err := b.store.Member(ctx, by.Workspace, by.Member)
	return access.Of(m, w), err
}

// seen reads a conversation the member may see, and NotFound for any other.
func (b *Inbox) seen(ctx context.Context, by sapa.By, id sapa.ConversationID) (sapa.Conversation, access.Who, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return sapa.Conversation{}, who, err
	}
	c, err := b.store.Conversation(ctx, by.Workspace, id)
	if err != nil {
		return c, who, err
	}
	if !who.Scope().Sees(c.Facts) {
		return sapa.Conversation{}, who, sapa.Missing("conversation")
	}
	return c, who, nil
}

// enter reads a conversation inside a change and applies the verb's gate to it.
func (s *step) enter(ctx context.Context, verb string, id sapa.ConversationID) (sapa.Conversation, error) {
	c, err := s.Conversation(ctx, s.Workspace.ID, id)
	if err != nil {
		return c, err
	}
	if err := s.who.Check(gates[verb].Act, c.Facts); err != nil {
		return c, s.raced(ctx, c, err)
	}
	return c, nil
}

// raceMemory is how long somebody who lost a conversation to a colleague is told so, rather than that there is no
// such conversation: their screen may have shown it in the queue until a moment ago.
const raceMemory = 10 * time.Minute

// openedMemory is the same for somebody who had opened it: they may have an answer half written. Once it is over they
// are strangers to the conversation, or they could ask for ever who handles a customer who was theirs.
const openedMemory = 24 * time.Hour

// raced turns "not found" into "a colleague was first" for those who could see the conversation in the queue: the
// loser of a race must learn the winner's name (CNV-2), everybody else nothing (CNV-3).
func (s *step) raced(ctx context.Context, c sapa.Conversation, err error) error {
	if sapa.KindOf(err) != sapa.NotFound || c.State != sapa.Handled {
		return err
	}
	before := sapa.Facts{State: sapa.InQueue, Department: c.Department}
	if !s.who.Scope().Sees(before) {
		return err
	}
	opened, readErr := s.HasRead(ctx, s.Workspace.ID, s.who.ID, c.ID, s.now.Add(-openedMemory))
	if readErr != nil {
		return readErr
	}
	if !opened && s.now.Sub(c.AssignedAt) > raceMemory {
		return err
	}
	return s.alreadyAssigned(ctx, c)
}

// alreadyAssigned is the loser's error, with the winner's name.
func (s *step) alreadyAssigned(ctx context.Context, c sapa.Conversation) error {
	winner, err := s.Member(ctx, s.Workspace.ID, c.Assignee)
	if err != nil {
		return err
	}
	return sapa.Errorf(sapa.Conflict, "already_assigned", "a colleague handles the conversation").
		With("assignee", map[string]any{"id": winner.ID, "name": winner.Name})
}

// channel finds a channel and what its kind can do.
func (s *step) channel(ctx context.Context, id sapa.ChannelID) (sapa.Channel, channel.Spec, error) {
	ch, err := s.Channel(ctx, s.Workspace.ID, id)
	if err != nil {
		return ch, channel.Spec{}, err
	}
	spec, ok := channel.Find(s.box.specs, ch.Kind)
	if !ok {
		return ch, spec, sapa.Errorf(sapa.Conflict, "channel_kind_unknown", "this program has no channels of kind %s", ch.Kind)
	}
	return ch, spec.Of(ch.Config), nil
}

// clock is the periods of a channel's conversations of a kind.
func (s *step) clock(ch sapa.Channel, spec channel.Spec, kind sapa.ConversationKind) lifecycle.Clock {
	return lifecycle.Clock{Session: ch.Session(), Window: spec.For(kind).Window, Idle: settings.Of(s.Workspace.Settings).Idle()}
}

// moved stores a conversation after a move and emits the event of its transition, if it made one.
func (s *step) moved(ctx context.Context, before, after sapa.Conversation, event sapa.Event) error {
	if err := s.UpdateConversation(ctx, after); err != nil {
		return err
	}
	event.At, event.Conversation, event.AfterSeq = s.now, after.ID, after.LastSeq
	if before.Facts != after.Facts {
		event.Was = &before.Facts
	}
	s.Emit(event)
	return s.awaits(ctx, before, after)
}
