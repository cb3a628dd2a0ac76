package floor

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// flatAim is how much dearer than in the shortest queue a pick may be in any other.
const flatAim = 1.5

// picked is what one pick costs with a crowd.
type picked struct {
	crowd
	took []time.Duration
}

// at is the time that a part of all stayed below.
func (p picked) at(part float64) time.Duration {
	if len(p.took) == 0 {
		return 0
	}
	return p.took[min(len(p.took)-1, int(part*float64(len(p.took))))]
}

// floors are houses with crowds, each with the verbs of a process of its own, in this one.
type floors struct {
	open   []*staffed
	rounds int
}

// staffed is a house in which everybody has as much as they may, and others wait.
type staffed struct {
	picked
	store *store.Store
	inbox *inbox.Inbox
	db    *sql.DB
	owner sapa.By
}

// picks measures what one pick costs with each of several crowds. Those take turns, so that what else the machine does meets them all
// alike. What is measured is a look of the router, from its first question to its commit, by which the one agent who has room
// gets the conversation that has waited longest.
func picks(ctx context.Context, o run.Options, site *house.Site, all []crowd) (found []picked, err error) {
	f := floors{rounds: 300}
	if o.Small {
		f.rounds = 20
	}
	defer func() { err = errors.Join(err, f.close(context.WithoutCancel(ctx), site)) }()
	for i, c := range all {
		s, err := staff(ctx, site, named(i), c)
		if err != nil {
			return nil, err
		}
		f.open = append(f.open, s)
		o.Say("%s: %d wait for %d agents", site.Engine, c.queued, c.agents)
	}
	// The first rounds only warm up.
	for i := range f.rounds + f.rounds/10 {
		for _, s := range f.open {
			took, err := s.again(ctx)
			if err != nil {
				return nil, err
			}
			if i >= f.rounds/10 {
				s.took = append(s.took, took)
			}
		}
	}
	for _, s := range f.open {
		slices.Sort(s.took)
		found = append(found, s.picked)
		o.Say("%s: %d agents, %d wait: a pick takes %s, p95 %s", site.Engine, s.agents, s.queued, s.at(.5), s.at(.95))
	}
	return found, nil
}

func named(i int) string { return fmt.Sprintf("floor_pick%d", i) }

// staff opens a house in which c.queued wait and every agent has the one conversation they may have.
func staff(ctx context.Context, site *house.Site, name string, c crowd) (*staffed, error) {
	place, err := crowd{c.agents, c.queued + c.agents}.gather(ctx, site, name, time.Now())
	if err != nil {
		return nil, err
	}
	s := &staffed{picked: picked{crowd: c}}
	if s.db, err = open(place); err != nil {
		return nil, err
	}
	if s.store, err = store.Open(ctx, place.Address()); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	s.inbox = inbox.New(inbox.Parts{Store: s.store, Specs: app.Channels(), Now: time.Now, Holder: "bench"})
	s.store.OnCommit(func(ws sapa.WorkspaceID, _ int64, events []sapa.Event) { s.inbox.Committed(ws, events) })
	if err := s.fill(ctx); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// fill gives everybody as much as they may have.
func (s *staffed) fill(ctx context.Context) error {
	row := s.db.QueryRowContext(ctx, `SELECT workspace_id, id FROM members WHERE role = 'owner'`)
	if err := row.Scan(&s.owner.Workspace, &s.owner.Member); err != nil {
		return fmt.Errorf("floor: %w", err)
	}
	const one = `UPDATE workspaces SET settings = '{"assignment_strategy":"round_robin","workload_mode":"all_channels","workload_all":1}'`
	if _, err := s.db.ExecContext(ctx, one); err != nil {
		return fmt.Errorf("floor: %w", err)
	}
	if n, err := s.inbox.Route(ctx); err != nil || n != s.agents {
		return errors.Join(err, fmt.Errorf("floor: %d agents got %d conversations", s.agents, n))
	}
	return nil
}

// again takes somebody's conversation back, which then waits behind all others, and measures how long it takes until they have another.
func (s *staffed) again(ctx context.Context) (time.Duration, error) {
	var id sapa.ConversationID
	row := s.db.QueryRowContext(ctx, `SELECT id FROM conversations WHERE state = 'handled' ORDER BY assigned_at, id LIMIT 1`)
	if err := row.Scan(&id); err != nil {
		return 0, fmt.Errorf("floor: %w", err)
	}
	if err := s.inbox.Unassign(ctx, s.owner, id); err != nil {
		return 0, err
	}
	began := time.Now()
	n, err := s.inbox.Route(ctx)
	took := time.Since(began)
	if err == nil && n != 1 {
		err = fmt.Errorf("floor: one agent had room, and %d conversations were given out", n)
	}
	return took, err
}

func (s *staffed) close() error { return errors.Join(s.db.Close(), s.store.Close()) }

// close closes the houses and removes them.
func (f *floors) close(ctx context.Context, site *house.Site) error {
	var errs []error
	for i, s := range f.open {
		errs = append(errs, s.close(), site.Drop(ctx, named(i)))
	}
	return errors.Join(errs...)
}
