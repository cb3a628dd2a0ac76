package inbox

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// send hands one thing over and notes what became of it. Stopping ends when the program is told to stop: what takes
// longer than a provider may take then is given up.
func (l *lane) send(ctx, stopping context.Context, q sapa.Send) error {
	out, failure, err := l.prepare(ctx, q)
	if err != nil {
		// The provider was not asked, so there is no doubt about it.
		q.Due = l.box.now().Add(backOff(q.Attempts + 1))
		return errors.Join(err, l.box.putOffSend(ctx, q))
	}
	if failure != nil {
		return l.judge(ctx, q, failure)
	}
	if out == nil {
		return l.box.finishSend(ctx, q)
	}
	within, cancel := context.WithTimeout(ctx, sendPatience(*out))
	defer cancel()
	defer context.AfterFunc(stopping, func() { time.AfterFunc(sendTime, cancel) })()
	began := l.box.now()
	receipt, err := l.live.Send(within, *out)
	if err == nil {
		return l.sent(ctx, q, receipt, began)
	}
	if !errors.As(err, &failure) {
		failure = &channel.Failure{Class: channel.Lost, Code: "lost", Detail: "no answer"}
	}
	return l.judge(ctx, q, failure)
}

// sendPatience is how long something may take, files and all.
func sendPatience(out channel.Outbound) time.Duration {
	patience := sendTime
	for _, f := range out.Files {
		patience += time.Duration(f.Size/sendRate) * time.Second
	}
	return patience
}

// putOffSend lets something wait again until it is due.
func (b *Inbox) putOffSend(ctx context.Context, q sapa.Send) error {
	return b.store.Write(ctx, func(tx *store.Tx) error { return tx.PutOffSend(ctx, q) })
}

// sent notes that the provider took something it was asked to at a moment.
func (l *lane) sent(ctx context.Context, q sapa.Send, receipt channel.Receipt, began time.Time) error {
	if q.Kind != sapa.SendMessage {
		return l.box.store.Write(ctx, func(tx *store.Tx) error { return l.done(ctx, tx, q) })
	}
	_, err := l.box.store.Change(ctx, l.Workspace, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: l.box.now(), box: l.box}
		if err := l.done(ctx, tx, q); err != nil {
			return err
		}
		return s.took(ctx, q, receipt, began)
	})
	return err
}

// done takes something out of the line that was handed over.
func (l *lane) done(ctx context.Context, tx *store.Tx, q sapa.Send) error {
	if err := tx.FinishSend(ctx, l.Workspace, q.ID); err != nil {
		return err
	}
	now := l.box.now()
	if !l.box.sent.worth(l.Channel, now, lifeEvery) {
		return nil
	}
	return tx.NoteSuccess(ctx, l.Workspace, l.Channel, now)
}

// took stores the provider's id of a message. Its status may be further already: a report can be faster than the answer.
// The moment it was asked at stands for the provider's time until an echo tells that: the provider took it no sooner, so
// no watermark that is about it is before.
func (s *step) took(ctx context.Context, q sapa.Send, receipt channel.Receipt, began time.Time) error {
	m, err := s.Message(ctx, s.Workspace.ID, q.Message)
	if err != nil {
		return err
	}
	c, err := s.Conversation(ctx, s.Workspace.ID, q.Conversation)
	if err != nil {
		return err
	}
	private := m.Comment != nil && m.Comment.Private
	if m.ProviderID == "" && !private {
		m.ProviderID = receipt.ProviderID
	}
	if m.ProviderAt.IsZero() {
		m.ProviderAt = began
	}
	if m.Status == sapa.Queued || m.Status == sapa.Unsure {
		m.Status, m.FailureCode, m.FailureDetail = sapa.Sent, "", ""
	}
	if private {
		if err := s.goesOn(ctx, c, m, receipt); err != nil {
			return err
		}
	} else if err := s.recognise(ctx, c, receipt); err != nil {
		return err
	}
	return s.settled(ctx, c, m, sapa.SystemActor(), "taken")
}

// recognise notes the ids the provider knows the contact by, when it told some that are new to us.
func (s *step) recognise(ctx context.Context, c sapa.Conversation, receipt channel.Receipt) error {
	if receipt.External == "" {
		return nil
	}
	known, err := s.Identities(ctx, s.Workspace.ID, c.Contact)
	if err != nil {
		return err
	}
	told := append([]string{receipt.External}, receipt.Others...)
	news := slices.ContainsFunc(told, func(external string) bool {
		return !slices.ContainsFunc(known, func(i sapa.Identity) bool { return i.Channel == c.Channel && i.External == external })
	})
	if !news {
		return nil
	}
	return s.Alias(ctx, c.Contact, c.Channel, sapa.Sender{External: receipt.External, Others: receipt.Others, Lasting: receipt.Lasting}, s.now)
}

// judge does what a failure asks for.
func (l *lane) judge(ctx context.Context, q sapa.Send, f *channel.Failure) error {
	if q.Kind.Repeatable() && f.Class == channel.Lost {
		f = &channel.Failure{Class: channel.Temporary, Code: f.Code, Provider: f.Provider, Detail: f.Detail}
	}
	now := l.box.now()
	switch f.Class {
	case channel.Temporary, channel.PairBusy:
		q.Attempts++
		if q.Attempts >= sendTries {
			return l.box.settleSend(ctx, q, sapa.Failed, f)
		}
		wait := backOff(q.Attempts)
		if f.Class == channel.PairBusy {
			wait = pairWait(f.RetryAfter, q.Attempts)
		}
		q.Due = now.Add(max(f.RetryAfter, wait))
	case channel.Busy:
		q.Attempts++
		q.Due = now.Add(max(f.RetryAfter, backOff(min(q.Attempts, 6))))
		l.pace.hold(q.Due)
	case channel.Refused:
		q.Due = now
		if err := l.box.fallIll(ctx, l.ch, f); err != nil {
			return err
		}
		l.mu.Lock()
		l.ill = true
		l.mu.Unlock()
	case channel.Lost:
		return l.box.settleSend(ctx, q, sapa.Unsure, f)
	default:
		return l.box.settleSend(ctx, q, sapa.Failed, f)
	}
	return l.box.putOffSend(ctx, q)
}

// settleSend ends a send that was not taken, or nobody knows of. What the provider reported of the message meanwhile
// holds.
func (b *Inbox) settleSend(ctx context.Context, q sapa.Send, to sapa.Status, f *channel.Failure) error {
	if !q.Kind.Told() {
		return b.finishSend(ctx, q)
	}
	_, err := b.store.Change(ctx, q.Workspace, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		if err := s.FinishSend(ctx, q.Workspace, q.ID); err != nil {
			return err
		}
		m, err := s.Message(ctx, q.Workspace, q.Message)
		if err != nil {
			return err
		}
		switch q.Kind {
		case sapa.SendMessage:
			if m.Status == sapa.Queued {
				m.Status, m.FailureCode, m.FailureDetail = to, f.Code, failureDetail(f)
			}
		default:
			m.FailureCode, m.FailureDetail = string(q.Kind)+"_failed", failureDetail(f)
		}
		c, err := s.Conversation(ctx, q.Workspace, q.Conversation)
		if err != nil {
			return err
		}
		if err := s.unanswered(ctx, c, q, &m, f); err != nil {
			return err
		}
		return s.settled(ctx, c, m, sapa.SystemActor(), f.Code)
	})
	return err
}

// pairWait is how long a contact is left alone after so many refusals: as the provider says or, where it does not, 4^n
// seconds ("Error codes", 131056, WhatsApp Cloud API).
func pairWait(told time.Duration, attempts int) time.Duration {
	if told > 0 {
		return told
	}
	return min(time.Hour, time.Second<<(2*min(attempts, 6)))
}

// finishSend takes something out of the line of which nothing is to be told.
func (b *Inbox) finishSend(ctx context.Context, q sapa.Send) error {
	return b.store.Write(ctx, func(tx *store.Tx) error { return tx.FinishSend(ctx, q.Workspace, q.ID) })
}

func failureDetail(f *channel.Failure) string {
	if f.Provider == "" {
		return f.Detail
	}
	return "(" + f.Provider + ") " + f.Detail
}

// settleLost looks at what a process had begun to send when it died: nobody knows whether it was taken. What may be done
// twice is done again; a message becomes unsure, and a person decides.
func (b *Inbox) settleLost(ctx context.Context, l store.Lane) error {
	lost, err := b.store.SendsUnderWay(ctx, l.Workspace, l.Channel)
	if err != nil {
		return err
	}
	for _, q := range lost {
		if q.Kind.Repeatable() {
			q.Due = b.now()
			err = b.putOffSend(ctx, q)
		} else {
			err = b.settleSend(ctx, q, sapa.Unsure, &channel.Failure{Code: "lost"})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// failAll fails what waits for a channel that will never send again.
func (b *Inbox) failAll(ctx context.Context, l store.Lane, code string) error {
	for {
		due, err := b.store.DueSends(ctx, l.Workspace, l.Channel, b.now(), sweepBatch)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, q := range due {
			if err := b.settleSend(ctx, q, sapa.Failed, &channel.Failure{Code: code}); err != nil {
				return err
			}
		}
	}
}
