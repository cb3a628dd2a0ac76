package api

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Comment is what is particular about a message below a post, or about a private reply to one.
type Comment struct {
	Hidden            bool       `json:"hidden" doc:"Only whoever wrote it sees it, or is to"`
	Liked             bool       `json:"liked" doc:"The business likes it, or is to"`
	Reply             bool       `json:"reply" doc:"It answers a comment, not the post; one of somebody else when reply_to is null"`
	Private           bool       `json:"private" doc:"It went to the contact alone"`
	PrivateReplyID    string     `json:"private_reply_id" doc:"The message that answers it privately; empty for none"`
	PrivateReplyUntil *time.Time `json:"private_reply_until" doc:"Until when it can be answered privately; null when it cannot be, or was"`
}

func (a *API) comment(m sapa.Message) *Comment {
	c := m.Comment
	if c == nil {
		return nil
	}
	out := &Comment{
		Hidden: c.Hidden, Liked: c.Liked, Reply: c.Parent != "", Private: c.Private, PrivateReplyID: a.seal.id(aMessage, int64(c.Answer)),
	}
	if c.Answer == 0 && m.DeletedAt.IsZero() {
		out.PrivateReplyUntil = moment(c.PrivateUntil)
	}
	return out
}

// Post is what comments stand below.
type Post struct {
	ID          string         `json:"id"`
	State       sapa.PostState `json:"state" enum:"waiting,known,failed" doc:"Waiting while the provider is asked; failed when it does not show the post to us"`
	FailureCode string         `json:"failure_code" doc:"Why it is not shown, as a word"`
	Text        string         `json:"text"`
	Author      string         `json:"author"`
	URL         string         `json:"url" doc:"Where it stands at the provider; empty when not known"`
	PictureURL  *string        `json:"picture_url"`
	At          *time.Time     `json:"at"`
	FetchedAt   *time.Time     `json:"fetched_at" doc:"When the provider was last asked"`
}

type toggleInput struct {
	MessagePath
	Body struct {
		On bool `json:"on"`
	}
}

type privateInput struct {
	MessagePath
	Key  string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"64" doc:"Your own id for the message: the same again changes nothing"`
	Body struct {
		Text             string  `json:"text" maxLength:"100000"`
		SeenSeq          int     `json:"seen_seq,omitempty" minimum:"0" doc:"The newest message you have seen; a colleague's reply after it is a conflict"`
		ExpectedAssignee *string `json:"expected_assignee,omitempty" maxLength:"64" doc:"The assignee you saw, empty for nobody; another one by now is a conflict"`
	}
}

func (a *API) commentRoutes() {
	a.onToggle("hidden", "hide-comment", "Hide a contact's comment from others, or show it again", a.Inbox.Hide)
	a.onToggle("liked", "like-comment", "Like a contact's comment, or not any more", a.Inbox.Like)
	handle(a, route{method: "POST", path: "/conversations/{id}/messages/{message}/private-reply", who: member, name: "reply-privately", group: "messages", doc: "Answer a comment privately: once, and not for long", status: 201}, a.privateReply)
	handle(a, route{method: "GET", path: "/conversations/{id}/post", who: member, name: "get-post", group: "conversations", doc: "What the comments of a conversation stand below"},
		func(ctx context.Context, in *ConversationPath) (*body[Post], error) {
			id, err := a.conversationID(in.ID)
			if err != nil {
				return nil, err
			}
			p, err := a.Inbox.Post(ctx, who(ctx).By, id)
			return &body[Post]{a.post(in.ID, p)}, err
		})
	a.picture("/api/v1/conversations/{id}/post/picture", "get-post-picture", "The picture of a post", "conversations",
		func(ctx context.Context, by sapa.By, path string) (inbox.Opened, error) {
			id, err := a.conversationID(path)
			if err != nil {
				return inbox.Opened{}, err
			}
			return a.Inbox.PostPicture(ctx, by, id)
		})
}

func (a *API) post(conversation string, p sapa.Post) Post {
	out := Post{
		ID: a.seal.id(aPost, int64(p.ID)), State: p.State, FailureCode: p.FailureCode, Text: p.Text, Author: p.Author, URL: p.Link, At: moment(p.At),
		FetchedAt: moment(p.FetchedAt),
	}
	if p.PictureKey != "" {
		url := "/api/v1/conversations/" + conversation + "/post/picture?v=" + p.PictureKey[:8]
		out.PictureURL = &url
	}
	return out
}

// onToggle registers a switch of a comment.
func (a *API) onToggle(path, name, doc string, act func(context.Context, sapa.By, sapa.ConversationID, sapa.MessageID, bool) error) {
	handle(a, route{method: "PUT", path: "/conversations/{id}/messages/{message}/" + path, who: member, name: name, group: "messages", doc: doc, status: 204},
		func(ctx context.Context, in *toggleInput) (*none, error) {
			return nil, a.onMessage(&in.MessagePath, func(id sapa.ConversationID, m sapa.MessageID) error {
				return act(ctx, who(ctx).By, id, m, in.Body.On)
			})
		})
}

func (a *API) privateReply(ctx context.Context, in *privateInput) (*sent, error) {
	w := inbox.Writing{ClientID: in.Key, Text: in.Body.Text, SeenSeq: in.Body.SeenSeq}
	from, err := a.expected(in.Body.ExpectedAssignee)
	if err != nil {
		return nil, err
	}
	w.From = from
	var out *sent
	err = a.onMessage(&in.MessagePath, func(id sapa.ConversationID, m sapa.MessageID) (err error) {
		out, err = a.sent(a.Inbox.PrivateReply(ctx, who(ctx).By, id, m, w))
		return err
	})
	return out, err
}
