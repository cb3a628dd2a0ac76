package telegram

import (
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// updateKinds are the kinds of updates that are asked for and understood.
var updateKinds = []string{"message", "edited_message", "callback_query", "message_reaction", "my_chat_member"}

// Parse satisfies channel.Channel. A delivery is one update, whichever way it came. An update of another kind than those
// asked for, or about a chat that is not private, holds nothing.
func (a *account) Parse(d channel.Delivery) ([]sapa.Inbound, error) {
	update := wire.Read(d.Body)
	if _, ok := update.Number("update_id"); !ok {
		return nil, sapa.Errorf(sapa.Invalid, "bad_delivery", "the body is not an update of Telegram")
	}
	for _, kind := range updateKinds {
		if !update.Has(kind) {
			continue
		}
		in, ok := read(kind, update.Object(kind), d.At)
		switch {
		case !ok:
			return nil, sapa.Errorf(sapa.Invalid, "unreadable", "the %s cannot be read", kind)
		case in.Kind == "":
			return nil, nil
		}
		in.Channel = a.id
		return []sapa.Inbound{in}, nil
	}
	return nil, nil
}

// read makes an element of an update's content: one without a kind when it says nothing to us; false when it makes no
// sense.
func read(kind string, o wire.Object, at time.Time) (sapa.Inbound, bool) {
	switch kind {
	case "message":
		return message(o)
	case "edited_message":
		return edited(o)
	case "callback_query":
		return picked(o, at)
	case "message_reaction":
		return reacted(o)
	}
	return member(o)
}

// nothing is an element of no concern.
func nothing() (sapa.Inbound, bool) { return sapa.Inbound{}, true }

// place is where something happened: a chat, and a message in it.
type place struct {
	dialog, message string
	private         bool
}

// placeOf reads the chat and the id of a message; false when either is missing.
func placeOf(o wire.Object) (place, bool) {
	chat := o.Object("chat")
	p := place{dialog: chat.Key("id"), message: o.Key("message_id"), private: chat.Text("type") == "private"}
	return p, isNumber(p.dialog) && isNumber(p.message)
}

// id is the provider's id of a message: numbers of messages are unique in their chat only.
func (p place) id() string { return p.dialog + ":" + p.message }

// isNumber tells an id of Telegram from anything else.
func isNumber(id string) bool {
	digits := strings.TrimPrefix(id, "-")
	return digits != "" && len(digits) <= 20 && strings.Trim(digits, "0123456789") == ""
}

// splitID reads what id has made; false for the id of anything else, such as of a choice.
func splitID(id string) (p place, ok bool) {
	p.dialog, p.message, ok = strings.Cut(id, ":")
	return p, ok && isNumber(p.dialog) && isNumber(p.message)
}

// pickedPrefix begins the id of a choice. The rest is the callback query's own id.
const pickedPrefix = "pick:"

// message reads what a customer wrote.
func message(o wire.Object) (sapa.Inbound, bool) {
	in, ok := written(o)
	if !ok || in.From.External == "" || notice(o) {
		return sapa.Inbound{}, ok
	}
	in.Kind, in.At = sapa.InboundMessage, o.Seconds("date")
	content, known := contentOf(o)
	if !known {
		content = unsupported(o)
	}
	if o.Has("forward_origin") {
		if content.Content == nil {
			content.Content = &sapa.Content{}
		}
		content.Content.Forwarded = true
	}
	in.Message = content
	if p, ok := placeOf(o.Object("reply_to_message")); ok {
		in.ReplyTo = p.id()
	}
	in.From.Phone = ownNumber(o)
	return in, true
}

// edited reads what a customer made of a message of theirs.
func edited(o wire.Object) (sapa.Inbound, bool) {
	in, ok := written(o)
	content, known := contentOf(o)
	if !ok || in.From.External == "" || !known {
		return sapa.Inbound{}, ok
	}
	in.Kind, in.At, in.Message = sapa.InboundEdit, o.Seconds("edit_date"), content
	return in, true
}

// written reads whose a message is and its id. Without a sender it is not a private one.
func written(o wire.Object) (sapa.Inbound, bool) {
	p, ok := placeOf(o)
	if !ok || !p.private {
		return sapa.Inbound{}, ok
	}
	who, ok := person(o.Object("from"))
	return sapa.Inbound{From: who, ProviderID: p.id()}, ok
}

// picked reads that a customer pressed a button below a message of ours. When they did is not told: it is when we heard.
func picked(o wire.Object, at time.Time) (sapa.Inbound, bool) {
	who, known := person(o.Object("from"))
	id := o.Key("id")
	if !known || id == "" {
		return sapa.Inbound{}, false
	}
	message := o.Object("message")
	p, ok := placeOf(message)
	if !ok || !p.private {
		return nothing() // of a message that was sent by way of another chat
	}
	choice := sapa.Choice{ID: o.Text("data")}
	choice.Title = titleOf(message.Object("reply_markup"), choice.ID)
	if choice.Title == "" {
		return nothing() // a game's button, which tells nothing
	}
	return sapa.Inbound{
		Kind: sapa.InboundMessage, From: who, ProviderID: pickedPrefix + id, ReplyTo: p.id(), At: at,
		Message: sapa.InboundContent{Kind: sapa.Choices, Text: choice.Title, Content: &sapa.Content{Choice: &choice}},
	}, true
}

// titleOf is what stands on the button with this data. A message that is not accessible any more comes without buttons.
func titleOf(markup wire.Object, data string) string {
	for _, raw := range markup.List("inline_keyboard") {
		for _, button := range (wire.Object{"row": raw}).Objects("row") {
			if title := button.Text("text"); button.Text("callback_data") == data && title != "" {
				return title
			}
		}
	}
	return data
}

// emojiRunes is more than any emoji needs: a family of four with tones of skin has eleven.
const emojiRunes = 16

// reacted reads which emoji a customer has on a message now: the last one that can be shown. Telegram's own pictures and
// stars have none, and take the place of what was there.
func reacted(o wire.Object) (sapa.Inbound, bool) {
	p, ok := placeOf(o)
	if !ok || !p.private {
		return sapa.Inbound{}, ok
	}
	who, ok := person(o.Object("user"))
	in := sapa.Inbound{Kind: sapa.InboundReaction, From: who, ProviderID: p.id(), At: o.Seconds("date")}
	for _, reaction := range o.Objects("new_reaction") {
		if emoji := reaction.Text("emoji"); reaction.Text("type") == "emoji" && emoji != "" {
			in.Emoji = wire.Short(shown(emoji), emojiRunes)
		}
	}
	return in, ok
}

// member reads that a customer has blocked the bot, or lets it write again.
func member(o wire.Object) (sapa.Inbound, bool) {
	chat := o.Object("chat")
	if chat.Text("type") != "private" {
		return sapa.Inbound{}, isNumber(chat.Key("id"))
	}
	who, ok := person(o.Object("from"))
	status := o.Object("new_chat_member").Text("status")
	if !ok || status == "" {
		return sapa.Inbound{}, false
	}
	blocked := ""
	if status == "kicked" {
		blocked = "yes"
	}
	who.Facts["blocked"] = blocked
	return sapa.Inbound{Kind: sapa.InboundContact, From: who, At: o.Seconds("date")}, true
}
