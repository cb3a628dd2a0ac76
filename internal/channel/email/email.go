// Package email is the channel kind of a mailbox: it fetches what comes over IMAP and sends over SMTP. What a mail says is
// read by package mail; into which thread it belongs is decided by the inbox. It stores nothing, retries nothing and keeps
// no time: that is the queue's work. Nothing is deleted in the mailbox, and nothing marked unless the channel says so.
package email

import (
	"crypto/x509"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The limits (spec CHN-10). What the big providers take is 25 MB as it travels, a third more than the files themselves.
const (
	textLimit    = 25_000
	subjectLimit = 250
	totalBytes   = 18_000_000
	files        = 20
	recipients   = 50
)

// session is how long a conversation stays with its agent at first. Mail has no messaging window to go by.
const session = 24 * time.Hour

// rate is how many mails a second are sent: providers slow down those who send more.
const rate = 2

// New is the channel kind.
func New() channel.Spec {
	return channel.Spec{
		Kind: "mailbox", Mark: channel.Envelope, Caps: caps(), Fields: fields(), Session: session, Provider: "mail", AccountField: "address",
		AccountIn: address, Aims: aims, Listens: true, Mailbox: mailbox,
		New: func(a channel.Account) channel.Channel { return newAccount(a) },
	}
}

func caps() channel.Caps {
	any := channel.FileLimit{Bytes: totalBytes}
	return channel.Caps{
		TextLimit:       textLimit,
		Files:           map[sapa.MessageKind]channel.FileLimit{sapa.Image: any, sapa.Video: any, sapa.Audio: any, sapa.File: any},
		FilesPerMessage: files,
		Unknown:         true,
		Account:         true,
		Mail:            &channel.MailLimits{Subject: subjectLimit, Recipients: recipients, TotalBytes: totalBytes, CC: true, BCC: true, ReplyAll: true, New: true},
		Rate:            rate,
	}
}

// aims are the fields that say to which servers the password goes, and how well it is hidden on the way.
var aims = []string{
	"address", "provider", "login", "imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port", "smtp_security",
}

func address(filled string) string { return strings.ToLower(strings.TrimSpace(filled)) }

func mailbox(config map[string]any) channel.Mailbox {
	box := channel.Mailbox{Address: address(text(config, "address")), Signature: text(config, "signature")}
	for _, line := range strings.FieldsFunc(text(config, "aliases"), func(r rune) bool { return r == '\n' || r == ',' || r == ';' || r == ' ' }) {
		if a, ok := sapa.CleanEmail(line); ok && a != "" {
			box.Aliases = append(box.Aliases, a)
		}
	}
	return box
}

func text(config map[string]any, name string) string {
	s, _ := config[name].(string)
	return s
}

// account is one connected mailbox.
type account struct {
	of      sapa.Channel
	box     channel.Mailbox
	in, out server
	folder  string
	login   string
	// password is used where there is no OAuth.
	password string
	oauth    *oauth
	// key signs the addresses that answers come to.
	key     []byte
	plus    bool // answers come to an address with a word after a plus sign
	seen    bool // what was fetched is marked as seen
	copies  bool // what was sent is put into the folder of what was sent
	queue   bool // what a machine wrote waits for an answer too
	history time.Duration
	dial    channel.Dial
	roots   *x509.CertPool
	secrets wire.Secrets
}

func newAccount(a channel.Account) *account {
	c := a.Config
	made := &account{
		of: a.Channel, box: mailbox(c), folder: text(c, "folder"), login: text(c, "user"), password: a.Secrets["password"],
		key: []byte(a.VerifyToken), dial: a.Dial, roots: a.Roots, queue: c["automatic"] == "queue", history: past[text(c, "history")],
	}
	made.seen, _ = c["seen"].(bool)
	made.copies, _ = c["keep_sent"].(bool)
	if made.folder == "" {
		made.folder = "INBOX"
	}
	if made.login == "" {
		made.login = made.box.Address
	}
	p := presetOf(text(c, "provider"), made.box.Address)
	made.in, made.out = p.servers(c, made.box.Address)
	made.copies = made.copies && !p.keepsCopies
	made.plus = c["reply_plus"] == "on" || c["reply_plus"] != "off" && p.takesPlus
	if c["login"] == "oauth" {
		made.oauth = newOAuth(a, p)
	}
	made.secrets = wire.NewSecrets(made.password, a.Secrets["oauth_secret"], a.Secrets["oauth_refresh"])
	return made
}

// past is how much of what was in the mailbox before is fetched, by the choice's name.
var past = map[string]time.Duration{"week": 7 * 24 * time.Hour, "month": 31 * 24 * time.Hour}

// failure is one without secrets in it.
func (a *account) failure(class channel.Class, code, detail string) *channel.Failure {
	return &channel.Failure{Class: class, Code: code, Detail: wire.Short(a.secrets.Scrub(detail), wire.DetailRunes)}
}
