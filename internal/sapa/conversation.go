package sapa

import "time"

// State is where a conversation stands (spec CNV-1).
type State string

// The four states.
const (
	InQueue  State = "in_queue" // waiting for an agent; no assignee
	Handled  State = "handled"  // exactly one assignee
	Inactive State = "inactive" // the ownership session ended; no assignee
	Resolved State = "resolved" // closed for good; the next customer message opens a new conversation
)

// States lists the four states.
func States() []State { return []State{InQueue, Handled, Inactive, Resolved} }

// ConversationKind says what a conversation is made of.
type ConversationKind string

// The kinds of conversations.
const (
	// Messages go between the contact and the business alone.
	Messages ConversationKind = "messages"
	// Comments are what a contact writes below one post, and what the business answers there: everybody can read them.
	Comments ConversationKind = "comments"
)

// ConversationKinds lists the kinds of conversations.
func ConversationKinds() []ConversationKind { return []ConversationKind{Messages, Comments} }

// Facts are what decides who may see a conversation. They travel with events, so that a live update and a list
// ask the same question.
type Facts struct {
	State       State    `json:"state"`
	Assignee    MemberID `json:"assignee,omitempty"`
	LastHandler MemberID `json:"last_handler,omitempty"`
	// Department is whose queue it belongs to; zero where there were no departments when it opened.
	Department DepartmentID `json:"department,omitempty"`
}

// Conversation is one episode in a room.
type Conversation struct {
	ID        ConversationID
	Workspace WorkspaceID
	Room      RoomID
	Contact   ContactID
	Channel   ChannelID
	Kind      ConversationKind
	// Post is what the contact comments on; zero for messages.
	Post PostID
	// Episode is the conversation's ordinal in its room, from 1.
	Episode int
	Facts
	// Returning tells that the contact had a conversation before this one.
	Returning bool
	// FromAd tells that an ad or a page's call to action opened it, which lengthens the session (spec CNV-6).
	FromAd bool
	// Outbound tells that the business wrote first.
	Outbound bool

	OpenedAt time.Time
	// QueuedAt is the place in the queue: since when the customer waits. Zero outside the queue.
	QueuedAt time.Time
	// AssignedAt is when the present or last assignee took it. Zero if nobody ever did.
	AssignedAt time.Time
	ResolvedAt time.Time
	// WaitingSince is the first customer message that no member has answered. Zero when answered.
	WaitingSince time.Time
	// SessionEnds is when the ownership session ends. It moves with customer messages and with taking over.
	SessionEnds time.Time
	// WindowEnds is until when the channel permits free-form sending. Zero means the channel knows no window.
	WindowEnds time.Time
	// Idle is what the idle rule has done in the present wait of the customer; nil for nothing yet.
	Idle *Spell
	// Due is the next moment the sweeper must look at it. Zero means never.
	Due time.Time

	// LastSeq is the sequence number of the newest message, notes included.
	LastSeq int
	// InboundCount counts the contact's messages; a member's unread number is the difference to what they read.
	InboundCount int
	// ShownCount counts the messages the contact may see.
	ShownCount int
	// AgentReadSeq is the highest sequence number any member has read, which the customer sees as "read".
	AgentReadSeq int
	Last         Preview
}

// Spell is what the idle rule has done since a customer began to wait with an agent (spec ASG-8).
type Spell struct {
	// Tried are those who had the conversation in this wait and did not answer, besides who has it now.
	Tried []MemberID `json:"tried,omitempty"`
	// Missed is how often nobody else was found.
	Missed int `json:"missed,omitempty"`
	// Held tells that the search was given up: the conversation stays where it is until it is answered.
	Held bool `json:"held,omitempty"`
}

// Preview is what a list row says of the newest message.
type Preview struct {
	At        time.Time
	Direction Direction
	Kind      MessageKind
	// Text is at most PreviewRunes runes; empty for a file without words.
	Text   string
	Author Actor
}

// PreviewRunes is how much of a message a list row keeps: two lines of the widest list row.
const PreviewRunes = 140

// Draft is what a member has typed for a conversation and not sent.
type Draft struct {
	Member       MemberID
	Conversation ConversationID
	Mode         DraftMode
	Text         string
	// Attachments are the keys of files uploaded for it.
	Attachments []string
	// ReplyTo is the quoted message; zero for none.
	ReplyTo MessageID
	// Mail is what is filled in beside the text of a mail; nil for nothing.
	Mail *MailWriting
	// Revision grows with each save of the same writer; an older one never replaces a newer.
	Revision  int64
	UpdatedAt time.Time
}

// DraftMode says whether a draft is a reply or a note; both are kept at the same time.
type DraftMode string

// The modes of a draft.
const (
	ReplyDraft DraftMode = "reply"
	NoteDraft  DraftMode = "note"
)
