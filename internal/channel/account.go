package channel

import (
	"context"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Account is what a channel is made of: the connected account and its way outside.
type Account struct {
	sapa.Channel
	// Secrets are the secret fields in the clear, by name. They never leave the process but to the provider.
	Secrets map[string]string
	// VerifyToken is what a provider's handshake must show.
	VerifyToken string
	// Tokens keeps tokens that end and are replaced; nil where nobody keeps them.
	Tokens Tokens
	// Hook is the address at which the provider reaches this channel; empty when nobody has said how Sapa is reached.
	Hook string
	// Base is the address of the provider's API, without a slash at the end; from the process's settings.
	Base string
	// Now is the clock, for what is signed and ends.
	Now func() time.Time
	// Link makes the address at which anybody who has it can fetch a file of ours for some hours.
	Link func(sapa.Attachment) string
	// HTTP makes requests, with its own time and size limits. It never follows a redirect to a private network.
	HTTP Doer
	// Dial connects to servers that speak no HTTP, such as those of mail. It never reaches into a private network either.
	Dial Dial
	// Roots are the certificates such servers may show; nil for those this machine trusts.
	Roots *x509.CertPool
}

// Tokens keeps what signing in at the provider gives, sealed, for all processes that use the account.
type Tokens interface {
	// Access answers the access token that counts now. When there is none, it has ended, or it is the spent one, which the
	// provider refused, renew asks for another, by one process at a time; fresh tells that it did. What it gets is kept
	// before anybody uses it. First is the refresh token that was filled in, to be shown until the provider replaces it.
	Access(ctx context.Context, first, spent string, renew Renew) (access string, fresh bool, err error)
}

// Renew shows a provider the refresh token and answers what it gives for it. Every error is a *Failure.
type Renew func(ctx context.Context, refresh string) (Granted, error)

// Granted is what a provider gives for a refresh token.
type Granted struct {
	Access string
	// Lasts is how long Access can be used; zero when not told.
	Lasts time.Duration
	// Refresh replaces the refresh token; empty when that stays.
	Refresh string
}

// Dial connects to a server. An address in a private network is a PrivateAddress error.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// PrivateAddress is the error of a connection into a private network that nobody has permitted.
type PrivateAddress interface {
	error
	PrivateAddress()
}

// Doer makes HTTP requests. It serves the httptrace of a request's context: a lost answer is told from a request that
// never left by what the trace saw.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Verifier is a channel whose provider brings deliveries over the public internet.
type Verifier interface {
	// Verify tells whether the provider sent these very bytes. It runs before anything is parsed or stored. What it
	// refuses is Forbidden.
	Verify(header http.Header, body []byte) error
	// Handshake answers the provider's question whether this address wants its deliveries; false refuses.
	Handshake(query url.Values) (answer string, ok bool)
	// Concerns tells whether a delivery holds anything for this account. A body that makes no sense does: somebody must
	// see it.
	Concerns(body []byte) bool
}

// Selective is a channel of which some conversations do not come while a switch of its configuration is off
// (Caps.SwitchField).
type Selective interface {
	// Missed counts the messages of contacts in a delivery that belong to conversations which are switched off; nil for none.
	Missed(body []byte) map[sapa.ConversationKind]int
}

// Strict is a channel whose deliveries are made for Sapa: whoever brings one that makes no sense is told so at once, and it
// does not wait for an administrator.
type Strict interface {
	// Refuse answers what is wrong with a delivery; nil for nothing.
	Refuse(body []byte) error
}

// Receiver is a channel whose other side may bring files ahead of the messages they belong to.
type Receiver interface {
	// Prove begins to tell by its headers whether a file that is to come was brought by that side. What cannot have been is
	// Forbidden.
	Prove(header http.Header) (Proof, error)
}

// Proof is written a file as it comes, and tells in the end whether it may be kept.
type Proof interface {
	io.Writer
	Holds() bool
}

// Hinter is a channel that is told while a contact writes. Nothing of that is kept.
type Hinter interface {
	// Writing are the ids of the contacts who write just now, as a delivery says; each once.
	Writing(body []byte) []string
}

// Listener is a channel that fetches what it gets, because its provider brings nothing or is not reached by it.
type Listener interface {
	// Listens tells whether this account is set to fetch.
	Listens() bool
	// Listen fetches until ctx ends or something goes wrong, beginning at place: the word it last gave to keep, empty at
	// first. What goes wrong with the provider is a *Failure. One process at a time listens for a channel.
	Listen(ctx context.Context, place string, keep Keep) error
}

// Keep stores what was fetched, each body a delivery, and the place after it, both or neither. What the provider is told to
// forget has been kept before. Without a body it says that the provider answered and there was nothing. Its errors are
// handed on as they are.
type Keep func(ctx context.Context, place string, bodies ...[]byte) error

// Sender is a channel that hands messages to a provider. Every error is a *Failure.
type Sender interface {
	// Send tries once; retrying is the queue's work.
	Send(context.Context, Outbound) (Receipt, error)
}

// Outbound is one thing to send. Exactly one of Message, Reaction, Seen, Edit, Delete, Picked, Hide and Like is filled.
type Outbound struct {
	// ID is our own id of the send, which a provider may hand back with statuses: 8 to 64 characters.
	ID string
	// To are the ids the contact is known by, the one that was used last first.
	To []string
	// Message is sent with Files, which are its attachments, and Quoted, the provider's id of the message it quotes.
	Message *sapa.Message
	Files   []File
	Quoted  string
	// Answers is the comment a message answers; nil in conversations of messages.
	Answers *Answered
	// Hide and Like hide a comment from others or show it again, like it or not any more; what is so already is as good as
	// done.
	Hide *Toggle
	Like *Toggle
	// Reaction is put on, or with an empty emoji taken from, a message.
	Reaction *Reaction
	// Seen is the provider's id of the contact's message up to which the business has read.
	Seen string
	// Typing goes with Seen: somebody is writing an answer.
	Typing bool
	// Edit changes a message of ours that was sent; what was changed already is as good as done.
	Edit *Edit
	// Delete is the provider's id of a message of ours to take back, or of a comment to delete; one that is gone already is
	// as good as taken back.
	Delete string
	// Picked is the provider's id of a contact's choice, which waits for a word that it has arrived; see Caps.Picks.
	Picked string
	// Thread is the room a mail belongs to, for the address that its answers come to; zero for other messages.
	Thread sapa.RoomID
	// Late tells that the messaging window is closed and a person answers within Caps.Grace.
	Late bool
}

// Whole is the message with its attachments as they are sent.
func (o Outbound) Whole() sapa.Message {
	m := *o.Message
	m.Attachments = nil
	for _, file := range o.Files {
		m.Attachments = append(m.Attachments, file.Attachment)
	}
	return m
}

// Edit is the new text of a message by the provider's id. Caption tells that it stands beside a file.
type Edit struct {
	Message string
	Text    string
	Caption bool
	// Menu are the buttons below it, which stay; nil for none.
	Menu *sapa.Menu
}

// Answered is the comment a message answers, by the provider's ids.
type Answered struct {
	Comment string
	// Parent is the comment that Comment answers itself; empty when it answers the post.
	Parent string
	// Private sends the message to whoever wrote the comment, and to nobody else. The receipt's External is that person.
	Private bool
}

// Toggle switches something about a comment by the provider's id.
type Toggle struct {
	Comment string
	On      bool
}

// File is an attachment's bytes, ready to be read once for each Open.
type File struct {
	sapa.Attachment
	Open func(context.Context) (io.ReadCloser, error)
}

// Reaction is an emoji on a message by the provider's id.
type Reaction struct {
	Message string
	Emoji   string
}

// Receipt is what the provider says of something it took.
type Receipt struct {
	// ProviderID is its id for the message; empty where there is none, as for a reaction.
	ProviderID string
	// External is the id it knows the contact by, when it told; that one is right.
	External string
	Others   []string
	// Lasting tells that External never passes to somebody else; see sapa.Sender.
	Lasting bool
}

// Handed is what a Sender answers: a Failure that is nil would be an error that is not.
func Handed(r Receipt, f *Failure) (Receipt, error) {
	if f != nil {
		return Receipt{}, f
	}
	return r, nil
}

// OriginalRef and the provider's id of a mail are the reference by which the mail itself is fetched, on channels of mails.
const OriginalRef = "original "

// UploadRef and the key of a file are the reference to one that was brought ahead of its message; see Receiver.
const UploadRef = "upload "

// Fetcher is a channel whose files lie with the provider. Every error is a *Failure.
type Fetcher interface {
	// Fetch opens a file. Name and content type are what the provider says; both may be empty. Size is negative when
	// not told. Whoever asks closes it, and reads no more than they want.
	Fetch(ctx context.Context, ref string) (Fetched, error)
}

// Fetched is an open file at the provider.
type Fetched struct {
	Body io.ReadCloser
	Type string
	Size int64
}

// Profiler is a channel whose deliveries do not say who a contact is, and whose provider can be asked.
type Profiler interface {
	// Profile asks who a contact is. What the provider does not tell stays empty. Every error is a *Failure.
	Profile(ctx context.Context, external string) (sapa.Sender, error)
}

// Poster is a channel with posts people comment on.
type Poster interface {
	// Post asks what a post says, by its id. Its Picture is for Fetch. Every error is a *Failure.
	Post(ctx context.Context, external string) (sapa.Post, error)
}

// Checker is a channel whose account can be asked how it is.
type Checker interface {
	// Check asks for everything that sending and receiving need, and answers one line for each, whatever failed.
	Check(context.Context) (sapa.Health, []Finding)
	// Subscribe tells the provider to bring deliveries. Every error is a *Failure.
	Subscribe(context.Context) error
}

// Finding is one line of a check.
type Finding struct {
	// What names the line, such as "token", "number", "subscription".
	What string `json:"what"`
	OK   bool   `json:"ok"`
	// Code is the word for what is wrong, Detail the provider's sentence; both are empty when all is well.
	Code   string `json:"code,omitempty"`
	Detail string `json:"detail,omitempty"`
}

// Templater is a channel with texts that the provider approves. Every error is a *Failure.
type Templater interface {
	// Templates lists all of them, over all pages.
	Templates(context.Context) ([]sapa.Template, error)
}

// Class says what to do about a failure.
type Class string

// The classes of failures.
const (
	// Temporary was not taken; the same again later may be.
	Temporary Class = "temporary"
	// Busy was not taken because the account sends too much: the whole account waits for RetryAfter.
	Busy Class = "busy"
	// PairBusy was not taken because this contact gets too much: only they wait.
	PairBusy Class = "pair_busy"
	// Permanent will never be taken.
	Permanent Class = "permanent"
	// Lost means that nobody knows whether it was taken: it must not be tried again without a person's word.
	Lost Class = "lost"
	// Refused means that the account itself may not send any more, as with a dead token: everything waits until a person
	// has repaired it, and nothing is lost.
	Refused Class = "refused"
)

// Failure is why a provider did not do what was asked.
type Failure struct {
	Class Class
	// Code is our word for it, such as "window_closed"; the web app has texts for it.
	Code string
	// Provider is the provider's own code, such as "131047", and Detail its sentence. Neither holds a secret.
	Provider string
	Detail   string
	// RetryAfter is zero when not told.
	RetryAfter time.Duration
}

func (f *Failure) Error() string {
	text := "channel: " + string(f.Class) + " " + f.Code
	if f.Provider != "" {
		text += " (" + f.Provider + ")"
	}
	if f.Detail != "" {
		text += ": " + f.Detail
	}
	return text
}
