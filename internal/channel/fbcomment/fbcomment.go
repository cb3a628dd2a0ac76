// Package fbcomment is the channel kind of the comments below a Facebook Page's posts: what can be done with them, which
// fields connect a Page, how it is connected by signing in at Facebook, and what its deliveries say. What it has in common
// with other comments at Meta is in package comment.
package fbcomment

import (
	"cmp"
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/meta/comment"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

const (
	// textLimit is how long a comment may be; from general knowledge: no page that could be read tells it.
	textLimit = 8000
	// privateLimit is how long a message may be ("Send API Reference", Messenger Platform).
	privateLimit = 2000
	// privateWithin is how long a comment can be answered privately ("Private Replies", Messenger Platform).
	privateWithin = 7 * 24 * time.Hour
	// session is the length of the ownership session: comments know no messaging window (spec CNV-6).
	session = 24 * time.Hour
	// fileBytes is how large a picture or a film in a comment may be for us to keep it.
	fileBytes = 25 << 20
)

// scopes are what whoever signs in is asked for: to choose a Page, to read its posts and what is written below them, to
// answer, hide and delete that, and to answer privately.
const scopes = "pages_show_list,pages_read_engagement,pages_read_user_content,pages_manage_engagement,pages_manage_metadata,pages_messaging"

// New is the channel kind.
func New() channel.Spec {
	comments := commentCaps()
	return channel.Spec{
		Kind: "fb_comment", Mark: channel.LinedBubble, Caps: caps(), Comments: &comments, Fields: fields(), Session: session, Provider: "graph",
		AccountField: "page_id", Object: "page", Login: meta.Login{Scopes: scopes},
		New: func(a channel.Account) channel.Channel { return newPage(a) },
	}
}

// caps are those of the channel as a whole: nobody can write messages on it. The files are those that come in.
func caps() channel.Caps {
	return channel.Caps{
		Files: map[sapa.MessageKind]channel.FileLimit{sapa.Image: {Bytes: fileBytes}, sapa.Video: {Bytes: fileBytes}},
		Hooks: true, Account: true,
	}
}

func commentCaps() channel.Caps {
	return channel.Caps{
		TextLimit: textLimit, Quotes: true, Deletes: true, Public: true, Answers: true, Hides: true, Likes: true, Removes: true,
		PrivateWithin: privateWithin, PrivateLimit: privateLimit, Hooks: true, Account: true,
	}
}

func fields() []channel.Field {
	return append([]channel.Field{
		{Name: "page_id", Type: channel.TextField, Required: true, Pattern: `^[0-9]{5,20}$`},
		{Name: "access_token", Type: channel.TextField, Required: true, Secret: true},
	}, meta.AppSecrets()...)
}

// page is one connected Page.
type page struct {
	*comment.Account
	id sapa.ChannelID
}

func newPage(a channel.Account) *page {
	id, _ := a.Config["page_id"].(string)
	return &page{id: a.ID, Account: comment.New(meta.New(a, meta.Options{Rules: comment.Rules, Proof: true}), id, comment.Form{
		Caps: commentCaps(), Replies: "comments", Hidden: "is_hidden", Fields: "message,story,from,created_time,permalink_url,full_picture", Read: readPost,
	})}
}

// readPost makes a post of what the provider says of it. One without words may say what happened, as "changed its picture".
func readPost(o wire.Object) sapa.Post {
	return sapa.Post{
		Text: cmp.Or(o.Text("message"), o.Text("story")), Author: o.Object("from").Text("name"), Link: o.Text("permalink_url"),
		Picture: o.Text("full_picture"), At: comment.Moment(o.Text("created_time")),
	}
}

// Post satisfies channel.Poster.
func (p *page) Post(ctx context.Context, external string) (sapa.Post, error) {
	return p.Tell(ctx, external)
}

// Check satisfies channel.Checker.
func (p *page) Check(ctx context.Context) (sapa.Health, []channel.Finding) {
	return p.CheckPage(ctx, p.Own, "feed")
}

// Subscribe satisfies channel.Checker.
func (p *page) Subscribe(ctx context.Context) error { return p.SubscribePage(ctx, p.Own) }
