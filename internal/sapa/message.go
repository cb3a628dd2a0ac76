package sapa

import (
	"time"
	"unicode/utf8"
)

// Direction says which way a message went.
type Direction string

// The directions.
const (
	In   Direction = "in"   // from the contact
	Out  Direction = "out"  // to the contact
	Note Direction = "note" // between members
)

// MessageKind says what a message holds.
type MessageKind string

// The kinds of messages. Text may accompany any of them.
const (
	Text        MessageKind = "text"
	Image       MessageKind = "image"
	Audio       MessageKind = "audio"
	Video       MessageKind = "video"
	File        MessageKind = "file"
	Location    MessageKind = "location"
	Sticker     MessageKind = "sticker"
	Cards       MessageKind = "cards"       // shared contacts
	Menus       MessageKind = "menu"        // buttons or a list to choose from
	Choices     MessageKind = "choice"      // what the contact chose from them
	Templates   MessageKind = "template"    // an approved text with values
	Stories     MessageKind = "story"       // a story, without a word about it
	Unsupported MessageKind = "unsupported" // kept and shown as such, never dropped
)

// Status is how far a message got. Messages from the contact and notes have StatusNone.
type Status string

// The statuses of an outbound message.
const (
	StatusNone Status = ""
	Queued     Status = "queued"
	Sent       Status = "sent"
	Delivered  Status = "delivered"
	Read       Status = "read"
	Failed     Status = "failed"
	Unsure     Status = "unsure" // the answer was lost; a person must decide whether to send again
)

// Message is one thing said in a conversation.
type Message struct {
	ID           MessageID
	Workspace    WorkspaceID
	Conversation ConversationID
	// Seq is the place in the conversation, from 1, without gaps.
	Seq int
	// Shown is the place among the messages the contact may see, from 1; zero for notes.
	Shown     int
	Direction Direction
	Author    Actor
	Kind      MessageKind
	Text      string
	Place     *Place
	// Content is what it holds beyond text and files; nil for nothing.
	Content *Content
	// Mentions are the members a note calls.
	Mentions    []MemberID
	Attachments []Attachment
	Reactions   []Reaction
	// ReplyTo is the quoted message; zero for none. Quote is its short form, filled when read.
	ReplyTo MessageID
	Quote   *Quote
	Status  Status
	// FailureCode is the word for why sending failed; empty unless Status is Failed or Unsure. FailureDetail is what the
	// provider said about it, without secrets.
	FailureCode   string
	FailureDetail string
	// ProviderID is the provider's id, unique in the channel; empty where there is none.
	ProviderID string
	// ClientID is the sender's own id for the message, which makes a repeated send harmless.
	ClientID string
	At       time.Time
	// ProviderAt is the provider's time, for display and for watermarks; zero when not told.
	ProviderAt time.Time
	EditedAt   time.Time
	DeletedAt  time.Time
	// Comment is what is particular about a comment, and about a private reply to one; nil in a conversation of messages.
	Comment *Comment
}

// Showable is what the message holds as it may be shown now: nobody is led to a story whose day is over.
func (m Message) Showable(now time.Time) *Content {
	at := m.ProviderAt
	if at.IsZero() {
		at = m.At
	}
	if m.Content == nil || m.Content.Story == nil || now.Before(at.Add(StoryTime)) {
		return m.Content
	}
	shown, story := *m.Content, *m.Content.Story
	story.URL = ""
	shown.Story = &story
	return &shown
}

// ShownNumber is how a contact knows a message on channels of our own: it grows over all conversations of the
// room and skips what the contact may not see. It is conversation times a billion plus Message.Shown, which a
// JavaScript number holds exactly for the first nine million conversations of a room.
type ShownNumber int64

const shownPerEpisode = 1_000_000_000

// NewShownNumber joins a conversation's ordinal in its room and a message's place in it.
func NewShownNumber(episode, shown int) ShownNumber {
	return ShownNumber(int64(episode)*shownPerEpisode + int64(shown))
}

// Split takes the number apart again. A negative number splits into zeros.
func (n ShownNumber) Split() (episode, shown int) {
	if n < 0 {
		return 0, 0
	}
	return int(n / shownPerEpisode), int(n % shownPerEpisode)
}

// Place is a point on the map.
type Place struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Name      string  `json:"name,omitempty"`
}

// placeRunes is the longest name of a place: an address in full.
const placeRunes = 200

// Valid tells whether there is such a point, under a name that fits on a screen.
func (p Place) Valid() bool {
	return p.Latitude >= -90 && p.Latitude <= 90 && p.Longitude >= -180 && p.Longitude <= 180 && utf8.RuneCountInString(p.Name) <= placeRunes
}

// Quote is the short form of a quoted message.
type Quote struct {
	Seq int
	// Shown is the number its contact knows it by; its lower part is zero for a note.
	Shown     ShownNumber
	Direction Direction
	Author    Actor
	Kind      MessageKind
	Text      string
}

// Reaction is one person's emoji on a message; each person has at most one.
type Reaction struct {
	Actor Actor
	Emoji string
}

// Attachment is a file that belongs to a message, or will.
type Attachment struct {
	ID AttachmentID
	// Message is zero while the file is uploaded and not sent.
	Message      MessageID
	Conversation ConversationID
	Kind         MessageKind
	Name         string
	Type         string // content type, found from the content
	Size         int64  // bytes
	Width        int    // pixels; zero when unknown or not a picture
	Height       int
	Duration     time.Duration // zero when unknown
	// Key is the blob key: 128 random bits, and the name the file has outside.
	Key string
	// State is empty for a file that is here.
	State FileState
	// Ref is what the channel fetches it by; empty for a file that is here.
	Ref string
	// Voice tells a voice note from other audio.
	Voice bool
	// FailureCode is the word for why it could not be fetched.
	FailureCode string
	// Attempts counts the tries to fetch it, Due is when to try next; zero for never.
	Attempts int
	Due      time.Time
	// ThumbKey is the blob key of the thumbnail; empty for none.
	ThumbKey string
	Uploader Actor
	// Channel and External say which contact uploaded it before they had a conversation; zero for a member's file.
	Channel   ChannelID
	External  string
	CreatedAt time.Time
}

// FileState says whether a file's bytes are here.
type FileState string

// The states of a file; the empty one is that of a file that is here.
const (
	FileReady   FileState = ""
	FileWaiting FileState = "waiting" // lies with the provider still, and is being fetched
	FileFailed  FileState = "failed"  // could not be fetched; a person may ask again
)
