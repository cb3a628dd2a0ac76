package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// arriveMost is how long a line may take from the provider to the house.
const arriveMost = time.Minute

// Joined is an account with the channel it is connected as.
type Joined struct {
	Account
	Channel sapa.Channel
}

// join connects the accounts.
func (s *Seeder) join(ctx context.Context, owner sapa.By) error {
	for i, one := range s.Accounts {
		var ch sapa.Channel
		if one.Connect != nil {
			var err error
			if ch, err = one.Connect(ctx, owner); err != nil {
				return fmt.Errorf("demo: %s: %w", one.Via, err)
			}
		} else {
			ch = s.joined[i-1].Channel
		}
		s.joined = append(s.joined, Joined{one, ch})
	}
	return nil
}

// hear lets the house be reached by the providers, and fetch from them, until the answer is called.
func (s *Seeder) hear(ctx context.Context) (stop func(), err error) {
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: s.House, ReadHeaderTimeout: arriveMost}
	ctx, end := context.WithCancel(ctx)
	ended := make(chan struct{}, 2)
	go func() {
		_ = server.Serve(listener)
		ended <- struct{}{}
	}()
	go func() {
		_ = s.Inbox.RunListen(ctx)
		ended <- struct{}{}
	}()
	openAll(ctx, s.joined, "http://"+listener.Addr().String())
	return func() {
		end()
		_ = server.Close()
		<-ended
		<-ended
	}, nil
}

// at finds the account at which a dialogue took place; nil for the web chat.
func (s *Seeder) at(d Dialogue) *Joined {
	for i := range s.joined {
		if s.joined[i].Via == d.Via {
			return &s.joined[i]
		}
	}
	return nil
}

// abroad lets a customer say a line at a provider, and waits until it has come.
func (s *Seeder) abroad(ctx context.Context, st *stage, line Line, sc scene) error {
	if st.guest.reads != nil {
		st.guest.reads()
	}
	if err := s.catchUp(ctx, st); err != nil {
		return err
	}
	if err := st.guest.says(line, s.props[sc]); err != nil {
		return err
	}
	m, err := s.arrives(ctx, st)
	if err != nil {
		return err
	}
	st.conversation = m.Conversation
	st.messages = append(st.messages, m)
	if line.Hidden {
		if err := s.Inbox.Hide(ctx, s.people[ajeng], m.Conversation, m.ID, true); err != nil {
			return err
		}
	}
	return s.catchUp(ctx, st)
}

// catchUp lets everything happen that is due between the house and a provider; nothing for the web chat.
func (s *Seeder) catchUp(ctx context.Context, st *stage) error {
	if st.account == nil {
		return nil
	}
	return s.Inbox.CatchUp(ctx, st.account.settle)
}

// arrives waits for the newest message of an account.
func (s *Seeder) arrives(ctx context.Context, st *stage) (sapa.Message, error) {
	for end := time.Now().Add(arriveMost); time.Now().Before(end); pause(ctx, 2*time.Millisecond) {
		if err := s.catchUp(ctx, st); err != nil {
			return sapa.Message{}, err
		}
		m, err := s.newest(ctx, st)
		if err != nil || m.ID > s.heard {
			s.heard = max(s.heard, m.ID)
			return m, err
		}
	}
	return sapa.Message{}, errors.New("what was written does not arrive")
}

// newest is what was written last at an account, if that is by a customer.
func (s *Seeder) newest(ctx context.Context, st *stage) (sapa.Message, error) {
	rows, _, err := s.Inbox.List(ctx, s.people[0], store.ListQuery{Tab: store.All, Kind: st.account.Kind, Channel: st.account.Channel.ID, Limit: 1})
	if err != nil || len(rows) == 0 {
		return sapa.Message{}, err
	}
	page, err := s.Inbox.Thread(ctx, s.people[0], rows[0].ID, inbox.ThreadQuery{Limit: 1})
	if err != nil || len(page.Messages) == 0 || page.Messages[0].Direction != sapa.In {
		return sapa.Message{}, err
	}
	return page.Messages[0], nil
}
