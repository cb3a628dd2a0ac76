package fbcomment

import (
	"cmp"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Parse satisfies channel.Channel: every entry, every change. What is about other Pages is left to their channels, and so
// are the messages of this one.
func (p *page) Parse(d channel.Delivery) ([]sapa.Inbound, error) {
	return meta.Entries(d.Body, "page", p.entry, func(in *sapa.Inbound) {
		in.Channel, in.FailureDetail = p.id, p.Scrub(in.FailureDetail)
	})
}

// Concerns satisfies channel.Verifier.
func (p *page) Concerns(body []byte) bool {
	all, err := p.Parse(channel.Delivery{Body: body})
	return err != nil || len(all) > 0
}

// entry reads one entry. One that names nobody is everybody's: somebody must see it.
func (p *page) entry(o wire.Object) []sapa.Inbound {
	if own := o.Key("id"); own != "" && own != p.Own {
		return nil
	}
	at := o.Seconds("time")
	list := o.List("changes")
	if len(list) == 0 && len(o.List("messaging")) == 0 && len(o.List("standby")) == 0 {
		return []sapa.Inbound{meta.Broken(at, "an entry without changes")}
	}
	var all []sapa.Inbound
	for _, raw := range list {
		all = append(all, p.change(wire.Read(raw), at)...)
	}
	return all
}

// change reads one change: of a comment, or of something that is not ours to know of.
func (p *page) change(o wire.Object, at time.Time) []sapa.Inbound {
	if o.Text("field") != "feed" {
		if o.Text("field") == "" {
			return []sapa.Inbound{meta.Broken(at, "a change of nothing")}
		}
		return nil
	}
	value := o.Object("value")
	if value == nil {
		return []sapa.Inbound{meta.Broken(at, "a change that says nothing")}
	}
	if value.Text("item") != "comment" {
		return nil
	}
	return []sapa.Inbound{p.comment(value, at)}
}

// verbs are what can be done with a comment. The provider's list has two words for changing one, and for deleting one.
var verbs = map[string]sapa.InboundKind{
	"add": sapa.InboundMessage, "edit": sapa.InboundEdit, "edited": sapa.InboundEdit, "delete": sapa.InboundDelete, "remove": sapa.InboundDelete,
	"hide": sapa.InboundHide, "unhide": sapa.InboundUnhide,
}

// comment reads what was done with a comment. The moment a comment was written is told with everything that is done with it
// later; when that was is the entry's time.
func (p *page) comment(v wire.Object, at time.Time) sapa.Inbound {
	kind, known := verbs[v.Text("verb")]
	id := v.Key("comment_id")
	if !known || id == "" {
		return meta.Broken(at, "a comment without an id, or of which nobody knows what was done with it")
	}
	in := sapa.Inbound{Kind: kind, ProviderID: id, Topic: p.post(v, id), At: at, ReplyTo: p.parent(v)}
	in.TopicLink = v.Object("post").Text("permalink_url")
	who, ours := p.author(v, id)
	if !ours {
		in.From = who
	}
	switch kind {
	case sapa.InboundMessage:
		if ours {
			in.Kind = sapa.InboundEcho
		}
		if written := v.Seconds("created_time"); !written.IsZero() {
			in.At = written
		}
		in.Message = content(v)
	case sapa.InboundEdit:
		in.Message = content(v)
	}
	if in.At.IsZero() {
		in.At = v.Seconds("created_time")
	}
	return in
}

// post is the post a comment is below: a comment's id begins with that of its post.
func (p *page) post(v wire.Object, id string) string {
	post, _, _ := strings.Cut(id, "_")
	return cmp.Or(v.Key("post_id"), v.Object("post").Key("id"), p.Own+"_"+post)
}

// parent is the comment that is answered; empty when it is the post.
func (p *page) parent(v wire.Object) string {
	parent := v.Key("parent_id")
	if parent == v.Key("post_id") || strings.HasPrefix(parent, p.Own+"_") {
		return ""
	}
	return parent
}

// author is who wrote a comment, and whether that is the Page itself. Without permission the provider does not say who it
// was; then every comment is somebody else's, since two of them may be.
func (p *page) author(v wire.Object, id string) (who sapa.Sender, ours bool) {
	from := v.Object("from")
	who.External = cmp.Or(from.Key("id"), v.Key("sender_id"))
	name, _ := sapa.CleanName(wire.Short(cmp.Or(from.Text("name"), v.Text("sender_name")), sapa.NameRunes))
	if who.External == p.Own {
		return sapa.Sender{}, true
	}
	who.External, who.Name = cmp.Or(who.External, "comment:"+id), name
	return who, false
}

// files are the fields that may hold the address of a file.
var files = []struct {
	field string
	kind  sapa.MessageKind
}{{"photo", sapa.Image}, {"video", sapa.Video}}

// content is what a comment says. One without words and files, as a sticker, is a message that says so.
func content(v wire.Object) sapa.InboundContent {
	said := sapa.InboundContent{Kind: sapa.Text, Text: v.Text("message")}
	for _, f := range files {
		if file, ok := meta.RemoteFile(f.kind, v.Text(f.field)); ok {
			said.Kind, said.Media = f.kind, []sapa.RemoteFile{file}
			return said
		}
	}
	if strings.TrimSpace(said.Text) == "" {
		return sapa.InboundContent{Kind: sapa.Unsupported, Content: &sapa.Content{Was: "comment"}}
	}
	return said
}
