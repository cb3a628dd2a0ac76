package sapa

// Address is a person as a mail names them.
type Address struct {
	Name string `json:"name"`
	// Address is in lower case.
	Address string `json:"address"`
}

// Mail is what a message is as a mail, beside its text and its files.
type Mail struct {
	Subject string    `json:"subject"`
	From    Address   `json:"from"`
	To      []Address `json:"to"`
	CC      []Address `json:"cc"`
	// BCC is known of mails of ours only.
	BCC []Address `json:"bcc,omitempty"`
	// ReplyTo is where an answer goes when not to From.
	ReplyTo *Address `json:"reply_to,omitempty"`
	// HTML, Quoted and Pictures tell that there is HTML worth showing, a quoted part, and pictures of other servers in the HTML.
	HTML     bool `json:"html"`
	Quoted   bool `json:"quoted"`
	Pictures bool `json:"pictures"`
	// Cut tells that it was too large to be fetched whole.
	Cut bool `json:"cut,omitempty"`
	// Auto tells that a machine wrote it; empty when a person did.
	Auto      MailMachine `json:"auto,omitempty" enum:"auto,list,bounce,delayed,receipt"`
	Forwarded bool        `json:"forwarded,omitempty"`
	// Proof is what the server that received it found out about its sender; nil when it did not tell.
	Proof *MailProof `json:"proof,omitempty"`
	// Own tells that it names one of the company's addresses as its sender and did not come from here.
	Own bool `json:"own,omitempty"`
	// ID is its own id; InReplyTo that of the mail it answers, References those of the thread, the oldest first. None has brackets.
	ID         string   `json:"id,omitempty"`
	InReplyTo  string   `json:"in_reply_to,omitempty"`
	References []string `json:"references,omitempty"`
	// Inline are the places, from 0, among the message's files of those the HTML shows, by the id it shows them by.
	Inline map[string]int `json:"inline,omitempty"`
}

// MailMachine says what sort of machine wrote a mail. Nothing automatic ever answers one.
type MailMachine string

// The sorts of machines.
const (
	MailAutomatic MailMachine = "auto"
	MailList      MailMachine = "list"
	MailBounce    MailMachine = "bounce"  // it did not reach somebody
	MailDelayed   MailMachine = "delayed" // it has not reached somebody yet, or has
	MailReceipt   MailMachine = "receipt" // somebody has opened it
)

// MailProof holds the results of the checks on a mail's sender: "pass", "fail", "none", or empty when it was not looked at.
type MailProof struct {
	SPF   string `json:"spf" enum:",pass,fail,none"`
	DKIM  string `json:"dkim" enum:",pass,fail,none"`
	DMARC string `json:"dmarc" enum:",pass,fail,none"`
}

// Forged tells that the server which received a mail found that its sender is not who it says (DMARC).
func (p *MailProof) Forged() bool { return p != nil && p.DMARC == "fail" }

// MailBody is the heavy part of a mail, which lists do without.
type MailBody struct {
	// HTML is as it came; it must be cleaned before it is shown. Empty for none.
	HTML string
	// QuotedText follows what is new in the plain text; empty for nothing.
	QuotedText string
	Headers    []MailHeader
}

// MailHeader is a line above a mail, as it came.
type MailHeader struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// InboundMail is what decides to which thread an inbound mail belongs, and its heavy part.
type InboundMail struct {
	MailBody
	// Room is the one that a signed address of ours names; zero when there was none.
	Room RoomID
	// Answers are the ids of the mails it may answer, the likeliest first.
	Answers []string
	// SubjectKey is the same for all subjects of a thread, SubjectToken the number of a matter in it; both may be empty.
	SubjectKey, SubjectToken string
	// People are the addresses that take part from now on, beside the sender.
	People []string
}

// MailWriting is what a member fills in beside the text of a mail. What is nil is as usual: the thread's subject, and
// whoever wrote last.
type MailWriting struct {
	Subject *string  `json:"subject,omitempty" maxLength:"1000"`
	To      []string `json:"to,omitempty" maxItems:"100" doc:"Addresses; without it, whoever wrote last"`
	CC      []string `json:"cc,omitempty" maxItems:"100"`
	BCC     []string `json:"bcc,omitempty" maxItems:"100"`
}

// MailReply is what an answer in a thread of mails begins with.
type MailReply struct {
	Subject string
	// To is who gets a reply; AllTo and AllCC who gets one to all.
	To, AllTo, AllCC []Address
	From             Address
	// Signature is put below what is sent; empty for none.
	Signature string
}
