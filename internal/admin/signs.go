package admin

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// How often what shows that somebody is there is stored: what they do, and that they are connected. Both are well below what
// presence.Slack and presence.Absent allow for.
const (
	actsNoted        = 5 * time.Second
	connectionsNoted = 20 * time.Second
)

// signs keeps in memory what shows that members are there, until it is stored. A restart loses a few seconds of it.
type signs struct {
	mu     sync.Mutex
	people map[sapa.By]*sign
}

// sign is what one member showed in this process.
type sign struct {
	// acted is the last act that was not shrugged off as just another one.
	acted time.Time
	// active and connected wait for being stored; zero for nothing new.
	active, connected time.Time
	// noted is when it was last stored that the member is connected.
	noted  time.Time
	device string
	// open counts live connections.
	open int
}

func (s *signs) of(by sapa.By) *sign {
	if s.people == nil {
		s.people = map[sapa.By]*sign{}
	}
	if s.people[by] == nil {
		s.people[by] = &sign{}
	}
	return s.people[by]
}

// act takes an act, and tells whether it is the first for a while.
func (s *signs) act(by sapa.By, now time.Time, device string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	one := s.of(by)
	one.active, one.device = now, cmp.Or(device, one.device)
	first := now.Sub(one.acted) >= actsNoted
	if first {
		one.acted = now
	}
	return first
}

// connect counts a connection until it is over.
func (s *signs) connect(by sapa.By, now func() time.Time) (over func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.of(by).open++
	s.of(by).connected = now()
	return sync.OnceFunc(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.of(by).open--
		s.of(by).connected = now()
	})
}

// news lists what is to be stored, in an order that is the same for all processes: they wait for each other's rows.
func (s *signs) news(now time.Time) []store.Sign {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []store.Sign
	for by, one := range s.people {
		if one.open > 0 && now.Sub(one.noted) >= connectionsNoted {
			one.connected = now
		}
		if !one.active.IsZero() || !one.connected.IsZero() {
			all = append(all, store.Sign{Workspace: by.Workspace, Member: by.Member, Active: one.active, Connected: one.connected, Device: one.device})
		}
	}
	slices.SortFunc(all, func(a, b store.Sign) int {
		return cmp.Or(cmp.Compare(a.Workspace, b.Workspace), cmp.Compare(a.Member, b.Member))
	})
	return all
}

// stored forgets what is stored now, and whoever has been away for long.
func (s *signs) stored(all []store.Sign, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, told := range all {
		one := s.of(sapa.By{Workspace: told.Workspace, Member: told.Member})
		if one.active.Equal(told.Active) {
			one.active = time.Time{}
		}
		if one.connected.Equal(told.Connected) {
			one.connected = time.Time{}
		}
		if !told.Connected.IsZero() {
			one.noted = now
		}
	}
	for by, one := range s.people {
		if one.open == 0 && one.active.IsZero() && one.connected.IsZero() && now.Sub(one.acted) >= actsNoted {
			delete(s.people, by)
		}
	}
}
