package api

import (
	"context"
	"net/http"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// VisitorPage is a stretch of what a visitor and the company said to each other.
type VisitorPage struct {
	Messages  []VisitorMessage `json:"messages"`
	More      bool             `json:"more"`
	AgentRead sapa.ShownNumber `json:"agent_read"`
	Read      sapa.ShownNumber `json:"read"`
	Cursor    string           `json:"cursor"`
}

// VisitorMessage is a message as its contact sees it: no internal ids, no notes, no counters of the company.
type VisitorMessage struct {
	N           sapa.ShownNumber    `json:"n"`
	ClientID    string              `json:"client_id,omitempty"`
	From        string              `json:"from"`
	Author      *VisitorAuthor      `json:"author"`
	Kind        sapa.MessageKind    `json:"kind"`
	Text        string              `json:"text"`
	Attachments []VisitorAttachment `json:"attachments"`
	Location    *sapa.Place         `json:"location"`
	ReplyTo     *VisitorQuote       `json:"reply_to"`
	Reactions   []VisitorReaction   `json:"reactions"`
	At          time.Time           `json:"at"`
	Edited      bool                `json:"edited"`
	Deleted     bool                `json:"deleted"`
}

// VisitorAuthor is the member who wrote, as far as a contact learns of them.
type VisitorAuthor struct {
	Name      string  `json:"name"`
	AvatarURL *string `json:"avatar_url"`
}

// VisitorAttachment is a file with links that open for some hours.
type VisitorAttachment struct {
	ID         string           `json:"id"`
	Kind       sapa.MessageKind `json:"kind"`
	Name       string           `json:"name"`
	Type       string           `json:"type"`
	Size       int64            `json:"size"`
	Width      int              `json:"width"`
	Height     int              `json:"height"`
	DurationMS int64            `json:"duration_ms"`
	URL        string           `json:"url"`
	ThumbURL   *string          `json:"thumb_url"`
}

// VisitorQuote is the short form of a quoted message.
type VisitorQuote struct {
	N    sapa.ShownNumber `json:"n"`
	From string           `json:"from"`
	Text string           `json:"text"`
}

// VisitorReaction is an emoji on a message.
type VisitorReaction struct {
	Emoji string `json:"emoji"`
	From  string `json:"from"`
}

// side is who an actor is to the contact.
func side(actor sapa.Actor) string {
	if actor.Kind == sapa.ByContact {
		return "me"
	}
	return "agent"
}

// authors are the members of a workspace, by id.
type authors map[sapa.MemberID]sapa.Member

func (a *API) authors(ctx context.Context, ws sapa.WorkspaceID) (authors, error) {
	all, err := a.Admin.Members(ctx, sapa.By{Workspace: ws})
	names := authors{}
	for _, m := range all {
		names[m.ID] = m
	}
	return names, err
}

func (a *API) visitorMessage(ws sapa.WorkspaceID, m inbox.ShownMessage, names authors) VisitorMessage {
	out := VisitorMessage{
		N: m.Number, From: side(m.Author), Kind: m.Kind, Text: m.Text, Attachments: []VisitorAttachment{}, Location: m.Place,
		Reactions: []VisitorReaction{}, At: m.At, Edited: !m.EditedAt.IsZero(), Deleted: !m.DeletedAt.IsZero(),
	}
	if m.Author.Kind == sapa.ByContact {
		out.ClientID = clientOf(m.ProviderID)
	} else if author, ok := names[m.Author.Member()]; ok {
		out.Author = &VisitorAuthor{Name: author.Name}
		if author.Avatar != "" {
			url := a.seal.link(ws, author.Avatar, face, a.Now())
			out.Author.AvatarURL = &url
		}
	}
	for _, f := range m.Attachments {
		out.Attachments = append(out.Attachments, a.visitorAttachment(ws, f))
	}
	for _, r := range m.Reactions {
		out.Reactions = append(out.Reactions, VisitorReaction{Emoji: r.Emoji, From: side(r.Actor)})
	}
	// A quoted note is not shown, and neither is that there was one.
	if q := m.Quote; q != nil && q.Direction != sapa.Note {
		out.ReplyTo = &VisitorQuote{N: q.Shown, From: side(q.Author), Text: q.Text}
	}
	return out
}

func (a *API) visitorAttachment(ws sapa.WorkspaceID, f sapa.Attachment) VisitorAttachment {
	out := VisitorAttachment{
		ID: f.Key, Kind: f.Kind, Name: f.Name, Type: f.Type, Size: f.Size, Width: f.Width, Height: f.Height,
		DurationMS: f.Duration.Milliseconds(), URL: a.seal.link(ws, f.Key, wholeFile, a.Now()),
	}
	if f.ThumbKey != "" {
		url := a.seal.link(ws, f.Key, thumbnail, a.Now())
		out.ThumbURL = &url
	}
	return out
}

// clientOf takes the visitor off the front of a provider id, which leaves the id the widget gave its message.
func clientOf(providerID string) string {
	for i := range providerID {
		if providerID[i] == ':' {
			return providerID[i+1:]
		}
	}
	return ""
}

// VisitorFrame is what the widget's socket says.
type VisitorFrame struct {
	Type      string            `json:"type"`
	Message   *VisitorMessage   `json:"message,omitempty"`
	AgentRead *sapa.ShownNumber `json:"agent_read,omitempty"`
	Read      *sapa.ShownNumber `json:"read,omitempty"`
	N         sapa.ShownNumber  `json:"n,omitempty"`
	Cursor    string            `json:"cursor,omitempty"`
}

// visitorFrames are what a change means to the contact of a room.
func (a *API) visitorFrames(ctx context.Context, v inbox.Visitor, room sapa.RoomID, c inbox.NewsChange) ([]VisitorFrame, error) {
	var frames []VisitorFrame
	cursor := a.seal.id(aPlace, c.Number+1)
	for _, n := range c.News {
		if n.Row.Room != room || n.Event.Conversation == 0 {
			continue
		}
		switch {
		case n.Kind == sapa.ConversationRead:
			marks, err := a.Inbox.VisitorMessages(ctx, v, 0, 1)
			if err != nil {
				return nil, err
			}
			frames = append(frames, VisitorFrame{Type: "agent_read", N: marks.AgentRead, Cursor: cursor})
		case n.Message != nil && n.Message.Shown > 0:
			names, err := a.authors(ctx, v.Channel.Workspace)
			if err != nil {
				return nil, err
			}
			m := a.visitorMessage(v.Channel.Workspace, inbox.ShownMessage{
				Message: *n.Message, Number: sapa.NewShownNumber(n.Row.Episode, n.Message.Shown),
			}, names)
			frames = append(frames, VisitorFrame{Type: "message", Message: &m, Cursor: cursor})
		}
	}
	return frames, nil
}

// VisitorUpdates is what the polling widget gets.
type VisitorUpdates struct {
	Messages  []VisitorMessage `json:"messages"`
	AgentRead sapa.ShownNumber `json:"agent_read"`
	Cursor    string           `json:"cursor"`
	Reload    bool             `json:"reload"`
}

func (a *API) visitorUpdates(v visit) error {
	ctx, ws := v.r.Context(), v.Channel.Workspace
	last, err := a.Inbox.LastChange(ctx, ws)
	if err != nil {
		return err
	}
	after, ok := a.seal.number(aPlace, v.r.URL.Query().Get("cursor"))
	after--
	page, err := a.Inbox.VisitorMessages(ctx, v.Visitor, 0, 1)
	if err != nil {
		return err
	}
	out := VisitorUpdates{Messages: []VisitorMessage{}, AgentRead: page.AgentRead, Cursor: a.seal.id(aPlace, last+1)}
	out.Reload = !ok || after > last || last-after > changesLimit
	if out.Reload || after == last {
		return writeJSON(v.w, http.StatusOK, out)
	}
	room, err := a.Inbox.VisitorRoom(ctx, v.Visitor)
	if err != nil {
		return err
	}
	changes, err := a.Inbox.Live(ctx, ws, after, changesLimit)
	if err != nil {
		return err
	}
	for _, c := range changes {
		out.Cursor = a.seal.id(aPlace, c.Number+1)
		frames, err := a.visitorFrames(ctx, v.Visitor, room.ID, c)
		if err != nil {
			return err
		}
		for _, f := range frames {
			if f.Message != nil {
				out.Messages = append(out.Messages, *f.Message)
			}
		}
	}
	return writeJSON(v.w, http.StatusOK, out)
}
