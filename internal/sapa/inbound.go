package sapa

import "time"

// InboundKind says what an element of a delivery is.
type InboundKind string

// The kinds of inbound elements.
const (
	InboundMessage  InboundKind = "message"
	InboundStatus   InboundKind = "status"   // how far one of our messages got
	InboundEdit     InboundKind = "edit"     // the contact changed a message
	InboundDelete   InboundKind = "delete"   // the contact took a message back
	InboundReaction InboundKind = "reaction" // an emoji on a message; empty takes it away
)

// Inbound is one element that came in on a channel, in our words. A provider's delivery holds many.
type Inbound struct {
	Kind    InboundKind
	Channel ChannelID
	// From is the sender as the channel knows them.
	From Sender
	// Topic is empty for direct messages; for comments it is the post.
	Topic string
	// ProviderID is the provider's id of this message, unique in the channel. For the other kinds it is the id of
	// the message they are about.
	ProviderID  string
	Message     InboundContent
	Status      Status
	FailureCode string
	Emoji       string
	// ReplyTo is the provider's id of the quoted message; empty for none.
	ReplyTo string
	// ReplyToShown is the quoted message by the number its contact knows it by, on channels of our own; zero for none.
	ReplyToShown ShownNumber
	// FromAd tells that an ad or a page's call to action brought the customer here.
	FromAd bool
	// At is the provider's time; zero when not told.
	At time.Time
}

// InboundContent is what an inbound message says.
type InboundContent struct {
	Kind  MessageKind
	Text  string
	Place *Place
	// Uploads are the keys of files the contact stored here beforehand, on channels of our own.
	Uploads []string
}

// Sender is a contact as a channel knows them. Empty fields are not known and change nothing.
type Sender struct {
	External string
	Name     string
	Phone    string
	Email    string
	Language Language
	Facts    map[string]string
}
