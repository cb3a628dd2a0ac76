package api

import (
	"context"
	"encoding/binary"
	"net/http"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/seal"
)

// Message is one thing said in a conversation, or a note between members.
type Message struct {
	ID             string           `json:"id"`
	ConversationID string           `json:"conversation_id"`
	Seq            int              `json:"seq" doc:"The place in the conversation, from 1, without gaps"`
	Direction      sapa.Direction   `json:"direction" enum:"in,out,note"`
	By             By               `json:"by"`
	Kind           sapa.MessageKind `json:"kind" enum:"text,image,audio,video,file,location,sticker,cards,menu,choice,template,story,unsupported"`
	Text           string           `json:"text"`
	Location       *sapa.Place      `json:"location"`
	Content        *sapa.Content    `json:"content" doc:"What it holds beyond text and files; null for nothing"`
	Mentions       []string         `json:"mentions" doc:"Members a note calls"`
	Attachments    []Attachment     `json:"attachments"`
	Reactions      []Reaction       `json:"reactions"`
	ReplyTo        *Quote           `json:"reply_to"`
	Status         sapa.Status      `json:"status" enum:",queued,sent,delivered,read,failed,unsure" doc:"How far an outbound message got"`
	FailureCode    string           `json:"failure_code" doc:"Why it failed, or why nobody knows"`
	FailureDetail  string           `json:"failure_detail" doc:"What the provider said about it"`
	ClientID       string           `json:"client_id"`
	At             time.Time        `json:"at"`
	ProviderAt     *time.Time       `json:"provider_at"`
	EditedAt       *time.Time       `json:"edited_at"`
	DeletedAt      *time.Time       `json:"deleted_at"`
	Comment        *Comment         `json:"comment" doc:"What is particular about a comment; null in a conversation of messages, and for notes"`
}

// Attachment is a file of a message.
type Attachment struct {
	Key          string           `json:"key"`
	Kind         sapa.MessageKind `json:"kind" enum:"image,audio,video,file"`
	Name         string           `json:"name"`
	Type         string           `json:"type" doc:"Content type, found from the content"`
	Size         int64            `json:"size" doc:"Bytes"`
	Width        int              `json:"width" doc:"Pixels; 0 when unknown"`
	Height       int              `json:"height"`
	DurationMS   int64            `json:"duration_ms" doc:"0 when unknown"`
	URL          string           `json:"url"`
	ThumbnailURL *string          `json:"thumbnail_url"`
	State        sapa.FileState   `json:"state" enum:",waiting,failed" doc:"Empty for a file that is here; waiting while it lies with the provider"`
	FailureCode  string           `json:"failure_code" doc:"Why it could not be fetched"`
	Voice        bool             `json:"voice" doc:"A voice note rather than other audio"`
	Inline       bool             `json:"inline" doc:"A mail shows it inside its HTML"`
}

// Reaction is one person's emoji on a message.
type Reaction struct {
	By    By     `json:"by"`
	Emoji string `json:"emoji"`
}

// Quote is the short form of a quoted message.
type Quote struct {
	ID        string           `json:"id"`
	Seq       int              `json:"seq"`
	Direction sapa.Direction   `json:"direction" enum:"in,out,note"`
	By        By               `json:"by"`
	Kind      sapa.MessageKind `json:"kind"`
	Text      string           `json:"text"`
}

func (a *API) message(m sapa.Message) Message {
	out := Message{
		ID: a.seal.id(aMessage, int64(m.ID)), ConversationID: a.seal.id(aConversation, int64(m.Conversation)), Seq: m.Seq,
		Direction: m.Direction, By: a.by(m.Author), Kind: m.Kind, Text: m.Text, Location: m.Place, Mentions: []string{},
		Attachments: []Attachment{}, Reactions: []Reaction{}, Status: m.Status, FailureCode: m.FailureCode, FailureDetail: m.FailureDetail, Content: m.Showable(a.Now()), ClientID: m.ClientID,
		At: m.At, ProviderAt: moment(m.ProviderAt), EditedAt: moment(m.EditedAt), DeletedAt: moment(m.DeletedAt),
	}
	out.Comment = a.comment(m)
	for _, id := range m.Mentions {
		out.Mentions = append(out.Mentions, a.seal.id(aMember, int64(id)))
	}
	inline := inbox.InlineKeys(m)
	for _, f := range m.Attachments {
		file := attachment(f)
		for _, key := range inline {
			file.Inline = file.Inline || key == f.Key
		}
		out.Attachments = append(out.Attachments, file)
	}
	for _, r := range m.Reactions {
		out.Reactions = append(out.Reactions, Reaction{By: a.by(r.Actor), Emoji: r.Emoji})
	}
	if q := m.Quote; q != nil {
		out.ReplyTo = &Quote{
			ID: a.seal.id(aMessage, int64(m.ReplyTo)), Seq: q.Seq, Direction: q.Direction, By: a.by(q.Author), Kind: q.Kind, Text: q.Text,
		}
	}
	return out
}

func attachment(f sapa.Attachment) Attachment {
	out := Attachment{
		Key: f.Key, Kind: f.Kind, Name: f.Name, Type: f.Type, Size: f.Size, Width: f.Width, Height: f.Height,
		DurationMS: f.Duration.Milliseconds(), URL: "/api/v1/files/" + f.Key,
		State: f.State, FailureCode: f.FailureCode, Voice: f.Voice,
	}
	if f.ThumbKey != "" {
		url := out.URL + "/thumbnail"
		out.ThumbnailURL = &url
	}
	return out
}

// Event is an entry of the timeline between the messages.
type Event struct {
	ID               string                `json:"id"`
	Kind             sapa.EventKind        `json:"kind"`
	At               time.Time             `json:"at"`
	By               By                    `json:"by"`
	Why              string                `json:"why" doc:"The rule or act that caused it"`
	AfterSeq         int                   `json:"after_seq" doc:"It stands after the message with this sequence number"`
	MemberID         string                `json:"member_id,omitempty" doc:"The member it is about: the new assignee, or the former one"`
	FromID           string                `json:"from_id,omitempty" doc:"The former assignee of a transfer"`
	DepartmentID     string                `json:"department_id,omitempty" doc:"Of conversation.moved: the department it went to"`
	FromDepartmentID string                `json:"from_department_id,omitempty" doc:"Of conversation.moved: the one it came from"`
	Returning        bool                  `json:"returning,omitempty" doc:"Of an opened conversation: the contact was here before"`
	LinkedID         string                `json:"linked_id,omitempty" doc:"Of conversation.linked: the other conversation; absent when you cannot see it"`
	LinkedKind       sapa.ConversationKind `json:"linked_kind,omitempty" enum:"messages,comments"`
	Pick             *Pick                 `json:"pick,omitempty" doc:"Why a strategy chose this member, or why it found nobody"`
	OverLimit        bool                  `json:"over_limit,omitempty" doc:"Given to somebody who handled as many as they may; whoever gave it insisted"`
}

func (a *API) event(e sapa.Event, w access.Who) Event {
	out := Event{
		ID: a.seal.id(aPlace, e.Number) + "-" + seal.Letters(binary.BigEndian.AppendUint32(nil, uint32(e.Index))), Kind: e.Kind, At: e.At, By: a.by(e.Actor), Why: e.Why,
		AfterSeq: e.AfterSeq,
	}
	if e.Kind == sapa.ConversationLinked {
		kind, _ := e.Data["kind"].(string)
		out.LinkedID, out.LinkedKind = a.seal.id(aConversation, e.Subject), sapa.ConversationKind(kind)
		return out
	}
	if e.Kind == sapa.ConversationMoved {
		return a.movedEvent(out, e)
	}
	out.MemberID = a.seal.id(aMember, e.Subject)
	if from, ok := e.Data["from"].(float64); ok {
		out.FromID = a.seal.id(aMember, int64(from))
	}
	out.Returning, _ = e.Data["returning"].(bool)
	out.OverLimit, _ = e.Data["over_limit"].(bool)
	out.Pick = a.pick(e, w)
	return out
}

// Thread is a stretch of a conversation.
type Thread struct {
	Messages []Message `json:"messages" doc:"By sequence number"`
	Events   []Event   `json:"events" doc:"By when they happened; each stands after the message its after_seq names"`
	More     bool      `json:"more" doc:"There is something beyond in the direction asked for"`
}

type threadInput struct {
	ConversationPath
	Before int `query:"before" minimum:"0" doc:"Only messages before this sequence number; the newest first"`
	After  int `query:"after" minimum:"0" doc:"Only messages after this sequence number; the oldest first"`
	Limit  int `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// Writing is what the body of a new message or note has in common.
type Writing struct {
	Text        string      `json:"text,omitempty" maxLength:"100000"`
	Attachments []string    `json:"attachments,omitempty" maxItems:"30" doc:"Keys of uploads"`
	Location    *sapa.Place `json:"location,omitempty"`
	ReplyTo     string      `json:"reply_to,omitempty" maxLength:"64" doc:"The message it quotes"`
}

type replyInput struct {
	ConversationPath
	Key  string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"64" doc:"Your own id for the message: the same again changes nothing"`
	Body struct {
		Writing
		Menu             *sapa.Menu        `json:"menu,omitempty" doc:"What the contact is offered to choose from, on channels that can"`
		Mail             *sapa.MailWriting `json:"mail,omitempty" doc:"Subject and recipients, on channels whose messages are mails"`
		Template         *TemplateChoice   `json:"template,omitempty" doc:"An approved text to send instead of your own, on channels that have some"`
		SeenSeq          int               `json:"seen_seq,omitempty" minimum:"0" doc:"The newest message you have seen; a colleague's reply after it is a conflict"`
		ExpectedAssignee *string           `json:"expected_assignee,omitempty" maxLength:"64" doc:"The assignee you saw, empty for nobody; another one by now is a conflict"`
	}
}

// TemplateChoice names an approved text and the values for its places.
type TemplateChoice struct {
	Name     string            `json:"name" maxLength:"512"`
	Language string            `json:"language" maxLength:"20"`
	Values   map[string]string `json:"values,omitempty" doc:"By place, such as body.1; GET /channels/{id}/templates lists them"`
}

func (t *TemplateChoice) words() *inbox.TemplateChoice {
	if t == nil {
		return nil
	}
	return &inbox.TemplateChoice{Name: t.Name, Language: t.Language, Values: t.Values}
}

type noteInput struct {
	ConversationPath
	Key  string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"64" doc:"Your own id for the note: the same again changes nothing"`
	Body struct {
		Writing
		Mentions []string `json:"mentions,omitempty" maxItems:"50"`
	}
}

// MessagePath names a message of a conversation.
type MessagePath struct {
	ConversationPath
	Message string `path:"message" maxLength:"64"`
}

type reactionInput struct {
	MessagePath
	Body struct {
		Emoji string `json:"emoji" maxLength:"64" doc:"Empty takes your reaction away"`
	}
}

type editInput struct {
	MessagePath
	Body struct {
		Text string `json:"text" maxLength:"100000"`
	}
}

// sent is a stored message: 201 when it is new, 200 when the same key had stored it before.
type sent struct {
	Status int
	Body   Message
}

// Versions are the former texts of a message, oldest first.
type Versions struct {
	Versions []Version `json:"versions"`
}

// Version is a former text of a message.
type Version struct {
	Text string    `json:"text"`
	At   time.Time `json:"at" doc:"When it was replaced"`
	By   By        `json:"by"`
}

func (a *API) messageRoutes() {
	handle(a, route{method: "GET", path: "/conversations/{id}/messages", who: member, name: "list-messages", group: "messages", doc: "A stretch of a conversation, with the timeline's events"}, a.thread)
	handle(a, route{method: "POST", path: "/conversations/{id}/messages", who: member, name: "send-message", group: "messages", doc: "Reply; the first reply in the queue takes the conversation", status: 201}, a.reply)
	handle(a, route{method: "POST", path: "/conversations/{id}/notes", who: member, name: "add-note", group: "messages", doc: "Add a note only members see", status: 201}, a.note)
	handle(a, route{method: "PUT", path: "/conversations/{id}/messages/{message}/reaction", who: member, name: "react", group: "messages", doc: "React with an emoji", status: 204},
		func(ctx context.Context, in *reactionInput) (*none, error) {
			return nil, a.onMessage(&in.MessagePath, func(id sapa.ConversationID, m sapa.MessageID) error {
				return a.Inbox.React(ctx, who(ctx).By, id, m, in.Body.Emoji)
			})
		})
	handle(a, route{method: "PATCH", path: "/conversations/{id}/messages/{message}", who: member, name: "edit-message", group: "messages", doc: "Change your own message; the former text is kept", status: 204},
		func(ctx context.Context, in *editInput) (*none, error) {
			return nil, a.onMessage(&in.MessagePath, func(id sapa.ConversationID, m sapa.MessageID) error {
				return a.Inbox.EditMessage(ctx, who(ctx).By, id, m, in.Body.Text)
			})
		})
	handle(a, route{method: "DELETE", path: "/conversations/{id}/messages/{message}", who: member, name: "delete-message", group: "messages", doc: "Take your own message back", status: 204},
		func(ctx context.Context, in *MessagePath) (*none, error) {
			return nil, a.onMessage(in, func(id sapa.ConversationID, m sapa.MessageID) error {
				return a.Inbox.DeleteMessage(ctx, who(ctx).By, id, m)
			})
		})
	a.onFailed("POST", "resend", "resend-message", "Send a message once more that failed, or of which nobody knows whether it was sent", a.Inbox.Resend)
	a.onFailed("POST", "settle", "settle-message", "Say that a message of which nobody knew did arrive", a.Inbox.Settle)
	a.onFailed("POST", "fetch", "fetch-files", "Ask the provider once more for files that could not be fetched", a.Inbox.RetryFile)
	handle(a, route{method: "GET", path: "/conversations/{id}/messages/{message}/versions", who: member, name: "list-versions", group: "messages", doc: "The former texts of a message"}, a.versions)
}

// onFailed registers an act on a message something went wrong with.
func (a *API) onFailed(method, path, name, doc string, act func(context.Context, sapa.By, sapa.ConversationID, sapa.MessageID) error) {
	handle(a, route{method: method, path: "/conversations/{id}/messages/{message}/" + path, who: member, name: name, group: "messages", doc: doc, status: 204},
		func(ctx context.Context, in *MessagePath) (*none, error) {
			return nil, a.onMessage(in, func(id sapa.ConversationID, m sapa.MessageID) error { return act(ctx, who(ctx).By, id, m) })
		})
}

// onMessage opens the ids of a path.
func (a *API) onMessage(p *MessagePath, do func(sapa.ConversationID, sapa.MessageID) error) error {
	id, err := a.conversationID(p.ID)
	if err != nil {
		return err
	}
	n, ok := a.seal.number(aMessage, p.Message)
	if !ok {
		return sapa.Missing("message")
	}
	return do(id, sapa.MessageID(n))
}

func (a *API) thread(ctx context.Context, in *threadInput) (*body[Thread], error) {
	id, err := a.conversationID(in.ID)
	if err != nil {
		return nil, err
	}
	if in.Before > 0 && in.After > 0 {
		return nil, sapa.BadField("after", "one_direction")
	}
	page, err := a.Inbox.Thread(ctx, who(ctx).By, id, inbox.ThreadQuery{Before: in.Before, After: in.After, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	out := Thread{Messages: []Message{}, Events: []Event{}, More: page.More}
	for _, m := range page.Messages {
		out.Messages = append(out.Messages, a.message(m))
	}
	for _, e := range page.Events {
		out.Events = append(out.Events, a.event(e, page.Viewer))
	}
	return &body[Thread]{out}, nil
}

func (a *API) writing(w Writing, key string) (inbox.Writing, error) {
	out := inbox.Writing{ClientID: key, Text: w.Text, Files: w.Attachments, Place: w.Location}
	if w.ReplyTo != "" {
		n, ok := a.seal.number(aMessage, w.ReplyTo)
		if !ok {
			return out, sapa.BadField("reply_to", "not_found")
		}
		out.ReplyTo = sapa.MessageID(n)
	}
	return out, nil
}

func (a *API) reply(ctx context.Context, in *replyInput) (*sent, error) {
	id, err := a.conversationID(in.ID)
	if err != nil {
		return nil, err
	}
	w, err := a.writing(in.Body.Writing, in.Key)
	if err != nil {
		return nil, err
	}
	w.Mail = in.Body.Mail
	w.SeenSeq, w.Menu, w.Template = in.Body.SeenSeq, in.Body.Menu, in.Body.Template.words()
	if w.From, err = a.expected(in.Body.ExpectedAssignee); err != nil {
		return nil, err
	}
	return a.sent(a.Inbox.Reply(ctx, who(ctx).By, id, w))
}

func (a *API) note(ctx context.Context, in *noteInput) (*sent, error) {
	id, err := a.conversationID(in.ID)
	if err != nil {
		return nil, err
	}
	w, err := a.writing(in.Body.Writing, in.Key)
	if err != nil {
		return nil, err
	}
	for _, m := range in.Body.Mentions {
		n, err := a.memberID(m)
		if err != nil {
			return nil, sapa.BadField("mentions", "cannot_see")
		}
		w.Mentions = append(w.Mentions, n)
	}
	return a.sent(a.Inbox.AddNote(ctx, who(ctx).By, id, w))
}

func (a *API) sent(w inbox.Written, err error) (*sent, error) {
	if err != nil {
		return nil, err
	}
	return &sent{Status: statusOf(w), Body: a.message(w.Message)}, nil
}

func statusOf(w inbox.Written) int {
	if w.Repeated {
		return http.StatusOK
	}
	return http.StatusCreated
}

func (a *API) versions(ctx context.Context, in *MessagePath) (*body[Versions], error) {
	out := Versions{Versions: []Version{}}
	err := a.onMessage(in, func(id sapa.ConversationID, m sapa.MessageID) error {
		all, err := a.Inbox.Versions(ctx, who(ctx).By, id, m)
		for _, v := range all {
			out.Versions = append(out.Versions, Version{Text: v.Text, At: v.At, By: a.by(v.By)})
		}
		return err
	})
	return &body[Versions]{out}, err
}
