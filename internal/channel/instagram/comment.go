package instagram

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/meta/comment"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

const (
	// commentLimit is how long a comment may be; from general knowledge: no page that could be read tells it.
	commentLimit = 2200
	// privateWithin is how long a comment can be answered privately ("Send a Private Reply to a Commenter").
	privateWithin = 7 * 24 * time.Hour
)

// commentCaps leaves out liking: an account cannot like a comment by the API ("IG Comment").
func commentCaps() channel.Caps {
	return channel.Caps{
		TextLimit: commentLimit, Quotes: true, Deletes: true, Public: true, Answers: true, Hides: true, Removes: true,
		PrivateWithin: privateWithin, PrivateLimit: textBytes, PrivateBytes: textBytes, SwitchField: switchComments, Hooks: true, Account: true,
	}
}

// commentForm is what differs from Facebook's comments.
func commentForm() comment.Form {
	return comment.Form{
		Caps: commentCaps(), Replies: "replies", Hidden: "hide", Flat: true, Fields: "caption,media_type,media_url,thumbnail_url,permalink,timestamp,username", Read: readPost,
	}
}

// readPost makes a post of what the provider says of it. Of a film, the picture is what stands for it.
func readPost(o wire.Object) sapa.Post {
	picture := o.Text("thumbnail_url")
	if o.Text("media_type") != "VIDEO" {
		picture = cmp.Or(picture, o.Text("media_url"))
	}
	return sapa.Post{
		Text: o.Text("caption"), Author: handle(o), Link: o.Text("permalink"), Picture: picture, At: comment.Moment(o.Text("timestamp")),
	}
}

// Post satisfies channel.Poster.
func (a *account) Post(ctx context.Context, external string) (sapa.Post, error) {
	return a.below.Tell(ctx, external)
}

// commentFields are the fields of changes that are comments, and whether they are those on a live video.
var commentFields = map[string]bool{"comments": false, "live_comments": true}

// comments reads the comments of an entry. They come as changes, or stand in the entry itself.
func (a *account) comments(entry wire.Object) []sapa.Inbound {
	at := entry.Seconds("time")
	changes := []wire.Object{entry}
	for _, raw := range entry.List("changes") {
		changes = append(changes, wire.Read(raw))
	}
	var all []sapa.Inbound
	for _, change := range changes {
		if live, ok := commentFields[change.Text("field")]; ok {
			all = append(all, a.comment(change.Object("value"), live, at))
		}
	}
	return all
}

// comment reads one comment, of somebody or of the account itself. When it was written is told by the entry alone.
func (a *account) comment(v wire.Object, live bool, at time.Time) sapa.Inbound {
	id, from := cmp.Or(v.Key("id"), v.Key("comment_id")), v.Object("from")
	media := v.Object("media").Key("id")
	if id == "" || media == "" {
		return meta.Broken(at, "a comment without an id or a post")
	}
	in := sapa.Inbound{Kind: sapa.InboundMessage, ProviderID: id, Topic: media, At: at, ReplyTo: v.Key("parent_id"), Message: commentContent(v)}
	who := from.Key("id")
	if who == a.Own || from.Has("self_ig_scoped_id") {
		in.Kind = sapa.InboundEcho
		return in
	}
	in.From = sapa.Sender{External: cmp.Or(who, "comment:"+id)}
	if name, _ := sapa.CleanName(wire.Short(from.Text("username"), sapa.NameRunes)); name != "" {
		in.From.Name, in.From.Facts = name, map[string]string{"username": name}
	}
	in.Live = live
	return in
}

// commentContent is what a comment says. One without words, as a moving picture, is a message that says so.
func commentContent(v wire.Object) sapa.InboundContent {
	if text := v.Text("text"); strings.TrimSpace(text) != "" {
		return sapa.InboundContent{Kind: sapa.Text, Text: text}
	}
	return sapa.InboundContent{Kind: sapa.Unsupported, Content: &sapa.Content{Was: "comment"}}
}
