package direct

import "github.com/sapa-inbox/sapa/internal/simulate/meta"

// wireChange is the value of a change of the field "feed".
type wireChange struct {
	From     *wireFrom `json:"from,omitempty"`
	Post     *wirePost `json:"post,omitempty"`
	Message  string    `json:"message,omitempty"`
	Photo    string    `json:"photo,omitempty"`
	Reaction string    `json:"reaction_type,omitempty"`
	PostID   string    `json:"post_id"`
	ID       string    `json:"comment_id"`
	Created  int64     `json:"created_time"`
	Item     string    `json:"item"`
	Parent   string    `json:"parent_id"`
	Verb     string    `json:"verb"`
}

type wireFrom struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type wirePost struct {
	ID   string `json:"id"`
	Link string `json:"permalink_url"`
}

type wireField struct {
	Field string `json:"field"`
	Value any    `json:"value"`
}

// changes are what the business is told of something that was done with a comment; the lock is held. Of an account at
// Instagram it is told of new ones only.
func (p *Provider) changes(c *Comment, verb string) []any {
	u := update{page: p.own(), at: p.Now().Unix()}
	switch {
	case !p.form.Linked:
		u.change = &wireField{"feed", p.change(c, verb)}
	case verb == "add":
		u.change = p.mediaComment(c)
	default:
		return nil
	}
	return []any{u}
}

// change is what was done with a comment below a Page's post; the lock is held. Whoever keeps their profile private is not
// named.
func (p *Provider) change(c *Comment, verb string) *wireChange {
	w := &wireChange{PostID: c.Post, ID: c.ID, Created: c.At.Unix(), Item: "comment", Parent: meta.Or(c.Parent, c.Post), Verb: verb}
	if c.by == nil || !c.by.private {
		w.From = &wireFrom{c.Author, c.Name}
	}
	if verb != "remove" {
		w.Message = c.Text
		if c.Media != "" {
			w.Photo = p.link(c.Media)
		}
	}
	if verb == "add" {
		w.Post = &wirePost{c.Post, p.postLink(c.Post)}
	}
	return w
}

// wireMediaComment is the value of a change of the field "comments".
type wireMediaComment struct {
	From   wireWriter `json:"from"`
	Media  wireMedia  `json:"media"`
	ID     string     `json:"id"`
	Text   string     `json:"text,omitempty"`
	Parent string     `json:"parent_id,omitempty"`
}

type wireWriter struct {
	ID       string `json:"id"`
	Username string `json:"username"`
}

type wireMedia struct {
	ID      string `json:"id"`
	Product string `json:"media_product_type"`
}

// mediaComment is a comment below what an account at Instagram shows; the lock is held.
func (p *Provider) mediaComment(c *Comment) *wireField {
	f := &wireField{Field: "comments"}
	media := wireMedia{c.Post, "FEED"}
	if p.published(c.Post).Live != "" {
		f.Field, media.Product = "live_comments", "LIVE"
	}
	f.Value = wireMediaComment{wireWriter{c.Author, c.Name}, media, c.ID, c.Text, c.Parent}
	return f
}
