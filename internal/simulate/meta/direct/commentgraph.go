package direct

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// The operations of comments. Answers, also private ones, are OpSend.
const (
	OpModerate meta.Operation = "moderate" // hide, like, delete
	OpPost     meta.Operation = "post"
)

// graphTime is how the Graph API writes a time.
const graphTime = "2006-01-02T15:04:05-0700"

// commentRoute finds what a path asks for of a comment or a post; nil when it is about neither.
func (p *Provider) commentRoute(c *meta.Call, parts []string) meta.HandlerFunc {
	first, _, two := strings.Cut(parts[0], "_")
	if p.form.Linked {
		two = p.knownBelow(parts[0])
	}
	if !two || first == "" || len(parts) > 2 || !p.form.Comments {
		return nil
	}
	edge := ""
	if len(parts) == 2 {
		edge = parts[1]
	}
	handlers := map[string]func(*meta.Call, *Comment) (any, *meta.GraphError){
		"GET ": p.showComment, "POST ": p.changeComment, "DELETE ": p.deleteComment, "POST " + p.replies(): p.answerComment,
		"POST likes":   func(_ *meta.Call, m *Comment) (any, *meta.GraphError) { return p.like(m, true) },
		"DELETE likes": func(_ *meta.Call, m *Comment) (any, *meta.GraphError) { return p.like(m, false) },
	}
	do, ok := handlers[c.R.Method+" "+edge]
	if !ok || p.form.Linked && edge == "likes" {
		return nil
	}
	c.Op = OpModerate
	switch {
	case edge == p.replies():
		c.Op = OpSend
	case c.R.Method == http.MethodGet:
		c.Op = OpPost
	}
	return func(c *meta.Call) (any, *meta.GraphError) {
		p.Lock()
		defer p.Unlock()
		defer p.Tell()
		if o := p.published(parts[0]); o != nil && edge == "" && c.R.Method == http.MethodGet {
			return p.showPost(c, o)
		}
		m := p.comment(parts[0])
		if m == nil {
			return nil, missing()
		}
		return do(c, m)
	}
}

// missing is the answer for a comment or post that is not there.
func missing() *meta.GraphError {
	e := meta.Invalid("Unsupported request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation.")
	e.Subcode, e.Bare = 33, true
	return e
}

func (p *Provider) showPost(c *meta.Call, o *Published) (any, *meta.GraphError) {
	if p.board.withheld {
		e := Fail(10)
		e.Title = "This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature."
		return nil, e
	}
	if p.form.Linked {
		return p.showMedia(c, o)
	}
	all := map[string]any{
		"id": o.ID, "message": o.Text, "from": map[string]string{"id": p.own(), "name": p.o.Pages[0].Name}, "created_time": o.At.UTC().Format(graphTime),
		"permalink_url": p.postLink(o.ID), "story": nil, "full_picture": nil,
	}
	if o.Media != "" {
		all["full_picture"] = p.link(o.Media)
	}
	return choose(c, all, "PagePost")
}

func (p *Provider) showComment(c *meta.Call, m *Comment) (any, *meta.GraphError) {
	return choose(c, map[string]any{
		"id": m.ID, "message": m.Text, "from": map[string]string{"id": m.Author, "name": m.Name}, "created_time": m.At.UTC().Format(graphTime),
		"permalink_url": p.postLink(m.Post) + "?comment_id=" + m.ID, "is_hidden": m.Hidden, "can_hide": !m.FromPage, "can_reply_privately": !m.FromPage && !m.Answered,
	}, "Comment")
}

// changeComment hides a comment or shows it again.
func (p *Provider) changeComment(c *meta.Call, m *Comment) (any, *meta.GraphError) {
	told, e := hiddenIn(c, p.hides())
	if e != nil {
		return nil, e
	}
	if m.FromPage {
		return nil, Fail(200)
	}
	if m.Hidden != told {
		p.hide(m, told)
	}
	return success, nil
}

// replies is the list of a comment's answers, hides the parameter that hides one.
func (p *Provider) replies() string {
	if p.form.Linked {
		return "replies"
	}
	return "comments"
}

func (p *Provider) hides() string {
	if p.form.Linked {
		return "hide"
	}
	return "is_hidden"
}

// hiddenIn reads a switch of the address or of the body.
func hiddenIn(c *meta.Call, name string) (bool, *meta.GraphError) {
	given := c.R.URL.Query().Get(name)
	if given == "" {
		var body map[string]any
		_ = json.Unmarshal(c.Body, &body)
		on, ok := body[name].(bool)
		if !ok {
			return false, meta.Invalid("The parameter %s is required", name)
		}
		return on, nil
	}
	if given != "true" && given != "false" {
		return false, meta.Invalid("Param %s must be a boolean", name)
	}
	return given == "true", nil
}

func (p *Provider) deleteComment(_ *meta.Call, m *Comment) (any, *meta.GraphError) {
	p.remove(m)
	return success, nil
}

func (p *Provider) like(m *Comment, on bool) (any, *meta.GraphError) {
	m.Liked = on
	return success, nil
}

// answerComment writes below a comment as the Page.
func (p *Provider) answerComment(c *meta.Call, m *Comment) (any, *meta.GraphError) {
	var body struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(c.Body, &body) != nil {
		values, err := url.ParseQuery(string(c.Body))
		if err != nil {
			return nil, meta.Invalid("The body cannot be read")
		}
		body.Message = values.Get("message")
	}
	if strings.TrimSpace(body.Message) == "" {
		return nil, meta.Invalid("The parameter message is required")
	}
	if p.form.Linked && (m.Parent != "" || m.Hidden || p.published(m.Post).Live != "") {
		return nil, meta.Invalid("Only a comment on the media itself can be replied to, unless it is hidden or on a live video")
	}
	made, err := p.below(nil, m.ID, Comment{Text: body.Message})
	if err != nil {
		return nil, missing()
	}
	return map[string]any{"id": made.ID}, nil
}

// used is the refusal of a second private reply.
func (p *Provider) used() *meta.GraphError {
	if p.form.Linked {
		return &meta.GraphError{Status: http.StatusInternalServerError, Code: -1, Subcode: 2534023, Title: "The comment has already been replied to.", Bare: true}
	}
	return &meta.GraphError{Status: http.StatusBadRequest, Code: 10900, Title: "Activity already replied to"}
}

// showMedia is a post of an account at Instagram.
func (p *Provider) showMedia(c *meta.Call, o *Published) (any, *meta.GraphError) {
	all := map[string]any{
		"id": o.ID, "caption": o.Text, "media_type": "IMAGE", "media_url": nil, "thumbnail_url": nil, "permalink": p.postLink(o.ID),
		"timestamp": o.At.UTC().Format(graphTime), "username": p.o.Pages[0].Username,
	}
	if o.Media != "" {
		all["media_url"] = p.link(o.Media)
	}
	return choose(c, all, "IGMedia")
}

// knownBelow tells whether an id is that of a post or a comment.
func (p *Provider) knownBelow(id string) bool {
	p.Lock()
	defer p.Unlock()
	return p.published(id) != nil || p.comment(id) != nil
}

// privately takes the one message by which a comment can be answered to its writer alone.
func (p *Provider) privately(w wish, page Page) (any, *meta.GraphError) {
	if w.Message == nil || w.Message.Text == "" || w.Recipient.ID != "" {
		return nil, meta.Invalid("A private reply is a text to a comment_id alone")
	}
	p.Lock()
	defer p.Unlock()
	defer p.Tell()
	m := p.comment(w.Recipient.Comment)
	switch {
	case m == nil || m.FromPage:
		return nil, missing()
	case m.Answered:
		return nil, p.used()
	case p.published(m.Post).Live == "over":
		return nil, p.outside()
	case p.Now().After(m.At.Add(week)):
		return nil, p.outside()
	case m.by.unreachable:
		return nil, Fail(551)
	case !p.pace(p.Now()):
		return nil, Fail(613)
	}
	m.Answered = true
	sent := &Message{ID: p.newID(), FromBusiness: true, At: p.Now(), Kind: "text", Text: w.Message.Text, Status: "sent", Page: page.ID}
	m.by.thread = append(m.by.thread, sent)
	p.Enqueue(p.outcome(m.by, sent)...)
	return map[string]any{"recipient_id": m.by.ID, "message_id": sent.ID}, nil
}
