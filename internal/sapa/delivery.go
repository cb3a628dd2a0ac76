package sapa

import "time"

// DeliveryID names a delivery a provider brought.
type DeliveryID int64

// DeliveryState says what became of a delivery.
type DeliveryState string

// The states of a delivery.
const (
	DeliveryWaiting DeliveryState = "waiting" // not ingested yet
	DeliveryDone    DeliveryState = "done"
	DeliveryStuck   DeliveryState = "stuck" // could not be understood; an administrator looks at it
)

// Delivery is what a provider brought, as it came.
type Delivery struct {
	ID        DeliveryID
	Workspace WorkspaceID
	Channel   ChannelID
	Body      []byte
	At        time.Time
	State     DeliveryState
	// Attempts counts the tries to ingest it that failed.
	Attempts int
	// FailureCode is the word for why it is not ingested, FailureDetail a sentence for developers.
	FailureCode   string
	FailureDetail string
}

// SendID names something that waits to be sent.
type SendID int64

// SendKind says what is to be sent.
type SendKind string

// The kinds of sends.
const (
	SendMessage  SendKind = "message"
	SendReaction SendKind = "reaction"
	// SendSeen tells the contact that the business has read up to a message of theirs.
	SendSeen SendKind = "seen"
	// SendEdit and SendDelete change a message of ours that was sent, SendPicked tells that a contact's choice has arrived.
	SendEdit   SendKind = "edit"
	SendDelete SendKind = "delete"
	SendPicked SendKind = "picked"
	// SendHide and SendLike bring a comment at the provider into the state it has here.
	SendHide SendKind = "hide"
	SendLike SendKind = "like"
)

// Repeatable tells whether doing it twice is the same as doing it once.
func (k SendKind) Repeatable() bool { return k != SendMessage }

// Told tells whether a person is told when it fails.
func (k SendKind) Told() bool {
	switch k {
	case SendMessage, SendEdit, SendDelete, SendHide, SendLike:
		return true
	}
	return false
}

// Send is one thing that waits to be sent.
type Send struct {
	ID           SendID
	Workspace    WorkspaceID
	Channel      ChannelID
	Room         RoomID
	Conversation ConversationID
	// Message is what is sent, or what the reaction or the mark is about.
	Message MessageID
	Kind    SendKind
	// Emoji is the reaction; empty takes it away.
	Emoji string
	// Sending tells that the provider is being asked: whoever finds it so after a crash knows nothing of its fate.
	Sending bool
	// Attempts counts the tries that failed for a while.
	Attempts int
	Due      time.Time
}
