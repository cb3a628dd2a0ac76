package sapa

import "time"

// EventKind says what happened. Kinds are past tense and stored; they are never renamed.
type EventKind string

// The kinds of events about a conversation.
const (
	ConversationOpened      EventKind = "conversation.opened"
	ConversationReopened    EventKind = "conversation.reopened"
	ConversationAssigned    EventKind = "conversation.assigned"
	ConversationTransferred EventKind = "conversation.transferred"
	ConversationUnassigned  EventKind = "conversation.unassigned"
	ConversationInactive    EventKind = "conversation.inactive"
	ConversationResolved    EventKind = "conversation.resolved"
	ConversationRead        EventKind = "conversation.read"
	MessageReceived         EventKind = "message.received"
	MessageSent             EventKind = "message.sent"
	MessageProgressed       EventKind = "message.progressed" // delivered, read, failed
	MessageChanged          EventKind = "message.changed"    // what became of one message: sent, failed, its file arrived
	MessageEdited           EventKind = "message.edited"
	MessageDeleted          EventKind = "message.deleted"
	MessageReacted          EventKind = "message.reacted"
	NoteAdded               EventKind = "note.added"
	// ConversationLinked joins a comment's conversation and the one of messages in which a private reply to it stands. Both
	// have the event, and its Subject is the other one.
	ConversationLinked EventKind = "conversation.linked"
	ConversationMoved  EventKind = "conversation.moved" // to another department
	// ConversationHeld tells that the idle rule found nobody and the conversation stays with its agent.
	ConversationHeld EventKind = "conversation.held"
	// ConversationUnanswered tells that the idle rule found nobody yet and looks again.
	ConversationUnanswered EventKind = "conversation.unanswered"
	// AllocationFailed tells that the service that is asked who takes a conversation gave no answer that counts.
	AllocationFailed EventKind = "allocation.failed"
	PostUpdated      EventKind = "post.updated" // the post a conversation is about is known now
)

// The kinds of events about the rest of a workspace.
const (
	ContactUpdated      EventKind = "contact.updated"
	MemberInvited       EventKind = "member.invited"
	MemberJoined        EventKind = "member.joined"
	MemberUpdated       EventKind = "member.updated"
	MemberRemoved       EventKind = "member.removed"
	PasswordChanged     EventKind = "member.password_changed"
	SignedIn            EventKind = "member.signed_in"
	SignedOut           EventKind = "member.signed_out"
	MemberPresence      EventKind = "member.presence" // came online or went offline
	DepartmentAdded     EventKind = "department.created"
	DepartmentUpdated   EventKind = "department.updated"
	DepartmentDissolved EventKind = "department.removed"
	ChannelConnected    EventKind = "channel.connected"
	ChannelUpdated      EventKind = "channel.updated"
	ChannelRemoved      EventKind = "channel.disconnected"
	WorkspaceCreated    EventKind = "workspace.created"
	SettingsUpdated     EventKind = "settings.updated"
	// RoomsExported tells that somebody took the list of customers away as a file.
	RoomsExported EventKind = "rooms.exported"
	// A view of the page of all customers; the members it is shared with learn of it.
	ViewSaved   EventKind = "view.created"
	ViewUpdated EventKind = "view.updated"
	ViewDeleted EventKind = "view.deleted"
)

// Event is one thing that happened: what, who and why. It is written in the transaction of the change it tells of.
type Event struct {
	// Number is the change it belongs to, Index its place in that change from 0. Together they order all events
	// of a workspace as they were committed.
	Number int64
	Index  int
	Kind   EventKind
	At     time.Time
	Actor  Actor
	// Why is the rule or the act that caused it, as a word such as "first_reply". Empty when the kind says it all.
	Why string
	// Conversation is zero for events about the rest of a workspace.
	Conversation ConversationID
	// AfterSeq is the conversation's newest sequence number at that moment: its place in the timeline.
	AfterSeq int
	Message  MessageID
	// Subject is the member, contact or channel it is about, by the kind's first word; zero for none.
	Subject int64
	// Data are further facts for the timeline's sentence, such as {"from": 4, "to": 7}. No message texts.
	Data map[string]any
	// Was tells who could see the conversation before; nil when that did not change.
	Was *Facts
}

// Shown tells whether the event belongs into the timeline between the messages of a conversation.
func (k EventKind) Shown() bool {
	switch k {
	case ConversationOpened, ConversationReopened, ConversationAssigned, ConversationTransferred,
		ConversationUnassigned, ConversationInactive, ConversationResolved, ConversationLinked, ConversationMoved, ConversationHeld,
		AllocationFailed:
		return true
	}
	return false
}

// Change is one committed write to a workspace: the events that share a number.
type Change struct {
	Number int64
	Events []Event
}
