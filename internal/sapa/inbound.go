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
	InboundEcho     InboundKind = "echo"     // the business wrote elsewhere, such as on its own phone
	// InboundRenamed tells that the contact is known by another id from now on: From.Others holds the former one.
	InboundRenamed InboundKind = "renamed"
	// InboundContact tells that something about the person changed: From says what.
	InboundContact InboundKind = "contact"
	// InboundWatermark tells that the contact got (Status Delivered) or read (Status Read) everything of ours up to UpTo or,
	// where that is zero, up to the message ProviderID.
	InboundWatermark InboundKind = "watermark"
	// InboundReferral tells what brought a contact back who has written nothing: their facts follow it, and nothing opens.
	InboundReferral InboundKind = "referral"
	// InboundHide and InboundUnhide tell that a comment was hidden from others, or shown again.
	InboundHide   InboundKind = "hide"
	InboundUnhide InboundKind = "unhide"
	// InboundAccount tells that something about the account itself changed, and it should be asked how it is.
	InboundAccount InboundKind = "account"
)

// Inbound is one element that came in on a channel, in our words. A provider's delivery holds many.
type Inbound struct {
	Kind    InboundKind
	Channel ChannelID
	// From is the sender as the channel knows them.
	From Sender
	// Topic is empty for direct messages; for comments, and for whatever is done to one, it is the post. The echo of a comment
	// names no contact: it belongs to whoever wrote the comment in ReplyTo.
	Topic string
	// TopicLink leads to the post at the provider; empty when not told.
	TopicLink string
	// Live tells of a comment on a live video: nothing can be written below it, and it can be answered privately only while
	// the video goes on.
	Live bool
	// Public tells that a comment cannot be answered privately, as one on a live video that is over.
	Public bool
	// ProviderID is the provider's id of this message, unique in the channel. For the other kinds it is the id of
	// the message they are about.
	ProviderID string
	Message    InboundContent
	Status     Status
	// FailureCode is our word for why a message failed, FailureDetail the provider's sentence about it.
	FailureCode   string
	FailureDetail string
	// SendID is our own id of the send a status or an echo is about, where the provider hands it back; empty otherwise. An
	// echo of what we sent ourselves is no message: it tells that it was sent.
	SendID string
	// Redact tells of a message that was taken back that its text may not be kept, not even as a former version.
	Redact bool
	// MayBeOurs tells that an echo has no SendID whoever wrote it: what we sent ourselves comes back like that.
	MayBeOurs bool
	Emoji     string
	// ReplyTo is the provider's id of the quoted message, or of the comment that is answered; empty for none.
	ReplyTo string
	// ReplyToShown is the quoted message by the number its contact knows it by, on channels of our own; zero for none.
	ReplyToShown ShownNumber
	// FromAd tells that an ad or a page's call to action brought the customer here.
	FromAd bool
	// At is the provider's time; zero when not told.
	At time.Time
	// Mail is what places a mail into its thread, and its heavy part; nil for all else.
	Mail *InboundMail
	// Quiet tells that a machine wrote it: it is kept, opens and reopens nothing, and nobody waits for an answer.
	Quiet bool
	// UpTo is how far a watermark reaches, by the provider's clock; zero for other kinds, and where it is told by a message.
	UpTo time.Time
}

// ConversationKind is the kind of the conversations an element belongs to.
func (in Inbound) ConversationKind() ConversationKind {
	if in.Topic == "" || in.Mail != nil {
		return Messages
	}
	return Comments
}

// InboundContent is what an inbound message says.
type InboundContent struct {
	Kind  MessageKind
	Text  string
	Place *Place
	// Uploads are the keys of files the contact stored here beforehand, on channels of our own.
	Uploads []string
	// Media are files that lie with the provider and are fetched afterwards.
	Media   []RemoteFile
	Content *Content
}

// RemoteFile is a file that lies with the provider.
type RemoteFile struct {
	// Ref is what the channel fetches it by.
	Ref  string
	Kind MessageKind
	// Type is the content type as the provider gives it; our own look at the content decides.
	Type string
	// Name is empty when the provider knows none.
	Name string
	// Voice tells a voice note from other audio.
	Voice bool
}

// Sender is a contact as a channel knows them. Empty fields are not known and change nothing.
type Sender struct {
	External string
	// Others are further ids of the same person on the channel. Whoever is known by any of them is the same contact.
	Others []string
	// Lasting tells that External never passes to somebody else, as a phone number may: whoever is known by another such
	// id is another person, even with the same number.
	Lasting  bool
	Name     string
	Phone    string
	Email    string
	Language Language
	Facts    map[string]string
}
