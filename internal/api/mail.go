package api

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/mail"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Letter is the heavy part of a mail, which threads do without.
type Letter struct {
	HTML       string            `json:"html" doc:"Cleaned, without what it quotes; empty when there is none. Pictures of the mail itself are cid: and the key of an attachment"`
	QuotedHTML string            `json:"quoted_html" doc:"What it quotes, cleaned"`
	Text       string            `json:"text" doc:"What is new, as plain text"`
	QuotedText string            `json:"quoted_text" doc:"What follows in the plain text: what it quotes, or a signature"`
	Headers    []sapa.MailHeader `json:"headers" doc:"The lines above the mail, as they came"`
}

// MailReply is what an answer in a thread of mails begins with.
type MailReply struct {
	Subject   string       `json:"subject"`
	Reply     MailPeople   `json:"reply" doc:"Who gets an answer"`
	ReplyAll  MailPeople   `json:"reply_all" doc:"Who gets an answer to all"`
	From      sapa.Address `json:"from"`
	Signature string       `json:"signature" doc:"Put below what is sent"`
}

// MailPeople are those a mail goes to.
type MailPeople struct {
	To []sapa.Address `json:"to"`
	CC []sapa.Address `json:"cc"`
}

type beginInput struct {
	Key  string `header:"Idempotency-Key" required:"true" minLength:"8" maxLength:"64" doc:"Your own id for the mail: the same again changes nothing"`
	Body struct {
		ChannelID   string            `json:"channel_id" maxLength:"64" doc:"A channel whose messages are mails"`
		ContactID   string            `json:"contact_id,omitempty" maxLength:"64" doc:"Who gets it; in place of an address"`
		Address     string            `json:"address,omitempty" maxLength:"400" doc:"Who gets it, with or without a name"`
		Text        string            `json:"text,omitempty" maxLength:"100000"`
		Attachments []string          `json:"attachments,omitempty" maxItems:"30" doc:"Keys of uploads"`
		Mail        *sapa.MailWriting `json:"mail" doc:"The subject, and who gets a copy"`
	}
}

// begun is a conversation that was begun: 201 when it is new, 200 when the same key had begun it before.
type begun struct {
	Status int
	Body   Conversation
}

func (a *API) mailRoutes() {
	handle(a, route{method: "POST", path: "/conversations", who: member, name: "begin-conversation", group: "conversations", doc: "Write a mail to somebody in a thread of its own; the conversation is yours", status: 201}, a.begin)
	handle(a, route{method: "GET", path: "/conversations/{id}/mail", who: member, name: "get-mail-reply", group: "messages", doc: "What an answer in a conversation of mails begins with"}, a.mailReply)
	handle(a, route{method: "GET", path: "/conversations/{id}/messages/{message}/mail", who: member, name: "get-mail", group: "messages", doc: "The heavy part of a mail: HTML, what it quotes, headers"}, a.letter)
	a.raw("GET", "/api/v1/conversations/{id}/messages/{message}/mail/original", member, huma.Operation{
		OperationID: "get-original-mail", Summary: "A contact's mail as it lies with the provider, for supervisors and above", Tags: []string{"messages"},
		Parameters: []*huma.Param{
			{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: "string"}},
			{Name: "message", In: "path", Required: true, Schema: &huma.Schema{Type: "string"}},
		},
		Responses: map[string]*huma.Response{"200": {Description: "The mail", Content: map[string]*huma.MediaType{
			"text/plain": {Schema: &huma.Schema{Type: "string", Format: "binary"}},
		}}},
	}, a.original)
}

// original sends a mail as it came, as a download that no browser shows.
func (a *API) original(w http.ResponseWriter, r *http.Request, c caller) error {
	path := MessagePath{ConversationPath: ConversationPath{ID: r.PathValue("id")}, Message: r.PathValue("message")}
	return a.onMessage(&path, func(id sapa.ConversationID, message sapa.MessageID) error {
		got, err := a.Inbox.Original(r.Context(), c.By, id, message)
		if err != nil {
			return err
		}
		defer got.Body.Close()
		h := w.Header()
		h.Set("Content-Type", "text/plain")
		h.Set("Content-Disposition", `attachment; filename="mail.eml"`)
		h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
		h.Set("Cache-Control", "no-store")
		_, _ = io.Copy(w, got.Body) // whoever asked may be gone
		return nil
	})
}

func (a *API) mailReply(ctx context.Context, in *ConversationPath) (*body[MailReply], error) {
	id, err := a.conversationID(in.ID)
	if err != nil {
		return nil, err
	}
	r, err := a.Inbox.MailReply(ctx, who(ctx).By, id)
	if err != nil {
		return nil, err
	}
	return &body[MailReply]{MailReply{
		Subject: r.Subject, From: r.From, Signature: r.Signature,
		Reply: mailPeople(r.To, nil), ReplyAll: mailPeople(r.AllTo, r.AllCC),
	}}, nil
}

func mailPeople(to, cc []sapa.Address) MailPeople {
	return MailPeople{To: append([]sapa.Address{}, to...), CC: append([]sapa.Address{}, cc...)}
}

func (a *API) letter(ctx context.Context, in *MessagePath) (*body[Letter], error) {
	var out Letter
	err := a.onMessage(in, func(id sapa.ConversationID, message sapa.MessageID) error {
		m, heavy, err := a.Inbox.LetterOf(ctx, who(ctx).By, id, message)
		if err != nil {
			return err
		}
		fresh, quoted := mail.SplitHTML(heavy.HTML)
		keys := inbox.InlineKeys(m)
		out = Letter{
			HTML: mail.Clean(fresh, keys), QuotedHTML: mail.Clean(quoted, keys), Text: m.Text, QuotedText: heavy.QuotedText,
			Headers: append([]sapa.MailHeader{}, heavy.Headers...),
		}
		return nil
	})
	return &body[Letter]{out}, err
}

func (a *API) begin(ctx context.Context, in *beginInput) (*begun, error) {
	to, err := a.beginning(in)
	if err != nil {
		return nil, err
	}
	w := inbox.Writing{ClientID: in.Key, Text: in.Body.Text, Files: in.Body.Attachments, Mail: in.Body.Mail}
	written, err := a.Inbox.BeginMail(ctx, who(ctx).By, to, w)
	if err != nil {
		return nil, err
	}
	shown, err := a.showConversation(ctx, written.Message.Conversation)
	if err != nil {
		return nil, err
	}
	return &begun{Status: statusOf(written), Body: shown.Body}, nil
}

// beginning reads to whom a mail goes.
func (a *API) beginning(in *beginInput) (inbox.Beginning, error) {
	to := inbox.Beginning{Address: in.Body.Address}
	ch, err := a.channelID(in.Body.ChannelID)
	if err != nil {
		return to, sapa.BadField("channel_id", "not_found")
	}
	to.Channel = ch
	if in.Body.ContactID == "" {
		return to, nil
	}
	if in.Body.Address != "" {
		return to, sapa.BadField("address", "not_with_contact")
	}
	if to.Contact, err = a.contactID(in.Body.ContactID); err != nil {
		return to, sapa.BadField("contact_id", "not_found")
	}
	return to, nil
}
