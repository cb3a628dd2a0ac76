package demo

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// Account is an account of the company at a simulated provider.
type Account struct {
	// Via is how dialogues name it.
	Via string
	// Kind is of which conversations it is.
	Kind sapa.ConversationKind
	// Connect connects it as a channel, as an administrator would by the form. Nil for one that is a part of the account
	// before it, and of that one's channel.
	Connect func(ctx context.Context, owner sapa.By) (sapa.Channel, error)
	// Open lets the provider reach the house at an address such as http://localhost:8080, once the house answers there;
	// false when ctx ended before. Nil where nothing needs to.
	Open func(ctx context.Context, ch sapa.Channel, origin string) bool
	// Run lets customers write until ctx ends.
	Run func(ctx context.Context) error

	guest  func(Dialogue) (guest, error)
	settle func(ctx context.Context) error
}

// guest is a customer at an account, in a dialogue of the past.
type guest struct {
	// says says a line, which may hold a file.
	says func(line Line, body []byte) error
	// reads looks at everything that came; nil where nobody is told.
	reads func()
}

// jpeg is the picture a line holds.
func jpeg(line Line, body []byte) booth.File {
	return booth.File{Bytes: body, Type: "image/jpeg", Name: line.File}
}

// caller is a simulated provider that brings what is written to a channel's address.
type caller interface {
	SetCallback(ctx context.Context, callback, verifyToken string) error
}

// openDoor tells a provider a channel's address once the house answers there; false when ctx ended before.
func openDoor(provider caller, a *admin.Admin) func(ctx context.Context, ch sapa.Channel, origin string) bool {
	return func(ctx context.Context, ch sapa.Channel, origin string) bool {
		_, verify := a.ChannelSecrets(ch)
		for provider.SetCallback(ctx, origin+"/hooks/"+ch.PublicKey, verify) != nil {
			if !pause(ctx, 300*time.Millisecond) {
				return false
			}
		}
		return true
	}
}

// OpenDoors lets the providers reach the house at an address once it answers there; false when ctx ended before.
func (s Seeded) OpenDoors(ctx context.Context, origin string) bool {
	return openAll(ctx, s.Accounts, origin)
}

func openAll(ctx context.Context, all []Joined, origin string) bool {
	for _, one := range all {
		if one.Open != nil && !one.Open(ctx, one.Channel, origin) {
			return false
		}
	}
	return true
}

// Live opens the doors, and lets the customers of all accounts write until ctx ends. Nobody writes before the last is
// open: an account can be behind the door of another, which until then leads to where the past was written.
func (s Seeded) Live(ctx context.Context, origin string, log *slog.Logger) {
	if !s.OpenDoors(ctx, origin) {
		return
	}
	var life sync.WaitGroup
	defer life.Wait()
	for _, one := range s.Accounts {
		life.Go(func() {
			if err := one.Run(ctx); err != nil {
				log.Warn("simulator", "error", err)
			}
		})
	}
}
