package direct

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// Published is a post of the Page.
type Published struct {
	ID    string    `json:"id"`
	Text  string    `json:"text"`
	At    time.Time `json:"at"`
	Media string    `json:"media,omitempty"` // id of its picture
}

// Comment is what somebody wrote below a post.
type Comment struct {
	ID     string `json:"id"`
	Post   string `json:"post"`
	Parent string `json:"parent,omitempty"` // the comment it answers
	// Author is the id of who wrote it, which is not the one they have in messages; that of the Page for its own.
	Author   string    `json:"author"`
	Name     string    `json:"name"`
	FromPage bool      `json:"from_page"`
	At       time.Time `json:"at"`
	Text     string    `json:"text,omitempty"`
	Media    string    `json:"media,omitempty"`
	Edits    int       `json:"edits,omitempty"`
	Hidden   bool      `json:"hidden,omitempty"`
	Liked    bool      `json:"liked,omitempty"`
	Deleted  bool      `json:"deleted,omitempty"`
	// Answered tells that it was answered privately.
	Answered bool `json:"answered,omitempty"`
	by       *person
}

// board is the Page's posts and what was written below them; guarded by the provider's lock.
type board struct {
	posts    []*Published
	comments []*Comment
	withheld bool // posts are not shown to the app
}

// commentID is the id by which the Page knows who comments: not that of their messages.
func (c *person) commentID() string { return "25" + strings.TrimPrefix(c.ID, "7") }

// Publish puts a post on the Page, and answers its id. Without bytes it has no picture.
func (p *Provider) Publish(text string, picture File) (id string) {
	p.Change(func() {
		made := &Published{ID: p.own() + "_1221" + p.Random("0123456789", 14), Text: text, At: p.Now()}
		if len(picture.Bytes) > 0 {
			made.Media = p.keep(picture)
		}
		p.board.posts, id = append(p.board.posts, made), made.ID
	})
	return id
}

// Withhold keeps posts from being shown to the app, as without a permission.
func (p *Provider) Withhold(on bool) { p.Change(func() { p.board.withheld = on }) }

// Comments are all comments as they are now, oldest first.
func (p *Provider) Comments() []Comment {
	p.Lock()
	defer p.Unlock()
	all := make([]Comment, 0, len(p.board.comments))
	for _, c := range p.board.comments {
		all = append(all, *c)
	}
	return all
}

// comment finds a comment that is there; the lock is held.
func (p *Provider) comment(id string) *Comment {
	i := slices.IndexFunc(p.board.comments, func(c *Comment) bool { return c.ID == id && !c.Deleted })
	if i < 0 {
		return nil
	}
	return p.board.comments[i]
}

// published finds a post; the lock is held.
func (p *Provider) published(id string) *Published {
	i := slices.IndexFunc(p.board.posts, func(o *Published) bool { return o.ID == id })
	if i < 0 {
		return nil
	}
	return p.board.posts[i]
}

// below writes a comment below a post or another comment and tells of it; by is nil for the Page. The lock is held.
func (p *Provider) below(by *person, where string, c Comment) (*Comment, error) {
	c.Post = where
	if above := p.comment(where); above != nil {
		c.Post, c.Parent = above.Post, meta.Or(above.Parent, above.ID)
	}
	if p.published(c.Post) == nil {
		return nil, fmt.Errorf("direct: there is no post or comment %q", where)
	}
	_, number, _ := strings.Cut(c.Post, "_")
	c.ID, c.At, c.by = number+"_"+p.Random("123456789", 16), p.Now(), by
	c.Author, c.Name, c.FromPage = p.own(), p.o.Pages[0].Name, true
	if by != nil {
		c.Author, c.Name, c.FromPage = by.commentID(), strings.TrimSpace(by.First+" "+by.Last), false
	}
	p.board.comments = append(p.board.comments, &c)
	p.Enqueue(p.changed(&c, "add"))
	return &c, nil
}

// Comment writes below a post, or below another comment. It is the comment's id.
func (c *Customer) Comment(where, words string) (id string, err error) {
	return c.commentWith(where, Comment{Text: words})
}

// CommentPicture is Comment with a picture.
func (c *Customer) CommentPicture(where, words string, f File) (id string, err error) {
	var media string
	c.p.Change(func() { media = c.p.keep(f) })
	return c.commentWith(where, Comment{Text: words, Media: media})
}

func (c *Customer) commentWith(where string, made Comment) (id string, err error) {
	c.p.Change(func() {
		var done *Comment
		if done, err = c.p.below(c.at, where, made); err == nil {
			id = done.ID
		}
	})
	return id, err
}

// EditComment gives a comment of the customer another text.
func (c *Customer) EditComment(id, words string) {
	c.p.Change(func() {
		if m := c.p.comment(id); m != nil && m.by == c.at {
			m.Text = words
			m.Edits++
			c.p.Enqueue(c.p.changed(m, "edited"))
		}
	})
}

// RemoveComment deletes a comment of the customer.
func (c *Customer) RemoveComment(id string) {
	c.p.Change(func() {
		if m := c.p.comment(id); m != nil && m.by == c.at {
			c.p.remove(m)
		}
	})
}

// remove deletes a comment with the answers below it; the lock is held.
func (p *Provider) remove(m *Comment) {
	m.Deleted = true
	p.Enqueue(p.changed(m, "remove"))
	for _, below := range p.board.comments {
		if below.Parent == m.ID && !below.Deleted {
			p.remove(below)
		}
	}
}

// CommentElsewhere is what the Page writes below a post or a comment at the provider's own page.
func (p *Provider) CommentElsewhere(where, words string) (id string, err error) {
	p.Change(func() {
		var done *Comment
		if done, err = p.below(nil, where, Comment{Text: words}); err == nil {
			id = done.ID
		}
	})
	return id, err
}

// HideElsewhere hides a comment at the provider's own page, or shows it again.
func (p *Provider) HideElsewhere(id string, on bool) {
	p.Change(func() {
		if m := p.comment(id); m != nil && m.Hidden != on {
			p.hide(m, on)
		}
	})
}

// RemoveElsewhere deletes a comment at the provider's own page.
func (p *Provider) RemoveElsewhere(id string) {
	p.Change(func() {
		if m := p.comment(id); m != nil {
			p.remove(m)
		}
	})
}

// hide hides a comment or shows it again, and tells of it; the lock is held.
func (p *Provider) hide(m *Comment, on bool) {
	m.Hidden = on
	verb := "unhide"
	if on {
		verb = "hide"
	}
	p.Enqueue(p.changed(m, verb))
}

// LikeElsewhere is a reaction to a comment, of which the business learns on the same way and which is none of its comments.
func (c *Customer) LikeElsewhere(id string) {
	c.p.Change(func() {
		if m := c.p.comment(id); m != nil {
			u := c.p.changed(m, "add")
			u.change.Item, u.change.Reaction, u.change.Message = "reaction", "like", ""
			c.p.Enqueue(u)
		}
	})
}

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
	Field string     `json:"field"`
	Value wireChange `json:"value"`
}

// changed is what was done with a comment; the lock is held. Whoever keeps their profile private is not named.
func (p *Provider) changed(c *Comment, verb string) update {
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
	return update{page: p.own(), at: p.Now().Unix(), change: w}
}

// postLink is where a post stands.
func (p *Provider) postLink(id string) string { return "https://www.facebook.com/" + id }

// shownBoard is how many posts and comments the page shows.
const shownBoard = 200

// shownPosts are the newest posts; the lock is held.
func (p *Provider) shownPosts() []Published {
	some := []Published{}
	for _, o := range p.board.posts[max(0, len(p.board.posts)-shownBoard):] {
		some = append(some, *o)
	}
	return some
}

// shownComments are the newest comments; the lock is held.
func (p *Provider) shownComments() []Comment {
	some := []Comment{}
	for _, c := range p.board.comments[max(0, len(p.board.comments)-shownBoard):] {
		some = append(some, *c)
	}
	return some
}
