package email

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/mail"
)

// Fetch satisfies channel.Fetcher: a file is a leaf of a mail that lies in the mailbox still.
func (a *account) Fetch(ctx context.Context, ref string) (channel.Fetched, error) {
	if id, ok := strings.CutPrefix(ref, channel.OriginalRef); ok {
		raw, f := a.original(ctx, id)
		if f != nil {
			return channel.Fetched{}, f
		}
		return channel.Fetched{Body: io.NopCloser(bytes.NewReader(raw)), Type: "text/plain", Size: int64(len(raw))}, nil
	}
	r, ok := readRef(ref)
	if !ok {
		return channel.Fetched{}, a.failure(channel.Permanent, wire.CodeMediaGone, "this is no file of a mail")
	}
	raw, f := a.whole(ctx, r)
	if f != nil {
		return channel.Fetched{}, f
	}
	l := mail.Read(raw)
	if r.leaf >= len(l.Leaves) {
		return channel.Fetched{}, a.failure(channel.Permanent, wire.CodeMediaGone, "the mail has no such part")
	}
	leaf := l.Leaves[r.leaf]
	return channel.Fetched{Body: io.NopCloser(bytes.NewReader(leaf.Bytes())), Type: leaf.Type, Size: int64(len(leaf.Bytes()))}, nil
}

// whole fetches a mail once more.
func (a *account) whole(ctx context.Context, r fileRef) ([]byte, *channel.Failure) {
	p, f := a.open(ctx)
	if f != nil {
		return nil, f
	}
	defer p.close()
	chosen, f := a.enter(ctx, p)
	if f != nil {
		return nil, f
	}
	uids := []imap.UID{imap.UID(r.uid)}
	if chosen.UIDValidity != r.validity || r.uid == 0 {
		if uids, f = a.byID(ctx, p, r.id); f != nil {
			return nil, f
		}
	}
	return a.first(ctx, p, uids, func(raw []byte) bool { return short(mail.Read(raw).MessageID(), idRunes) == r.id })
}

// original fetches the very mail that became a message.
func (a *account) original(ctx context.Context, providerID string) ([]byte, *channel.Failure) {
	p, f := a.open(ctx)
	if f != nil {
		return nil, f
	}
	defer p.close()
	if _, f := a.enter(ctx, p); f != nil {
		return nil, f
	}
	id, _, _ := strings.Cut(providerID, "#")
	uids, f := a.byID(ctx, p, id)
	if f != nil {
		return nil, f
	}
	return a.first(ctx, p, uids, func(raw []byte) bool {
		thin, _ := mail.Thin(raw, keepMost)
		return a.message(envelope{}, mail.Read(thin), time.Time{}).ProviderID == providerID
	})
}

// first fetches the first of some mails that is the right one.
func (a *account) first(ctx context.Context, p *post, uids []imap.UID, right func(raw []byte) bool) ([]byte, *channel.Failure) {
	for _, uid := range uids {
		raw, err := p.body(ctx, uid, fetchMost)
		switch {
		case errors.Is(err, errGone):
		case err != nil:
			return nil, a.refused(err, wire.CodeMediaGone)
		case right(raw):
			return raw, nil
		}
	}
	return nil, a.failure(channel.Permanent, wire.CodeMediaGone, "the mail is in the mailbox no more")
}

// byIDMost is how many mails are looked at for the one with an id.
const byIDMost = 5

// byID finds the mails that may have an id, the oldest first: a server answers those too whose ids only contain it, and
// whoever has seen an id can use it again.
func (a *account) byID(ctx context.Context, p *post, id string) ([]imap.UID, *channel.Failure) {
	if id == "" {
		return nil, nil
	}
	found, f := a.search(ctx, p, &imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: id}}})
	return found[:min(len(found), byIDMost)], f
}
