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
	// Live is "on" for a live video, and "over" once it has ended.
	Live string `json:"live,omitempty"`
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

// commenter is how whoever comments is known: a Page by another id than that of their messages, and by their name; an account
// at Instagram by the same, and by what they are called there.
func (p *Provider) commenter(c *person) (id, name string) {
	if p.form.Linked {
		return c.ID, c.username()
	}
	return "25" + strings.TrimPrefix(c.ID, "7"), strings.TrimSpace(c.First + " " + c.Last)
}

// Publish puts a post on the Page, and answers its id. Without bytes it has no picture.
func (p *Provider) Publish(text string, picture File) (id string) {
	p.Change(func() {
		made := &Published{ID: p.newPostID(), Text: text, At: p.Now()}
		if len(picture.Bytes) > 0 {
			made.Media = p.keep(picture)
		}
		p.board.posts, id = append(p.board.posts, made), made.ID
	})
	return id
}

// GoLive begins a live video, and EndLive ends it.
func (p *Provider) GoLive(text string) (id string) {
	p.Change(func() {
		made := &Published{ID: p.newPostID(), Text: text, At: p.Now(), Live: "on"}
		p.board.posts, id = append(p.board.posts, made), made.ID
	})
	return id
}

// EndLive ends a live video.
func (p *Provider) EndLive(id string) {
	p.Change(func() {
		if o := p.published(id); o != nil && o.Live != "" {
			o.Live = "over"
		}
	})
}

// newPostID is the id of a post, newCommentID that of a comment below it; the lock is held.
func (p *Provider) newPostID() string {
	if p.form.Linked {
		return "178956" + p.Random("0123456789", 11)
	}
	return p.own() + "_1221" + p.Random("0123456789", 14)
}

func (p *Provider) newCommentID(post string) string {
	if p.form.Linked {
		return "178734" + p.Random("0123456789", 11)
	}
	_, number, _ := strings.Cut(post, "_")
	return number + "_" + p.Random("123456789", 16)
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
	c.ID, c.At, c.by = p.newCommentID(c.Post), p.Now(), by
	c.Author, c.Name, c.FromPage = p.own(), meta.Or(p.o.Pages[0].Username, p.o.Pages[0].Name), true
	if !p.form.Linked {
		c.Name = p.o.Pages[0].Name
	}
	if by != nil {
		c.Author, c.Name = p.commenter(by)
		c.FromPage = false
	}
	p.board.comments = append(p.board.comments, &c)
	p.Enqueue(p.changes(&c, "add")...)
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
			c.p.Enqueue(c.p.changes(m, "edited")...)
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
	p.Enqueue(p.changes(m, "remove")...)
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
	p.Enqueue(p.changes(m, verb)...)
}

// LikeElsewhere is a reaction to a comment, of which the business learns on the same way and which is none of its comments. Of
// an account at Instagram nothing is told of it.
func (c *Customer) LikeElsewhere(id string) {
	c.p.Change(func() {
		if m := c.p.comment(id); m != nil && !c.p.form.Linked {
			w := c.p.change(m, "add")
			w.Item, w.Reaction, w.Message = "reaction", "like", ""
			c.p.Enqueue(update{page: c.p.own(), at: c.p.Now().Unix(), change: &wireField{"feed", w}})
		}
	})
}

// postLink is where a post stands.
func (p *Provider) postLink(id string) string {
	if p.form.Linked {
		return "https://www.instagram.com/p/" + id + "/"
	}
	return "https://www.facebook.com/" + id
}

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
