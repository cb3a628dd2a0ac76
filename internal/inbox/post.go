package inbox

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// aboutPost is how many conversations are told that their post is known.
const aboutPost = 100

// RunPosts asks providers what posts say that contacts comment on, until ctx ends.
func (b *Inbox) RunPosts(ctx context.Context) error {
	return b.attend(ctx, nil, profilePause, func() (int, error) { return b.PostsDue(ctx) })
}

// PostsDue asks for a few of those whose time has come, and answers how many.
func (b *Inbox) PostsDue(ctx context.Context) (int, error) {
	due, err := b.store.DuePosts(ctx, b.now(), profilesOnce)
	if err != nil {
		return 0, err
	}
	return len(due), atOnce(due, func(p store.DuePost) error { return b.askPost(ctx, p) })
}

// askPost asks what a post says, unless another process is at it.
func (b *Inbox) askPost(ctx context.Context, due store.DuePost) error {
	claimed, now := false, b.now()
	err := b.store.Write(ctx, func(tx *store.Tx) (err error) {
		claimed, err = tx.ClaimPost(ctx, due, now, now.Add(2*profileTime))
		return err
	})
	if err != nil || !claimed {
		return err
	}
	p, err := b.store.Post(ctx, due.Workspace, due.Post)
	if err != nil {
		return err
	}
	told, why := b.tellPost(ctx, p)
	ctx = context.WithoutCancel(ctx)
	if why == nil {
		due.Asks = 0
		return b.savePost(ctx, due, told)
	}
	due.Asks++
	if next := b.nextAsk(due.Asks, why); !next.IsZero() && !lasting(why) {
		return b.store.Write(ctx, func(tx *store.Tx) error { return tx.PutOffPost(ctx, due, next) })
	}
	return b.savePost(ctx, due, b.withheld(p, why))
}

// lasting tells that asking again will not help: the account may not see it.
func lasting(why error) bool {
	var f *channel.Failure
	return errors.As(why, &f) && f.Class == channel.Refused && f.Code == "permission_missing"
}

// withheld is a post the provider does not show. What is known of it from before holds.
func (b *Inbox) withheld(p sapa.Post, why error) sapa.Post {
	var f *channel.Failure
	p.FetchedAt = b.now()
	if p.State == sapa.PostKnown {
		return p
	}
	p.State, p.FailureCode = sapa.PostHidden, "post_unavailable"
	if errors.As(why, &f) {
		p.FailureCode = f.Code
	}
	return p
}

// tellPost is a post with what its provider says of it now.
func (b *Inbox) tellPost(ctx context.Context, p sapa.Post) (sapa.Post, error) {
	ch, err := b.store.Channel(ctx, p.Workspace, p.Channel)
	if err != nil {
		return p, err
	}
	live, _, err := b.connect(ch)
	if err != nil {
		return p, err
	}
	poster, ok := live.(channel.Poster)
	if !ok || ch.State == sapa.ChannelDisconnected {
		return p, &channel.Failure{Class: channel.Permanent, Code: "not_supported"}
	}
	within, cancel := context.WithTimeout(ctx, profileTime)
	defer cancel()
	told, err := poster.Post(within, p.External)
	if err != nil {
		return p, err
	}
	p.State, p.FailureCode, p.FetchedAt = sapa.PostKnown, "", b.now()
	p.Text, p.Author, p.At = shortened(told.Text, sapa.PostRunes), shortened(told.Author, sapa.NameRunes), told.At
	if len(told.Link) <= sapa.LinkBytes {
		p.Link = cmp.Or(told.Link, p.Link)
	}
	if fetcher, can := live.(channel.Fetcher); can && told.Picture != "" && p.PictureKey == "" {
		// A post without its picture is still a post.
		p.PictureKey, _ = b.postPicture(within, fetcher, told.Picture)
	}
	return p, nil
}

func shortened(text string, runes int) string {
	text = strings.TrimSpace(text)
	if all := []rune(text); len(all) > runes {
		return string(all[:runes-1]) + "…"
	}
	return text
}

// postPicture fetches the picture of a post and keeps it, made small.
func (b *Inbox) postPicture(ctx context.Context, from channel.Fetcher, ref string) (string, error) {
	got, err := from.Fetch(ctx, ref)
	if err != nil {
		return "", err
	}
	defer got.Body.Close()
	small, err := b.files.picture(ctx, NewFile{Name: "post", Body: got.Body, Size: got.Size}, postSide)
	if err != nil {
		return "", err
	}
	return b.files.put(ctx, bytes.NewReader(small.Bytes), int64(len(small.Bytes)), small.MIME)
}

// savePost stores what is known of a post now, and tells those who see a conversation about it.
func (b *Inbox) savePost(ctx context.Context, due store.DuePost, p sapa.Post) error {
	_, err := b.store.Change(ctx, p.Workspace, func(tx *store.Tx) error {
		if err := tx.PutOffPost(ctx, due, time.Time{}); err != nil {
			return err
		}
		if err := tx.SavePost(ctx, p); err != nil {
			return err
		}
		about, err := tx.ConversationsAbout(ctx, p.Workspace, p.ID, aboutPost)
		for _, c := range about {
			tx.Emit(sapa.Event{Kind: sapa.PostUpdated, At: b.now(), Actor: sapa.SystemActor(), Conversation: c.ID, AfterSeq: c.LastSeq})
		}
		return err
	})
	return err
}

// Post reads what a conversation the member may see is about. One of messages is a Conflict.
func (b *Inbox) Post(ctx context.Context, by sapa.By, id sapa.ConversationID) (sapa.Post, error) {
	c, _, err := b.seen(ctx, by, id)
	if err != nil {
		return sapa.Post{}, err
	}
	if c.Post == 0 {
		return sapa.Post{}, sapa.Errorf(sapa.Conflict, "not_supported", "the conversation is about no post")
	}
	return b.store.Post(ctx, by.Workspace, c.Post)
}

// PostPicture opens the picture of what a conversation is about.
func (b *Inbox) PostPicture(ctx context.Context, by sapa.By, id sapa.ConversationID) (Opened, error) {
	p, err := b.Post(ctx, by, id)
	if err != nil {
		return Opened{}, err
	}
	return b.openPicture(ctx, p.PictureKey)
}
