package api

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// By is who did or wrote something.
type By struct {
	Kind sapa.ActorKind `json:"kind" enum:"member,contact,system,device"`
	ID   string         `json:"id" doc:"Member or contact; empty for the system"`
}

func (a *API) by(actor sapa.Actor) By {
	switch actor.Kind {
	case sapa.ByMember:
		return By{actor.Kind, a.seal.id(aMember, actor.ID)}
	case sapa.ByContact:
		return By{actor.Kind, a.seal.id(aContact, actor.ID)}
	}
	if actor.Kind == sapa.ByDevice {
		return By{Kind: actor.Kind}
	}
	return By{Kind: sapa.BySystem}
}

// Contact is a person who writes to the business.
type Contact struct {
	ID        string            `json:"id"`
	Name      string            `json:"name" doc:"May be empty"`
	Phone     string            `json:"phone"`
	Email     string            `json:"email"`
	Language  sapa.Language     `json:"language" doc:"May be empty"`
	Facts     map[string]string `json:"facts" doc:"What the channel told of the person"`
	CreatedAt time.Time         `json:"created_at"`
}

func (a *API) contact(c sapa.Contact) Contact {
	facts := c.Facts
	if facts == nil {
		facts = map[string]string{}
	}
	return Contact{
		ID: a.seal.id(aContact, int64(c.ID)), Name: c.Name, Phone: c.Phone, Email: c.Email, Language: c.Language, Facts: facts, CreatedAt: c.CreatedAt,
	}
}

// Conversation is one episode of a contact and the company on a channel.
type Conversation struct {
	ID            string                `json:"id"`
	State         sapa.State            `json:"state" enum:"in_queue,handled,inactive,resolved"`
	Contact       Contact               `json:"contact"`
	ChannelID     string                `json:"channel_id"`
	Kind          sapa.ConversationKind `json:"kind" enum:"messages,comments" doc:"Comments stand below a post, and everybody can read them"`
	PostID        *string               `json:"post_id" doc:"What is commented on; the same for all conversations about it. Null for messages"`
	AssigneeID    *string               `json:"assignee_id"`
	LastHandlerID *string               `json:"last_handler_id"`
	Outbound      bool                  `json:"outbound" doc:"True when the company wrote first"`
	DepartmentID  *string               `json:"department_id" doc:"Whose queue it belongs to; null where there were no departments when it opened"`
	Episode       int                   `json:"episode" doc:"The conversation's ordinal in its room, from 1"`
	Returning     bool                  `json:"returning" doc:"True when the contact had a conversation before"`
	OpenedAt      time.Time             `json:"opened_at"`
	QueuedAt      *time.Time            `json:"queued_at" doc:"Since when it waits in the queue"`
	AssignedAt    *time.Time            `json:"assigned_at"`
	ResolvedAt    *time.Time            `json:"resolved_at"`
	WaitingSince  *time.Time            `json:"waiting_since" doc:"The first customer message nobody has answered"`
	SessionEndsAt time.Time             `json:"session_ends_at"`
	WindowEndsAt  *time.Time            `json:"window_ends_at" doc:"Until when the channel permits free-form sending; null when it knows no window"`
	Last          LastMessage           `json:"last"`
	LastSeq       int                   `json:"last_seq"`
	InboundCount  int                   `json:"inbound_count" doc:"The contact's messages so far; unread is the difference to what you have read"`
	AgentReadSeq  int                   `json:"agent_read_seq" doc:"Up to which message any member has read"`
	Held          bool                  `json:"held,omitempty" doc:"Its agent does not answer and nobody else could take it; told to those who monitor"`
	Can           Can                   `json:"can"`
	Mine          *Marks                `json:"mine,omitempty" doc:"Your own marks; left out in live updates, which leave them as they are"`
}

// LastMessage is what a list row says of the newest message.
type LastMessage struct {
	At        time.Time        `json:"at"`
	Direction sapa.Direction   `json:"direction" enum:"in,out"`
	Kind      sapa.MessageKind `json:"kind"`
	Text      string           `json:"text"`
	By        By               `json:"by"`
}

// Can says what the caller may do to a conversation as it stands.
type Can struct {
	Reply    bool `json:"reply"`
	Note     bool `json:"note"`
	Take     bool `json:"take"`
	Assign   bool `json:"assign"`
	Unassign bool `json:"unassign"`
	Resolve  bool `json:"resolve"`
	Move     bool `json:"move" doc:"Give it to another department"`
}

// Marks are the caller's own: what they have read and begun to write.
type Marks struct {
	ReadSeq     int    `json:"read_seq"`
	ReadInbound int    `json:"read_inbound"`
	Unread      int    `json:"unread"`
	Draft       string `json:"draft" doc:"The unsent reply; empty for none"`
}

// conversation shows a conversation to a member, without their marks.
func (a *API) conversation(r store.Row, w access.Who) Conversation {
	can := w.Can(r.Facts)
	return Conversation{
		ID: a.seal.id(aConversation, int64(r.ID)), State: r.State, Contact: a.contact(r.Person),
		ChannelID: a.seal.id(aChannel, int64(r.Channel)),
		Kind:      r.Kind, PostID: nullable(a.seal.id(aPost, int64(r.Post))),
		AssigneeID: nullable(a.seal.id(aMember, int64(r.Assignee))), LastHandlerID: nullable(a.seal.id(aMember, int64(r.LastHandler))),
		DepartmentID: nullable(a.seal.id(aDepartment, int64(r.Department))),
		Outbound:     r.Outbound, Episode: r.Episode, Returning: r.Returning, OpenedAt: r.OpenedAt, QueuedAt: moment(r.QueuedAt), AssignedAt: moment(r.AssignedAt),
		ResolvedAt: moment(r.ResolvedAt), WaitingSince: moment(r.WaitingSince), SessionEndsAt: r.SessionEnds, WindowEndsAt: moment(r.WindowEnds),
		Last:    LastMessage{At: r.Last.At, Direction: r.Last.Direction, Kind: r.Last.Kind, Text: r.Last.Text, By: a.by(r.Last.Author)},
		LastSeq: r.LastSeq, InboundCount: r.InboundCount, AgentReadSeq: r.AgentReadSeq,
		Held: r.Idle != nil && r.Idle.Held && w.May(access.Monitor),
		Can: Can{
			Reply: can[access.Reply], Note: can[access.Note], Take: can[access.Take], Assign: can[access.Assign],
			Unassign: can[access.Unassign], Resolve: can[access.Resolve], Move: can[access.Move],
		},
	}
}

// row shows a conversation with the member's marks.
func (a *API) row(r store.Row, w access.Who) Conversation {
	c := a.conversation(r, w)
	c.Mine = &Marks{ReadSeq: r.ReadSeq, ReadInbound: r.ReadInbound, Unread: r.Unread(), Draft: r.Draft}
	return c
}

// ConversationPage is a page of conversations.
type ConversationPage struct {
	Conversations []Conversation `json:"conversations"`
	Next          string         `json:"next" doc:"Where the next page begins; empty when there is none"`
}

// TabCounts are the numbers on the tabs of one kind, each at most 100: beyond, a badge says 99+.
type TabCounts struct {
	Mine       int `json:"mine"`
	MineUnread int `json:"mine_unread"`
	Queue      int `json:"queue"`
}

// Counts are the numbers on the tabs: of messages, and of comments.
type Counts struct {
	TabCounts
	Comments TabCounts `json:"comments"`
}

// counts reads what a member's badges show.
func (a *API) counts(ctx context.Context, by sapa.By) (Counts, error) {
	messages, comments, err := a.Inbox.Counts(ctx, by)
	return Counts{TabCounts(messages), TabCounts(comments)}, err
}

type listInput struct {
	Tab        store.Tab             `query:"tab" enum:"mine,queue,inactive,resolved,all" default:"mine"`
	Kind       sapa.ConversationKind `query:"kind" enum:"messages,comments" default:"messages" doc:"What the tab holds"`
	ChannelID  string                `query:"channel_id" maxLength:"64"`
	Assignee   string                `query:"assignee_id" maxLength:"64" doc:"Only what this member handles; for those who see everything"`
	Department string                `query:"department_id" maxLength:"64" doc:"Only what belongs to this department"`
	After      string                `query:"after" maxLength:"200" doc:"next of the page before"`
	Limit      int                   `query:"limit" minimum:"1" maximum:"100" default:"30"`
}

type nextInput struct {
	Kind sapa.ConversationKind `query:"kind" enum:",messages,comments" doc:"Only of this kind; empty for whatever waits longest"`
}

// ConversationPath names a conversation.
type ConversationPath struct {
	ID string `path:"id" maxLength:"64"`
}

type takeInput struct {
	ConversationPath
	Body struct {
		ExpectedAssignee *string `json:"expected_assignee,omitempty" maxLength:"64" doc:"The assignee you saw, empty for nobody; another one by now is a conflict"`
	}
}

type assignInput struct {
	ConversationPath
	Body struct {
		To               string  `json:"to" maxLength:"64"`
		ExpectedAssignee *string `json:"expected_assignee,omitempty" maxLength:"64" doc:"The assignee you saw, empty for nobody; another one by now is a conflict"`
		Note             string  `json:"note,omitempty" maxLength:"10000" doc:"Left for the new assignee"`
		OverLimit        bool    `json:"over_limit,omitempty" doc:"You know that the member handles as many as they may, and insist; for supervisors and above"`
	}
}

type readInput struct {
	ConversationPath
	Body struct {
		Seq int `json:"seq" minimum:"0" doc:"Up to which sequence number you have read"`
	}
}

func (a *API) conversationID(id string) (sapa.ConversationID, error) {
	n, ok := a.seal.number(aConversation, id)
	if !ok {
		return 0, sapa.Missing("conversation")
	}
	return sapa.ConversationID(n), nil
}

// expected reads an optional assignee that a caller saw.
func (a *API) expected(id *string) (*sapa.MemberID, error) {
	if id == nil {
		return nil, nil
	}
	if *id == "" {
		return new(sapa.MemberID), nil
	}
	n, err := a.memberID(*id)
	if err != nil {
		return nil, sapa.BadField("expected_assignee", "not_found")
	}
	return &n, nil
}

func (a *API) conversationRoutes() {
	handle(a, route{method: "GET", path: "/conversations", who: member, name: "list-conversations", group: "conversations", doc: "A page of one of the inbox's tabs"}, a.listConversations)
	handle(a, route{method: "GET", path: "/conversations/counts", who: member, name: "count-conversations", group: "conversations", doc: "The numbers on the tabs"},
		func(ctx context.Context, _ *none) (*body[Counts], error) {
			n, err := a.counts(ctx, who(ctx).By)
			return &body[Counts]{n}, err
		})
	handle(a, route{method: "POST", path: "/conversations/next", who: member, name: "next-conversation", group: "conversations", doc: "Take the conversation that waits longest"},
		func(ctx context.Context, in *nextInput) (*body[Conversation], error) {
			id, err := a.Inbox.Next(ctx, who(ctx).By, in.Kind)
			if err != nil {
				return nil, err
			}
			return a.showConversation(ctx, id)
		})
	handle(a, route{method: "GET", path: "/conversations/{id}", who: member, name: "get-conversation", group: "conversations", doc: "One conversation"},
		func(ctx context.Context, in *ConversationPath) (*body[Conversation], error) {
			id, err := a.conversationID(in.ID)
			if err != nil {
				return nil, err
			}
			return a.showConversation(ctx, id)
		})
	handle(a, route{method: "POST", path: "/conversations/{id}/take", who: member, name: "take-conversation", group: "conversations", doc: "Assign to me", status: 204}, a.take)
	handle(a, route{method: "POST", path: "/conversations/{id}/assign", who: member, name: "assign-conversation", group: "conversations", doc: "Assign to another member, or transfer", status: 204}, a.assign)
	handle(a, route{method: "POST", path: "/conversations/{id}/unassign", who: member, name: "unassign-conversation", group: "conversations", doc: "Put back into the queue", status: 204}, a.act(a.Inbox.Unassign))
	handle(a, route{method: "POST", path: "/conversations/{id}/resolve", who: member, name: "resolve-conversation", group: "conversations", doc: "Resolve", status: 204}, a.act(a.Inbox.Resolve))
	handle(a, route{method: "POST", path: "/conversations/{id}/move", who: member, name: "move-conversation", group: "conversations", doc: "Give it to another department; its assignee keeps it only if they belong there", status: 204}, a.move)
	handle(a, route{method: "POST", path: "/conversations/{id}/read", who: member, name: "read-conversation", group: "conversations", doc: "Mark as read up to a message", status: 204},
		func(ctx context.Context, in *readInput) (*none, error) {
			id, err := a.conversationID(in.ID)
			if err != nil {
				return nil, err
			}
			return nil, a.Inbox.MarkRead(ctx, who(ctx).By, id, in.Body.Seq)
		})
	handle(a, route{method: "POST", path: "/conversations/{id}/unread", who: member, name: "unread-conversation", group: "conversations", doc: "Mark as unread", status: 204}, a.act(a.Inbox.MarkUnread))
	handle(a, route{method: "GET", path: "/conversations/{id}/assignable", who: member, name: "list-assignable", group: "conversations", doc: "The members it could be given to, and how much they have to do"}, a.assignable)
	handle(a, route{method: "GET", path: "/conversations/{id}/mentionable", who: member, name: "list-mentionable", group: "conversations", doc: "The members a note about it can call"}, a.mentionable)
}

// act makes an operation of a verb that needs nothing but the conversation. The answer is empty: who does it may lose
// sight of the conversation by it.
func (a *API) act(verb func(context.Context, sapa.By, sapa.ConversationID) error) func(context.Context, *ConversationPath) (*none, error) {
	return func(ctx context.Context, in *ConversationPath) (*none, error) {
		id, err := a.conversationID(in.ID)
		if err != nil {
			return nil, err
		}
		return nil, verb(ctx, who(ctx).By, id)
	}
}

func (a *API) take(ctx context.Context, in *takeInput) (*none, error) {
	id, err := a.conversationID(in.ID)
	if err != nil {
		return nil, err
	}
	from, err := a.expected(in.Body.ExpectedAssignee)
	if err != nil {
		return nil, err
	}
	return nil, a.Inbox.Take(ctx, who(ctx).By, id, from)
}

func (a *API) showConversation(ctx context.Context, id sapa.ConversationID) (*body[Conversation], error) {
	r, w, err := a.Inbox.Conversation(ctx, who(ctx).By, id)
	if err != nil {
		return nil, err
	}
	return &body[Conversation]{a.row(r, w)}, nil
}

func (a *API) listConversations(ctx context.Context, in *listInput) (*body[ConversationPage], error) {
	q := store.ListQuery{Tab: in.Tab, Kind: in.Kind, Limit: in.Limit + 1}
	var wrong sapa.Fields
	if in.ChannelID != "" {
		id, err := a.channelID(in.ChannelID)
		wrong.Check(err == nil, "channel_id", "not_found")
		q.Channel = id
	}
	if in.Assignee != "" {
		id, err := a.memberID(in.Assignee)
		wrong.Check(err == nil, "assignee_id", "not_found")
		q.Assignee = id
	}
	if in.Department != "" {
		id, err := a.departmentID(in.Department)
		wrong.Check(err == nil, "department_id", "not_found")
		q.Department = id
	}
	if in.After != "" {
		at, id, ok := a.seal.place(in.After)
		wrong.Check(ok, "after", "invalid")
		q.After = store.Cursor{At: at, ID: sapa.ConversationID(id)}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	rows, w, err := a.Inbox.List(ctx, who(ctx).By, q)
	if err != nil {
		return nil, err
	}
	page := ConversationPage{Conversations: []Conversation{}}
	if len(rows) > in.Limit {
		rows = rows[:in.Limit]
		c := rows[in.Limit-1].Cursor(in.Tab)
		page.Next = a.seal.cursor(c.At, int64(c.ID))
	}
	for _, r := range rows {
		page.Conversations = append(page.Conversations, a.row(r, w))
	}
	return &body[ConversationPage]{page}, nil
}

func (a *API) assign(ctx context.Context, in *assignInput) (*none, error) {
	id, err := a.conversationID(in.ID)
	if err != nil {
		return nil, err
	}
	to, err := a.memberID(in.Body.To)
	if err != nil {
		return nil, sapa.BadField("to", "not_active")
	}
	from, err := a.expected(in.Body.ExpectedAssignee)
	if err != nil {
		return nil, err
	}
	return nil, a.Inbox.Assign(ctx, who(ctx).By, id, inbox.Handover{To: to, From: from, Note: in.Body.Note, OverLimit: in.Body.OverLimit})
}

func (a *API) mentionable(ctx context.Context, in *ConversationPath) (*body[MemberList], error) {
	id, err := a.conversationID(in.ID)
	if err != nil {
		return nil, err
	}
	members, err := a.Inbox.Mentionable(ctx, who(ctx).By, id)
	out := MemberList{Members: []Member{}}
	for _, m := range members {
		out.Members = append(out.Members, a.member(m, false))
	}
	return &body[MemberList]{out}, err
}
