package direct

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Send satisfies channel.Sender.
func (a *Account) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	return channel.Handed(a.send(ctx, out))
}

func (a *Account) send(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	i := slices.IndexFunc(out.To, func(id string) bool { return id != "" })
	if i < 0 {
		return channel.Receipt{}, a.Failure(channel.Permanent, wire.CodeRecipient, "the contact has no id")
	}
	p := payload{"recipient": payload{"id": out.To[i]}}
	switch {
	case out.Message != nil:
		return a.sendMessage(ctx, p, out)
	case out.Seen != "":
		p["sender_action"] = "mark_seen"
		if out.Typing {
			p["sender_action"] = "typing_on"
		}
		return channel.Receipt{}, a.act(ctx, p)
	case out.Reaction != nil:
		return channel.Receipt{}, a.react(ctx, p, *out.Reaction)
	}
	return channel.Receipt{}, a.Failure(channel.Permanent, wire.CodeInvalid, "there is nothing that can be sent")
}

// payload is the body of a request, as the API wants it.
type payload map[string]any

// react puts an emoji on a message or takes it away.
func (a *Account) react(ctx context.Context, p payload, r channel.Reaction) *channel.Failure {
	word, ok := a.form.Reactions[r.Emoji]
	about := payload{"message_id": r.Message}
	switch {
	case r.Emoji == "" && len(a.form.Reactions) > 0:
		p["sender_action"] = "unreact"
	case ok:
		p["sender_action"], about["reaction"] = "react", word
	default:
		return a.Failure(channel.Permanent, wire.CodeInvalid, "there is no such reaction")
	}
	p["payload"] = about
	return a.act(ctx, p)
}

// act shows the contact what the business does: that it has read what they wrote, that it writes an answer, a reaction.
// Twice is the same as once.
func (a *Account) act(ctx context.Context, p payload) *channel.Failure {
	_, f := a.Post(ctx, a.Own+"/messages", p)
	return wire.Again(f)
}

func (a *Account) sendMessage(ctx context.Context, p payload, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	m := out.Whole()
	if err := a.form.Caps.CheckOut(m); err != nil {
		return channel.Receipt{}, a.Failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	if !a.form.Plain {
		p["messaging_type"] = "RESPONSE"
	}
	if out.Late {
		p["messaging_type"], p["tag"] = "MESSAGE_TAG", "HUMAN_AGENT"
	}
	if out.Quoted != "" {
		p["reply_to"] = payload{"mid": out.Quoted}
	}
	words := said(m)
	if out.ID != "" && !a.form.Plain {
		words["metadata"] = out.ID // comes back with the echo
	}
	p["message"] = words
	answer, f := a.hand(ctx, p, out.Files)
	if f != nil {
		return channel.Receipt{}, spared(f, out.Late)
	}
	if answer.Key("message_id") == "" {
		return channel.Receipt{}, a.Failure(channel.Lost, wire.CodeGarbled, "the answer has no id of a message")
	}
	return channel.Receipt{ProviderID: answer.Key("message_id")}, nil
}

// hand posts a message, as a form when there is a file.
func (a *Account) hand(ctx context.Context, p payload, files []channel.File) (wire.Object, *channel.Failure) {
	if len(files) == 0 {
		return a.Post(ctx, a.Own+"/messages", p)
	}
	fields := map[string]string{}
	for _, name := range []string{"recipient", "messaging_type", "tag", "reply_to", "message"} {
		switch value := p[name].(type) {
		case string:
			fields[name] = value
		case payload:
			raw, err := json.Marshal(value)
			if err != nil {
				return nil, a.Failure(channel.Permanent, wire.CodeInvalid, err.Error())
			}
			fields[name] = string(raw)
		}
	}
	return a.Upload(ctx, a.Own+"/messages", fields, "filedata", files[0])
}

// sendKinds are the provider's types for our kinds of files.
var sendKinds = map[sapa.MessageKind]string{
	sapa.Image: "image", sapa.Audio: "audio", sapa.Video: "video", sapa.File: "file",
}

// said is what a message says, in the provider's words.
func said(m sapa.Message) payload {
	p := payload{}
	if len(m.Attachments) > 0 {
		p["attachment"] = payload{"type": sendKinds[m.Attachments[0].Kind], "payload": payload{}}
		return p
	}
	p["text"] = m.Text
	if m.Content != nil && m.Content.Menu != nil {
		var answers []payload
		for _, o := range m.Content.Menu.Buttons {
			answers = append(answers, payload{"content_type": "text", "title": o.Title, "payload": o.ID})
		}
		p["quick_replies"] = answers
	}
	return p
}

// spared keeps a late answer that the account has no permission for from stopping the whole account.
func spared(f *channel.Failure, late bool) *channel.Failure {
	if late && f.Class == channel.Refused && f.Code == "permission_missing" {
		f.Class, f.Code = channel.Permanent, "late_refused"
	}
	return f
}
