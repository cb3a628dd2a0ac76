package inbox

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	fetchPause = 2 * time.Second
	// fetchers is how many files are fetched at the same time.
	fetchers = 4
	// fetchTime is how long one file may take: 100 MB on a slow line.
	fetchTime = 10 * time.Minute
	// fetchTries is how often a file is tried, over some twenty minutes. Providers lock out who asks in vain too often.
	fetchTries = 9
)

// RunFetch fetches files that lie with providers until ctx ends, and then waits for the end of what is under way.
func (b *Inbox) RunFetch(ctx context.Context) error {
	var under sync.WaitGroup
	defer under.Wait()
	return b.attend(ctx, b.fetching, fetchPause, func() (int, error) { return b.startFetches(ctx, &under) })
}

// FetchDue fetches a few of the files whose time has come, and answers how many it tried.
func (b *Inbox) FetchDue(ctx context.Context) (int, error) {
	var under sync.WaitGroup
	defer under.Wait()
	return b.startFetches(ctx, &under)
}

// startFetches begins with files whose time has come, as many as there are places for, and answers how many those were:
// one that takes long holds up its own place and no other file.
func (b *Inbox) startFetches(ctx context.Context, under *sync.WaitGroup) (int, error) {
	due, err := b.store.DueFiles(ctx, b.now(), fetchers)
	if err != nil {
		return 0, err
	}
	for i, f := range due {
		select {
		case b.fetches <- struct{}{}:
		default:
			return i, nil // whoever makes way rings the bell
		}
		claimed, err := b.claimFile(ctx, f)
		if err != nil || !claimed {
			<-b.fetches
			if err != nil {
				return i, err
			}
			continue
		}
		under.Go(func() {
			defer wake(b.fetching)
			defer func() { <-b.fetches }()
			if err := b.fetch(ctx, f); err != nil {
				b.log.Error("fetching a file", "file", f.ID, "error", err)
			}
		})
	}
	return len(due), nil
}

// claimFile answers false when somebody else is at it.
func (b *Inbox) claimFile(ctx context.Context, f store.DueFile) (claimed bool, err error) {
	now := b.now()
	err = b.store.Write(ctx, func(tx *store.Tx) (err error) {
		claimed, err = tx.ClaimFile(ctx, f.Workspace, f.ID, now, now.Add(fetchTime+time.Minute))
		return err
	})
	return claimed, err
}

// fetch tries once to get a file that was claimed.
func (b *Inbox) fetch(ctx context.Context, f store.DueFile) error {
	a, why := b.bring(ctx, f)
	if ctx.Err() != nil {
		a = f.Attachment
		a.Due = b.now() // told to stop: the next one to look takes it up at once
		return b.saveFile(context.WithoutCancel(ctx), f.Workspace, a)
	}
	if why != nil {
		b.judge(&a, why)
	}
	return b.saveFile(ctx, f.Workspace, a)
}

// bring gets a file's bytes from the provider, looks at them and keeps them. The attachment it answers is the one that
// came in when there is an error.
func (b *Inbox) bring(ctx context.Context, f store.DueFile) (sapa.Attachment, error) {
	was := f.Attachment
	ch, err := b.store.Channel(ctx, f.Workspace, f.Channel)
	if err != nil {
		return was, err
	}
	live, spec, err := b.connect(ch)
	if err != nil {
		return was, err
	}
	fetcher, ok := live.(channel.Fetcher)
	if !ok {
		return was, &channel.Failure{Class: channel.Permanent, Code: "not_supported"}
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	got, err := fetcher.Fetch(ctx, f.Ref)
	if err != nil {
		return was, err
	}
	defer got.Body.Close()
	raw, err := b.files.receive(NewFile{Name: f.Name, Body: got.Body, Size: got.Size}, spec.Caps)
	if err != nil {
		return was, err
	}
	defer discard(raw)
	a := was
	if err := b.files.keep(ctx, raw, f.Name, spec.Caps, &a); err != nil {
		return was, err
	}
	a.State, a.FailureCode, a.Due = sapa.FileReady, "", time.Time{}
	return a, nil
}

// judge decides what a failure means for a file: to be tried again, or to wait for a person.
func (b *Inbox) judge(a *sapa.Attachment, why error) {
	a.Attempts++
	a.FailureCode = sapa.CodeOf(why)
	lasting := sapa.KindOf(why) == sapa.Invalid && a.FailureCode != "upload_broken" || sapa.KindOf(why) == sapa.TooLarge
	wait := backOff(a.Attempts)
	if a.FailureCode == filesUnavailable || store.Away(why) {
		a.Attempts = min(a.Attempts, fetchTries-1) // our disk is full, or the database ill: the file waits for the repair
	}
	var f *channel.Failure
	if errors.As(why, &f) {
		a.FailureCode = f.Code
		lasting = f.Class == channel.Permanent
		if f.Class == channel.Refused {
			a.Attempts = min(a.Attempts, fetchTries-1) // the account is ill, not the file: it waits for the repair
		}
		wait = max(wait, f.RetryAfter)
	}
	a.State, a.Due = sapa.FileWaiting, b.now().Add(wait)
	if lasting || a.Attempts >= fetchTries {
		a.State, a.Due = sapa.FileFailed, time.Time{}
	}
}

// saveFile stores what became of a file and tells those who see its message when that is worth telling.
func (b *Inbox) saveFile(ctx context.Context, ws sapa.WorkspaceID, a sapa.Attachment) error {
	if a.State == sapa.FileWaiting {
		return b.store.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.SaveFile(ctx, ws, a)
			return err
		})
	}
	_, err := b.store.Change(ctx, ws, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		saved, err := s.SaveFile(ctx, ws, a)
		if err != nil || !saved {
			return err
		}
		return s.fileChanged(ctx, a, sapa.SystemActor(), "fetched")
	})
	return err
}

func (s *step) fileChanged(ctx context.Context, a sapa.Attachment, by sapa.Actor, why string) error {
	c, err := s.Conversation(ctx, s.Workspace.ID, a.Conversation)
	if err != nil {
		return err
	}
	s.Emit(sapa.Event{Kind: sapa.MessageChanged, At: s.now, Actor: by, Why: why, Conversation: c.ID, AfterSeq: c.LastSeq, Message: a.Message})
	return nil
}

// RetryFile asks once more for a message's files that could not be fetched.
func (b *Inbox) RetryFile(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID) error {
	err := b.change(ctx, by, func(s *step) error {
		_, m, _, err := s.target(ctx, "RetryFile", id, message)
		if err != nil {
			return err
		}
		again := false
		for _, a := range m.Attachments {
			if a.State != sapa.FileFailed {
				continue
			}
			again = true
			a.State, a.FailureCode, a.Attempts, a.Due = sapa.FileWaiting, "", 0, s.now
			if _, err := s.SaveFile(ctx, s.Workspace.ID, a); err != nil {
				return err
			}
			if err := s.fileChanged(ctx, a, sapa.MemberActor(by.Member), "retried"); err != nil {
				return err
			}
		}
		if !again {
			return sapa.Errorf(sapa.Conflict, "nothing_failed", "no file of the message failed")
		}
		return nil
	})
	wake(b.fetching)
	return err
}
