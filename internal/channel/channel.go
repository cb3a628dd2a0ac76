// Package channel is the port through which channels of every kind plug in: what a kind can do, which fields an
// administrator fills in, and how its deliveries become our words. Each kind is one folder below this one. Nobody
// outside asks a channel its name; they ask what it can do.
package channel

import (
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Spec is the whole face of a channel kind.
type Spec struct {
	// Kind is the stored name. It is never renamed.
	Kind string
	// Mark names the sign that screens draw beside a channel's name.
	Mark   Mark
	Caps   Caps
	Fields []Field
	// Session is the length of the ownership session a new channel starts with.
	Session time.Duration
	// New makes the channel for one connected account.
	New func(Account) Channel
	// Provider names whose API the kind speaks, such as "graph"; empty on channels of our own.
	Provider string
	// AccountField names the field that tells the provider's id of the account; empty on channels of our own. Two
	// channels of a workspace and kind never share it.
	AccountField string
	// Aims are the text fields that say where the secrets are sent. Whoever changes one fills in the secrets anew: those that
	// are kept must not go to a place their owner never chose. None where the provider's address is known.
	Aims []string
	// AccountIn finds the id in what that field is filled with; nil where that is the id.
	AccountIn func(filled string) string
	// Comments says what a channel can do in conversations of comments; nil where there are none. Caps is about messages and
	// about the channel as a whole.
	Comments *Caps
	// Object is the word by which a provider says what a delivery is about, such as "page": one delivery may hold something
	// for all channels of a workspace whose kinds have the same. Empty where a delivery is always for one channel.
	Object string
	// Listens tells that channels of the kind are Listeners.
	Listens bool
	// Mailbox reads what threads of mails need to know out of a configuration; nil where messages are no mails.
	Mailbox func(config map[string]any) Mailbox
	// Signs tells that both sides sign with a secret that Sapa makes for each channel: an account's Secrets hold it as Secret.
	Signs bool
	// Typed tells that an administrator fills in which address is asked. It is asked by https and on the internet only, but
	// for what the operator named.
	Typed bool
	// Login connects accounts by signing in at the provider, where the operator has an app there; nil where one cannot.
	Login Login
}

// Mailbox is the address mails are sent from, and what belongs to it.
type Mailbox struct {
	// Address is the account's own, Aliases are further addresses that are the company's.
	Address string
	Aliases []string
	// Signature is put below what is sent; empty for none.
	Signature string
}

// Owns tells whether an address is the company's own, also with a word after a plus sign.
func (m Mailbox) Owns(address string) bool {
	address = withoutPlus(address)
	return address == withoutPlus(m.Address) || slices.ContainsFunc(m.Aliases, func(a string) bool { return withoutPlus(a) == address })
}

// withoutPlus is an address in lower case without what follows a plus sign before its domain.
func withoutPlus(address string) string {
	local, domain, _ := strings.Cut(strings.ToLower(address), "@")
	local, _, _ = strings.Cut(local, "+")
	return local + "@" + domain
}

// AccountOf is the provider's id of the account in what was filled in, secrets too; empty when it is not in there, as when
// a secret stays what it was.
func (s Spec) AccountOf(filled map[string]any) string {
	told, _ := filled[s.AccountField].(string)
	if s.AccountIn != nil {
		return s.AccountIn(told)
	}
	return told
}

// For is what the kind's channels can do in conversations of a kind.
func (s Spec) For(kind sapa.ConversationKind) Caps {
	if kind != sapa.Comments {
		return s.Caps
	}
	if s.Comments == nil {
		return Caps{Hooks: s.Caps.Hooks, Account: s.Caps.Account}
	}
	return *s.Comments
}

// Talks tells whether contacts can write messages on the kind's channels; on the others they only comment.
func (s Spec) Talks() bool { return s.Caps.TextLimit > 0 }

// Has tells whether conversations of a kind come on the kind's channel with this configuration.
func (s Spec) Has(kind sapa.ConversationKind, config map[string]any) bool {
	caps := s.For(kind)
	on, _ := config[caps.SwitchField].(bool)
	return caps.TextLimit > 0 && (on || caps.SwitchField == "")
}

// Mark names a sign by what it pictures, not by whom it stands for: two kinds may share one. The web app has a drawing
// for each.
type Mark string

// The signs there are drawings for.
const (
	Bubble      Mark = "bubble"
	CallBubble  Mark = "call_bubble" // a bubble with a receiver in it
	BoltBubble  Mark = "bolt_bubble" // a bubble with a flash of lightning in it
	PaperPlane  Mark = "paper_plane"
	Camera      Mark = "camera"
	Envelope    Mark = "envelope"
	Plug        Mark = "plug"
	LinedBubble Mark = "lined_bubble" // a bubble with lines of text in it
)

// The names under which the secrets of a channel that signs are kept: the present one, and the one before it with the Unix
// seconds until which it counts still.
const (
	Secret       = "secret"
	FormerSecret = "secret_former"
	FormerUntil  = "secret_former_until"
)

// Channel is one connected account. Further abilities are one-method interfaces of this package, asked for by
// assertion.
type Channel interface {
	// Parse turns one delivery into our words. It is pure. An element it does not know becomes an Unsupported
	// message; an error means that the delivery as a whole makes no sense.
	Parse(Delivery) ([]sapa.Inbound, error)
}

// Delivery is what came in on a channel, as it came.
type Delivery struct {
	Body []byte
	// From is the proven sender for channels whose visitors speak to us themselves; empty otherwise.
	From string
	At   time.Time
}

// Caps says what a channel kind can do. The composer, the API and every automation read it, so that what a
// channel cannot do is refused before it is tried.
type Caps struct {
	// Widget tells that customers write through our own window on a company's page, and that its messages are
	// delivered from here: what is stored is sent.
	Widget bool `json:"widget"`
	// TextLimit is the longest text in runes (spec CHN-10).
	TextLimit int `json:"text_limit"`
	// TextBytes is the longest text in bytes of UTF-8, where the provider counts those; zero for no such bound.
	TextBytes int `json:"text_bytes,omitempty"`
	// Window is the messaging window after the contact's last message; zero for none.
	Window time.Duration `json:"-"`
	// Grace is how long after the contact's last message a person, and nothing automatic, may still answer where the account
	// has been permitted to; zero for no longer than Window.
	Grace time.Duration `json:"-"`
	// GraceField names the switch of the configuration that says the account has been permitted to.
	GraceField string `json:"-"`
	// SwitchField names the switch of the configuration that lets these conversations come; empty when they always do.
	SwitchField string `json:"-"`
	// Files says what can be attached, by kind. A kind that is absent cannot be sent.
	Files map[sapa.MessageKind]FileLimit `json:"files"`
	// Unknown tells that files which come in are kept whatever they are: what nobody knows, or what is not what it says, is a
	// file that can only be downloaded.
	Unknown bool `json:"-"`
	// FilesPerMessage is how many files one message may hold; zero for none.
	FilesPerMessage int  `json:"files_per_message"`
	Location        bool `json:"location"`
	Quotes          bool `json:"quotes"`
	// Reactions lists the emoji one may react with; empty for none.
	Reactions []string `json:"reactions"`
	Edits     bool     `json:"edits"`
	Deletes   bool     `json:"deletes"`
	// DeleteWithin is how long after sending a message can be taken back; zero for always.
	DeleteWithin time.Duration `json:"-"`
	// Picks tells that a contact's choice waits for a word that it has arrived.
	Picks bool `json:"-"`
	// TypingEvery is how often to show that somebody writes; zero for as often as usual.
	TypingEvery time.Duration `json:"-"`
	Typing      bool          `json:"typing"`
	Receipts    bool          `json:"receipts"` // delivered and read are told
	// Profiles tells that deliveries do not say who a contact is, and that the provider can be asked (Profiler).
	Profiles bool `json:"-"`
	// Public tells that everybody can read what is sent.
	Public bool `json:"public"`
	// Answers tells that whatever is sent answers one message of the conversation.
	Answers bool `json:"answers"`
	// Hides and Likes tell that what the contact wrote can be hidden from others, and liked; Removes that it can be deleted.
	Hides   bool `json:"hides"`
	Likes   bool `json:"likes"`
	Removes bool `json:"removes"`
	// PrivateWithin is how long what the contact wrote can be answered privately, once; zero for never. PrivateLimit is the
	// longest such answer in runes.
	PrivateWithin time.Duration `json:"-"`
	PrivateLimit  int           `json:"private_reply_limit"`
	// PrivateBytes is how long such an answer may be in bytes, where the provider counts those; zero for no such bound.
	PrivateBytes int `json:"private_reply_bytes,omitempty"`
	// Templates tells that approved texts can be sent, also outside the window.
	Templates bool `json:"templates"`
	// Menu bounds what the contact can be offered to choose from; nil for nothing.
	Menu *MenuLimits `json:"menu,omitempty"`
	// CaptionLimit is the longest text beside a file in runes; zero when a file takes as much as a text.
	CaptionLimit int `json:"caption_limit,omitempty"`
	// CaptionNot lists the kinds that cannot have a text beside them. With Location in it, a place is sent alone.
	CaptionNot []sapa.MessageKind `json:"caption_not,omitempty"`
	// Hooks tells that a provider brings deliveries to an address that must be entered there.
	Hooks bool `json:"hooks"`
	// Account tells that the channel stands for an account at a provider, which can be asked how it is.
	Account bool `json:"account"`
	// PhoneLink is the address at which anybody can write to a contact from a phone of their own, up to the digits of the
	// contact's number; empty where contacts are not known by a number. Contacts may hide theirs.
	PhoneLink string `json:"phone_link,omitempty"`
	// Mail bounds a mail's own parts; nil where messages are no mails.
	Mail *MailLimits `json:"mail,omitempty"`
	// Rate is how many messages a second an account may send, and Pair how often one contact may get one; zero for no bound.
	Rate int           `json:"-"`
	Pair time.Duration `json:"-"`
	// PairBurst is how many may follow each other before Pair counts.
	PairBurst int `json:"-"`
}

// MailLimits bounds what a mail has that other messages have not, and says what can be filled in.
type MailLimits struct {
	Subject    int   `json:"subject_limit"`    // runes
	Recipients int   `json:"recipients_limit"` // to, cc and bcc together
	TotalBytes int64 `json:"total_bytes"`      // of all files of a mail
	CC         bool  `json:"cc"`
	BCC        bool  `json:"bcc"`
	ReplyAll   bool  `json:"reply_all"`
	// New tells that a mail can be written to somebody who has not written.
	New bool `json:"new"`
}

// MenuLimits bounds a menu; lengths are in runes.
type MenuLimits struct {
	Text        int `json:"text"` // above the menu
	Buttons     int `json:"buttons"`
	ButtonTitle int `json:"button_title"`
	Open        int `json:"open"`
	Rows        int `json:"rows"`
	RowTitle    int `json:"row_title"`
	RowText     int `json:"row_text"`
	// OptionID is the longest id of an option in bytes; zero for 200.
	OptionID int `json:"-"`
}

// FileLimit bounds one kind of file.
type FileLimit struct {
	Bytes int64 `json:"bytes"`
	// Types are the content types taken; empty for every type of the kind.
	Types []string `json:"types,omitempty"`
}

// FieldType is the sort of input an administrator's field is.
type FieldType string

// The types of fields.
const (
	TextField    FieldType = "text"
	LongField    FieldType = "long_text"
	ColorField   FieldType = "color"
	SwitchField  FieldType = "switch"
	ChoiceField  FieldType = "choice"
	OriginsField FieldType = "origins" // a list of web origins like https://shop.example
)

// Field is one thing an administrator fills in to connect a channel. Its label and help are texts of the web app,
// found by the kind and the name.
type Field struct {
	Name     string    `json:"name"`
	Type     FieldType `json:"type"`
	Required bool      `json:"required"`
	Default  any       `json:"default,omitempty"`
	// Options are the values of a choice.
	Options []string `json:"options,omitempty"`
	// Max is the longest text in runes, or the most entries of a list; zero for the type's own bound.
	Max int `json:"max,omitempty"`
	// When names a switch that must be on for this field to matter; empty for always.
	When string `json:"when,omitempty"`
	// Confirm tells of a switch that turning it on is asked for once more, and happens at once; it is not part of the form.
	Confirm bool `json:"confirm,omitempty"`
	// Only names the answers to a choice with which this field matters; nil for always.
	Only *Only `json:"only,omitempty"`
	// Group names the part of the form it stands in; empty for the account itself.
	Group string `json:"group,omitempty"`
	// Guess is what a choice most likely is by what stands in another field; nil for its default.
	Guess *Guess `json:"guess,omitempty"`
	// Secret fields are encrypted where they are kept and never shown again.
	Secret bool `json:"secret,omitempty"`
	// Pattern is a regular expression the whole text must match; empty for any text.
	Pattern string `json:"pattern,omitempty"`
}

// Guess finds a choice by how the text of another field ends, as an address with its domain.
type Guess struct {
	Field   string            `json:"field"`
	Endings map[string]string `json:"endings"`
}

// Only is a choice and those of its answers that something hangs on.
type Only struct {
	Field  string   `json:"field"`
	Values []string `json:"values"`
}

// met tells whether what was filled in has one of the answers.
func (o *Only) met(input map[string]any, fields []Field) bool {
	if o == nil {
		return true
	}
	value, given := input[o.Field]
	if !given || value == nil {
		if i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == o.Field }); i >= 0 {
			value = fields[i].Default
		}
	}
	text, _ := value.(string)
	return slices.Contains(o.Values, text)
}

// Find looks a kind up in the list of specs.
func Find(specs []Spec, kind string) (Spec, bool) {
	i := slices.IndexFunc(specs, func(s Spec) bool { return s.Kind == kind })
	if i < 0 {
		return Spec{}, false
	}
	return specs[i], true
}
