package inbox

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// pace is how fast a channel may send. It outlives the lane: a line that runs dry between two messages forgets nothing.
type pace struct {
	account *rate.Limiter

	mu sync.Mutex
	// rooms pace what one contact gets.
	rooms map[sapa.RoomID]*rate.Limiter
	// until is when the provider wants to be asked again; zero for now.
	until time.Time
}

func newPace(caps channel.Caps) *pace {
	p := &pace{account: rate.NewLimiter(rate.Inf, 1), rooms: map[sapa.RoomID]*rate.Limiter{}}
	if caps.Rate > 0 {
		p.account = rate.NewLimiter(rate.Limit(caps.Rate), max(1, caps.Rate/10))
	}
	return p
}

// roomsMost bounds what is remembered of contacts; beyond it, those who have been quiet for long are forgotten.
const roomsMost = 10_000

// tooSoon is how long a contact must be left alone before they get something more; zero for not at all, and then it
// counts as given.
func (p *pace) tooSoon(caps channel.Caps, room sapa.RoomID, now time.Time) time.Duration {
	if caps.Pair <= 0 {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	burst := max(1, caps.PairBurst)
	one := p.rooms[room]
	if one == nil {
		p.forget(burst, now)
		one = rate.NewLimiter(rate.Every(caps.Pair), burst)
		p.rooms[room] = one
	}
	r := one.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// forget makes room when there are too many; the lock is held.
func (p *pace) forget(burst int, now time.Time) {
	if len(p.rooms) < roomsMost {
		return
	}
	for room, one := range p.rooms {
		if one.TokensAt(now) >= float64(burst) {
			delete(p.rooms, room)
		}
	}
}

// hold stops the whole channel until a moment. A restart forgets it and asks the provider once more.
func (p *pace) hold(until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.After(p.until) {
		p.until = until
	}
}

// held tells whether the channel is stopped.
func (p *pace) held(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return now.Before(p.until)
}

// pace is that of a channel, made when it is first asked for.
func (b *Inbox) pace(id sapa.ChannelID, caps channel.Caps) *pace {
	b.lanes.Lock()
	defer b.lanes.Unlock()
	if b.lanes.paces == nil {
		b.lanes.paces = map[sapa.ChannelID]*pace{}
	}
	if b.lanes.paces[id] == nil {
		b.lanes.paces[id] = newPace(caps)
	}
	return b.lanes.paces[id]
}
