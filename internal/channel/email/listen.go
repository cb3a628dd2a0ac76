package email

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/mail"
)

const (
	// idleTime is how long we wait for the server to tell of new mail before we look: lines go dead without a word, and a
	// server may hang up on whoever idles for half an hour (RFC 2177).
	idleTime = 5 * time.Minute
	// lookTime is how often we look where the server does not tell.
	lookTime = 30 * time.Second
	// fetchMost is the largest mail that is fetched whole, keepMost what is kept of one until its files are fetched, and
	// partMost what is fetched of one that is larger.
	fetchMost = 40 << 20
	keepMost  = 4 << 20
	partMost  = 512 << 10
	// numbersMost is how many mails are looked for at once.
	numbersMost = 500
	// backStep is how far before the newest mail we had those are looked through again, when the server has numbered its
	// mails anew: mail is not always numbered in the order of its date.
	backStep = 48 * time.Hour
	// clocksApart is how much a server's clock may be behind ours for its mail to count as new.
	clocksApart = 5 * time.Minute
	// imapDay is by how much a search by date may miss: IMAP knows days only, in no zone (RFC 3501, 6.4.4).
	imapDay = 24 * time.Hour
)

// place is how far we have come in a folder.
type place struct {
	validity imap.UID // the server's word for its numbering
	last     imap.UID
	// newest is when the server got the newest mail we have had; zero before there was one.
	newest time.Time
}

// mark tells one account's folder from another: what was another's is no place of ours.
func (a *account) mark() string {
	digest := sha256.Sum256([]byte(a.in.host + "\x00" + a.login + "\x00" + a.folder))
	return hex.EncodeToString(digest[:8])
}

func (a *account) write(p place) string {
	return fmt.Sprintf("%s %d %d %d", a.mark(), p.validity, p.last, max(0, p.newest.Unix()))
}

// read is the reverse of write; false at the beginning, and for what was another folder's. Of that only the time of its
// newest mail counts: what came here since then is new to us.
func (a *account) read(word string) (place, bool) {
	parts := strings.Fields(word)
	if len(parts) != 4 {
		return place{}, false
	}
	var n [3]int64
	for i := range n {
		var err error
		if n[i], err = strconv.ParseInt(parts[i+1], 10, 64); err != nil || n[i] < 0 {
			return place{}, false
		}
	}
	if n[0] > 1<<32-1 || n[1] > 1<<32-1 {
		return place{}, false
	}
	var p place
	if n[2] > 0 {
		p.newest = time.Unix(n[2], 0)
	}
	if parts[0] != a.mark() {
		return p, false
	}
	p.validity, p.last = imap.UID(n[0]), imap.UID(n[1])
	return p, true
}

// Listens satisfies channel.Listener.
func (a *account) Listens() bool { return true }

// Listen satisfies channel.Listener. Each mail is kept with the place after it before the next one is fetched, so that one
// that makes trouble holds up no other.
func (a *account) Listen(ctx context.Context, word string, keep channel.Keep) error {
	p, f := a.open(ctx)
	if f != nil {
		return f
	}
	defer p.close()
	chosen, f := a.enter(ctx, p)
	if f != nil {
		return f
	}
	at, todo, f := a.begin(ctx, p, chosen, word)
	if f != nil {
		return f
	}
	for {
		for _, uid := range todo {
			if err := a.bring(ctx, p, &at, uid, keep); err != nil {
				return err
			}
		}
		if err := keep(ctx, a.write(at)); err != nil {
			return err
		}
		if f := a.wait(ctx, p); f != nil {
			return f
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if todo, f = a.after(ctx, p, at.last); f != nil {
			return f
		}
	}
}

// begin finds where to go on: after the last mail, or from what is new on when the folder is. What came between connecting and
// the first look is new, however late that look is. When the server has numbered its mails anew, the latest are looked through
// again; those we had are recognised by what they are.
func (a *account) begin(ctx context.Context, p *post, chosen *imap.SelectData, word string) (place, []imap.UID, *channel.Failure) {
	at, known := a.read(word)
	validity := imap.UID(chosen.UIDValidity)
	if known && at.validity == validity {
		todo, f := a.after(ctx, p, at.last)
		return at, todo, f
	}
	fresh := place{validity: validity, newest: at.newest}
	since := a.of.CreatedAt.Add(-a.history - clocksApart)
	if again := at.newest.Add(-backStep); known && again.After(since) {
		since = again
	}
	if !known && at.newest.After(since) {
		since = at.newest
	}
	todo, f := a.since(ctx, p, since)
	if len(todo) == 0 && f == nil {
		fresh.last = max(chosen.UIDNext, 1) - 1
	}
	return fresh, todo, f
}

// since lists the mails that the server got from a time on.
func (a *account) since(ctx context.Context, p *post, when time.Time) ([]imap.UID, *channel.Failure) {
	near, f := a.search(ctx, p, &imap.SearchCriteria{Since: when.Add(-imapDay)})
	if f != nil || len(near) == 0 {
		return nil, f
	}
	var all []imap.UID
	err := p.within(ctx, func() error {
		got, err := p.Fetch(imap.UIDSetNum(near...), &imap.FetchOptions{UID: true, InternalDate: true}).Collect()
		for _, m := range got {
			if !m.InternalDate.Before(when) {
				all = append(all, m.UID)
			}
		}
		return err
	})
	slices.Sort(all)
	return all, a.refused(err, codeFolder)
}

// after lists the mails after a number, the first of them only when there are many.
func (a *account) after(ctx context.Context, p *post, last imap.UID) ([]imap.UID, *channel.Failure) {
	var from imap.UIDSet
	from.AddRange(last+1, 0) // zero is the star: the last one there is, which may be before
	all, f := a.search(ctx, p, &imap.SearchCriteria{UID: []imap.UIDSet{from}})
	all = slices.DeleteFunc(all, func(uid imap.UID) bool { return uid <= last })
	return all[:min(len(all), numbersMost)], f
}

func (a *account) search(ctx context.Context, p *post, what *imap.SearchCriteria) ([]imap.UID, *channel.Failure) {
	var found []imap.UID
	err := p.within(ctx, func() error {
		data, err := p.UIDSearch(what, nil).Wait()
		if err == nil {
			found = data.AllUIDs()
		}
		return err
	})
	slices.Sort(found)
	return found, a.refused(err, codeFolder)
}

// bring fetches a mail and hands it on with the place after it. One that the server does not give out is handed on as
// such, for a person to see.
func (a *account) bring(ctx context.Context, p *post, at *place, uid imap.UID, keep channel.Keep) error {
	e := envelope{Folder: a.folder, Validity: uint32(at.validity), UID: uint32(uid)}
	raw, err := p.fetch(ctx, uid, &e)
	var no *imap.Error
	switch {
	case errors.As(err, &no) && no.Type != imap.StatusResponseTypeBye:
		e.Trouble, raw = no.Text, nil
	case errors.Is(err, errGone):
		at.last = max(at.last, uid)
		return nil
	case err != nil:
		return a.refused(err, codeFolder)
	}
	thin, cut := mail.Thin(raw, keepMost)
	e.Cut = e.Cut || cut
	next := *at
	next.last = max(at.last, uid)
	if e.Received.After(next.newest) {
		next.newest = e.Received
	}
	if err := keep(ctx, a.write(next), e.seal(thin)); err != nil {
		return err
	}
	*at = next
	return a.markSeen(ctx, p, uid)
}

// errGone means that a mail is in the folder no more.
var errGone = errors.New("email: the mail is gone")

// fetch reads a mail, without marking it: whole, or its beginning when it is too large.
func (p *post) fetch(ctx context.Context, uid imap.UID, e *envelope) ([]byte, error) {
	err := p.within(ctx, func() error {
		all, err := p.Fetch(imap.UIDSetNum(uid), &imap.FetchOptions{UID: true, RFC822Size: true, InternalDate: true}).Collect()
		if err == nil && len(all) == 0 {
			err = errGone
		}
		if err == nil {
			e.Size, e.Received = all[0].RFC822Size, all[0].InternalDate.UTC()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	most := int64(fetchMost)
	if e.Size > fetchMost {
		most, e.Cut = partMost, true
	}
	return p.body(ctx, uid, most)
}

// body reads so many bytes of a mail at most. A server that sends more is hung up on.
func (p *post) body(ctx context.Context, uid imap.UID, most int64) ([]byte, error) {
	section := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Size: most}}
	var raw []byte
	found := false
	p.conn.allow(most + answerMost)
	err := hangUpAfter(ctx, p.conn, 5*commandTime, func() error {
		fetching := p.Fetch(imap.UIDSetNum(uid), &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{section}})
		for m := fetching.Next(); m != nil; m = fetching.Next() {
			for item := m.Next(); item != nil; item = m.Next() {
				part, ok := item.(imapclient.FetchItemDataBodySection)
				if !ok || part.Literal == nil {
					continue
				}
				var err error
				if raw, err = io.ReadAll(io.LimitReader(part.Literal, most+1)); err != nil {
					return err
				}
				if found = true; int64(len(raw)) > most {
					p.conn.Close()
				}
			}
		}
		return fetching.Close()
	})
	if err == nil && !found {
		err = errGone
	}
	return raw, err
}

// markSeen marks a mail as seen where the channel is set to.
func (a *account) markSeen(ctx context.Context, p *post, uid imap.UID) error {
	if !a.seen {
		return nil
	}
	err := p.within(ctx, func() error {
		return p.Store(imap.UIDSetNum(uid), &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagSeen}}, nil).Close()
	})
	if f := a.refused(err, codeFolder); f != nil && f.Class == channel.Temporary {
		return f
	}
	return nil
}

// wait returns when there may be new mail, or when it is time to look.
func (a *account) wait(ctx context.Context, p *post) *channel.Failure {
	told := p.Caps().Has(imap.CapIdle)
	patience := lookTime
	if told {
		patience = idleTime
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if !told {
		<-ctx.Done()
		return nil
	}
	var idle *imapclient.IdleCommand
	err := p.within(ctx, func() (err error) {
		idle, err = p.Idle()
		return err
	})
	if err != nil {
		return a.refused(err, codeFolder)
	}
	select {
	case <-ctx.Done():
	case <-p.news:
	case <-p.Closed():
	}
	return a.refused(p.within(context.WithoutCancel(ctx), func() error {
		if err := idle.Close(); err != nil {
			return err
		}
		return idle.Wait()
	}), codeFolder)
}
