package telegram

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Send satisfies channel.Sender.
func (a *account) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	return channel.Handed(a.send(ctx, out))
}

func (a *account) send(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	none := channel.Receipt{}
	switch {
	case out.Message != nil:
		return a.sendMessage(ctx, out)
	case out.Reaction != nil:
		return none, a.react(ctx, *out.Reaction)
	case out.Edit != nil:
		return none, a.edit(ctx, *out.Edit)
	case out.Delete != "":
		return none, a.about(ctx, "deleteMessage", out.Delete, payload{})
	case out.Picked != "":
		return none, a.acknowledge(ctx, out.Picked)
	case out.Typing:
		return none, a.typing(ctx, out)
	}
	return none, a.failure(channel.Permanent, wire.CodeInvalid, "there is nothing to send")
}

// chat is the id of the contact's private chat.
func (a *account) chat(out channel.Outbound) (json.Number, *channel.Failure) {
	i := slices.IndexFunc(out.To, isNumber)
	if i < 0 {
		return "", a.failure(channel.Permanent, wire.CodeRecipient, "the contact has no id")
	}
	return json.Number(out.To[i]), nil
}

func (a *account) sendMessage(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	chat, f := a.chat(out)
	if f != nil {
		return channel.Receipt{}, f
	}
	m := out.Whole()
	if err := caps().CheckOut(m); err != nil {
		return channel.Receipt{}, a.failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	p := payload{"chat_id": chat}
	// A message that is gone is not worth failing for: the answer goes out without quoting it.
	if quoted, ok := splitID(out.Quoted); ok && quoted.dialog == string(chat) {
		p["reply_parameters"] = payload{"message_id": json.Number(quoted.message), "allow_sending_without_reply": true}
	}
	if len(out.Files) > 0 {
		return a.receipt(a.sendFile(ctx, p, m, out.Files[0]))
	}
	return a.receipt(a.call(ctx, fill(p, m), p))
}

// receipt reads the message that Telegram made of ours. One without an id tells nothing.
func (a *account) receipt(result json.RawMessage, f *channel.Failure) (channel.Receipt, *channel.Failure) {
	if f != nil {
		return channel.Receipt{}, f
	}
	p, ok := placeOf(wire.Read(result))
	if !ok {
		return channel.Receipt{}, a.failure(channel.Lost, wire.CodeGarbled, "the answer has no id of a message")
	}
	return channel.Receipt{ProviderID: p.id()}, nil
}

// fill puts what a message says into the body, and answers the method that sends it.
func fill(p payload, m sapa.Message) string {
	if m.Place == nil {
		p["text"] = m.Text // without a parse_mode, so that nothing in it is taken for a sign
		if m.Content != nil && m.Content.Menu != nil {
			p["reply_markup"] = keyboard(*m.Content.Menu)
		}
		return "sendMessage"
	}
	p["latitude"], p["longitude"] = m.Place.Latitude, m.Place.Longitude
	if m.Place.Name == "" {
		return "sendLocation"
	}
	// What follows the first comma of a name is the address, as it was put together when a place came in.
	title, address, both := strings.Cut(m.Place.Name, ", ")
	if !both {
		address = title // both are required
	}
	p["title"], p["address"] = title, address
	return "sendVenue"
}

// keyboard are the buttons below a message, each in a row of its own.
func keyboard(menu sapa.Menu) payload {
	var rows [][]payload
	for _, o := range menu.Buttons {
		rows = append(rows, []payload{{"text": o.Title, "callback_data": o.ID}})
	}
	return payload{"inline_keyboard": rows}
}

// about does something to a message, which does no harm when it is done twice.
func (a *account) about(ctx context.Context, method, id string, p payload) *channel.Failure {
	at, ok := splitID(id)
	if !ok {
		return a.failure(channel.Permanent, "not_supported", "this is no message that anything can be done to")
	}
	p["chat_id"], p["message_id"] = json.Number(at.dialog), json.Number(at.message)
	_, f := a.repeat(ctx, method, p)
	return unlessDone(f)
}

// react puts an emoji on a message in place of the one that is there, or with an empty one takes it away.
func (a *account) react(ctx context.Context, r channel.Reaction) *channel.Failure {
	list := []payload{}
	if r.Emoji != "" {
		list = append(list, payload{"type": "emoji", "emoji": plain(r.Emoji)})
	}
	return a.about(ctx, "setMessageReaction", r.Message, payload{"reaction": list})
}

// edit changes what a message says. Buttons that are not named again would go.
func (a *account) edit(ctx context.Context, e channel.Edit) *channel.Failure {
	p := payload{}
	if e.Menu != nil {
		p["reply_markup"] = keyboard(*e.Menu)
	}
	if e.Caption {
		p["caption"] = e.Text
		return a.about(ctx, "editMessageCaption", e.Message, p)
	}
	p["text"] = e.Text
	return a.about(ctx, "editMessageText", e.Message, p)
}

// acknowledge tells the customer's app that what they pressed has arrived. It waits for that for a while only.
func (a *account) acknowledge(ctx context.Context, id string) *channel.Failure {
	query, ok := strings.CutPrefix(id, pickedPrefix)
	if !ok {
		return nil
	}
	_, f := a.repeat(ctx, "answerCallbackQuery", payload{"callback_query_id": query})
	return unlessDone(f)
}

// typing shows for five seconds that somebody writes.
func (a *account) typing(ctx context.Context, out channel.Outbound) *channel.Failure {
	chat, f := a.chat(out)
	if f != nil {
		return f
	}
	_, f = a.repeat(ctx, "sendChatAction", payload{"chat_id": chat, "action": "typing"})
	return f
}
