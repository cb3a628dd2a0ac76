package inbox

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	// listenPause is how soon it is seen that a channel is to be listened for, or no longer, or in another way.
	listenPause = time.Second
	// listenMost is the longest wait before a provider that fails is asked again.
	listenMost = 5 * time.Minute
)

// errTaken means that another process listens for the channel now.
var errTaken = errors.New("inbox: another process listens")

// listening is one channel that this process listens for, or tries to.
type listening struct {
	// of is the channel as it was when this began.
	of    sapa.Channel
	stop  context.CancelFunc
	ended chan struct{}
}

// close stops listening and waits for the end of it: nobody asks a provider twice at the same time.
func (e *listening) close() {
	e.stop()
	<-e.ended
}

func (e *listening) hasEnded() bool {
	select {
	case <-e.ended:
		return true
	default:
		return false
	}
}

// RunListen listens for the channels that fetch what they get, until ctx ends.
func (b *Inbox) RunListen(ctx context.Context) error {
	ears := map[sapa.ChannelID]*listening{}
	err := b.attend(ctx, nil, listenPause, func() (int, error) { return 0, b.tendEars(ctx, ears) })
	for _, e := range ears {
		e.close()
	}
	return err
}

// tendEars begins to listen for channels that are new or have ended, and stops for those that are gone or were changed,
// to begin anew.
func (b *Inbox) tendEars(ctx context.Context, ears map[sapa.ChannelID]*listening) error {
	all, err := b.store.ListeningChannels(ctx, b.listeningKinds())
	if err != nil {
		return err
	}
	found := map[sapa.ChannelID]sapa.Channel{}
	for _, ch := range all {
		found[ch.ID] = ch
	}
	for id, e := range ears {
		if ch, on := found[id]; !on || !ch.SameAccount(e.of) || e.hasEnded() {
			e.close()
			delete(ears, id)
		}
	}
	for id, ch := range found {
		if ears[id] == nil {
			if e := b.openEar(ctx, ch); e != nil {
				ears[id] = e
			}
		}
	}
	return nil
}

func (b *Inbox) listeningKinds() []string {
	var kinds []string
	for _, s := range b.specs {
		if s.Listens {
			kinds = append(kinds, s.Kind)
		}
	}
	return kinds
}

// openEar begins to listen; nil for an account that is not set to be listened for. One that cannot be opened is told by
// its check-up.
func (b *Inbox) openEar(ctx context.Context, ch sapa.Channel) *listening {
	live, _, err := b.connect(ch)
	if err != nil {
		return nil
	}
	listener, ok := live.(channel.Listener)
	if !ok || !listener.Listens() {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	e := &listening{of: ch, stop: stop, ended: make(chan struct{})}
	go func() {
		defer close(e.ended)
		defer stop()
		if err := b.listenTo(ctx, ch, listener); err != nil && ctx.Err() == nil {
			b.log.Error("listening", "channel", ch.ID, "error", err)
		}
	}()
	return e
}

// takeListening gets or renews the right to listen for a channel, and answers how it stands.
func (b *Inbox) takeListening(ctx context.Context, ch sapa.Channel) (l store.Listening, held bool, err error) {
	now := b.now()
	err = b.store.Write(ctx, func(tx *store.Tx) (err error) {
		l, held, err = tx.Listen(ctx, ch.Workspace, ch.ID, b.holder, now, now.Add(leaseTime))
		return err
	})
	return l, held, err
}

// hearing is a channel that this process listens for.
type hearing struct {
	store.Listening
	box  *Inbox
	ch   sapa.Channel
	live channel.Listener
	// failures counts those since the provider last answered.
	failures int
	// quiet is when it last answered with nothing, by the machine's own clock.
	quiet time.Time
}

// quietPause is how long lies between two answers with nothing at least: a provider that does not hold its answer is not
// asked without end.
const quietPause = time.Second

// rest waits after an answer with nothing that came too soon after another.
func (h *hearing) rest(ctx context.Context) error {
	wait := quietPause - time.Since(h.quiet)
	h.quiet = time.Now()
	if wait <= 0 {
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// listenTo fetches what comes for a channel while it holds the right to, however often that fails.
func (b *Inbox) listenTo(ctx context.Context, ch sapa.Channel, live channel.Listener) error {
	stands, held, err := b.takeListening(ctx, ch)
	if err != nil || !held {
		return err
	}
	ctx, stop := b.listeningLease(ch).keep(ctx)
	defer stop()
	h := &hearing{Listening: stands, box: b, ch: ch, live: live}
	for ctx.Err() == nil {
		err := live.Listen(ctx, h.Place, h.keep)
		if ctx.Err() != nil {
			return nil
		}
		if errors.Is(err, errTaken) {
			b.log.Info("another process listens now", "channel", ch.ID)
			return nil
		}
		if err := h.trouble(ctx, err); err != nil {
			return err
		}
	}
	return nil
}

// keep satisfies channel.Keep. What is for nobody here is passed by.
func (h *hearing) keep(ctx context.Context, place string, bodies ...[]byte) error {
	was, b := h.Listening, h.box
	h.failures = 0
	ours, err := h.concerning(ctx, bodies)
	if err != nil {
		return err
	}
	now := store.Listening{Place: place}
	if len(ours) == 0 && now == was {
		if len(bodies) > 0 {
			return nil
		}
		return h.rest(ctx)
	}
	if err := h.save(ctx, now, ours); err != nil {
		return err
	}
	if len(ours) > 0 {
		wake(b.accepted)
	}
	if was.Code != "" {
		wake(b.checking)
	}
	return nil
}

func (h *hearing) concerning(ctx context.Context, bodies [][]byte) ([][]byte, error) {
	ear, ok := h.live.(channel.Verifier)
	if !ok {
		return bodies, nil
	}
	var ours [][]byte
	for _, body := range bodies {
		mine, _, err := h.box.concerns(ctx, h.ch, ear, body) // nothing that is fetched has switches
		if err != nil {
			return nil, err
		}
		if mine {
			ours = append(ours, body)
		}
	}
	return ours, nil
}

// save stores deliveries and how listening stands after them, in one transaction. When that ends or begins to be a trouble,
// the account is due to be looked at.
func (h *hearing) save(ctx context.Context, l store.Listening, bodies [][]byte) error {
	b, ch, at := h.box, h.ch, h.box.now()
	err := b.store.Write(ctx, func(tx *store.Tx) error {
		mine, err := tx.SaveListening(ctx, ch.Workspace, ch.ID, b.holder, l)
		if err != nil {
			return err
		}
		if !mine {
			return errTaken
		}
		if len(bodies) > 0 {
			if _, err := tx.AcceptDeliveries(ctx, accepted(ch, bodies, at)); err != nil {
				return err
			}
		}
		if l.Code == h.Code {
			return nil
		}
		return tx.CheckSoon(ctx, ch.Workspace, ch.ID, at)
	})
	if err == nil {
		h.Listening = l
	}
	return err
}

// trouble notes why listening failed, where that is the provider's doing, and waits before it is tried again.
func (h *hearing) trouble(ctx context.Context, why error) error {
	h.failures++
	wait := min(backOff(h.failures), listenMost)
	var f *channel.Failure
	if errors.As(why, &f) {
		wait = max(wait, f.RetryAfter)
		l := store.Listening{Place: h.Place, Code: f.Code, Detail: failureDetail(f)}
		if l != h.Listening {
			h.box.log.Warn("listening fails", "channel", h.ch.ID, "code", f.Code, "provider", f.Provider)
			if err := h.save(ctx, l, nil); err != nil && !errors.Is(err, errTaken) {
				return err
			}
			wake(h.box.checking)
		}
	} else {
		h.box.log.Error("listening", "channel", h.ch.ID, "error", why)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-h.box.anew.rung():
		h.failures = 0
	}
	return nil
}

func accepted(ch sapa.Channel, bodies [][]byte, at time.Time) []store.Accepted {
	var all []store.Accepted
	for _, body := range bodies {
		digest := sha256.Sum256(body)
		d := sapa.Delivery{Workspace: ch.Workspace, Channel: ch.ID, Body: body, At: at}
		all = append(all, store.Accepted{Delivery: d, Digest: digest[:], Due: at})
	}
	return all
}

// gong wakes all who wait for it.
type gong struct {
	sync.Mutex
	waiting chan struct{}
}

// rung is closed when it is rung next.
func (g *gong) rung() <-chan struct{} {
	g.Lock()
	defer g.Unlock()
	if g.waiting == nil {
		g.waiting = make(chan struct{})
	}
	return g.waiting
}

func (g *gong) ring() {
	g.Lock()
	defer g.Unlock()
	if g.waiting != nil {
		close(g.waiting)
		g.waiting = nil
	}
}
