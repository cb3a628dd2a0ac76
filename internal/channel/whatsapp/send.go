package whatsapp

import (
	"context"
	"slices"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Send satisfies channel.Sender.
func (a *account) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	return channel.Handed(a.send(ctx, out))
}

func (a *account) send(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	switch {
	case out.Message != nil:
		return a.sendMessage(ctx, out)
	case out.Reaction != nil:
		return a.react(ctx, out)
	case out.Seen != "":
		return channel.Receipt{}, a.markRead(ctx, out)
	}
	return channel.Receipt{}, a.Failure(channel.Permanent, wire.CodeInvalid, "there is nothing to send")
}

// payload is the body of a request, as the API wants it.
type payload map[string]any

// addressed begins the body of something for a contact. Numbers and business-scoped user ids have fields of their own.
func (a *account) addressed(out channel.Outbound) (payload, *channel.Failure) {
	i := slices.IndexFunc(out.To, func(id string) bool { return id != "" })
	if i < 0 {
		return nil, a.Failure(channel.Permanent, wire.CodeRecipient, "the contact has no id")
	}
	p := payload{"messaging_product": "whatsapp", "recipient_type": "individual"}
	if digits(out.To[i]) {
		p["to"] = out.To[i]
	} else {
		p["recipient"] = out.To[i]
	}
	if out.ID != "" {
		p["biz_opaque_callback_data"] = out.ID
	}
	return p, nil
}

func (a *account) sendMessage(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	p, f := a.addressed(out)
	if f != nil {
		return channel.Receipt{}, f
	}
	m := out.Whole()
	if err := caps().CheckOut(m); err != nil {
		return channel.Receipt{}, a.Failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	media := ""
	if len(out.Files) > 0 {
		if media, f = a.upload(ctx, out.Files[0]); f != nil {
			return channel.Receipt{}, f
		}
	}
	fill(p, m, media)
	if out.Quoted != "" {
		p["context"] = payload{"message_id": out.Quoted}
	}
	answer, f := a.Post(ctx, a.phone+"/messages", p)
	if f != nil {
		return channel.Receipt{}, f
	}
	return a.receipt(answer)
}

// receipt reads the answer to a message. One without an id tells nothing.
func (a *account) receipt(answer wire.Object) (channel.Receipt, *channel.Failure) {
	messages := answer.Objects("messages")
	if len(messages) == 0 || messages[0].Key("id") == "" {
		return channel.Receipt{}, a.Failure(channel.Lost, wire.CodeGarbled, "the answer has no id of a message")
	}
	receipt := channel.Receipt{ProviderID: messages[0].Key("id")}
	if contacts := answer.Objects("contacts"); len(contacts) > 0 {
		who := named([]string{contacts[0].Key("user_id"), contacts[0].Key("wa_id")})
		receipt.External, receipt.Others, receipt.Lasting = who.External, who.Others, who.Lasting
	}
	return receipt, nil
}

// react puts an emoji on a message, or with an empty one takes it away. Twice is the same as once.
func (a *account) react(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	p, f := a.addressed(out)
	if f != nil {
		return channel.Receipt{}, f
	}
	p["type"] = "reaction"
	p["reaction"] = payload{"message_id": out.Reaction.Message, "emoji": out.Reaction.Emoji}
	_, f = a.Post(ctx, a.phone+"/messages", p)
	return channel.Receipt{}, wire.Again(f)
}

// markRead tells that the business has read up to a message, and perhaps that it writes an answer. Twice is the same as
// once.
func (a *account) markRead(ctx context.Context, out channel.Outbound) *channel.Failure {
	p := payload{"messaging_product": "whatsapp", "status": "read", "message_id": out.Seen}
	if out.Typing {
		p["typing_indicator"] = payload{"type": "text"}
	}
	_, f := a.Post(ctx, a.phone+"/messages", p)
	return wire.Again(f)
}

// fill puts what a message says into the body. media is the id of its uploaded file; empty for none.
func fill(p payload, m sapa.Message, media string) {
	content := m.Content
	if content == nil {
		content = &sapa.Content{}
	}
	switch {
	case content.Template != nil:
		part(p, "template", templateBody(*content.Template, m.Attachments, media))
	case content.Menu != nil:
		part(p, "interactive", menuBody(m.Text, *content.Menu))
	case media != "":
		fileBody(p, m, media)
	case m.Place != nil:
		part(p, "location", placeBody(*m.Place))
	default:
		part(p, "text", textBody(m.Text))
	}
}

// part puts a body's type and what it holds into it.
func part(p payload, kind string, holds payload) { p["type"], p[kind] = kind, holds }
